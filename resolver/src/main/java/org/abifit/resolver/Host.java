package org.abifit.resolver;

import java.util.Optional;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/**
 * A machine that runs containers.
 *
 * @param name what its users call it
 * @param tree its root, with the bundle in its place
 * @param machine processor level, page size, kernel
 * @param bundle the folder of a bundle: libraries that are bound at their own path, before the host's of the same names
 */
public record Host(String name, Directory tree, MachineFacts machine, Optional<String> bundle) {

    /** A host without a bundle. */
    public Host(String name, Directory tree, MachineFacts machine) {
        this(name, tree, machine, Optional.empty());
    }

    /**
     * {@return the same host with a bundle}
     *
     * @param folder its path on the host, without links
     * @param libraries what lies there; empty where the host's own tree has it
     */
    public Host with(String folder, Optional<Directory> libraries) {
        FileView files = new FileView(tree);
        if (libraries.isPresent()) {
            files = files.overlay();
            files.put(folder, libraries.get());
        }
        return new Host(name, files.root(), machine, Optional.of(folder));
    }

    /** {@return whether a path lies in the bundle} */
    boolean isOfBundle(String path) {
        return bundle.isPresent() && path.startsWith(bundle.get() + "/");
    }

    /** {@return whether the bundle has a file of this name} */
    boolean bundleHas(String name) {
        return bundle.isPresent() && new FileView(tree).lookup(bundle.get()) instanceof FileView.Lookup.Found(String real, Directory folder) && has(folder, name);
    }

    private static boolean has(Directory folder, String name) {
        return folder.names().stream().anyMatch(n -> n.equals(name) || folder.child(n) instanceof Directory below && has(below, name));
    }
}
