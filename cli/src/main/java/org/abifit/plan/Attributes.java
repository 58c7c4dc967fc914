package org.abifit.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.BytePaths;

/** Who may change an entry of a host. A snapshot keeps the permissions of files only; a folder on this machine tells all. */
public interface Attributes {
    /** Nothing is known. */
    Attributes UNKNOWN = path -> Optional.empty();

    /** An entry's owner and permissions ({@code 07777}); the owner is empty where it means nothing. */
    record Entry(Optional<Integer> owner, int mode) {}

    /** {@return what is known of the entry at a path of the host, a byte string, links not followed} */
    Optional<Entry> of(String path);

    /** {@return what the disk says of a root at a folder; where the root itself belongs to a user, it is a copy, and owners mean nothing} */
    static Attributes of(Path folder) {
        try {
            String root = BytePaths.text(folder.toRealPath());
            String prefix = root.equals("/") ? "" : root;
            boolean copy = Safety.isUser((Integer) Files.getAttribute(BytePaths.path(root), "unix:uid"));
            return path -> read(BytePaths.path(prefix + path), copy);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static Optional<Entry> read(Path path, boolean copy) {
        try {
            Map<String, Object> known = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            Optional<Integer> owner = copy ? Optional.empty() : Optional.of((Integer) known.get("uid"));
            return Optional.of(new Entry(owner, (Integer) known.get("mode") & 07777));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
