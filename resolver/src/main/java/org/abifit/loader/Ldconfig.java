package org.abifit.loader;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.Machine;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.LdSoCache;
import org.abifit.root.LdSoConf;
import org.abifit.root.RegularFile;
import org.abifit.root.Symlink;

/**
 * What {@code ldconfig} does to a root (glibc elf/ldconfig.c): for each soname of each configured folder the newest file wins, gets
 * a link of the soname's name where that is missing, and an entry in ld.so.cache. Folders count in order: the configured ones, then
 * those compiled in.
 */
final class Ldconfig {
    private static final Pattern LIBRARY = Pattern.compile("(lib.*\\.so.*|ld-.*\\.so.*|ld\\.so\\..*|ld64\\.so\\..*)", Pattern.DOTALL);
    private static final Pattern TEMPORARY = Pattern.compile(".*(\\.#prelink#.*|\\.dpkg-(new|tmp)|;[0-9a-f]{8}.*)", Pattern.DOTALL);
    /** Up to 2.36 only these tell what C library a 32-bit x86 library is for (elf/readlib.c, {@code known_libs}). */
    private static final List<String> CLASSIFYING = List.of("libc.so.6", "libm.so.6");
    private static final int FLAG_ELF = 1;
    private static final long TLS_HWCAP = 1L << 63;
    private static final long EXTENSION_HWCAP = 1L << 62;

    private final FileView files;
    private final LoaderProfile profile;
    private final List<LdSoCache.Entry> entries = new ArrayList<>();
    private final List<String> hwcapNames = new ArrayList<>();

    /** The best file seen for a soname. */
    private record Library(String name, boolean link, int flags) {}

    private Ldconfig(FileView files, LoaderProfile profile) {
        this.files = files;
        this.profile = profile;
    }

    /** Changes {@code files} as the root's own ldconfig would; does nothing where there is none. */
    static void run(FileView files) {
        boolean there = files.lookup("/sbin/ldconfig") instanceof Lookup.Found || files.lookup("/usr/sbin/ldconfig") instanceof Lookup.Found;
        Optional<LoaderProfile> profile = there ? profile(files) : Optional.empty();
        profile.ifPresent(p -> new Ldconfig(files, p).run());
    }

    private static Optional<LoaderProfile> profile(FileView files) {
        for (String path : Loader.glibcLoaders()) {
            if (files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf) {
                ElfFile loader = elf.ref().file();
                return loader.libc().map(build -> LoaderProfile.of(loader, build, "x86-64-v1"));
            }
        }
        return Optional.empty();
    }

