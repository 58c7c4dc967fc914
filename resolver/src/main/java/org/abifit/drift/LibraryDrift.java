package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.abifit.drift.HostState.Key;
import org.abifit.drift.HostState.Library;
import org.abifit.loader.Locator.Located;

/** Compares the libraries of two states, soname by soname: the one that the loader finds by itself, then those that only an RPATH or a plan reaches. */
final class LibraryDrift {
    /** Only the C library's own files use these, and they are replaced together. */
    private static final String PRIVATE = "GLIBC_PRIVATE";

    private final HostState before;
    private final HostState after;
    private final List<HostState> images;
    private final List<Users.PlanUse> plans;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();
    private SortedMap<Key, List<Library>> old;
    private SortedMap<Key, List<Library>> now;
    private Users users;

    private LibraryDrift(HostState before, HostState after, List<HostState> images, List<Users.PlanUse> plans) {
        this.before = before;
        this.after = after;
        this.images = images;
        this.plans = plans;
    }

    static List<Change> between(HostState before, HostState after, List<HostState> images, List<Users.PlanUse> plans) {
        LibraryDrift drift = new LibraryDrift(before, after, images, plans);
        drift.compare();
        return drift.changes;
    }

    private void compare() {
        old = before.unlike(after);
        now = after.unlike(before);
        SearchDrift.Found search = SearchDrift.between(before, after);
        changes.addAll(search.changes());
        SortedMap<Key, Library> candidates = new TreeMap<>();
        old.forEach((key, files) -> candidates.put(key, files.getFirst()));
        redirected(search, candidates);
        candidates.forEach(this::compare);
        now.forEach((key, files) -> {
            if (!candidates.containsKey(key) && before.find(key, files.getFirst().elf()).isEmpty()) {
                added(key, after.find(key, files.getFirst().elf()).map(Located::realPath).orElse(files.getFirst().path()));
            }
        });
    }

    /** A cache may lead elsewhere although no file has changed. */
    private void redirected(SearchDrift.Found search, SortedMap<Key, Library> candidates) {
        List<Library> machines = search.redirected().isEmpty() ? List.of() : before.machines();
        for (String name : search.redirected()) {
            for (Library like : machines) {
                Key key = new Key(name, like.elf().header().is64(), like.elf().header().machine());
                found(before, key, like).ifPresent(l -> candidates.putIfAbsent(key, l));
            }
        }
    }

    private static Optional<Library> found(HostState state, Key key, Library like) {
        return state.find(key, like.elf()).flatMap(l -> state.at(l.realPath()));
    }

    private void compare(Key key, Library like) {
        Optional<Located> found = before.find(key, like.elf());
        found.flatMap(l -> before.at(l.realPath())).ifPresent(l -> ofSearch(key, l, found.get().path()));
        for (Library library : old.getOrDefault(key, List.of())) {
            if (found.isEmpty() || !found.get().realPath().equals(library.path())) {
                offSearch(key, library, found.isPresent());
            }
        }
    }

    /** The library that the loader finds by itself. */
    private void ofSearch(Key key, Library was, String path) {
        Optional<Located> is = after.find(key, was.elf());
        Optional<Library> object = is.flatMap(l -> after.at(l.realPath()));
        if (object.isEmpty()) {
            gone(key, was, elsewhere(key, was.path()));
            return;
        }
        if (!before.folder(path).equals(after.folder(is.get().path()))) {
            moved(key, was.path(), is.get().path(), true);
        } else if (!was.path().equals(object.get().path()) && after.at(was.path()).isEmpty()) {
            renamed(key, was.path(), object.get().path());
        }
        objects(key, was, object.get());
    }

    /** {@return a file that has the soname still, if there is one} */
    private Optional<String> elsewhere(Key key, String path) {
        return after.at(path).filter(l -> l.key().equals(key)).map(Library::path)
                .or(() -> now.getOrDefault(key, List.of()).stream().map(Library::path).findFirst());
    }

    private void offSearch(Key key, Library was, boolean another) {
        Optional<Library> same = after.at(was.path()).filter(l -> l.key().equals(key));
        if (same.isPresent()) {
            objects(key, was, same.get());
            return;
        }
        Optional<Located> found = after.find(key, was.elf());
        Optional<Library> there = found.flatMap(l -> after.at(l.realPath())).or(() -> now.getOrDefault(key, List.of()).stream().findFirst());
        Optional<String> path = found.map(Located::path).or(() -> there.map(Library::path));
        if (another) {
            copyGone(key, was.path(), path);
        } else if (path.isPresent()) {
            moved(key, was.path(), path.get(), found.isPresent());
            there.ifPresent(library -> objects(key, was, library));
        } else {
            gone(key, was, Optional.empty());
        }
    }

