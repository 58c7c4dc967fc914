package org.abifit.db;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The exported form of a snapshot: one file that says nothing of the machine, the place or the time of its scan, so equal roots
 * give equal files. {@link SnapshotFileReader} reads it.
 *
 * <p>One zstd frame, with its content checksum, of:
 * <pre>
 * 16 bytes    "abifit snapshot\n"
 * number      format, 1
 * blob        manifest ({@link Manifest})
 * blob        tree ({@link TreeCodec})
 * number      how many objects
 * blob ...    the objects, sorted by their digests
 * 32 bytes    SHA-256 of all that is before it
 * </pre>
 * Numbers are {@linkplain ByteWriter#number variable-length}; a blob is its length and its bytes.
 */
final class SnapshotFile {
    static final byte[] MAGIC = "abifit snapshot\n".getBytes(StandardCharsets.US_ASCII);
    /** The number of this layout; a reader refuses other ones. */
    static final int FORMAT = 1;
    /** Of 27 MB of facts it makes 3.9 MB in 0.6 s; level 12 makes 3.7 MB in 1.6 s. */
    private static final int LEVEL = 9;
    /** Looks back 32 MB, because libraries repeat each other's names: a fifth smaller, and no slower. Any zstd reads up to 27. */
    private static final int WINDOW_LOG = 25;

    private SnapshotFile() {}

    /** Gives the stored form of an object. */
    interface Source {
        byte[] stored(String digest) throws IOException;
    }

    /**
     * Writes a snapshot; the stream stays open.
     *
     * @param digests of the tree's objects, in any order
     * @throws IOException when the source or the stream fails
     */
    static void write(Manifest manifest, byte[] tree, List<String> digests, Source objects, OutputStream to) throws IOException {
        try (ZstdOutputStream packed = new ZstdOutputStream(new Unclosed(to), LEVEL)) {
            packed.setChecksum(true).setLong(WINDOW_LOG);
            DigestOutputStream out = new DigestOutputStream(packed, sha256());
            out.write(MAGIC);
            out.write(new ByteWriter(16).number(FORMAT).blob(manifest.encode()).blob(tree).number(digests.size()).toBytes());
            for (String digest : digests.stream().sorted().toList()) {
                byte[] stored = objects.stored(digest);
                out.write(new ByteWriter(10).number(stored.length).toBytes());
                out.write(stored);
            }
            packed.write(out.getMessageDigest().digest());
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The frame must be ended, but the stream is the caller's. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            out.write(b, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
