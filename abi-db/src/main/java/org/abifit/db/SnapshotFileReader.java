package org.abifit.db;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.ElfRef;

/**
 * Reads an exported snapshot ({@link SnapshotFile}) that may come from anybody. Nothing is believed: lengths cost memory only
 * when the bytes are there, all bytes must have their checksums, every part must be in the one form that its content has, and a
 * small file that unfolds into a huge one is refused.
 */
final class SnapshotFileReader {
    /** The manifest lists problems; a scan with a million of them fits. */
    static final int MOST_MANIFEST = 64 << 20;
    /** A root with a million files takes 25 MB. */
    static final int MOST_TREE = 64 << 20;
    /** The facts of the largest libraries take 10 MB. */
    static final int MOST_OBJECT = 128 << 20;
    static final int MOST_OBJECTS = 1_000_000;
    /** A host with 1,300 libraries takes 26 MB. All of it is held in memory while it is checked. */
    static final long MOST_BYTES = 1L << 30;
    /** Symbol names shrink to a sixth, never to a two-hundredth. */
    static final int MOST_RATIO = 200;
    /** What may come out of few bytes all the same. */
    static final long FREE_BYTES = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private final String file;
    private final Counting packed;
    private final InputStream in;
    private final MessageDigest digest = SnapshotFile.sha256();
    private long unpacked;

    /** What a file holds. */
    record Imported(Manifest manifest, TreeCodec.Encoded tree) {}

    private SnapshotFileReader(String file, Counting packed, InputStream in) {
        this.file = file;
        this.packed = packed;
        this.in = in;
    }

    /**
     * {@return what an exported snapshot holds}
     *
     * @param file what to call it in errors
     * @throws SnapshotFault when it is none, is damaged, too large, or of another format
     */
    static Imported read(String file, InputStream from) throws SnapshotFault {
        Counting packed = new Counting(from);
        try (ZstdInputStream in = new ZstdInputStream(packed)) {
            return new SnapshotFileReader(file, packed, in).read();
        } catch (SnapshotFault e) {
            throw e;
        } catch (EOFException | ZstdIOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage());
        } catch (IOException e) {
            throw new SnapshotFault(file, "cannot be read (%s)".formatted(e.getMessage()), "check the file and its permissions");
        }
    }

    private static SnapshotFault damaged(String file, String how) {
        return new SnapshotFault(file, "is no exported snapshot, or damaged: " + how, "copy or export it again");
    }

    private Imported read() throws IOException {
        head();
        Manifest manifest = Manifest.decode(blob("the manifest", MOST_MANIFEST));
        byte[] tree = blob("the tree", MOST_TREE);
        Map<String, ElfRef> objects = objects();
        end();
        return new Imported(manifest, checked(tree, objects));
    }

    private void head() throws IOException {
        if (!Arrays.equals(raw(SnapshotFile.MAGIC.length), SnapshotFile.MAGIC)) {
            throw damaged(file, "it begins with something else");
        }
        long format = number();
        if (format != SnapshotFile.FORMAT) {
            throw new SnapshotFault(file, "has format %s; this version reads format %d".formatted(Long.toUnsignedString(format), SnapshotFile.FORMAT),
                    "use a newer version of abifit, or export it again with this one");
        }
    }

    private Map<String, ElfRef> objects() throws IOException {
        long n = limited("the number of objects", number(), MOST_OBJECTS);
        Map<String, ElfRef> objects = new HashMap<>();
        String last = "";
        for (long i = 0; i < n; i++) {
            byte[] stored = blob("an object", MOST_OBJECT);
            ElfRef ref = object(stored);
            if (ref.digest().compareTo(last) <= 0) {
                throw damaged(file, "objects are not sorted");
            }
            last = ref.digest();
            objects.put(last, ref);
        }
        return objects;
    }

    private ElfRef object(byte[] stored) throws SnapshotFault {
        String digest = ElfRef.digest(stored);
        Optional<String> problem = ObjectCheck.problem(digest, stored);
        if (problem.isPresent()) {
            throw damaged(file, "object %s %s".formatted(digest, problem.get()));
        }
        return new ElfRef(digest, () -> stored);
    }

    private void end() throws IOException {
        byte[] expected = digest.digest();
        if (!Arrays.equals(raw(expected.length), expected)) {
            throw damaged(file, "its checksum differs");
        }
        if (in.read() >= 0) {
            throw damaged(file, "something follows its end");
        }
    }

    /** The tree must be in the form in which it would be written, with these objects and no others. */
    private TreeCodec.Encoded checked(byte[] bytes, Map<String, ElfRef> objects) throws SnapshotFault {
        TreeCodec.Decoded tree = TreeCodec.decode(bytes, d -> Optional.ofNullable(objects.get(d))
                .orElseThrow(() -> new IllegalArgumentException("object %s is missing".formatted(d))));
        TreeCodec.Encoded again = TreeCodec.encode(tree.tree(), tree.machine());
        if (!Arrays.equals(again.bytes(), bytes)) {
            throw damaged(file, "its tree is not in its one form");
        }
        if (again.objects().size() != objects.size()) {
            throw damaged(file, "it holds objects that its tree does not have");
        }
        return again;
    }

    private byte[] blob(String what, int most) throws IOException {
        return raw((int) limited("the size of " + what, number(), most));
    }

    private long limited(String what, long value, long most) throws SnapshotFault {
        if (value < 0 || value > most) {
            throw new SnapshotFault(file, "%s is %s, more than %d".formatted(what, Long.toUnsignedString(value), most),
                    "do not use it; no scan makes such a snapshot");
        }
        return value;
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = raw(1)[0];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged(file, "a number of more than ten bytes");
    }

    /** Grows with what is there, so a length that is only claimed costs nothing. */
    private byte[] raw(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, CHUNK)];
        int got = 0;
        while (got < length) {
            if (got == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
            }
            got += some(bytes, got);
        }
        digest.update(bytes);
        return bytes;
    }

    private int some(byte[] bytes, int from) throws IOException {
        int n = in.read(bytes, from, Math.min(bytes.length - from, CHUNK));
        if (n < 0) {
            throw new EOFException("it ends too early");
        }
        unpacked += n;
        limited("what it unfolds to", unpacked, Math.min(MOST_BYTES, FREE_BYTES + MOST_RATIO * packed.count));
        return n;
    }

    /** How much of the file was read. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int from, int length) throws IOException {
            int n = super.read(b, from, length);
            count += Math.max(n, 0);
            return n;
        }

        /** The stream is the caller's. */
        @Override
        public void close() {
            // Left open on purpose.
        }
    }
}
