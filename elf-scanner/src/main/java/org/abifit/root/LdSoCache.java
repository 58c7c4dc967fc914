package org.abifit.root;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /etc/ld.so.cache} (glibc {@code sysdeps/generic/dl-cache.h}): which file ldconfig last found for each soname.
 *
 * <p>Three layouts are read: the new one ({@code glibc-ld.so.cache1.1}), the old one ({@code ld.so-1.7.0}), and the old one with
 * the new one behind it.
 */
public record LdSoCache(List<Entry> entries, List<String> hwcapNames) {
    /** A cache without entries: what a loader makes of a missing or foreign file. */
    public static final LdSoCache EMPTY = new LdSoCache(List.of(), List.of());

    private static final String OLD_MAGIC = "ld.so-1.7.0";
    private static final String NEW_MAGIC = "glibc-ld.so.cache1.1";
    private static final int OLD_ENTRY = 12, NEW_HEADER = 48, NEW_ENTRY = 24;
    private static final int EXTENSION_MAGIC = 0xeaa42174, EXTENSION_HWCAPS = 1;

    /**
     * One line of {@code ldconfig -p}.
     *
     * @param flags kind and ABI ({@code 0x0303} is libc6, x86-64)
     * @param key the name looked up: soname, or file name
     * @param value the path
     * @param hwcap the hardware capability word; bit 62 set: the low half indexes {@code hwcapNames}
     */
    public record Entry(int flags, String key, String value, long hwcap) {
        private static final long EXTENSION = 1L << 62;

        /** {@return the index of the glibc-hwcaps subdirectory this entry stands in, or -1} */
        public int hwcapIndex() {
            return (hwcap & EXTENSION) != 0 ? (int) hwcap : -1;
        }

        /** {@return whether it belongs to the hardware mechanism that glibc 2.37 removed} */
        public boolean legacyHwcap() {
            return hwcap != 0 && (hwcap & EXTENSION) == 0;
        }
    }

    /** {@return the cache in these bytes; {@link #EMPTY} when a loader would not take them for one} */
    public static LdSoCache parse(byte[] bytes, ByteOrder order) {
        try {
            ByteBuffer b = ByteBuffer.wrap(bytes).order(order);
            if (startsWith(bytes, 0, NEW_MAGIC)) {
                return parseNew(b, 0);
            }
            return startsWith(bytes, 0, OLD_MAGIC) ? parseOld(b) : EMPTY;
        } catch (IndexOutOfBoundsException e) {
            return EMPTY;
        }
    }

    /** {@return the bytes of a cache in the new layout that {@link #parse} reads back equal} */
    public byte[] toBytes(ByteOrder order) {
        int strings = NEW_HEADER + entries.size() * NEW_ENTRY;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<Integer> at = new ArrayList<>();
        List<String> all = new ArrayList<>();
        entries.forEach(e -> all.addAll(List.of(e.key(), e.value())));
        all.addAll(hwcapNames);
        for (String s : all) {
            at.add(strings + text.size());
            text.writeBytes((s + '\0').getBytes(StandardCharsets.ISO_8859_1));
        }
        int extension = (strings + text.size() + 3) / 4 * 4;
        ByteBuffer b = ByteBuffer.allocate(extension + 24 + 4 * hwcapNames.size()).order(order);
        b.put(NEW_MAGIC.getBytes(StandardCharsets.ISO_8859_1)).putInt(entries.size()).putInt(text.size()).putInt(0).putInt(extension).position(NEW_HEADER);
        for (int i = 0; i < entries.size(); i++) {
            b.putInt(entries.get(i).flags()).putInt(at.get(2 * i)).putInt(at.get(2 * i + 1)).putInt(0).putLong(entries.get(i).hwcap());
        }
        b.put(text.toByteArray()).position(extension);
        b.putInt(EXTENSION_MAGIC).putInt(1).putInt(EXTENSION_HWCAPS).putInt(0).putInt(extension + 24).putInt(4 * hwcapNames.size());
        for (int i = 0; i < hwcapNames.size(); i++) {
            b.putInt(at.get(2 * entries.size() + i));
        }
        return b.array();
    }

    private static boolean startsWith(byte[] bytes, int at, String magic) {
        return bytes.length >= at + magic.length() && new String(bytes, at, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }

    private static LdSoCache parseOld(ByteBuffer b) {
        int count = b.getInt(12);
        int strings = 16 + count * OLD_ENTRY;
        int aligned = (strings + 7) / 8 * 8;
        if (startsWith(b.array(), aligned, NEW_MAGIC)) {
            return parseNew(b, aligned);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = 16 + i * OLD_ENTRY;
            entries.add(new Entry(b.getInt(at), string(b, strings + b.getInt(at + 4)), string(b, strings + b.getInt(at + 8)), 0));
        }
        return new LdSoCache(List.copyOf(entries), List.of());
    }

    private static LdSoCache parseNew(ByteBuffer b, int base) {
        int count = b.getInt(base + 20);
        if (count < 0 || count > (b.limit() - base - NEW_HEADER) / NEW_ENTRY) {
            return EMPTY;
        }
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = base + NEW_HEADER + i * NEW_ENTRY;
            entries.add(new Entry(b.getInt(at), string(b, base + b.getInt(at + 4)), string(b, base + b.getInt(at + 8)), b.getLong(at + 16)));
        }
        return new LdSoCache(List.copyOf(entries), hwcaps(b, base));
    }

    private static List<String> hwcaps(ByteBuffer b, int base) {
        int extension = b.getInt(base + 32);
        if (extension == 0 || b.getInt(base + extension) != EXTENSION_MAGIC) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        int sections = b.getInt(base + extension + 4);
        for (int i = 0; i < sections; i++) {
            int at = base + extension + 8 + i * 16;
            if (b.getInt(at) == EXTENSION_HWCAPS) {
                for (int k = 0; k < b.getInt(at + 12) / 4; k++) {
                    names.add(string(b, base + b.getInt(base + b.getInt(at + 8) + 4 * k)));
                }
            }
        }
        return List.copyOf(names);
    }

    private static String string(ByteBuffer b, int at) {
        int end = at;
        while (b.get(end) != 0) {
            end++;
        }
        return new String(b.array(), at, end - at, StandardCharsets.ISO_8859_1);
    }
}
