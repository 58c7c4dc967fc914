package org.abifit.db;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Writes numbers and strings one behind the other; {@link ByteReader} reads them back. */
final class ByteWriter {
    private byte[] bytes;
    private int length;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    /** Writes seven bits a byte, the lowest first; negative numbers take ten bytes. */
    ByteWriter number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Writes a number so that small ones of both signs are short. */
    ByteWriter signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    /** Writes bytes whose number the reader knows. */
    ByteWriter raw(byte[] b) {
        room(b.length);
        System.arraycopy(b, 0, bytes, length, b.length);
        length += b.length;
        return this;
    }

    /** Writes bytes and their number. */
    ByteWriter blob(byte[] b) {
        return number(b.length).raw(b);
    }

    /**
     * Writes a byte string.
     *
     * @throws IllegalArgumentException when a character is no byte
     */
    ByteWriter name(String s) {
        number(s.length());
        room(s.length());
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c > 0xff) {
                throw new IllegalArgumentException("not a byte string: " + s);
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** Writes text for people. */
    ByteWriter text(String s) {
        return blob(s.getBytes(StandardCharsets.UTF_8));
    }

    ByteWriter optionalText(Optional<String> s) {
        number(s.isPresent() ? 1 : 0);
        s.ifPresent(this::text);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
