package org.abifit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.abifit.root.BytePaths;
import org.abifit.root.Glob;
import picocli.CommandLine.TypeConversionException;

/**
 * What the process was given, byte for byte. Java decodes arguments and environment by the locale and loses what does not fit;
 * the kernel still has the bytes.
 */
final class Arguments {
    private static final Pattern CRITERIA = Pattern.compile("-\\s*[A-Za-z]{2}.*", Pattern.DOTALL);
    private static final Pattern GENERATION = Pattern.compile("@[0-9]+$");

    private Arguments() {}

    /** {@return the arguments as byte strings} */
    static List<String> exact(String[] decoded) {
        List<String> arguments = List.of(decoded);
        return arguments.stream().allMatch(Arguments::isAscii) ? arguments : exact(arguments, entries("/proc/self/cmdline"));
    }

    /**
     * {@return the arguments as byte strings: the last ones of the command line, if they fit}
     *
     * @param commandLine the process's whole command line, as byte strings
     */
    static List<String> exact(List<String> decoded, List<String> commandLine) {
        int before = commandLine.size() - decoded.size();
        boolean fits = before >= 0;
        for (int i = 0; fits && i < decoded.size(); i++) {
            fits = !isAscii(decoded.get(i)) || decoded.get(i).equals(commandLine.get(before + i));
        }
        return fits ? commandLine.subList(before, commandLine.size()) : decoded.stream().map(BytePaths::fromUnicode).toList();
    }

    /** {@return the environment with values as byte strings} */
    static Map<String, String> environment(Map<String, String> decoded) {
        if (decoded.values().stream().allMatch(Arguments::isAscii)) {
            return decoded;
        }
        Map<String, String> exact = new HashMap<>();
        decoded.forEach((name, value) -> exact.put(name, BytePaths.fromUnicode(value)));
        for (String entry : entries("/proc/self/environ")) {
            int end = entry.indexOf('=');
            if (end > 0) {
                exact.put(entry.substring(0, end), entry.substring(end + 1));
            }
        }
        return exact;
    }

    /**
     * {@return the arguments, where criteria of {@code abifit cudf} can be told from options: both start with a dash}
     * Options have two dashes or one letter; what looks otherwise gets a blank in front, which means nothing in criteria.
     */
    static List<String> withCriteria(List<String> arguments) {
        boolean cudf = !arguments.isEmpty() && arguments.getFirst().equals("cudf");
        return cudf ? arguments.stream().map(a -> CRITERIA.matcher(a).matches() ? " " + a : a).toList() : arguments;
    }

    /** {@return criteria as they were given} */
    static String criteria(String bytes) {
        return text(bytes).strip();
    }

    private static List<String> entries(String file) {
        try {
            String all = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            return List.of(all.substring(0, Math.max(0, all.length() - 1)).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** {@return the path that a byte string names, seen from the working directory} */
    static Path path(String bytes) {
        if (bytes.startsWith("/")) {
            return BytePaths.path(bytes);
        }
        if (isAscii(bytes) && isAscii(Path.of("").toAbsolutePath().toString())) {
            return Path.of(bytes);
        }
        return BytePaths.path(workingDirectory() + "/" + bytes);
    }

    private static String workingDirectory() {
        try {
            return BytePaths.text(Files.readSymbolicLink(Path.of("/proc/self/cwd")));
        } catch (IOException e) {
            return BytePaths.text(Path.of("").toAbsolutePath());
        }
    }

    /** {@return the pattern of an argument} */
    static Glob glob(String bytes) {
        try {
            return Glob.of(bytes);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** {@return a byte string as the text it is} */
    static String text(String bytes) {
        return isAscii(bytes) ? bytes : new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** {@return an argument as it is} */
    static String bytes(String bytes) {
        return bytes;
    }

    /** {@return the name of a new snapshot} */
    static String snapshotName(String bytes) {
        String name = text(bytes);
        if (name.isBlank() || name.contains("/") || name.equals(".") || name.equals("..")) {
            throw new TypeConversionException("a name is no path and not empty: '%s'".formatted(bytes));
        }
        if (GENERATION.matcher(name).find()) {
            throw new TypeConversionException("NAME@N means one of several snapshots of a name: '%s'".formatted(bytes));
        }
        return name;
    }

    /** {@return a number of threads or the like} */
    static int count(String bytes) {
        try {
            int count = Integer.parseInt(bytes);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'%s' is no number from 1 on".formatted(bytes));
    }
}
