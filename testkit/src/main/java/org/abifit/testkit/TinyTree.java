package org.abifit.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small root filesystem: described first, written into a folder afterwards. Paths are relative to that folder, with or without
 * a leading slash; missing folders above a path are made. Links keep their target as written, so an absolute one leaves the root.
 *
 * <pre>{@code
 * Path root = new TinyTree()
 *         .file("etc/ld.so.conf", "/usr/local/lib\n")
 *         .file("usr/local/lib/libfoo.so.1.0", TinyElf.library("libfoo.so.1").build())
 *         .symlink("usr/local/lib/libfoo.so.1", "libfoo.so.1.0")
 *         .writeTo(temporaryFolder);
 * }</pre>
 */
public final class TinyTree {
    private static final int DEFAULT_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;

    /** One thing to make, in the order of description. */
    private sealed interface Entry {
        String path();

        record Folder(String path) implements Entry {
        }

        record Content(String path, byte[] bytes, int mode) implements Entry {
        }

        record Symlink(String path, String target) implements Entry {
        }

        record HardLink(String path, String existing) implements Entry {
        }

        record Mode(String path, int mode) implements Entry {
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a file of mode 0644. */
    public TinyTree file(String path, byte[] bytes) {
        return add(new Entry.Content(path, bytes.clone(), DEFAULT_MODE));
    }

    /** Adds a text file of mode 0644, in UTF-8. */
    public TinyTree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file of mode 0755. */
    public TinyTree program(String path, byte[] bytes) {
        return add(new Entry.Content(path, bytes.clone(), PROGRAM_MODE));
    }

    /** Adds a folder, which may stay empty. */
    public TinyTree folder(String path) {
        return add(new Entry.Folder(path));
    }

    /** Adds a symbolic link; the target need not exist. */
    public TinyTree symlink(String path, String target) {
        return add(new Entry.Symlink(path, target));
    }

    /** Adds another name for a file that was described before. */
    public TinyTree hardLink(String path, String existing) {
        return add(new Entry.HardLink(path, existing));
    }

    /** Sets the permission bits of a file or folder that was described before; bits above 0777 are not supported. */
    public TinyTree mode(String path, int bits) {
        return add(new Entry.Mode(path, bits));
    }

    private TinyTree add(Entry entry) {
        entries.add(entry);
        return this;
    }

    /**
     * Writes all entries in the order of their description.
     *
     * @return the folder
     * @throws IOException if something cannot be made, for instance because it is there already
     */
    public Path writeTo(Path root) throws IOException {
        Files.createDirectories(root);
        for (Entry entry : entries) {
            write(root, entry);
        }
        return root;
    }

    private static void write(Path root, Entry entry) throws IOException {
        Path path = under(root, entry.path());
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(root));
        switch (entry) {
            case Entry.Folder folder -> Files.createDirectories(path);
            case Entry.Content content -> {
                Files.write(path, content.bytes());
                setMode(path, content.mode());
            }
            case Entry.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
            case Entry.HardLink link -> Files.createLink(path, under(root, link.existing()));
            case Entry.Mode mode -> setMode(path, mode.mode());
        }
    }

    private static Path under(Path root, String path) {
        return root.resolve(path.startsWith("/") ? path.substring(1) : path);
    }

    private static void setMode(Path path, int mode) throws IOException {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < text.length(); bit++) {
            if ((mode & 0400 >> bit) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(text.toString()));
    }
}