    private void run() {
        List<String> folders = new ArrayList<>(LdSoConf.read(files).directories());
        profile.defaultDirs().forEach(d -> folders.add(d.substring(0, d.length() - 1)));
        Set<String> seen = new HashSet<>();
        for (String folder : folders) {
            if (files.lookup(folder) instanceof Lookup.Found(String real, Directory d) && seen.add(real)) {
                hwcapFolders(folder, real);
                add(folder, real, libraries(real, false), 0);
            }
        }
        LdSoCache cache = new LdSoCache(List.copyOf(entries), List.copyOf(hwcapNames));
        byte[] bytes = cache.toBytes(profile.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        files.put("/etc/ld.so.cache", new RegularFile(bytes.length, 0644, 0, new Content.Kept(bytes)));
    }

    private void hwcapFolders(String folder, String real) {
        if (profile.atLeast(33) && files.lookup(real + "/glibc-hwcaps") instanceof Lookup.Found(String at, Directory d)) {
            for (String name : d.names()) {
                if (files.lookup(at + "/" + name) instanceof Lookup.Found(String sub, Directory s)) {
                    int index = hwcapNames.contains(name) ? hwcapNames.indexOf(name) : hwcapNames.size();
                    if (index == hwcapNames.size()) {
                        hwcapNames.add(name);
                    }
                    add(folder + "/glibc-hwcaps/" + name, sub, libraries(sub, true), EXTENSION_HWCAP | index);
                }
            }
        }
        if (!profile.atLeast(37) && files.lookup(real + "/tls") instanceof Lookup.Found(String at, Directory d)) {
            add(folder + "/tls", at, libraries(at, false), TLS_HWCAP);
        }
    }

    private void add(String folder, String real, Map<String, Library> libraries, long hwcap) {
        libraries.forEach((soname, library) -> {
            boolean extension = (hwcap & EXTENSION_HWCAP) != 0;
            if (!library.link() && !extension) {
                link(real, soname, library.name());
            }
            entries.add(new LdSoCache.Entry(library.flags(), soname, folder + "/" + (extension ? library.name() : soname), hwcap));
        });
    }

    private void link(String real, String soname, String name) {
        Lookup there = files.lookupLink(real + "/" + soname);
        boolean free = there instanceof Lookup.Missing || there instanceof Lookup.Found(String path, Symlink old);
        if (free && !soname.equals(name)) {
            files.put(real + "/" + soname, new Symlink(name));
        }
    }

    /** Below {@code glibc-hwcaps} links of any name are looked at ({@code search_dir}). */
    private Map<String, Library> libraries(String real, boolean hwcaps) {
        Map<String, Library> best = new LinkedHashMap<>();
        Directory folder = (Directory) ((Lookup.Found) files.lookup(real)).node();
        for (String name : folder.names()) {
            boolean link = folder.child(name) instanceof Symlink;
            if ((LIBRARY.matcher(name).matches() || hwcaps && link) && !TEMPORARY.matcher(name).matches()) {
                look(real, name, link, best);
            }
        }
        return best;
    }

    private void look(String folder, String name, boolean symlink, Map<String, Library> best) {
        if (!(files.lookup(folder + "/" + name) instanceof Lookup.Found(String real, RegularFile f)) || !(f.content() instanceof Content.Elf elf)) {
            return;
        }
        ElfFile file = elf.ref().file();
        int flags = flags(file);
        if (flags == 0 || file.header().type() != ElfHeader.ET_DYN || file.dynamic().isEmpty() || file.libc().map(l -> !l.defaultDirs().isEmpty()).orElse(false)) {
            return;
        }
        String soname = file.soname().orElse(name);
        boolean link = symlink && keepsItsName(name, soname);
        String key = link ? name : soname;
        best.merge(key, new Library(name, link, flags), (old, fresh) -> newer(old, fresh) ? fresh : old);
    }

    /** A link counts as one only when it is called as the soname, or is the {@code .so} that is for the link editor. */
    private static boolean keepsItsName(String name, String soname) {
        return name.equals(soname) || name.endsWith(".so") && soname.startsWith(name);
    }

    private static boolean newer(Library old, Library fresh) {
        return !fresh.link() && old.link() || fresh.link() == old.link() && compare(old.name(), fresh.name()) < 0;
    }

    private int flags(ElfFile file) {
        boolean x86 = profile.machine() == Machine.X86_64 || profile.machine() == Machine.I386;
        int machine = file.header().machine();
        boolean known = machine == profile.machine() || x86 && (machine == Machine.X86_64 || machine == Machine.I386);
        boolean unclassified = !profile.atLeast(37) && machine == Machine.I386 && file.interp().isEmpty() && CLASSIFYING.stream().noneMatch(file.needed()::contains);
        return !known ? 0 : unclassified ? FLAG_ELF : LoaderProfile.cacheFlags(file);
    }

    /** glibc {@code _dl_cache_libcmp}: runs of digits compare as numbers. */
    static int compare(String a, String b) {
        int i = 0;
        int k = 0;
        while (i < a.length()) {
            boolean da = isDigit(a, i);
            boolean db = isDigit(b, k);
            if (da && db) {
                int ea = digitsEnd(a, i);
                int eb = digitsEnd(b, k);
                int order = new java.math.BigInteger(a.substring(i, ea)).compareTo(new java.math.BigInteger(b.substring(k, eb)));
                if (order != 0) {
                    return order;
                }
                i = ea;
                k = eb;
            } else if (da != db) {
                return da ? 1 : -1;
            } else if (k >= b.length() || a.charAt(i) != b.charAt(k)) {
                return k >= b.length() ? 1 : a.charAt(i) - b.charAt(k);
            } else {
                i++;
                k++;
            }
        }
        return k < b.length() ? -1 : 0;
    }

    private static boolean isDigit(String s, int i) {
        return i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9';
    }

    private static int digitsEnd(String s, int i) {
        int end = i;
        while (isDigit(s, end)) {
            end++;
        }
        return end;
    }
}
