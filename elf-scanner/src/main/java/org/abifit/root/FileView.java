package org.abifit.root;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A root file system as a process inside it sees it: paths are followed through links, never out of the root. A view can be
 * overlaid with bound files, as container runtimes do it.
 */
public final class FileView {
    /** Links followed for one path before the kernel gives up (Linux {@code MAXSYMLINKS}). */
    private static final int MOST_LINKS = 40;
    private static final String FOLDER_ITSELF = ".";

    private final Directory root;
    private final Optional<FileView> below;

    /** {@return a view of a tree as it is} */
    public FileView(Directory root) {
        this.root = root;
        this.below = Optional.empty();
    }

    /** An overlay; what lies below stays as it is. */
    private FileView(FileView below) {
        this.root = below.root.overlay(this);
        this.below = Optional.of(below);
    }

    /** What lies at the end of a path. */
    public sealed interface Lookup {
        /** An entry; {@code path} is its place with all links followed. */
        record Found(String path, Node node) implements Lookup {}

        /** {@code ENOENT}: {@code path} is how far it was followed, {@code rest} the names that are missing. */
        record Missing(String path, List<String> rest) implements Lookup {}

        /** {@code ENOTDIR}: a file where a folder is asked for. */
        record NotDirectory(String path) implements Lookup {}

        /** {@code ELOOP}. */
        record Loop() implements Lookup {}

        /** The scan could not see what is there. */
        record Unknown(String path, String why) implements Lookup {}
    }

    /** {@return the folder at the top} */
    public Directory root() {
        return root;
    }

    /** {@return for an overlay, what it lies over} */
    public Optional<FileView> below() {
        return below;
    }

    /** {@return what an absolute path stands for, all links followed} */
    public Lookup lookup(String path) {
        return walk(path, true);
    }

    /** {@return what an absolute path stands for; a link as last name is not followed} */
    public Lookup lookupLink(String path) {
        return walk(path, false);
    }

    private Lookup walk(String path, boolean followLast) {
        Deque<String> todo = new ArrayDeque<>();
        push(todo, path);
        List<Directory> dirs = new ArrayList<>(List.of(root));
        List<String> at = new ArrayList<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.equals(FOLDER_ITSELF)) {
                continue;
            }
            if (name.equals("..")) {
                if (!at.isEmpty()) {
                    at.removeLast();
                    dirs.removeLast();
                }
                continue;
            }
            Node node = dirs.getLast().child(name);
            if (node == null) {
                return absent(dirs.getLast(), at, name, todo);
            }
            if (node instanceof Symlink link && (followLast || !todo.isEmpty())) {
                if (++links > MOST_LINKS) {
                    return new Lookup.Loop();
                }
                if (link.target().startsWith("/")) {
                    at.clear();
                    dirs.subList(1, dirs.size()).clear();
                }
                push(todo, link.target());
                continue;
            }
            at.add(name);
            if (node instanceof Directory directory) {
                dirs.add(directory);
            } else {
                return todo.isEmpty() ? new Lookup.Found(join(at), node) : new Lookup.NotDirectory(join(at));
            }
        }
        return new Lookup.Found(join(at), dirs.getLast());
    }

    private static Lookup absent(Directory in, List<String> at, String name, Deque<String> todo) {
        if (in.hidden().isPresent()) {
            return new Lookup.Unknown(join(at), in.hidden().get());
        }
        List<String> rest = new ArrayList<>(List.of(name));
        rest.addAll(todo);
        rest.removeIf(FOLDER_ITSELF::equals);
        return new Lookup.Missing(join(at), rest);
    }

    /** A slash at the end says as much as {@code /.}: what stands before must be a folder. */
    private static void push(Deque<String> todo, String path) {
        int end = path.length();
        for (int i = path.length() - 1; i >= -1; i--) {
            if (i < 0 || path.charAt(i) == '/') {
                if (end - i > 1) {
                    todo.push(path.substring(i + 1, end));
                } else if (end == path.length()) {
                    todo.push(FOLDER_ITSELF);
                }
                end = i;
            }
        }
    }

    private static String join(List<String> names) {
        if (names.isEmpty()) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (String name : names) {
            path.append('/').append(name);
        }
        return path.toString();
    }

    /** {@return a copy that {@link #put} may change; what it shares with this view stays as it is} */
    public FileView overlay() {
        return new FileView(this);
    }

    /**
     * Puts an entry at a path without links, making the folders above it where they are missing.
     *
     * @throws IllegalArgumentException when something on the way is not a folder, or the path is that of the root
     */
    public void put(String realPath, Node node) {
        if (!root.isOverlayOf(this)) {
            throw new IllegalStateException("only an overlay can be changed");
        }
        Deque<String> names = new ArrayDeque<>();
        push(names, realPath);
        names.removeIf(FOLDER_ITSELF::equals);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(realPath + ": the root itself stays");
        }
        Directory at = root;
        while (names.size() > 1) {
            String name = names.pop();
            Directory below = switch (at.child(name)) {
                case Directory directory -> directory;
                case null -> Directory.EMPTY;
                case RegularFile f -> throw new IllegalArgumentException(realPath + ": " + name + " is a file");
                case Symlink s -> throw new IllegalArgumentException(realPath + ": " + name + " is a link");
                case Special s -> throw new IllegalArgumentException(realPath + ": " + name + " is not a folder");
            };
            if (!below.isOverlayOf(this)) {
                below = below.overlay(this);
                at.put(name, below);
            }
            at = below;
        }
        at.put(names.pop(), node);
    }
}
