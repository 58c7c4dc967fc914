package org.abifit.lint;

import java.util.List;
import java.util.regex.Pattern;

/** Paths as texts. */
final class Paths {
    private static final Pattern LIBRARY = Pattern.compile(".+\\.so(?:\\.[0-9][^/]*)?");
    /** Filled while a machine runs; a scan does not show what will be there. */
    private static final List<String> RUN_TIME = List.of("/dev", "/proc", "/sys", "/run", "/var/run", "/tmp", "/var/tmp", "/var/spool");
    private static final List<String> HOMES = List.of("/home", "/root", "/users", "/Users");

    private Paths() {}

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the folder of a path, without a slash at its end; empty for the top} */
    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** {@return whether a path is a folder's, or lies in it} */
    static boolean in(String path, String folder) {
        String top = folder.endsWith("/") ? folder : folder + "/";
        return path.equals(folder) || path.startsWith(top);
    }

    /** {@return whether a path has the name of a shared library} */
    static boolean libraryName(String path) {
        return LIBRARY.matcher(name(path)).matches();
    }

    static boolean runTime(String path) {
        return RUN_TIME.stream().anyMatch(f -> in(path, f));
    }

    static boolean home(String path) {
        return HOMES.stream().anyMatch(f -> in(path, f));
    }

    /** {@return a path without doubled slashes and slashes at its end} */
    static String tidy(String path) {
        String tidy = path.replaceAll("/+", "/");
        return tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
    }
}
