package org.abifit.loader;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/**
 * Answers about whole roots and about pairs of files, which the same questions of other images or hosts ask again. Roots are told apart
 * by their trees, which must not be changed any more.
 */
final class Remembered {
    private final Map<Place, Locator> locators = new HashMap<>();
    private final Map<Place, LoadReport> loads = new HashMap<>();
    private final Map<Place, LoadReport> closures = new HashMap<>();
    private final Map<Verneed, Map<ElfFile, VersionGap>> gaps = new IdentityHashMap<>();

    /** A path in a root, asked of by programs of a machine. */
    private record Place(Directory root, String path, MachineFacts machine) {}

    Locator locator(FileView files, String loaderPath, MachineFacts machine, Function<FileView, Locator> make) {
        return locators.computeIfAbsent(new Place(files.root(), loaderPath, machine), p -> make.apply(files));
    }

    LoadReport load(FileView files, String app, MachineFacts machine, Function<LoadQuestion, LoadReport> ask) {
        return asked(loads, files, app, machine, ask);
    }

    LoadReport closure(FileView files, String app, MachineFacts machine, Function<LoadQuestion, LoadReport> ask) {
        return asked(closures, files, app, machine, ask);
    }

    private static LoadReport asked(Map<Place, LoadReport> known, FileView files, String app, MachineFacts machine, Function<LoadQuestion, LoadReport> ask) {
        Place place = new Place(files.root(), app, machine);
        LoadReport report = known.get(place);
        if (report == null) {
            report = ask.apply(new LoadQuestion(files, app, new TreeMap<>(), machine));
            known.put(place, report);
        }
        return report;
    }

    VersionGap gap(Verneed need, ElfFile provider, BiFunction<Verneed, ElfFile, VersionGap> look) {
        return gaps.computeIfAbsent(need, n -> new IdentityHashMap<>()).computeIfAbsent(provider, p -> look.apply(need, p));
    }

    /** {@return the nodes that are missing from a provider} */
    static VersionGap gap(Verneed need, ElfFile provider) {
        List<String> lacks = provider.verdefs().isEmpty() ? List.of()
                : need.versions().stream().filter(v -> !v.weak()).map(Verneed.Vernaux::name).filter(n -> !provider.defines(n)).sorted(VersionNames::compare).toList();
        return lacks.isEmpty() ? VersionGap.NONE : new VersionGap(lacks, VersionNames.highest(provider, lacks.getLast()));
    }
}
