package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfCodec;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** Objects by the digest of their stored form. */
class ElfRefTest {
    private static ElfFile file(String soname) {
        return assertInstanceOf(ElfOutcome.Parsed.class, ElfReader.read(ByteSource.of(TinyElf.library(soname).build()))).file();
    }

    @Test
    void theDigestIsSha256() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ElfRef.digest("abc".getBytes(StandardCharsets.US_ASCII)));
        ElfRef ref = ElfRef.of(file("libx.so"));
        assertEquals(ElfRef.digest(ref.stored()), ref.digest());
        assertEquals(ref.digest(), ref.toString());
    }

    @Test
    void refsAreEqualByWhatTheyReferTo() {
        ElfRef ref = ElfRef.of(file("libx.so"));
        ElfRef known = new ElfRef(ref.digest(), () -> {
            throw new AssertionError("equality needs no bytes");
        });
        assertEquals(ref, known);
        assertEquals(ref.hashCode(), known.hashCode());
        assertNotEquals(ref, ElfRef.of(file("liby.so")));
        assertNotEquals(ref, ref.digest());
    }

    @Test
    void factsAreDecodedOnce() {
        byte[] stored = ElfCodec.encode(file("libx.so"));
        AtomicInteger asked = new AtomicInteger();
        ElfRef ref = new ElfRef(ElfRef.digest(stored), () -> {
            asked.incrementAndGet();
            return stored;
        });
        assertEquals(0, asked.get());
        assertSame(ref.file(), ref.file());
        assertEquals("libx.so", ref.file().soname().orElseThrow());
        assertEquals(1, asked.get());
        assertArrayEquals(stored, ref.stored());
    }
}
