package org.abifit.loader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Symbol;
import org.abifit.elf.SymbolTable;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * musl's loader (ldso/dynlink.c): no versions, no soname, no cache; everything is bound at start, and everything that is missing
 * is printed. The names of glibc's core libraries are musl itself.
 */
final class Musl {
    private static final List<String> ITSELF = List.of("libc.", "libpthread.", "librt.", "libm.", "libdl.", "libutil.", "libxnet.");

    private final LoadQuestion question;
    private final LinkMap rtld;
    private final LinkMap main;
    private final List<String> systemPath;
    private final ReportBuilder report = new ReportBuilder();
    private final List<LinkMap> loaded = new ArrayList<>();

    private Musl(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main) {
        this.question = question;
        this.rtld = rtld;
        this.main = main;
        this.systemPath = systemPath(profile);
    }

    static LoadReport load(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, boolean isProgram) {
        return new Musl(question, profile, rtld, main).run(isProgram);
    }

    private List<String> systemPath(LoaderProfile profile) {
        String name = Glibc.baseName(rtld.name);
        String arch = name.startsWith("ld-musl-") ? name.substring(8, name.indexOf('.', 8) < 0 ? name.length() : name.indexOf('.', 8)) : "";
        if (question.files().lookup("/etc/ld-musl-" + arch + ".path") instanceof Lookup.Found(String path, RegularFile f) && f.content() instanceof Content.Kept kept) {
            return List.of(new String(kept.bytes(), StandardCharsets.ISO_8859_1).split("[:\n]+"));
        }
        return profile.defaultDirs().isEmpty() ? List.of("/lib", "/usr/local/lib", "/usr/lib") : profile.defaultDirs();
    }

    private LoadReport run(boolean isProgram) {
        loaded.add(main);
        for (String name : question.env().getOrDefault("LD_PRELOAD", "").split("[ :]+")) {
            if (!name.isEmpty()) {
                find(name, null);
            }
        }
        for (int i = 0; i < loaded.size(); i++) {
            LinkMap of = loaded.get(i);
            of.elf.needed().forEach(name -> need(name, of));
        }
        describe();
        relocationOrder().forEach(this::symbols);
        return report.build(isProgram);
    }

