package org.abifit.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all. What is no regular file, as a pipe or a device, is written as it comes. */
final class OutputFile {
    private static final int BUFFER = 1 << 16;

    private OutputFile() {}

    /** Writes to a stream. */
    interface Content {
        void write(OutputStream out) throws IOException, CommandFailure;
    }

    /** Writes a file; a failure leaves what was there before. */
    static void write(Path file, Content content) throws IOException, CommandFailure {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            writeTo(file, content);
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeTo(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeTo(Path file, Content content) throws IOException, CommandFailure {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            content.write(out);
        }
    }
}
