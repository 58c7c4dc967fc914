package org.abifit.loader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.root.RegularFile;

/**
 * The objects of a process under musl, and how a name leads to one (ldso/dynlink.c, {@code load_library}): the names of the C library
 * are the loader itself, an object that a search found answers to its name again, any other name is looked for, and a file that is
 * mapped already is not mapped twice.
 */
final class MuslLibraries {
    private static final List<String> ITSELF = List.of("libc.", "libpthread.", "librt.", "libm.", "libdl.", "libutil.", "libxnet.");

    /** All objects in the order of loading; the loader stands where it was first asked for, if ever. */
    final List<Dso> loaded = new ArrayList<>();
    /** The names that turned out to be the loader, as a listing shows them: of each sort the first. */
    final List<String> itself = new ArrayList<>();
    private final Dso rtld;
    private final Dso main;
    private final MuslSearch search;
    private final MuslMapping mapping;
    private final Consumer<Step> steps;
    private final Set<String> listed = new HashSet<>();

    /** What asking for a name came to. */
    sealed interface Loaded {
        record Done(Dso dso) implements Loaded {}

        /** It cannot be had, for this reason. */
        record Failed(String why) implements Loaded {}

        /** It ends the loader, or cannot be had and the facts do not tell the reason. */
        record FailedSomehow(String file, String why) implements Loaded {}

        /** It ends the loader. */
        record Crashed(String file, String why) implements Loaded {}

        /** The facts do not say. */
        record Undecided(LoadRemark evidence) implements Loaded {}
    }

    MuslLibraries(Dso rtld, Dso main, MuslSearch search, MuslMapping mapping, Consumer<Step> steps) {
        this.rtld = rtld;
        this.main = main;
        this.search = search;
        this.mapping = mapping;
        this.steps = steps;
        loaded.add(main);
    }

    /** The program starts with {@code errno = 0}. */
    void forgetErrors() {
        search.fail(MuslSearch.NO_ERROR);
    }

    /** {@return what asking for a name comes to} {@code of} is null for preloads. */
    Loaded load(String name, Dso of) {
        steps.accept(new Step.Asked(name, of == null ? "" : of.name));
        if (name.isEmpty()) {
            search.fail(MuslSearch.EINVAL);
            return new Loaded.Failed(MuslSearch.EINVAL);
        }
        if (isItself(name)) {
            steps.accept(new Step.Known(name, rtld.name));
            return new Loaded.Done(loader());
        }
        boolean path = name.indexOf('/') >= 0;
        Optional<Dso> known = path ? Optional.empty() : others().filter(d -> d.shortname.equals(name)).findFirst();
        if (known.isPresent()) {
            steps.accept(new Step.Known(name, known.get().name));
            return new Loaded.Done(known.get());
        }
        return switch (path ? search.open(name) : search.find(name, of)) {
            case MuslSearch.Opened.Absent a -> new Loaded.Failed(search.errno());
            case MuslSearch.Opened.Refused r -> new Loaded.Failed(search.errno());
            case MuslSearch.Opened.Undecided(LoadRemark evidence) -> new Loaded.Undecided(evidence);
            case MuslSearch.Opened.Found found -> opened(found, name, of);
        };
    }

    /** The objects that can be found again, which the program itself cannot. */
    private Stream<Dso> others() {
        return loaded.stream().filter(d -> d != main && d != rtld);
    }

    private boolean isItself(String name) {
        for (String stem : ITSELF) {
            if (name.startsWith(stem)) {
                if (listed.add(stem)) {
                    itself.add(name);
                }
                return true;
            }
        }
        return name.equals(rtld.name);
    }

    private Dso loader() {
        if (!loaded.contains(rtld)) {
            loaded.add(rtld);
        }
        return rtld;
    }

    private Loaded opened(MuslSearch.Opened.Found found, String name, Dso of) {
        boolean searched = name.indexOf('/') < 0;
        Optional<Dso> same = found.node() instanceof RegularFile f ? others().filter(d -> d.isSameFile(f)).findFirst() : Optional.empty();
        if (same.isEmpty()) {
            return map(found, name, of, searched);
        }
        if (same.get().shortname.isEmpty() && searched) {
            same.get().shortname = Glibc.baseName(same.get().name);
        }
        steps.accept(new Step.SameFile(name, same.get().name));
        return new Loaded.Done(same.get());
    }

    private Loaded map(MuslSearch.Opened.Found found, String name, Dso of, boolean searched) {
        return switch (mapping.map(found.node(), loaded)) {
            case MuslMapping.Mapped.Done(ElfFile elf, RegularFile file) when MuslSymbols.isLibc(elf) -> load("libc.so", of);
            case MuslMapping.Mapped.Done(ElfFile elf, RegularFile file) ->
                    add(new Dso(found.path(), name, of, elf, file, found.realPath(), found.route()), searched);
            case MuslMapping.Mapped.Refused(String errno) -> {
                search.fail(errno);
                yield new Loaded.Failed(errno);
            }
            case MuslMapping.Mapped.Crashes(String why) -> new Loaded.Crashed(found.path(), why);
            case MuslMapping.Mapped.Fails(String why) -> new Loaded.FailedSomehow(found.path(), why);
            case MuslMapping.Mapped.Undecided(String why) -> new Loaded.Undecided(new LoadRemark("unread", found.realPath(),
                    "%s is needed; what lies at %s is not known: %s".formatted(name, found.realPath(), why)));
        };
    }

    private Loaded add(Dso dso, boolean searched) {
        dso.shortname = searched ? Glibc.baseName(dso.name) : "";
        loaded.add(dso);
        steps.accept(new Step.Mapped(dso.asked, dso.name));
        return new Loaded.Done(dso);
    }
}
