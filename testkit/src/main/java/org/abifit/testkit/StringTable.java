package org.abifit.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code .dynstr} or {@code .shstrtab}: zero-terminated names, each stored once, the empty one at offset 0 (gABI "String Table"). */
final class StringTable {
    private final Map<String, Integer> offsets = new LinkedHashMap<>(Map.of("", 0));
    private final Bytes bytes;

    StringTable(Machine machine) {
        bytes = new Bytes(machine).u8(0);
    }

    /** {@return the offset of the name, which is added if new} */
    int offset(String name) {
        return offsets.computeIfAbsent(name, this::append);
    }

    private int append(String name) {
        int offset = bytes.size();
        bytes.raw(Bytes.encode(name)).u8(0);
        return offset;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
