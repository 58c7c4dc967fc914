package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.LdSoCache;
import org.abifit.world.Release;
import org.junit.jupiter.api.Test;

/** Which entry of ld.so.cache a loader takes for a name. */
class CacheIndexTest {
    private static final int OURS = 0x0303;
    private static final int I386 = 0x0003;
    private static final int NO_KIND = 1;
    private static final long TLS = 1L << 63;
    private static final List<String> LEVELS = List.of("x86-64-v2", "x86-64-v3", "x86-64-v4", "other");

    private final List<LdSoCache.Entry> entries = new ArrayList<>();

    private void entry(int flags, String value, long hwcap) {
        entries.add(new LdSoCache.Entry(flags, "liba.so.1", value, hwcap));
    }

    private static long level(String name) {
        return 1L << 62 | LEVELS.indexOf(name);
    }

    private String taken(Release release, String cpu) {
        return taken(release, cpu, "liba.so.1");
    }

    private String taken(Release release, String cpu, String name) {
        ElfFile loader = release.loader();
        LoaderProfile profile = LoaderProfile.of(loader, loader.libc().orElseThrow(), cpu);
        Content.Kept file = new Content.Kept(new LdSoCache(entries, LEVELS).toBytes(ByteOrder.LITTLE_ENDIAN));
        return Optional.ofNullable(new CacheIndex().index(file, profile).get(CacheIndex.key(name))).map(LdSoCache.Entry::value).orElse("none");
    }

    @Test
    void runsOfDigitsAreNumbers() {
        assertEquals("libq.so.1", CacheIndex.key("libq.so.01"));
        assertEquals("libq.so.0", CacheIndex.key("libq.so.000"));
        assertEquals("libq-1.10.so.100", CacheIndex.key("libq-01.010.so.100"));
        assertEquals("libq.so.10", CacheIndex.key("libq.so.10"));
    }

    @Test
    void aNameFindsAnEntryOfTheSameNumbers() {
        entry(OURS, "/a", 0);
        assertEquals("/a", taken(Release.GLIBC_2_36, "x86-64-v1", "liba.so.0001"));
        assertEquals("none", taken(Release.GLIBC_2_36, "x86-64-v1", "liba.so.10"));
    }

    @Test
    void otherKindsOfObjectsArePassedOver() {
        entry(I386, "/32", 0);
        assertEquals("none", taken(Release.GLIBC_2_36, "x86-64-v1"));
        entry(OURS, "/64", 0);
        assertEquals("/64", taken(Release.GLIBC_2_36, "x86-64-v1"));
    }

    @Test
    void anEntryOfNoKindDoesUnlessThereIsAnExactOne() {
        entry(NO_KIND, "/any", 0);
        assertEquals("/any", taken(Release.GLIBC_2_36, "x86-64-v1"));
        entry(OURS, "/64", 0);
        assertEquals("/64", taken(Release.GLIBC_2_36, "x86-64-v1"));
    }

    @Test
    void ofEqualEntriesTheFirstIsTaken() {
        entry(OURS, "/first", 0);
        entry(OURS, "/second", 0);
        assertEquals("/first", taken(Release.GLIBC_2_36, "x86-64-v1"));
    }

    @Test
    void theHighestLevelThatTheProcessorHas() {
        entry(OURS, "/base", 0);
        entry(OURS, "/v2", level("x86-64-v2"));
        entry(OURS, "/v4", level("x86-64-v4"));
        entry(OURS, "/v3", level("x86-64-v3"));
        entry(OURS, "/other", level("other"));
        assertEquals("/base", taken(Release.GLIBC_2_41, "x86-64-v1"));
        assertEquals("/v2", taken(Release.GLIBC_2_41, "x86-64-v2"));
        assertEquals("/v3", taken(Release.GLIBC_2_41, "x86-64-v3"));
        assertEquals("/v4", taken(Release.GLIBC_2_41, "x86-64-v4"));
    }

    @Test
    void loadersFromBeforeKnowNoLevels() {
        entry(OURS, "/v2", level("x86-64-v2"));
        assertEquals("none", taken(Release.GLIBC_2_31, "x86-64-v4"));
    }

    @Test
    void theTlsFolderCountsWhileItIsSearched() {
        entry(OURS, "/base", 0);
        entry(OURS, "/tls", TLS);
        assertEquals("/tls", taken(Release.GLIBC_2_36, "x86-64-v1"));
        assertEquals("/base", taken(Release.GLIBC_2_41, "x86-64-v1"));
    }

    @Test
    void otherEntriesOfTheOldSchemeArePassedOver() {
        entry(OURS, "/old", 1L << 5);
        assertEquals("none", taken(Release.GLIBC_2_36, "x86-64-v1"));
    }
}
