package org.abifit.runs;

import java.util.List;
import java.util.Optional;
import org.abifit.loader.Verdict;

/** A ground for saying that a program runs, does not, or may not. The sentences are made where people read them. */
public sealed interface Because {

    /** {@return the stable id of the rule} */
    String rule();

    /** {@return what follows from it} */
    Verdict verdict();

    /** {@return how far the program gets by it} */
    Runs.Level level();

    /**
     * The loader does not start a program.
     *
     * @param program its path
     * @param message what the loader says first
     * @param verdict {@code fail}; {@code unknown} where facts are missing
     */
    record NotLoaded(String program, Optional<String> message, Verdict verdict) implements Because {
        @Override
        public String rule() {
            return "loader";
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.LOADS;
        }
    }

    /**
     * A program that the command needs is not there or does not start: the launcher itself, or one that the launcher starts.
     *
     * @param program its path
     * @param message what the loader says first
     */
    record LauncherNotLoaded(String program, Optional<String> message, Verdict verdict) implements Because {
        @Override
        public String rule() {
            return "launcher-loads";
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.LOADS;
        }
    }

    /** No process loads a file of the host's that differs from the image's: it runs as the image does. */
    record AsShipped() implements Because {
        @Override
        public String rule() {
            return "as-shipped";
        }

        @Override
        public Verdict verdict() {
            return Verdict.OK;
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * Libraries of the host's take the place of the image's; versions and symbols are all there, and none of them is private to a family
     * that stays with the image.
     *
     * @param sonames the libraries, sorted
     */
    record AllBound(List<String> sonames) implements Because {
        @Override
        public String rule() {
            return "all-bound";
        }

        @Override
        public Verdict verdict() {
            return Verdict.OK;
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * The program starts, but functions are missing when they are called; whether they are, files do not say.
     *
     * @param object who calls
     * @param symbols what is missing, the first few
     */
    record MissingWhenCalled(String object, List<String> symbols) implements Because {
        @Override
        public String rule() {
            return "missing-when-called";
        }

        @Override
        public Verdict verdict() {
            return Verdict.UNKNOWN;
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * Libraries that must be of one build come from both sides.
     *
     * @param rule the family's rule
     * @param fromHost those of the host, sorted
     * @param fromImage those of the image, sorted
     */
    record SplitFamily(String rule, List<String> fromHost, List<String> fromImage, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * A library opens plug-ins of another build, and the loader lets it.
     *
     * @param rule the family's rule
     * @param core the library that opens them
     * @param coreBound whether it is the library that comes from the host
     * @param plugins the plug-ins, sorted
     */
    record ForeignPlugins(String rule, String core, boolean coreBound, List<String> plugins, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * A library cannot do without plug-ins that are not there or that the loader refuses.
     *
     * @param rule the family's rule
     * @param core the library that opens them
     * @param plugins the plug-ins, sorted
     */
    record PluginsMissing(String rule, String core, List<String> plugins, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * A plug-in is opened that lacks functions when they are called.
     *
     * @param rule the family's rule
     * @param plugin its path
     * @param symbols what is missing, the first few
     */
    record PluginLacks(String rule, String plugin, List<String> symbols, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * A program or library uses functions of another that are private to one release of it, and the two come from different sides.
     *
     * @param rule the family's rule
     * @param user who uses them
     * @param core whose they are
     * @param symbols the first few
     */
    record PrivateUser(String rule, String user, String core, List<String> symbols, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * Two generations of one library are in one process, and call into each other's functions of the same names.
     *
     * @param rule the family's rule
     * @param sonames both
     */
    record TwoGenerations(String rule, List<String> sonames, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }

    /**
     * The launcher is of another implementation than the library of the program that it starts: each process believes that it is alone.
     *
     * @param rule the launcher's rule
     * @param launcher its path
     * @param library what the program uses
     */
    record OtherLauncher(String rule, String launcher, String library, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.TALKS;
        }
    }

    /**
     * The launcher and the library of the program that it starts speak one protocol.
     *
     * @param rule the launcher's rule
     * @param launcher its path
     * @param library what the program uses
     */
    record Served(String rule, String launcher, String library) implements Because {
        @Override
        public Verdict verdict() {
            return Verdict.OK;
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.TALKS;
        }
    }

    /**
     * Loader and C library are of two builds.
     *
     * @param rule the C library's rule
     * @param loader release of the loader; empty where its file does not say
     * @param library release of the C library
     */
    record TwoLibcs(String rule, Optional<String> loader, Optional<String> library, Verdict verdict) implements Because {
        @Override
        public Runs.Level level() {
            return Runs.Level.LOADS;
        }
    }

    /**
     * A library of MPI takes the place of one of another family behind the same soname.
     *
     * @param rule that says so
     * @param soname theirs
     * @param host which MPI the host's is
     * @param image which one the image's is
     */
    record OtherMpi(String rule, String soname, String host, String image) implements Because {
        @Override
        public Verdict verdict() {
            return Verdict.FAIL;
        }

        @Override
        public Runs.Level level() {
            return Runs.Level.BINDS;
        }
    }
}
