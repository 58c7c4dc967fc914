package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Facts;
import org.junit.jupiter.api.Test;

/** The order in which versions are shown. */
class VersionNamesTest {

    @Test
    void numbersCompareAsNumbers() {
        assertEquals(List.of("GLIBC_2.2.5", "GLIBC_2.3", "GLIBC_2.3.4", "GLIBC_2.9", "GLIBC_2.10", "GLIBC_2.38"),
                Stream.of("GLIBC_2.38", "GLIBC_2.9", "GLIBC_2.10", "GLIBC_2.3", "GLIBC_2.2.5", "GLIBC_2.3.4").sorted(VersionNames::compare).toList());
    }

    @Test
    void theOrderIsTotal() {
        List<String> names = List.of("", "a", "a1", "a01", "a.1", "1", "10", "2", "a10b2", "a10b10", "aB", "libq.so.99999999999999999999");
        for (String a : names) {
            for (String b : names) {
                assertEquals(Integer.signum(VersionNames.compare(a, b)), -Integer.signum(VersionNames.compare(b, a)), a + " and " + b);
            }
        }
        assertEquals(0, VersionNames.compare("a01", "a1"));
    }

    @Test
    void filesCompareByTheirOwnNames() {
        assertEquals(1, Integer.signum(VersionNames.compareFiles("/a/libq.so.1.10", "/z/libq.so.1.9")));
        assertEquals(-1, Integer.signum(VersionNames.compareFiles("/z/libq.so.1.9", "/a/libq.so.1.10")));
    }

    @Test
    void theHighestNodeOfTheSameFamily() {
        ElfFile file = Facts.of(TinyElf.library("GLIBC_9").nodes("GLIBC_2.2.5", "GLIBC_2.9", "GLIBC_2.10", "GLIBC_PRIVATE", "GLIBCXX_3.4.99", "GLIBC_ABI_DT_RELR"));
        assertEquals(Optional.of("GLIBC_2.10"), VersionNames.highest(file, "GLIBC_2.38"));
        assertEquals(Optional.of("GLIBCXX_3.4.99"), VersionNames.highest(file, "GLIBCXX_3.4.100"));
        assertEquals(Optional.empty(), VersionNames.highest(file, "CXXABI_1.3"));
    }

    @Test
    void theBaseNodeIsNoVersion() {
        assertEquals(Optional.empty(), VersionNames.highest(Facts.of(TinyElf.library("GLIBC_9").nodes("OTHER")), "GLIBC_2"));
    }
}
