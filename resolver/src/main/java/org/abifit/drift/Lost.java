package org.abifit.drift;

import java.util.List;
import java.util.Optional;
import org.abifit.loader.LoadError;

/** Why a plan fails, or why that cannot be said. Data; sentences are made by whoever shows them. */
public sealed interface Lost {

    /** {@return the stable id of the rule} */
    String rule();

    /** What it binds is not there: {@code soname} is what it was, {@code instead} where that lies now, or a soname of the same library and another version. */
    record Source(String path, Optional<String> soname, Optional<String> instead) implements Lost {
        @Override
        public String rule() {
            return "bind-source-gone";
        }
    }

    /** The runtime could not bind it: the model's words. */
    record Bind(String problem) implements Lost {
        @Override
        public String rule() {
            return "bind";
        }
    }

    /** The loader refuses something that it did not refuse before; {@code more} are further symbols that the same object misses. */
    record Refused(String app, LoadError error, List<String> more) implements Lost {
        @Override
        public String rule() {
            return error.kind().word();
        }
    }

    /** The image that the plan was made for is not to be had. */
    record Image(String image) implements Lost {
        @Override
        public String rule() {
            return "image-missing";
        }
    }

    /** The facts do not decide: the loader model's words. */
    record Undecided(String app, String text) implements Lost {
        @Override
        public String rule() {
            return "undecided";
        }
    }
}
