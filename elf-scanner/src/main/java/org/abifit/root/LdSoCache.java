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
    private static final int OLD_HEADER = 16, OLD_ENTRY = 12, NEW_HEADER = 48, NEW_ENTRY = 24;
    private static final int FLAGS_AT = 28, EXTENSION_AT = 32;
    private static final int ORDER_MASK = 3, ORDER_LITTLE = 2, ORDER_BIG = 3;
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
                return new Parser(b, 0).parseNew();
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
        if (count < 0 || count > (b.limit() - OLD_HEADER) / OLD_ENTRY) {
            return EMPTY;
        }
        int strings = OLD_HEADER + count * OLD_ENTRY;
        int aligned = (strings + 7) / 8 * 8;
        return startsWith(b.array(), aligned, NEW_MAGIC) ? new Parser(b, aligned).parseNew() : new Parser(b, strings).parseOld(count);
    }

    /** Reads one layout; {@code base} is what string offsets count from. */
    private static final class Parser {
        private final ByteBuffer b;
        private final int base;
        private final List<Entry> entries = new ArrayList<>();
        /** ldconfig shares a key with the end of its path at most; offsets may point anywhere, so a file made for it could cost all memory. */
        private long stringBytes;

        Parser(ByteBuffer b, int base) {
            this.b = b;
            this.base = base;
            this.stringBytes = 8L * b.limit();
        }

        LdSoCache parseOld(int count) {
            for (int at = OLD_HEADER; at < OLD_HEADER + count * OLD_ENTRY; at += OLD_ENTRY) {
                entries.add(new Entry(b.getInt(at), string(at + 4), string(at + 8), 0));
            }
            return new LdSoCache(List.copyOf(entries), List.of());
        }

        LdSoCache parseNew() {
            int count = b.getInt(base + 20);
            if (count < 0 || count > (b.limit() - base - NEW_HEADER) / NEW_ENTRY || !hasOurOrder()) {
                return EMPTY;
            }
            for (int at = base + NEW_HEADER; at < base + NEW_HEADER + count * NEW_ENTRY; at += NEW_ENTRY) {
                entries.add(new Entry(b.getInt(at), string(at + 4), string(at + 8), b.getLong(at + 16)));
            }
            return new LdSoCache(List.copyOf(entries), hwcaps());
        }

        /** Since glibc 2.33 ldconfig writes its byte order; before, these bits are 0. */
        private boolean hasOurOrder() {
            int order = b.get(base + FLAGS_AT) & ORDER_MASK;
            return order == 0 || order == (b.order() == ByteOrder.LITTLE_ENDIAN ? ORDER_LITTLE : ORDER_BIG);
        }

        private List<String> hwcaps() {
            int extension = b.getInt(base + EXTENSION_AT);
            if (extension == 0 || b.getInt(base + extension) != EXTENSION_MAGIC) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            int sections = b.getInt(base + extension + 4);
            for (int i = 0; i < sections; i++) {
                int at = base + extension + 8 + i * 16;
                if (b.getInt(at) == EXTENSION_HWCAPS) {
                    hwcaps(base + b.getInt(at + 8), b.getInt(at + 12) / 4, names);
                }
            }
            return List.copyOf(names);
        }

        private void hwcaps(int at, int count, List<String> into) {
            for (int k = 0; k < count; k++) {
                into.add(string(at + 4 * k));
            }
        }

        /** {@return the string whose offset lies at {@code field}} */
        private String string(int field) {
            int start = base + b.getInt(field);
            int end = start;
            while (b.get(end) != 0) {
                end++;
            }
            stringBytes -= end - start + 1;
            if (stringBytes < 0) {
                throw new IndexOutOfBoundsException("strings add up to many times the file");
            }
            return new String(b.array(), start, end - start, StandardCharsets.ISO_8859_1);
        }
    }
}
