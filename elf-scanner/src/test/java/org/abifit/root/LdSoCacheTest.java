package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.root.LdSoCache.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ld.so.cache in all its layouts, sound and damaged. */
@Timeout(60)
class LdSoCacheTest {
    private static final LdSoCache CACHE = new LdSoCache(List.of(
            new Entry(0x303, "libc.so.6", "/lib/glibc-hwcaps/x86-64-v3/libc.so.6", 1L << 62 | 1),
            new Entry(0x303, "libc.so.6", "/lib/libc.so.6", 0),
            new Entry(0x303, "libold.so", "/lib/tls/libold.so", 1L << 63),
            new Entry(0x3, "lib\u00ff.so", "/lib/lib\u00ff.so", 0)), List.of("x86-64-v2", "x86-64-v3"));

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsWrittenIsReadBack(ByteOrder order) {
        assertEquals(CACHE, LdSoCache.parse(CACHE.toBytes(order), order));
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse(LdSoCache.EMPTY.toBytes(order), order));
    }

    @Test
    void theOtherByteOrderIsNotTakenForACache() {
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse(CACHE.toBytes(ByteOrder.LITTLE_ENDIAN), ByteOrder.BIG_ENDIAN));
    }

    @Test
    void hwcapWords() {
        assertEquals(List.of(1, -1, -1, -1), CACHE.entries().stream().map(Entry::hwcapIndex).toList());
        assertFalse(CACHE.entries().get(0).legacyHwcap());
        assertTrue(CACHE.entries().get(2).legacyHwcap());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theOldLayoutIsRead(ByteOrder order) {
        LdSoCache old = LdSoCache.parse(old(order, new byte[0]), order);
        assertEquals(new LdSoCache(List.of(new Entry(3, "libx.so", "/lib/libx.so", 0)), List.of()), old);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theNewLayoutBehindTheOldOneWins(ByteOrder order) {
        assertEquals(CACHE, LdSoCache.parse(oldThenNew(order), order));
    }

    /** One entry of the old layout: magic, count, (flags, key, value), strings. */
    private static byte[] old(ByteOrder order, byte[] behind) {
        byte[] strings = "libx.so\0/lib/libx.so\0".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer b = ByteBuffer.allocate(28 + strings.length + behind.length).order(order);
        b.put("ld.so-1.7.0\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(1).putInt(3).putInt(0).putInt(8);
        return b.put(strings).put(behind).array();
    }

    /** The new part begins at the next multiple of 8 behind the old entries, its offsets count from there. */
    private static byte[] oldThenNew(ByteOrder order) {
        byte[] fresh = CACHE.toBytes(order);
        ByteBuffer b = ByteBuffer.allocate(32 + fresh.length).order(order);
        b.put(old(order, new byte[0]), 0, 28).position(32);
        return b.put(fresh).array();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void cutBytesNeverThrow(ByteOrder order) {
        for (byte[] whole : List.of(CACHE.toBytes(order), old(order, new byte[0]), oldThenNew(order))) {
            for (int n = 0; n < whole.length; n++) {
                assertNotNull(LdSoCache.parse(Arrays.copyOf(whole, n), order));
            }
        }
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse(Arrays.copyOf(CACHE.toBytes(order), 60), order));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void damagedBytesNeverThrow(ByteOrder order) {
        Random random = new Random(7);
        int changed = 0;
        for (int round = 0; round < 30_000; round++) {
            byte[] bytes = round % 3 == 0 ? old(order, new byte[8]) : round % 3 == 1 ? CACHE.toBytes(order) : oldThenNew(order);
            LdSoCache sound = LdSoCache.parse(bytes, order);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xff : 0x7f);
            }
            changed += LdSoCache.parse(bytes, order).equals(sound) ? 0 : 1;
        }
        assertNotEquals(0, changed);
    }

    @Test
    void otherFilesAreNoCache() {
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse(new byte[0], ByteOrder.LITTLE_ENDIAN));
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse("/lib\n".repeat(100).getBytes(StandardCharsets.ISO_8859_1), ByteOrder.LITTLE_ENDIAN));
    }

    /** Since glibc 2.33 the byte order stands in the header, and a loader takes no other. */
    @Test
    void theByteOrderInTheHeaderCounts() {
        byte[] bytes = CACHE.toBytes(ByteOrder.LITTLE_ENDIAN);
        for (int order = 0; order < 4; order++) {
            bytes[28] = (byte) order;
            assertEquals(order == 0 || order == 2 ? CACHE : LdSoCache.EMPTY, LdSoCache.parse(bytes, ByteOrder.LITTLE_ENDIAN));
        }
    }

    /** Offsets may all point at one long string; a loader would only ever read a few of them. */
    @Test
    void aHundredThousandEntriesOfOneLongPath() {
        String path = "/" + "x".repeat(1 << 20);
        byte[] bytes = new LdSoCache(IntStream.range(0, 100_000).mapToObj(i -> new Entry(0x303, "", i == 0 ? path : "", 0)).toList(), List.of())
                .toBytes(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i < 100_000; i++) {
            b.putInt(48 + 24 * i + 8, b.getInt(48 + 8));
        }
        assertEquals(LdSoCache.EMPTY, LdSoCache.parse(bytes, ByteOrder.LITTLE_ENDIAN));
    }
}
