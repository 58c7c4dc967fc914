package org.abifit.loader;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.root.Content;
import org.abifit.root.LdSoCache;

/** The one entry of ld.so.cache that a loader takes for each name; worked out once per cache file and kind of loader. */
final class CacheIndex {
    private static final int FLAG_ELF = 1;
    private static final long TLS_HWCAP = 1L << 63;

    private final Map<Content.Kept, Map<LoaderProfile, Map<String, LdSoCache.Entry>>> known = new IdentityHashMap<>();

    Map<String, LdSoCache.Entry> index(Content.Kept file, LoaderProfile profile) {
        return known.computeIfAbsent(file, f -> new HashMap<>()).computeIfAbsent(profile, p -> build(file, p));
    }

    private static Map<String, LdSoCache.Entry> build(Content.Kept file, LoaderProfile profile) {
        LdSoCache cache = LdSoCache.parse(file.bytes(), profile.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        Map<String, LdSoCache.Entry> best = new HashMap<>();
        for (LdSoCache.Entry entry : cache.entries()) {
            if ((entry.flags() == profile.cacheFlags() || entry.flags() == FLAG_ELF) && usable(entry, cache, profile)) {
                best.merge(key(entry.key()), entry, (a, b) -> better(a, b, cache, profile));
            }
        }
        return best;
    }

    private static boolean usable(LdSoCache.Entry entry, LdSoCache cache, LoaderProfile profile) {
        boolean tls = entry.hwcap() == TLS_HWCAP && profile.hwcaps().contains("tls/");
        return (tls || !entry.legacyHwcap()) && (entry.hwcapIndex() < 0 || priority(entry, cache, profile) < Integer.MAX_VALUE);
    }

    /** The place of an entry's glibc-hwcaps subfolder in the loader's own order; those of {@code tls/} and then ordinary entries come last. */
    private static int priority(LdSoCache.Entry entry, LdSoCache cache, LoaderProfile profile) {
        if (entry.hwcapIndex() < 0) {
            return Integer.MAX_VALUE - (entry.hwcap() == TLS_HWCAP ? 2 : 1);
        }
        List<String> names = cache.hwcapNames();
        int at = entry.hwcapIndex() < names.size() ? profile.hwcaps().indexOf("glibc-hwcaps/" + names.get(entry.hwcapIndex()) + "/") : -1;
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    private static LdSoCache.Entry better(LdSoCache.Entry a, LdSoCache.Entry b, LdSoCache cache, LoaderProfile profile) {
        int pa = priority(a, cache, profile);
        int pb = priority(b, cache, profile);
        if (pa != pb) {
            return pa < pb ? a : b;
        }
        return a.flags() != profile.cacheFlags() && b.flags() == profile.cacheFlags() ? b : a;
    }

    /** glibc's {@code _dl_cache_libcmp} compares runs of digits as numbers, so {@code libq.so.01} finds {@code libq.so.1}. */
    static String key(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean leadingZero = name.charAt(i) == '0' && (out.isEmpty() || !Character.isDigit(out.charAt(out.length() - 1))) && i + 1 < name.length()
                    && Character.isDigit(name.charAt(i + 1));
            if (!leadingZero) {
                out.append(name.charAt(i));
            }
        }
        return out.toString();
    }
}
