package org.abifit.resolver;

import java.util.Optional;
import org.abifit.root.Directory;
import org.abifit.root.MachineFacts;

/**
 * An image and a host, by what they hold and not by their names: pairs are equal when their trees are the same and the machine is equal.
 *
 * @param image a root; snapshots of one fingerprint share it
 * @param host a root
 * @param machine the host's
 * @param bundle the host's
 */
public record RootPair(Directory image, Directory host, MachineFacts machine, Optional<String> bundle) {

    /** {@return what the two hold} */
    public static RootPair of(Image image, Host host) {
        return new RootPair(image.tree(), host.tree(), host.machine(), host.bundle());
    }
}
