package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Glob;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/**
 * Finds files by a pattern of their path, name by name; {@code **} stands for any number of folders, links to folders are not
 * followed by it. What comes out is sorted.
 */
final class PathPattern {
    /** Patterns of sites and trees of images meet here; real ones give a few hundred. */
    private static final int MOST_FILES = 20_000, MOST_DEPTH = 40;

    private final FileView files;
    private final List<String> found = new ArrayList<>();
    private final List<Lookup.Unknown> unknown = new ArrayList<>();

    /**
     * What a pattern leads to.
     *
     * @param paths the regular files that match, by the names that matched
     * @param unknown where something else may match that a scan could not see
     */
    public record Files(List<String> paths, List<Lookup.Unknown> unknown) {}

    private PathPattern(FileView files) {
        this.files = files;
    }

    /** {@return the regular files that match, links followed; none for what is no absolute path} */
    static Files files(FileView files, String pattern) {
        PathPattern walk = new PathPattern(files);
        if (pattern.startsWith("/")) {
            List<String> names = new ArrayList<>(List.of(pattern.split("/")));
            names.removeIf(n -> n.isEmpty() || n.equals("."));
            walk.in("", names, 0);
        }
        return new Files(walk.found, walk.unknown);
    }

    /** {@return whether a text is a pattern, quoted characters aside} */
    static boolean isPattern(String text) {
        return Glob.isPattern(text.replaceAll("\\\\.", ""));
    }

    /** {@return the text that a pattern without any matches} */
    static String unquoted(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private void in(String at, List<String> names, int depth) {
        if (found.size() >= MOST_FILES || depth > MOST_DEPTH) {
            return;
        }
        if (names.isEmpty()) {
            if (node(at) instanceof RegularFile) {
                found.add(at);
            }
            return;
        }
        String name = names.getFirst();
        List<String> rest = names.subList(1, names.size());
        if (name.equals("**")) {
            below(at, names, depth);
        } else if (name.equals("..")) {
            parent(at, rest, depth);
        } else if (isPattern(name)) {
            each(at, name, rest, depth);
        } else {
            in(at + "/" + unquoted(name), rest, depth + 1);
        }
    }

    /** What lies above a folder is what lies above the place that links lead to. */
    private void parent(String at, List<String> rest, int depth) {
        if (files.lookup(at.isEmpty() ? "/" : at) instanceof Lookup.Found(String real, Directory folder)) {
            in(real.substring(0, real.lastIndexOf('/')), rest, depth + 1);
        }
    }

    private void each(String at, String name, List<String> rest, int depth) {
        if (node(at) instanceof Directory folder) {
            Glob glob = Glob.of(name);
            folder.names().stream().filter(glob::matches).forEach(n -> in(at + "/" + n, rest, depth + 1));
        }
    }

    private void below(String at, List<String> names, int depth) {
        in(at, names.subList(1, names.size()), depth + 1);
        if (node(at) instanceof Directory folder) {
            for (String name : folder.names()) {
                if (folder.child(name) instanceof Directory) {
                    in(at + "/" + name, names, depth + 1);
                }
            }
        }
    }

    private Node node(String at) {
        return switch (files.lookup(at.isEmpty() ? "/" : at)) {
            case Lookup.Found(String real, Node node) -> {
                if (node instanceof Directory folder && folder.hidden().isPresent()) {
                    unknown.add(new Lookup.Unknown(real, folder.hidden().get()));
                }
                yield node;
            }
            case Lookup.Unknown lost -> {
                unknown.add(lost);
                yield null;
            }
            case Lookup.Missing m -> null;
            case Lookup.NotDirectory n -> null;
            case Lookup.Loop l -> null;
        };
    }
}
