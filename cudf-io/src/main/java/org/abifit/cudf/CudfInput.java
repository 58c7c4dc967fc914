package org.abifit.cudf;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the bytes of a CUDF text come from. Compressed ones are told by their first bytes, never by a name: a pipe has
 * none. Files are opened once, read to the end and neither measured nor sought in, so that they may be named pipes.
 */
public final class CudfInput {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MAGIC = 6;

    private CudfInput() {
    }

    /** A way to compress, as its first bytes tell. */
    public enum Compression {
        /** RFC 1952; several members are one text. */
        GZIP(0x1f, 0x8b),
        /** {@code BZh}; several streams are one text. */
        BZIP2('B', 'Z', 'h'),
        /** The .xz format; several streams are one text. */
        XZ(0xfd, '7', 'z', 'X', 'Z', 0);

        private final int[] magic;

        Compression(int... magic) {
            this.magic = magic;
        }

        private boolean begins(byte[] bytes, int length) {
            for (int i = 0; i < magic.length; i++) {
                if (i >= length || (bytes[i] & 0xff) != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Compressed bytes that no compressor wrote, or not all of what one wrote. */
    public static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final Compression compression;

        DamagedException(Compression compression, Exception cause) {
            super(compression + ": " + (cause instanceof EOFException ? "ends too early" : cause.getMessage()), cause);
            this.compression = compression;
        }

        /** {@return how the bytes claim to be compressed} */
        public Compression compression() {
            return compression;
        }
    }

    /**
     * {@return the text of a file or named pipe, decompressed if need be; to be closed by the caller}
     *
     * @param file what to open
     * @throws IOException when it cannot be opened or read; a {@link DamagedException} when its compressed bytes are wrong
     */
    public static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return decompressed(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * {@return the text of a stream, decompressed if need be}
     *
     * @param raw the bytes; closed with what is returned
     * @throws IOException as {@link #open}
     */
    public static InputStream decompressed(InputStream raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        Optional<Compression> compression = compression(buffered);
        return compression.isPresent() ? new DecompressedStream(buffered, compression.get()) : buffered;
    }

    private static Optional<Compression> compression(BufferedInputStream in) throws IOException {
        in.mark(LONGEST_MAGIC);
        byte[] first = new byte[LONGEST_MAGIC];
        int length = in.readNBytes(first, 0, LONGEST_MAGIC);
        in.reset();
        return Arrays.stream(Compression.values()).filter(one -> one.begins(first, length)).findFirst();
    }
}