    private void gone(Key key, Library was, Optional<String> elsewhere) {
        Users.Found found = users().ofLibrary(key, was.path(), false);
        Optional<String> instead = elsewhere.or(() -> after.sibling(key.soname(), was.elf()));
        add(found, elsewhere.isPresent() ? ChangeKind.LIBRARY_UNREACHABLE : ChangeKind.LIBRARY_GONE, key, was.path(), instead, List.of());
    }

    /** Where the loader does not find it by itself, a plan that names the old path has nobody to help it. */
    private void moved(Key key, String path, String to, boolean searched) {
        Users.Found found = users().ofLibrary(key, path, true);
        changes.add(change(!searched && found.any() ? Severity.BREAKING : Severity.RISK, ChangeKind.PROVIDER_MOVED, key, path, Optional.of(to), List.of(), found));
    }

    /** A saved plan that names the file itself is judged anyway; which lists do is not known here. */
    private void renamed(Key key, String path, String to) {
        changes.add(change(Severity.INFO, ChangeKind.FILE_RENAMED, key, path, Optional.of(to), List.of(), Users.Found.NOBODY));
    }

    private void copyGone(Key key, String path, Optional<String> there) {
        add(users().ofLibrary(key, path, true), ChangeKind.COPY_GONE, key, path, there, List.of());
    }

    /** What a plan, or an object of the old state, uses makes a loss breaking. */
    private void add(Users.Found found, ChangeKind kind, Key key, String path, Optional<String> now, List<String> names) {
        changes.add(change(found.any() ? Severity.BREAKING : Severity.RISK, kind, key, path, now, names, found));
    }

    private static Change change(Severity severity, ChangeKind kind, Key key, String path, Optional<String> now, List<String> names, Users.Found found) {
        return new Change(severity, kind, Optional.of(key.soname()), Optional.of(path), now, List.copyOf(names), found.plans(), found.users(), found.examples());
    }

    private void added(Key key, String path) {
        changes.add(change(Severity.INFO, ChangeKind.LIBRARY_ADDED, key, path, Optional.empty(), List.of(), Users.Found.NOBODY));
    }

    /** Two objects of one soname; a pair that lies at several paths is told once. */
    private void objects(Key key, Library was, Library is) {
        if (was.ref().equals(is.ref()) || !compared.add(was.ref().digest() + is.ref().digest())) {
            return;
        }
        int before = changes.size();
        lost(ChangeKind.VERSION_GONE, key, was, is, AbiDiff.nodes(was.elf(), is.elf()), n -> n, n -> users().ofNode(key, was.path(), n));
        lost(ChangeKind.SYMBOL_GONE, key, was, is, AbiDiff.symbols(was.elf(), is.elf()), AbiDiff.Lacking::shown,
                s -> s.node().equals(PRIVATE) ? Users.Found.NOBODY : users().ofSymbol(key, was.path(), s, after));
        won(ChangeKind.NEEDS_MORE, key, is, AbiDiff.needs(was.elf(), is.elf()));
        won(ChangeKind.VERSION_ADDED, key, is, AbiDiff.nodes(is.elf(), was.elf()));
        won(ChangeKind.SYMBOL_ADDED, key, is, AbiDiff.symbols(is.elf(), was.elf()).stream().map(AbiDiff.Lacking::shown).toList());
        if (changes.size() == before) {
            changes.add(change(Severity.INFO, ChangeKind.LIBRARY_REBUILT, key, is.path(), Optional.empty(), List.of(), Users.Found.NOBODY));
        }
    }

    private void won(ChangeKind kind, Key key, Library is, List<String> names) {
        if (!names.isEmpty()) {
            changes.add(change(Severity.INFO, kind, key, is.path(), Optional.empty(), names, Users.Found.NOBODY));
        }
    }

    /** What is used is breaking, the rest a risk: at most one change for each. */
    private <T> void lost(ChangeKind kind, Key key, Library was, Library is, List<T> all, Function<T, String> shown, Function<T, Users.Found> use) {
        List<String> used = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        Users.Found worst = Users.Found.NOBODY;
        for (T one : all) {
            Users.Found found = use.apply(one);
            (found.any() ? used : unused).add(shown.apply(one));
            worst = together(worst, found);
        }
        if (!used.isEmpty()) {
            changes.add(change(Severity.BREAKING, kind, key, was.path(), Optional.of(is.path()), used, worst));
        }
        if (!unused.isEmpty()) {
            changes.add(change(Severity.RISK, kind, key, was.path(), Optional.of(is.path()), unused, Users.Found.NOBODY));
        }
    }

    private static Users.Found together(Users.Found a, Users.Found b) {
        Set<String> plans = new TreeSet<>(a.plans());
        plans.addAll(b.plans());
        Set<String> examples = new LinkedHashSet<>(a.examples());
        examples.addAll(b.examples());
        return new Users.Found(List.copyOf(plans), Math.max(a.users(), b.users()), examples.stream().sorted().limit(Users.EXAMPLES).toList());
    }

    /** Worked out only when something is gone. */
    private Users users() {
        if (users == null) {
            users = new Users(before, images, plans);
        }
        return users;
    }
}
