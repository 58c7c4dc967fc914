package org.abifit.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of bytes: most of an index is never looked at, so no text is made of it. Of a line too long to be one, the rest is passed over. */
final class LineReader {
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST = 1 << 24;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 10];
    private int length;
    private boolean cut;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** {@return whether there is another line; it is the one that the other methods tell of} */
    boolean next() throws IOException {
        length = 0;
        cut = false;
        if (!filled()) {
            return false;
        }
        number++;
        while (filled()) {
            int stop = lineEnd();
            append(stop);
            at = stop;
            if (at < end) {
                at++;
                break;
            }
        }
        trimEnd();
        return true;
    }

    private boolean filled() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(block, 0, BLOCK));
        }
        return at < end;
    }

    private int lineEnd() {
        int stop = at;
        while (stop < end && block[stop] != '\n') {
            stop++;
        }
        return stop;
    }

    private void append(int stop) {
        int more = Math.min(stop - at, LONGEST - length);
        cut |= more < stop - at;
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(block, at, line, length, more);
        length += more;
    }

    private void trimEnd() {
        while (length > 0 && isBlank(line[length - 1])) {
            length--;
        }
    }

    /** {@return its number, from 1 on} */
    long number() {
        return number;
    }

    /** {@return whether it is too long} */
    boolean cut() {
        return cut;
    }

    /** {@return whether it holds blanks at most; such lines part stanzas (Policy 5.1)} */
    boolean isEmpty() {
        return length == 0;
    }

    /** {@return the first byte of a line that is not empty} */
    byte first() {
        return line[0];
    }

    /** {@return where the first colon is, or -1} */
    int colon() {
        for (int i = 0; i < length; i++) {
            if (line[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** {@return the bytes before a place, each as a character} */
    String before(int stop) {
        return new String(line, 0, stop, StandardCharsets.ISO_8859_1);
    }

    /** {@return the bytes from a place on without blanks around them, each as a character; blanks at the end are gone already} */
    String from(int start) {
        int from = start;
        while (from < length && isBlank(line[from])) {
            from++;
        }
        return new String(line, from, length - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
