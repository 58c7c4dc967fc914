package org.abifit.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A growing run of bytes that knows class and byte order, so that no writer of a table has to. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Machine machine;

    Bytes(Machine machine) {
        this.machine = machine;
    }

    Machine machine() {
        return machine;
    }

    Bytes u8(long value) {
        return number(value, 1);
    }

    Bytes u16(long value) {
        return number(value, 2);
    }

    Bytes u32(long value) {
        return number(value, 4);
    }

    /** Elf32_Addr or Elf64_Addr, and all other fields that grow with the class. */
    Bytes word(long value) {
        return number(value, machine.word());
    }

    Bytes number(long value, int width) {
        for (int i = 0; i < width; i++) {
            int shift = 8 * (machine.little() ? i : width - 1 - i);
            out.write((int) (value >>> shift));
        }
        return this;
    }

    Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes given as numbers, for machine code. */
    Bytes code(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    Bytes zeros(long count) {
        return raw(new byte[Math.toIntExact(count)]);
    }

    Bytes align(long alignment) {
        return zeros(Math.floorMod(-size(), alignment));
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /**
     * {@return the bytes of a name}
     * Names are UTF-8; a lone surrogate U+DC80..U+DCFF stands for the raw byte 0x80..0xFF,
     * so that a test can also write names that are not UTF-8.
     */
    static byte[] encode(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        name.codePoints().forEach(c -> {
            if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.write(c - 0xdc00);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