    private void need(String name, LinkMap of) {
        switch (find(name, of)) {
            case Opened.Done(LinkMap map) -> of.needs(name, map);
            case Opened.Absent a -> {
                String line = loading(name, "No such file or directory", of);
                report.error(LoadError.missing(name, of.name, line));
                report.line(line);
            }
            case Opened.Refused(String why) -> {
                String line = loading(name, why, of);
                report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, name, line));
                report.line(line);
            }
        }
    }

    private static String loading(String name, String why, LinkMap of) {
        return "Error loading shared library %s: %s (needed by %s)".formatted(name, why, of.name);
    }

    /** What asking for a name came to; a refusal ends the search, and of a preload nothing is said. */
    private sealed interface Opened {
        record Done(LinkMap map) implements Opened {}

        record Absent() implements Opened {}

        record Refused(String why) implements Opened {}
    }

    /** {@code load_library}; {@code of} is null for preloads. */
    private Opened find(String name, LinkMap of) {
        if (ITSELF.stream().anyMatch(name::startsWith) || name.equals(Glibc.baseName(rtld.name)) || name.equals(rtld.name)) {
            report.resolved(Glibc.baseName(name), rtld.name);
            return new Opened.Done(rtld);
        }
        if (name.indexOf('/') >= 0) {
            return open(name, name, of);
        }
        for (LinkMap map : loaded) {
            if (map.libnames.contains(name)) {
                return new Opened.Done(map);
            }
        }
        for (String dir : folders(of)) {
            Opened found = open(dir + "/" + name, name, of);
            if (!(found instanceof Opened.Absent)) {
                return found;
            }
        }
        return new Opened.Absent();
    }

    /** LD_LIBRARY_PATH, then the rpaths of whoever asks and of those that asked for it, then the system's folders. */
    private Set<String> folders(LinkMap of) {
        Set<String> folders = new LinkedHashSet<>();
        addAll(folders, question.env().getOrDefault("LD_LIBRARY_PATH", ""));
        for (LinkMap l = of; l != null; l = l.loader) {
            LinkMap at = l;
            l.elf.dynamic().flatMap(d -> d.runpath().or(d::rpath)).filter(Musl::isKnownPath)
                    .ifPresent(p -> addAll(folders, p.replace("${ORIGIN}", at.origin()).replace("$ORIGIN", at.origin())));
        }
        folders.addAll(systemPath);
        return folders;
    }

    /** {@code fixup_rpath}: a path with any token but {@code $ORIGIN} does not count at all. */
    private static boolean isKnownPath(String path) {
        return path.replace("${ORIGIN}", "").replace("$ORIGIN", "").indexOf('$') < 0;
    }

    private static void addAll(Set<String> folders, String path) {
        for (String dir : path.split("[:\n]")) {
            if (!dir.isEmpty()) {
                folders.add(dir);
            }
        }
    }

    /** {@code path_open} goes on after ENOENT, ENOTDIR and EACCES only; a folder can be opened, and fails when it is mapped. */
    private Opened open(String path, String name, LinkMap of) {
        return switch (question.files().lookup(path)) {
            case Lookup.Missing m -> new Opened.Absent();
            case Lookup.NotDirectory n -> new Opened.Absent();
            case Lookup.Loop l -> new Opened.Refused("Symbolic link loop");
            case Lookup.Unknown u -> unknown(name, u.path(), u.why());
            case Lookup.Found(String real, Directory d) -> new Opened.Refused("Is a directory");
            case Lookup.Found(String real, Symlink s) -> new Opened.Absent();
            case Lookup.Found(String real, Special s) -> unknown(name, real, "is not a regular file");
            case Lookup.Found(String real, RegularFile f) -> map(path, real, f, name, of);
        };
    }

    private Opened unknown(String name, String path, String why) {
        report.missing(new LoadRemark("unread", path, "%s is needed; what lies at %s is not known: %s".formatted(name, path, why)));
        return new Opened.Absent();
    }

    private Opened map(String path, String real, RegularFile file, String name, LinkMap of) {
        for (LinkMap map : loaded) {
            if (map.isSameFile(file)) {
                map.libnames.add(name);
                return new Opened.Done(map);
            }
        }
        if (file.content() instanceof Content.Unreadable(String why)) {
            return unknown(name, real, why);
        }
        if (file.content() instanceof Content.Malformed m && m.header().isPresent()) {
            return unknown(name, real, "malformed: " + m.fault());
        }
        if (!(file.content() instanceof Content.Elf elf) || !isMappable(elf.ref().file())) {
            return new Opened.Refused("Exec format error");
        }
        if (isLibc(elf.ref().file())) {
            return find("libc.so", of);
        }
        LinkMap map = new LinkMap(path, name, of, elf.ref().file(), file, real, Route.PATH);
        loaded.add(map);
        return new Opened.Done(map);
    }

    /** {@code map_library} looks at the type, and stumbles over headers of another class; machine, byte order and OS ABI are not looked at. */
    private boolean isMappable(ElfFile elf) {
        boolean type = elf.header().type() == ElfHeader.ET_DYN || elf.header().type() == ElfHeader.ET_EXEC;
        return type && elf.header().is64() == rtld.elf.header().is64();
    }

    /** Any other C library under a name of its own gives way to musl. */
    private static boolean isLibc(ElfFile elf) {
        return defines(elf, SymbolTable.ofName("__libc_start_main"), 0) && defines(elf, SymbolTable.ofName("stdin"), 0);
    }

    private void describe() {
        report.resolved(Glibc.baseName(rtld.name), rtld.name);
        List<LoadedObject> objects = new ArrayList<>();
        for (LinkMap map : loaded) {
            if (map != main) {
                report.resolved(map.libnames.getFirst(), map.name);
            }
            objects.add(new LoadedObject(map.libnames.getFirst(), map.name, map.realPath, map.file, map.elf, map.loader == null ? "" : map.loader.name,
                    map.route, List.copyOf(map.needs)));
        }
        report.objects(objects);
    }

    /** The program comes last, because its copy relocations want finished libraries. */
    private List<LinkMap> relocationOrder() {
        List<LinkMap> order = new ArrayList<>(loaded.subList(1, loaded.size()));
        order.add(main);
        return order;
    }

    private void symbols(LinkMap map) {
        SymbolTable table = map.elf.symbols();
        for (int k = 0; k < table.referenceCount(); k++) {
            int i = table.reference(k);
            boolean asked = table.undefined(i) || table.referencedAs(i, ReferenceClass.COPY);
            if (asked && table.binding(i) != Symbol.STB_WEAK && !defined(map, table, i)) {
                String line = "Error relocating %s: %s: symbol not found".formatted(map.name, table.name(i));
                report.error(new LoadError(LoadError.Kind.UNDEFINED_SYMBOL, Optional.empty(), Optional.of(table.name(i)), Optional.empty(),
                        Optional.of(map.name), line));
                report.line(line);
            }
        }
    }

    private boolean defined(LinkMap of, SymbolTable table, int i) {
        boolean copy = table.referencedAs(i, ReferenceClass.COPY);
        if (defines(rtld.elf, table, i)) {
            return true;
        }
        for (LinkMap map : loaded) {
            if (!(copy && map == of) && defines(map.elf, table, i)) {
                return true;
            }
        }
        return false;
    }

    /** Hidden visibility does not matter to musl; a version's hidden bit does, and an IFUNC is no definition. */
    private static boolean defines(ElfFile elf, SymbolTable ask, int i) {
        SymbolTable table = elf.symbols();
        for (int d = table.find(ask, i); d >= 0; d = table.next(d, ask, i)) {
            int type = table.type(d);
            boolean typed = type <= Symbol.STT_FUNC || type == Symbol.STT_COMMON || type == Symbol.STT_TLS;
            if (typed && !table.undefined(d) && !table.hidden(d) && (!table.zeroValue(d) || type == Symbol.STT_TLS)) {
                return true;
            }
        }
        return false;
    }
}
