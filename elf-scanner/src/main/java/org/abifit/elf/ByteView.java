package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A file's bytes under its class and byte order, read in few pieces and checked at every step.
 *
 * <p>A small file is read whole as soon as it turns out to be ELF. Of a larger one, each piece asked for is read with a little
 * more behind it, because the tables of a loader lie side by side. Nobody asks for a long table at once, so a hostile count
 * costs neither memory nor time. Checks have the form {@code offset > size - length}, which cannot overflow.
 */
final class ByteView {
    private static final int FIRST = 1024;
    private static final int SMALL_FILE = 64 * 1024;
    private static final int AHEAD = 16 * 1024;
    /** The longest piece that may be asked for. */
    static final int MOST_AT_ONCE = 16 << 20;

    private final ByteSource source;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private ByteBuffer window;
    private long windowAt;

    ByteView(ByteSource source) throws IOException {
        this.source = source;
        this.size = source.size();
        load(0, Math.min(FIRST, size));
    }

    void order(ByteOrder byteOrder) {
        order = byteOrder;
    }

    long size() {
        return size;
    }

    /**
     * {@return the bytes [offset, offset + length), position 0, in the file's byte order}
     *
     * @param fieldAt where the field lies that sent us here, for the fault
     * @param field its name
     */
    ByteBuffer at(long offset, long length, long fieldAt, String field) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new MalformedElfException(fieldAt, field, "points past the end (%s + %s > %d)".formatted(
                    Long.toUnsignedString(offset), Long.toUnsignedString(length), size));
        }
        if (length > MOST_AT_ONCE) {
            throw new MalformedElfException(fieldAt, field, "is larger than any real table (%d > %d)".formatted(length, MOST_AT_ONCE));
        }
        if (offset < windowAt || offset + length > windowAt + window.limit()) {
            fetch(offset, length);
        }
        return window.slice((int) (offset - windowAt), (int) length).order(order);
    }

    private void fetch(long offset, long length) throws IOException {
        if (size <= SMALL_FILE) {
            load(0, size);
        } else {
            load(offset, Math.min(Math.max(length, AHEAD), size - offset));
        }
    }

    /** Windows are never written to again: pieces handed out earlier stay as they are. */
    private void load(long offset, long length) throws IOException {
        ByteBuffer fresh = ByteBuffer.allocate((int) length);
        source.read(fresh, offset);
        if (fresh.hasRemaining()) {
            throw new IOException("file shrank while it was read");
        }
        window = fresh.flip();
        windowAt = offset;
    }

    /** {@return up to {@code most} bytes from the start; only before anything else was asked for} */
    byte[] head(int most) {
        if (windowAt != 0) {
            throw new IllegalStateException("the first bytes are gone");
        }
        return Arrays.copyOf(window.array(), Math.min(most, window.limit()));
    }
}
