package org.abifit.db;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads back what {@link ByteWriter} wrote, without belief in it: every length is checked against what is left before anything
 * is made of it. Its methods throw {@link IllegalArgumentException}, with the offset, when the bytes say something impossible.
 */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("%s at byte %d".formatted(what, at));
    }

    private byte next() {
        if (at == bytes.length) {
            throw bad("end of data");
        }
        return bytes[at++];
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = next();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw bad("number of more than ten bytes");
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** {@return a number from 0 to {@code most}} */
    int number(String what, int most) {
        return checked(what, number(), most);
    }

    private int checked(String what, long value, int most) {
        if (value < 0 || value > most) {
            throw bad("%s is %s, more than %d".formatted(what, Long.toUnsignedString(value), most));
        }
        return (int) value;
    }

    /** {@return how many items follow, each of which takes {@code least} bytes or more} */
    int count(String what, int least) {
        long value = number();
        return checked("number of " + what, value, (bytes.length - at) / least);
    }

    byte[] raw(int length) {
        if (length > bytes.length - at) {
            throw bad("%d bytes wanted, %d left".formatted(length, bytes.length - at));
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    byte[] blob() {
        return raw(count("bytes", 1));
    }

    String name() {
        int length = count("bytes", 1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    String text() {
        int length = count("bytes", 1);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    Optional<String> optionalText() {
        return number("flag", 1) == 0 ? Optional.empty() : Optional.of(text());
    }

    <E extends Enum<E>> E oneOf(E[] values, String what) {
        return values[number(what, values.length - 1)];
    }

    void end() {
        if (at != bytes.length) {
            throw bad("%d bytes too many".formatted(bytes.length - at));
        }
    }
}
