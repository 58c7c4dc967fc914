package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotFault;

/** The images that come with the program: minimal Debian releases, scanned and exported by this very program. */
final class ShippedImages {
    private static final List<String> NAMES = List.of("debian-11", "debian-12", "debian-13");

    private ShippedImages() {}

    static List<String> names() {
        return NAMES;
    }

    static Optional<Snapshot> open(String name) throws SnapshotFault {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = ShippedImages.class.getResourceAsStream("/images/" + name + ".abifit")) {
            return in == null ? Optional.empty() : Optional.of(Snapshot.read(name, in));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own image " + name + " cannot be read", e);
        }
    }
}
