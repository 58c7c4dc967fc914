package org.abifit.loader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.root.RegularFile;

/**
 * One mapped object, as glibc's {@code struct link_map} holds it. Mutable, and seen only by the phases of one load.
 *
 * <p>{@code name} is {@code l_name}, the path as found; {@code libnames} are the names by which it was asked for, the first of
 * which a trace prints; {@code loader} is {@code l_loader}, whose RPATH serves it too.
 */
final class LinkMap {
    static final int SET_USER_ID = 04000;

    final String name;
    final List<String> libnames = new ArrayList<>();
    final LinkMap loader;
    final ElfFile elf;
    final RegularFile file;
    final String realPath;
    final Route route;
    final boolean isProgram;
    final boolean faked;
    final List<LinkMap> needed = new ArrayList<>();
    final List<Need> needs = new ArrayList<>();
    boolean needsKnown;
    boolean reserved;
    boolean done;
    boolean visited;
    boolean relocated;
    boolean tlsPlaced;
    private boolean sonameAdded;
    private Optional<List<String>> rpathDirs = Optional.empty();
    private Optional<List<String>> runpathDirs = Optional.empty();

    LinkMap(String name, String libname, LinkMap loader, ElfFile elf, RegularFile file, String realPath, Route route) {
        this(name, libname, loader, elf, file, realPath, route, false);
    }

    private LinkMap(String name, String libname, LinkMap loader, ElfFile elf, RegularFile file, String realPath, Route route, boolean isProgram) {
        this.name = name;
        this.libnames.add(libname);
        this.loader = loader;
        this.elf = elf;
        this.file = file;
        this.realPath = realPath;
        this.route = route;
        this.isProgram = isProgram;
        this.faked = elf == null;
    }

    /** {@return the application; {@code isProgram}: it is started, not only loaded} */
    static LinkMap application(String path, ElfFile elf, RegularFile file, String realPath, boolean isProgram) {
        return new LinkMap(path, path, null, elf, file, realPath, Route.PROGRAM, isProgram);
    }

    /** {@return the empty object that a tracing loader puts in the place of a missing one} */
    static LinkMap fake(String name, LinkMap loader) {
        return new LinkMap(name, name, loader, null, null, "", Route.PATH, false);
    }

    /** An entry of DT_NEEDED came to this object. */
    void needs(String name, LinkMap map) {
        if (!needsKnown) {
            needed.add(map);
            needs.add(new Need(name, map.faked ? Optional.empty() : Optional.of(map.name)));
        }
    }

    /** {@return the names that {@link #isCalled} knows} */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(libnames);
        names.add(name);
        return names;
    }

    /** glibc {@code _dl_name_match_p}: the path, or a name it was asked for by. A program, which the kernel mapped, has the empty name only. */
    boolean isCalled(String wanted) {
        return isProgram ? wanted.isEmpty() : name.equals(wanted) || libnames.contains(wanted);
    }

    /** The same, or its soname; a soname that matched becomes one of its names ({@code _dl_map_object}). */
    boolean answersTo(String wanted) {
        if (isCalled(wanted)) {
            return true;
        }
        if (sonameAdded || elf.soname().isEmpty() || !elf.soname().get().equals(wanted)) {
            return false;
        }
        sonameAdded = true;
        libnames.add(wanted);
        return true;
    }

    /** Whether the loader knows it for the same file; of a program, which the kernel mapped, it does not know the file. */
    boolean isSameFile(RegularFile other) {
        return !isProgram && (file == other || file != null && file.linkGroup() != 0 && file.equals(other));
    }

    boolean flag1(long bit) {
        return elf.dynamic().map(d -> d.flag1(bit)).orElse(false);
    }

    boolean bindNow() {
        return elf.dynamic().map(Dynamic::bindNow).orElse(false);
    }

    boolean symbolic() {
        return elf.dynamic().map(Dynamic::symbolic).orElse(false);
    }

    /** {@code DT_RPATH}, unless there is a {@code DT_RUNPATH} too. */
    Optional<String> rpath() {
        return elf.dynamic().filter(d -> d.runpath().isEmpty()).flatMap(Dynamic::rpath);
    }

    boolean hasRunpath() {
        return runpath().isPresent();
    }

    Optional<String> runpath() {
        return elf.dynamic().flatMap(Dynamic::runpath);
    }

    List<String> rpathDirs(LibrarySearch search) {
        if (rpathDirs.isEmpty()) {
            rpathDirs = Optional.of(rpath().map(p -> search.split(p, ":", this)).orElse(List.of()));
        }
        return rpathDirs.get();
    }

    List<String> runpathDirs(LibrarySearch search) {
        if (runpathDirs.isEmpty()) {
            runpathDirs = Optional.of(runpath().map(p -> search.split(p, ":", this)).orElse(List.of()));
        }
        return runpathDirs.get();
    }

    /**
     * {@code l_origin}: the folder of the path as found, which a process that starts in {@code /} makes absolute; of a program, which the
     * kernel opened, that of the file itself.
     */
    String origin() {
        String path = isProgram ? realPath : name;
        String absolute = path.startsWith("/") ? path : "/" + path;
        int slash = absolute.lastIndexOf('/');
        return slash == 0 ? "/" : absolute.substring(0, slash);
    }
}
