package org.abifit.resolver;

import java.util.List;
import java.util.Optional;
import org.abifit.runs.Because;

/** Why something must be, or cannot be. Data; sentences are made by whoever shows them. */
public sealed interface Reason {

    /** {@return the stable id of the rule} */
    String rule();

    /** Who asks: the application (no side), or a provider. */
    record Asker(Optional<Side> side, String name, String path) {
        static Asker app(String path) {
            return new Asker(Optional.empty(), path.substring(path.lastIndexOf('/') + 1), path);
        }

        static Asker of(Provider p) {
            return new Asker(Optional.of(p.side()), p.soname(), p.path());
        }
    }

    /** The user asked that this comes from the host. */
    record Wanted(String soname) implements Reason {
        @Override
        public String rule() {
            return "wanted";
        }
    }

    /** The host has no such library for this machine. */
    record HostLacks(String soname, String why) implements Reason {
        @Override
        public String rule() {
            return "host-lacks";
        }
    }

    /** Somebody needs a library that neither side has. */
    record MissingLibrary(Asker by, String soname) implements Reason {
        @Override
        public String rule() {
            return "missing-library";
        }
    }

    /** Somebody needs versions that a provider does not define; {@code offers} is its highest of the same family. */
    record MissingVersion(Asker by, String soname, Side provider, List<String> nodes, Optional<String> offers) implements Reason {
        @Override
        public String rule() {
            return "missing-version";
        }
    }

    /** Somebody needs a symbol that only these (or none) define. */
    record MissingSymbol(Asker by, String symbol, Optional<String> version, List<String> definedBy) implements Reason {
        @Override
        public String rule() {
            return "missing-symbol";
        }
    }

    /** What is wanted is loaded only if one of these is; {@code askers} are shown as {@code image:soname} or {@code host:soname}. */
    record NotNeeded(String soname, List<String> askers) implements Reason {
        @Override
        public String rule() {
            return "not-needed";
        }
    }

    /** MPI is linked into an application: it asks for no library that could be replaced. */
    record MpiInside(String app) implements Reason {
        @Override
        public String rule() {
            return "mpi-inside";
        }
    }

    /** A member of a C library comes from the same side as the C library itself. */
    record LibcFamily(String soname, Side side) implements Reason {
        @Override
        public String rule() {
            return "libc-family";
        }
    }

    /** The policy keeps the image's C library. */
    record KeepLibc() implements Reason {
        @Override
        public String rule() {
            return "keep-libc";
        }
    }

    /** The loader model refused this very choice of host libraries, with these words. */
    record LoaderRefuses(List<String> bound, String message) implements Reason {
        @Override
        public String rule() {
            return "loader";
        }
    }

    /**
     * A member of a family that moves as one, on a side that the others are not on.
     *
     * @param only whether the other side has no library of this name
     */
    record FamilySplit(String family, String soname, Side side, boolean only) implements Reason {
        @Override
        public String rule() {
            return "family-split";
        }
    }

    /** Binding this host library takes a strategy that is not among those allowed. */
    record StrategyForbids(String soname, Strategy needed) implements Reason {
        @Override
        public String rule() {
            return "strategy";
        }
    }

    /**
     * The program keeps a copy of a variable that is larger in a library: the loader only warns, and what lies behind the copy is overwritten.
     *
     * @param message what the loader says
     */
    record CopySize(Asker by, String soname, String message) implements Reason {
        @Override
        public String rule() {
            return "copy-size";
        }
    }

    /** The host's file is none that may be bound. */
    record UnsafeSource(String soname, String path, String why) implements Reason {
        @Override
        public String rule() {
            return "unsafe-source";
        }
    }

    /** With this very choice everything loads, and a rule says that the program would not run, or that nobody can tell. */
    record RunsRefuses(List<String> bound, List<Because> grounds) implements Reason {
        @Override
        public String rule() {
            return "runs";
        }
    }

    /** The host's MPI library of that soname is of another family than the image's: programs of the one do not run with the other. */
    record MpiFamily(String soname, String host, String image) implements Reason {
        @Override
        public String rule() {
            return "mpi-family";
        }
    }
}
