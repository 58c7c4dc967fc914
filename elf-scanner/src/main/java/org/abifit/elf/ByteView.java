package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's bytes under its class and byte order, read in few large pieces and checked at every step.
 *
 * <p>Most shared objects keep all tables that a loader needs in their first pages, so one read ahead usually serves the
 * whole file; tables elsewhere are fetched as they are asked for. Checks have the form {@code offset > size - length},
 * which cannot overflow.
 */
final class ByteView {
    private static final int FIRST = 4096;
    private static final int AHEAD = 128 * 1024;
    /** No table that a loader needs is larger in real files (the largest seen: 40 MB); a hostile count must not cost memory. */
    static final long TABLE_LIMIT = 256L << 20;

    private final ByteSource source;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private ByteBuffer window;
    private long windowAt;

    ByteView(ByteSource source) throws IOException {
        this.source = source;
        this.size = source.size();
        load(0, (int) Math.min(FIRST, size));
    }

    void order(ByteOrder byteOrder) {
        order = byteOrder;
    }

    long size() {
        return size;
    }

    /** {@return the bytes [offset, offset + length), position 0, in the file's byte order} */
    ByteBuffer at(long offset, long length, String field) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new MalformedElfException(offset, field, "points past the end (%s + %s > %d)".formatted(
                    Long.toUnsignedString(offset), Long.toUnsignedString(length), size));
        }
        if (length > TABLE_LIMIT) {
            throw new MalformedElfException(offset, field, "is larger than any real table (%d > %d)".formatted(length, TABLE_LIMIT));
        }
        if (offset < windowAt || offset + length > windowAt + window.limit()) {
            load(offset, (int) Math.min(Math.max(length, AHEAD), size - offset));
        }
        return window.slice((int) (offset - windowAt), (int) length).order(order);
    }

    private void load(long offset, int length) throws IOException {
        ByteBuffer fresh = ByteBuffer.allocate(length);
        source.read(fresh, offset);
        if (fresh.hasRemaining()) {
            throw new IOException("file shrank while it was read");
        }
        window = fresh.flip();
        windowAt = offset;
    }

    /** {@return the NUL-terminated byte string at {@code offset} of {@code table}; {@code tableAt} is where the table lies, for the fault} */
    static String string(ByteBuffer table, long tableAt, long offset, String field) {
        if (offset < 0 || offset >= table.limit()) {
            throw new MalformedElfException(tableAt, field,
                    "string offset %s outside the string table (%d bytes)".formatted(Long.toUnsignedString(offset), table.limit()));
        }
        int end = (int) offset;
        while (table.get(end) != 0) {
            if (++end == table.limit()) {
                throw new MalformedElfException(tableAt + offset, field, "string without an end");
            }
        }
        byte[] bytes = new byte[end - (int) offset];
        table.get((int) offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** {@return up to {@code most} bytes from the start} */
    byte[] head(int most) {
        if (windowAt != 0) {
            throw new IllegalStateException("the first bytes are gone");
        }
        return Arrays.copyOf(window.array(), Math.min(most, window.limit()));
    }
}
