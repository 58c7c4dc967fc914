package org.abifit.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.abifit.root.BytePaths;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * What a host's file is known by. For ELF files it is the object's identity (of what the loader reads), the same in a snapshot and in a folder; for other
 * files it is their bytes, which a snapshot mostly does not keep; for folders it is the sorted list of what lies below.
 *
 * @param files the host's root; paths are byte strings
 * @param folder where it lies on this machine, if it does
 */
public record Digests(FileView files, Optional<Path> folder) {
    private static final String PREFIX = "sha256:";

    /** {@return the digest of what lies at the end of a path; empty where nothing does, or it is not known} */
    public Optional<String> of(String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, Node node) ? of(real, node) : Optional.empty();
    }

    private Optional<String> of(String real, Node node) {
        return switch (node) {
            case RegularFile file -> file(real, file);
            case Directory directory -> Optional.of(directory(directory));
            case Symlink link -> Optional.empty();
            case Special special -> Optional.empty();
        };
    }

    private Optional<String> file(String real, RegularFile file) {
        return switch (file.content()) {
            case Content.Elf elf -> Optional.of(PREFIX + elf.ref().digest());
            case Content.Kept kept -> Optional.of(text(kept.bytes()));
            case Content.Script s -> bytes(real);
            case Content.Plain plain -> bytes(real);
            case Content.Malformed m -> bytes(real);
            case Content.Unreadable u -> Optional.empty();
        };
    }

    private Optional<String> bytes(String real) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        MessageDigest sum = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(BytePaths.path(BytePaths.text(folder.get().toRealPath()) + real))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
            }
            return Optional.of(PREFIX + HexFormat.of().formatHex(sum.digest()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Files that are no ELF count by their size: that much a snapshot keeps of them. */
    private static String directory(Directory directory) {
        MessageDigest sum = sha256();
        list(directory, "", sum);
        return PREFIX + HexFormat.of().formatHex(sum.digest());
    }

    private static void list(Directory directory, String at, MessageDigest into) {
        for (String name : directory.names()) {
            String path = at + "/" + name;
            String line = switch (directory.child(name)) {
                case RegularFile file -> file.content() instanceof Content.Elf elf ? elf.ref().digest() : "file " + file.size();
                case Directory below -> "folder";
                case Symlink link -> "link " + link.target();
                case Special special -> "special " + special.kind();
                case null -> "gone";
            };
            into.update("%s\0%s\0".formatted(path, line).getBytes(StandardCharsets.ISO_8859_1));
            if (directory.child(name) instanceof Directory below) {
                list(below, path, into);
            }
        }
    }

    private static String text(byte[] bytes) {
        return PREFIX + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
