package org.abifit.cudf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a document, made plain: one property a line, LF at the end of each, none without. */
final class PackedText {
    private static final int BLOCK = 1 << 20;

    private PackedText() {
    }

    /**
     * {@return all bytes of the stream and an LF}
     *
     * @param expected how many bytes there will be, as far as is known: then nothing is copied
     */
    static byte[] read(InputStream in, long expected) throws IOException {
        byte[] text = new byte[Math.clamp(expected + 1, BLOCK, Integer.MAX_VALUE - 8)];
        int size = 0;
        for (int got = in.read(text, 0, text.length); got >= 0; got = in.read(text, size, text.length - size)) {
            size += got;
            if (size == text.length) {
                text = Arrays.copyOf(text, larger(size));
            }
        }
        text = size + 1 == text.length ? text : Arrays.copyOf(text, size + 1);
        text[size] = '\n';
        return text;
    }

    private static int larger(int size) throws IOException {
        if (size == Integer.MAX_VALUE - 8) {
            throw new IOException("more than 2 GiB");
        }
        return (int) Math.min(Integer.MAX_VALUE - 8L, size + Math.max(BLOCK, size / 2L));
    }

    /**
     * {@return the text with comments gone and every continuation joined to its line (without the LF and the first blank)}
     * A comment between a line and its continuation separates nothing. A text with a comment that is no UTF-8 stays as it is: for the
     * slow reader.
     */
    static byte[] unfolded(byte[] text) {
        byte[] out = new byte[text.length];
        int size = 0;
        for (int start = 0; start < text.length; ) {
            int next = lineEnd(text, start) + 1;
            if (text[start] == '#' && !isClean(text, start, next - 1)) {
                return text;
            }
            boolean blank = ByteLexer.blanks(text, start) == next - 1;
            int from = start;
            if (text[start] == ' ' && !blank && size > 1 && out[size - 2] != '\n') {
                size--;
                from++;
            }
            if (text[start] != '#') {
                // A line of blanks separates stanzas as an empty one does, and nothing can continue it.
                from = blank ? next - 1 : from;
                System.arraycopy(text, from, out, size, next - from);
                size += next - from;
            }
            start = next;
        }
        return Arrays.copyOf(out, size);
    }

    /** {@return whether this part of a line can stand in a document: UTF-8 without CR and NUL} */
    static boolean isClean(byte[] text, int from, int to) {
        return isUtf8(text, from, to) && Lexical.isString(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    static boolean isUtf8(byte[] text, int from, int to) {
        byte[] again = new String(text, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, text, from, to);
    }

    /** {@return the text without the CR of each CR LF; the very same where there is none} */
    static byte[] withoutCarriageReturns(byte[] text) {
        if (firstCarriageReturn(text) < 0) {
            return text;
        }
        byte[] out = new byte[text.length];
        int size = 0;
        for (int i = 0; i < text.length; i++) {
            if (!isCarriageReturn(text, i)) {
                out[size++] = text[i];
            }
        }
        return Arrays.copyOf(out, size);
    }

    /**
     * {@return what is forgiven}
     *
     * @param text as it was read, with the LF that {@link #read} put at its end
     */
    static List<CudfFault> warnings(byte[] text) {
        List<CudfFault> warnings = new ArrayList<>();
        int cr = firstCarriageReturn(text);
        if (cr >= 0) {
            warnings.add(CudfFault.warning(line(text, cr), column(text, cr), CudfParser.CR_LF));
        }
        int last = text.length - 1;
        if (last > 0 && text[last - 1] != '\n') {
            warnings.add(CudfFault.warning(line(text, last), column(text, last), CudfParser.NO_LAST_NEWLINE));
        }
        return warnings;
    }

    static int firstCarriageReturn(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (isCarriageReturn(text, i)) {
                return i;
            }
        }
        return -1;
    }

    // The last LF is none of the document's.
    private static boolean isCarriageReturn(byte[] text, int at) {
        return text[at] == '\r' && at + 2 < text.length && text[at + 1] == '\n';
    }

    static int lineEnd(byte[] text, int at) {
        int end = at;
        while (text[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int line(byte[] text, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static int column(byte[] text, int at) {
        int column = 1;
        for (int i = at - 1; i >= 0 && text[i] != '\n'; i--) {
            column += (text[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return column;
    }
}
