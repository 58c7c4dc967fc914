package org.abifit.root;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code /etc/ld.so.conf} with its {@code include} lines (glibc {@code elf/ldconfig.c}, parse_conf): the folders that ldconfig
 * puts in the cache, in order. Loaders themselves never read it.
 */
public final class LdSoConf {
    private static final int MOST_DEPTH = 64;
    /** Each may name a folder full of files; real configurations have one. */
    private static final int MOST_PATTERNS = 1000;

    private final FileView view;
    private final Set<String> directories = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();
    private int patterns;

    private LdSoConf(FileView view) {
        this.view = view;
    }

    /** {@return the configuration of a root} */
    public static LdSoConf read(FileView view) {
        LdSoConf conf = new LdSoConf(view);
        conf.file("/etc/ld.so.conf", 0);
        return conf;
    }

    /** {@return the folders, in order} */
    public List<String> directories() {
        return List.copyOf(directories);
    }

    /** {@return the real paths of the files that were read or should have been} */
    public Set<String> files() {
        return Set.copyOf(files);
    }

    /** A file that is included again brings nothing new: that also ends loops. */
    private void file(String path, int depth) {
        if (depth <= MOST_DEPTH && view.lookup(path) instanceof FileView.Lookup.Found(String at, RegularFile file) && files.add(at)
                && file.content() instanceof Content.Kept kept) {
            new String(kept.bytes(), StandardCharsets.ISO_8859_1).lines().forEach(line -> line(line, path, depth));
        }
    }

    private void line(String raw, String in, int depth) {
        int comment = raw.indexOf('#');
        String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
        if (isCommand(line, "include")) {
            for (String pattern : line.substring("include".length()).strip().split("\\s+")) {
                include(pattern.startsWith("/") ? pattern : in.substring(0, in.lastIndexOf('/') + 1) + pattern, depth);
            }
        } else if (!isCommand(line.toLowerCase(Locale.ROOT), "hwcap")) {
            directory(line.contains("=") ? line.substring(0, line.indexOf('=')).strip() : line);
        }
    }

    private static boolean isCommand(String line, String command) {
        return line.startsWith(command) && line.length() > command.length() && Character.isWhitespace(line.charAt(command.length()));
    }

    /** The root folder itself loses its only slash like any other, and is no folder then. */
    private void directory(String written) {
        int end = written.length();
        while (end > 0 && written.charAt(end - 1) == '/') {
            end--;
        }
        if (end > 0 && written.startsWith("/")) {
            directories.add(written.substring(0, end));
        }
    }

    /** glob(3) sorts; a pattern in a folder name is rare and not followed here but in the last name. */
    private void include(String pattern, int depth) {
        String folder = pattern.substring(0, pattern.lastIndexOf('/') + 1);
        String name = pattern.substring(folder.length());
        if (!Glob.isPattern(name)) {
            file(pattern, depth + 1);
        } else if (patterns++ < MOST_PATTERNS && view.lookup(folder) instanceof FileView.Lookup.Found(String at, Directory directory)) {
            directory.names().stream().filter(n -> !n.startsWith(".") && matches(name, n)).forEach(n -> file(folder + n, depth + 1));
        }
    }

    /** As glob(3) has it, a bracket without its other half stands for itself. */
    private static boolean matches(String pattern, String name) {
        try {
            return Glob.of(pattern).matches(name);
        } catch (IllegalArgumentException e) {
            return pattern.equals(name);
        }
    }
}
