package org.abifit.loader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/**
 * An image with host files bound in, as a process in it sees it.
 *
 * @param files the file system
 * @param bound real paths in the container that hold a host's file or folder
 */
public record Container(FileView files, Set<String> bound) {

    /** A bind that no runtime could make. */
    public static final class BindException extends Exception {
        private static final long serialVersionUID = 1L;

        BindException(String message) {
            super(message);
        }
    }

    /**
     * {@return the container}
     *
     * @param image the image's root
     * @param host the host's root, where something is bound
     * @param binds in order; a later one may lie in an earlier one
     * @param ldconfig whether the image's own ldconfig is run after binding
     * @throws BindException when a source is missing, or a file would cover a folder or the reverse
     */
    public static Container of(Directory image, Optional<FileView> host, List<Bind> binds, boolean ldconfig) throws BindException {
        FileView files = binds.isEmpty() && !ldconfig ? new FileView(image) : new FileView(image).overlay();
        Set<String> bound = new HashSet<>();
        for (Bind bind : binds) {
            bound.add(put(files, host.orElseThrow(() -> new BindException("a bind needs a host: " + bind.from())), bind));
        }
        if (ldconfig) {
            Ldconfig.run(files);
        }
        return new Container(files, bound);
    }

    private static String put(FileView files, FileView host, Bind bind) throws BindException {
        if (!(host.lookup(bind.from()) instanceof Lookup.Found(String real, Node source))) {
            throw new BindException("bind source missing: " + bind.from());
        }
        String target = switch (files.lookup(bind.to())) {
            case Lookup.Found(String path, Node there) when there instanceof Directory != source instanceof Directory ->
                    throw new BindException("bind: file on folder or the reverse: " + bind.to());
            case Lookup.Found(String path, Node there) -> path;
            case Lookup.Missing(String path, List<String> rest) -> append(path, rest);
            case Lookup.NotDirectory n -> throw new BindException("bind: a file lies on the way to " + bind.to());
            case Lookup.Loop l -> throw new BindException("bind: links turn in a circle: " + bind.to());
            case Lookup.Unknown u -> throw new BindException("bind: what lies at %s is not known: %s".formatted(u.path(), u.why()));
        };
        files.put(target, source);
        return target;
    }

    private static String append(String path, List<String> rest) {
        List<String> names = new ArrayList<>();
        for (String name : rest) {
            if (!name.equals("..")) {
                names.add(name);
            } else if (!names.isEmpty()) {
                names.removeLast();
            }
        }
        return (path.equals("/") ? "" : path) + "/" + String.join("/", names);
    }

    /** {@return the image as it is shipped, with nothing bound} */
    public FileView shipped() {
        return files.below().orElse(files);
    }

    /** {@return what to ask the loader about an application in this container} */
    public LoadQuestion question(String app, Map<String, String> env, MachineFacts machine) {
        SortedMap<String, String> sorted = new TreeMap<>(env);
        return new LoadQuestion(files, app, sorted, machine);
    }

    /** {@return the names of a report that resolve to a bound file, sorted} */
    public List<String> fromHost(LoadReport report) {
        return report.resolved().entrySet().stream().filter(e -> isBound(e.getValue())).map(Map.Entry::getKey).sorted().toList();
    }

    /** {@return whether a path leads to a bound file} */
    public boolean isBound(String path) {
        if (!(files.lookup(path.startsWith("/") ? path : "/" + path) instanceof Lookup.Found(String real, RegularFile f))) {
            return false;
        }
        return bound.contains(real) || bound.stream().anyMatch(b -> real.startsWith(b + "/"));
    }
}
