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
 * One mapped object, as musl's {@code struct dso} holds it. Mutable, and seen only by the phases of one process.
 *
 * <p>{@code name} is the path as the loader built it, {@code asked} the name it was first asked for by, {@code neededBy} who asked.
 */
final class Dso {
    private static final String ORIGIN = "$ORIGIN", BRACED_ORIGIN = "${ORIGIN}";
    /** {@code readlink} of the program's path goes into the buffer of the search; a path that fills it is no origin. */
    private static final int MOST_ORIGIN = 2 * 255 + 2;

    final String name;
    final String asked;
    final Dso neededBy;
    final ElfFile elf;
    final RegularFile file;
    final String realPath;
    final Route route;
    /** The name that a search finds it by again without opening anything; empty where it came by a path. */
    String shortname = "";
    /** The direct dependencies, as far as they were found. */
    final List<Dso> needed = new ArrayList<>();
    /** All entries of DT_NEEDED that were gone through. */
    final List<Need> needs = new ArrayList<>();
    boolean needsKnown;
    private boolean early;

    Dso(String name, String asked, Dso neededBy, ElfFile elf, RegularFile file, String realPath, Route route) {
        this.name = name;
        this.asked = asked;
        this.neededBy = neededBy;
        this.elf = elf;
        this.file = file;
        this.realPath = realPath;
        this.route = route;
    }

    /** An entry of DT_NEEDED came to this object. */
    void needs(String entry, Optional<Dso> dso) {
        dso.ifPresent(needed::add);
        needs.add(new Need(entry, dso.map(d -> d.name)));
    }

    /** {@return whether this is the same inode as another file} */
    boolean isSameFile(RegularFile other) {
        return file == other || file.linkGroup() != 0 && file.equals(other);
    }

    /** It is there when the program starts. */
    void starts() {
        early = true;
    }

    /** {@return whether it has thread-local variables, and came too late for a fixed distance from the thread pointer} */
    boolean lateTls() {
        return !early && elf.tls().filter(t -> t.memSize() > 0).isPresent();
    }

    boolean bindNow() {
        return elf.dynamic().map(Dynamic::bindNow).orElse(false);
    }

    boolean hasNoHash() {
        return elf.dynamic().map(d -> d.hash() == Dynamic.HashKinds.NONE).orElse(true);
    }

    /**
     * {@return {@code DT_RUNPATH}, or without one {@code DT_RPATH}, with its origin put in; empty where it has a token that musl does
     * not know ({@code fixup_rpath})}
     *
     * @param started whether the kernel mapped it, so that its origin is what {@code /proc/self/exe} says
     * @param secure whether the program is set-id: then its origin is not to be trusted
     */
    Optional<String> rpath(boolean started, boolean secure) {
        Optional<String> written = elf.dynamic().flatMap(d -> d.runpath().or(d::rpath));
        if (written.isEmpty() || written.get().indexOf('$') < 0) {
            return written;
        }
        String path = started ? realPath : name;
        if (started && (secure || path.length() >= MOST_ORIGIN)) {
            return Optional.empty();
        }
        int slash = path.lastIndexOf('/');
        String origin = slash < 0 ? "." : path.substring(0, slash);
        return secure && !path.startsWith("/") ? Optional.empty() : withOrigin(written.get(), origin);
    }

    private static Optional<String> withOrigin(String text, String origin) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int token = text.indexOf('$'); token >= 0; token = text.indexOf('$', at)) {
            out.append(text, at, token);
            if (text.startsWith(ORIGIN, token)) {
                at = token + ORIGIN.length();
            } else if (text.startsWith(BRACED_ORIGIN, token)) {
                at = token + BRACED_ORIGIN.length();
            } else {
                return Optional.empty();
            }
            out.append(origin);
        }
        return Optional.of(out.append(text.substring(at)).toString());
    }

    /** {@return its direct dependencies, all those below them after, each once ({@code extend_bfs_deps})} */
    List<Dso> neededBelow() {
        Set<Dso> seen = new LinkedHashSet<>(needed);
        List<Dso> all = new ArrayList<>(seen);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).needed.stream().filter(seen::add).forEach(all::add);
        }
        return all;
    }

    /** {@return what others are told of it} */
    LoadedObject described() {
        return new LoadedObject(asked, name, realPath, file, elf, neededBy == null ? "" : neededBy.name, route, List.copyOf(needs));
    }
}
