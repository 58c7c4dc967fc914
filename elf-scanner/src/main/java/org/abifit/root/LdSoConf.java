package org.abifit.root;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code /etc/ld.so.conf} with its {@code include} lines (glibc {@code elf/ldconfig.c}, parse_conf): the folders that ldconfig
 * puts in the cache, in order. Loaders themselves never read it.
 */
public final class LdSoConf {
    private static final int MOST_DEPTH = 16;

    private final FileView view;
    private final List<String> directories = new ArrayList<>();
    private final Set<String> files = new LinkedHashSet<>();

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

    private void file(String path, int depth) {
        if (depth > MOST_DEPTH || !(view.lookup(path) instanceof FileView.Lookup.Found found) || !(found.node() instanceof RegularFile file)) {
            return;
        }
        files.add(found.path());
        if (file.content() instanceof Content.Kept kept) {
            new String(kept.bytes(), StandardCharsets.ISO_8859_1).lines().forEach(line -> line(line, depth));
        }
    }

    private void line(String raw, int depth) {
        int comment = raw.indexOf('#');
        String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
        if (line.isEmpty() || line.startsWith("hwcap ") || line.startsWith("hwcap\t")) {
            return;
        }
        if (line.startsWith("include") && line.length() > 7 && Character.isWhitespace(line.charAt(7))) {
            for (String pattern : line.substring(8).strip().split("\\s+")) {
                include(pattern.startsWith("/") ? pattern : "/etc/" + pattern, depth);
            }
            return;
        }
        String directory = line.contains("=") ? line.substring(0, line.indexOf('=')) : line;
        while (directory.length() > 1 && directory.endsWith("/")) {
            directory = directory.substring(0, directory.length() - 1);
        }
        if (directory.startsWith("/") && !directories.contains(directory)) {
            directories.add(directory);
        }
    }

    /** glob(3) sorts; a pattern in a folder name is rare and not followed here but in the last name. */
    private void include(String pattern, int depth) {
        int slash = pattern.lastIndexOf('/');
        if (!Glob.isPattern(pattern.substring(slash + 1))) {
            file(pattern, depth + 1);
        } else if (view.lookup(pattern.substring(0, slash + 1)) instanceof FileView.Lookup.Found(String at, Directory directory)) {
            Glob glob = Glob.of(pattern.substring(slash + 1));
            directory.names().stream().filter(n -> !n.startsWith(".") && glob.matches(n)).forEach(n -> file(at + "/" + n, depth + 1));
        }
    }
}
