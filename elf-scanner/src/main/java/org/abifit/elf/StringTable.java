package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@code DT_STRTAB}. Its pages are read when a string in them is asked for, so a size that a file only claims costs nothing.
 *
 * <p>Strings may overlap, and any number of fields may point at one: a hostile file can name a megabyte a million times. Real
 * tables are referred to less than twice over, so what is taken out of a page is counted, and more than {@link #TAKEN_OVER}
 * times its size is a fault.
 */
final class StringTable {
    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;
    /** Fields that point into a string table have 32 bits. */
    private static final long MOST_BYTES = 1L << 32;
    private static final int TAKEN_OVER = 16;
    /** The largest table seen in a real file has 40 MB; this bounds what is held of one, and what is taken out. */
    private static final long MOST = 128L << 20;

    private final ByteView view;
    private final long start;
    private final long size;
    private final Page[] pages;
    private long held;
    private long taken;

    /** The bytes [from, to) of an array, and how many of them were taken out, counted each time. */
    private static final class Page {
        private final byte[] bytes;
        private final int from;
        private final int to;
        private long taken;

        private Page(ByteBuffer piece) {
            bytes = piece.array();
            from = piece.arrayOffset();
            to = from + piece.limit();
        }
    }

    /** {@code size} bytes from {@code start} of the file on lie in the file. */
    StringTable(ByteView view, long start, long size) {
        this.view = view;
        this.start = start;
        this.size = Math.min(size, MOST_BYTES);
        this.pages = new Page[(int) ((this.size + PAGE - 1) >>> PAGE_BITS)];
    }

    /** {@return the NUL-terminated byte string at an offset that the field {@code field} at {@code fieldAt} holds} */
    String string(long offset, long fieldAt, String field) throws IOException {
        byte[] bytes = new byte[length(offset, fieldAt, field)];
        copy(offset, bytes.length, bytes, 0);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** {@return the length of the string at an offset that the field {@code field} at {@code fieldAt} holds} */
    int length(long offset, long fieldAt, String field) throws IOException {
        if (offset < 0 || offset >= size) {
            throw new MalformedElfException(fieldAt, field,
                    "string offset %s outside the string table (%d bytes)".formatted(Long.toUnsignedString(offset), size));
        }
        long end = offset;
        while (end < size) {
            Page page = page(end, fieldAt, field);
            int at = page.from + (int) (end & PAGE - 1);
            int nul = nul(page, at);
            count(page, nul - at + 1, fieldAt, field);
            end += nul - at;
            if (nul < page.to) {
                return (int) (end - offset);
            }
        }
        throw new MalformedElfException(fieldAt, field, "string without an end");
    }

    private static int nul(Page page, int start) {
        byte[] bytes = page.bytes;
        int to = page.to;
        int at = start;
        while (at < to && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private void count(Page page, long length, long fieldAt, String field) {
        page.taken += length;
        taken += length;
        if (page.taken > (long) TAKEN_OVER * PAGE || taken > MOST) {
            throw new MalformedElfException(fieldAt, field, "strings add up to more than those of any real file (%d bytes)".formatted(taken));
        }
    }

    /** Copies a string whose length {@link #length} told. */
    void copy(long offset, int length, byte[] into, int intoAt) {
        int done = 0;
        while (done < length) {
            Page page = pages[number(offset + done)];
            int at = page.from + (int) (offset + done & PAGE - 1);
            int n = Math.min(length - done, page.to - at);
            System.arraycopy(page.bytes, at, into, intoAt + done, n);
            done += n;
        }
    }

    private static int number(long offset) {
        return (int) (offset >>> PAGE_BITS);
    }

    private Page page(long offset, long fieldAt, String field) throws IOException {
        Page page = pages[number(offset)];
        return page == null ? load(number(offset), fieldAt, field) : page;
    }

    private Page load(int number, long fieldAt, String field) throws IOException {
        long into = (long) number << PAGE_BITS;
        int length = (int) Math.min(PAGE, size - into);
        held += length;
        if (held > MOST) {
            throw new MalformedElfException(fieldAt, field, "string table is larger than any real one (%d bytes)".formatted(size));
        }
        pages[number] = new Page(view.at(start + into, length, fieldAt, field));
        return pages[number];
    }
}
