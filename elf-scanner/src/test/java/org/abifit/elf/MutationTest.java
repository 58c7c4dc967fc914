package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged at random, a file is read or faulty: quickly, with a fault inside it, and never by an exception. */
class MutationTest {
    private static final int FILES = 20, MUTANTS_EACH = 100;
    /** Numbers at the edges of what fields hold. */
    private static final long[] EDGES = {0, 1, 2, -1, -2, 7, 8, 15, 16, 0x7f, 0x7fff, 0x8000, 0xffff, 0x7fffffffL, 0x80000000L, 0xfffffff0L, 0xffffffffL,
        Long.MAX_VALUE, Long.MAX_VALUE - 7, Long.MIN_VALUE, Long.MIN_VALUE + 1, -4096, 1L << 32, 1L << 40};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void twoThousandMutants(long batch) {
        List<byte[]> mutants = mutants(batch);
        int[] outcomes = Cost.within(2, 300 * Cost.MEBI, () -> check(mutants));
        assertTrue(outcomes[0] > 200 && outcomes[1] > 200, "one answer is too rare: " + Arrays.toString(outcomes));
    }

    private static List<byte[]> mutants(long batch) {
        Random random = new Random(batch);
        List<byte[]> mutants = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            byte[] whole = RandomElf.of(batch * FILES + file);
            for (int n = 0; n < MUTANTS_EACH; n++) {
                mutants.add(mutant(whole, random));
            }
        }
        return mutants;
    }

    private static int[] check(List<byte[]> mutants) {
        int[] outcomes = new int[2];
        for (byte[] mutant : mutants) {
            outcomes[check(mutant)]++;
        }
        return outcomes;
    }

    /** {@return 0 for a file that is read, 1 for one that is not} */
    private static int check(byte[] mutant) {
        switch (Facts.outcome(mutant)) {
            case ElfOutcome.Parsed parsed -> {
                byte[] stored = ElfCodec.encode(parsed.file());
                assertArrayEquals(stored, ElfCodec.encode(ElfCodec.decode(stored)));
                return 0;
            }
            case ElfOutcome.Malformed malformed -> {
                assertTrue(malformed.fault().offset() >= 0 && malformed.fault().offset() <= mutant.length, malformed.fault()::toString);
                return 1;
            }
            case ElfOutcome.NotElf n -> {
                return 1;
            }
            case ElfOutcome.Unreadable unreadable -> throw new AssertionError(unreadable.why());
        }
    }

    private static byte[] mutant(byte[] whole, Random random) {
        byte[] mutant = random.nextInt(10) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int edits = 1 + random.nextInt(4); edits > 0 && mutant.length > 16; edits--) {
            edit(mutant, random);
        }
        return mutant;
    }

    /** Half of the edits fall on the headers and the dynamic section, where numbers lead elsewhere. */
    private static void edit(byte[] mutant, Random random) {
        int size = 1 << random.nextInt(4);
        int most = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 600);
        int at = random.nextInt(most - size) / size * size;
        long value = switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(2 * mutant.length);
            default -> EDGES[random.nextInt(EDGES.length)];
        };
        ByteBuffer b = ByteBuffer.wrap(mutant).order(mutant[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        switch (size) {
            case 1 -> b.put(at, (byte) value);
            case 2 -> b.putShort(at, (short) value);
            case 4 -> b.putInt(at, (int) value);
            default -> b.putLong(at, value);
        }
    }
}
