package org.abifit.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.elf.ElfFile;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.Priority;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** What the rules say of one process in which something is the host's. */
final class FamilyCheck {
    private static final int MOST_SYMBOLS = 3;

    private final RunRules rules;
    private final Judges judges;
    private final Container container;
    private final Process process;
    private final List<Because> grounds = new ArrayList<>();

    FamilyCheck(RunRules rules, Judges judges, Container container, Process process) {
        this.rules = rules;
        this.judges = judges;
        this.container = container;
        this.process = process;
    }

    /**
     * {@return the grounds against it}
     *
     * @param opens whether the process may come to open plug-ins
     */
    List<Because> grounds(boolean opens) {
        List<LoadedObject> objects = new ArrayList<>(process.report().objects());
        if (opens && isChanged()) {
            List<PlugInReport.Judged> judged = ofThisGeneration(opened());
            judged.stream().filter(j -> j.lazy() == Verdict.OK).forEach(j -> objects.addAll(j.load().orElseThrow().objects()));
            Reach reach = new Reach(rules.sleepers(), objects);
            rules.builds().forEach(b -> plugins(b, reach.of(b), judged, objects));
        }
        rules.builds().forEach(b -> split(b, objects));
        rules.privates().forEach(p -> privates(p, objects));
        rules.generations().forEach(g -> generations(g, objects));
        return grounds;
    }

    /** Judging plug-ins is dear: those that nobody puts to work are left out, unless their library opens them when it is loaded. */
    private List<PlugInReport.Judged> opened() {
        Reach reach = new Reach(rules.sleepers(), process.report().objects());
        List<RunRules.OneBuild> loaded = rules.builds().stream().filter(b -> !process.named(b.core()).isEmpty()).toList();
        if (loaded.stream().anyMatch(b -> reach.of(b).isPresent())) {
            return judges.all().judge(process.question(), process.report()).plugins();
        }
        return loaded.stream().anyMatch(RunRules.OneBuild::atLoad) ? judges.atLoad().judge(process.question(), process.report()).plugins() : List.of();
    }

    /** {@return whether the host's files can change what becomes of plug-ins} */
    private boolean isChanged() {
        return rules.builds().stream().anyMatch(b -> !process.named(b.core()).isEmpty()) && container.bound().stream().anyMatch(this::matters);
    }

    /** What has version nodes is looked after by the loader; the rest matters when a plug-in asks for it, or when it is one. */
    private boolean matters(String path) {
        if (!(container.files().lookup(path) instanceof Lookup.Found(String real, RegularFile file))) {
            return true;
        }
        if (process.sides().of(path) != Sides.Side.HOST) {
            return false;
        }
        Optional<ElfFile> elf = file.content() instanceof Content.Elf(var ref) ? Optional.of(ref.file()) : Optional.empty();
        String name = elf.flatMap(ElfFile::soname).orElse(Sides.baseName(path));
        return rules.builds().stream().anyMatch(b -> b.core().hold(name))
                || elf.filter(e -> e.verdefs().isEmpty()).isPresent() && (process.shipped().brought().contains(name) || process.shipped().brought().contains(AsShipped.folder(path)));
    }

    /**
     * A folder whose plug-ins ask for another generation of their opener belongs to an installation of that one: the opener that is here
     * was built to look elsewhere.
     */
    private List<PlugInReport.Judged> ofThisGeneration(List<PlugInReport.Judged> judged) {
        Set<String> others = new HashSet<>();
        for (PlugInReport.Judged one : judged) {
            Optional<LoadedObject> file = one.load().flatMap(l -> l.objects().stream().findFirst());
            if (file.isPresent() && rules.generations().stream().anyMatch(g -> isOther(g.sonames(), file.get().elf().needed()))) {
                others.add(AsShipped.folder(one.plugin().file()));
            }
        }
        return judged.stream().filter(j -> !others.contains(AsShipped.folder(j.plugin().file()))).toList();
    }

    private boolean isOther(Names sonames, List<String> needed) {
        List<String> asked = needed.stream().filter(sonames::hold).toList();
        List<String> there = Process.names(process.named(sonames).stream());
        return !asked.isEmpty() && !there.isEmpty() && asked.stream().noneMatch(there::contains);
    }

    private Sides.Side side(LoadedObject object) {
        return process.sides().of(object);
    }

    private void split(RunRules.OneBuild rule, List<LoadedObject> objects) {
        List<LoadedObject> core = objects.stream().filter(o -> rule.core().hold(Sides.name(o))).toList();
        List<String> host = Process.names(core.stream().filter(o -> side(o) == Sides.Side.HOST));
        List<String> image = Process.names(core.stream().filter(o -> side(o) == Sides.Side.IMAGE));
        if (!host.isEmpty() && !image.isEmpty()) {
            grounds.add(new Because.SplitFamily(rule.id(), host, image, rule.split()));
        }
    }

    /** Structures matter when plug-ins are put to work; a plug-in that lacks functions may call them as soon as it is opened. */
    private void plugins(RunRules.OneBuild rule, Optional<Verdict> worst, List<PlugInReport.Judged> judged, List<LoadedObject> objects) {
        SortedMap<String, List<String>> foreign = new TreeMap<>();
        SortedMap<String, List<String>> missing = new TreeMap<>();
        Map<String, LoadedObject> byPath = new HashMap<>();
        objects.stream().filter(o -> rule.core().hold(Sides.name(o))).forEach(o -> byPath.putIfAbsent(o.path(), o));
        Optional<LoadedObject> core = objects.stream().filter(o -> rule.core().hold(Sides.name(o))).findFirst();
        for (PlugInReport.Judged one : judged) {
            if (core.isEmpty() || !rule.plugins().contains(one.plugin().family())) {
                continue;
            }
            LoadedObject opener = byPath.getOrDefault(one.plugin().by(), core.get());
            if (one.lazy() == Verdict.OK) {
                lacks(rule, worst.orElse(Verdict.UNKNOWN), one);
                if (shares(rule, one.plugin().file()) && side(opener).isOpposite(process.sides().of(one.plugin().file()))) {
                    foreign.computeIfAbsent(opener.path(), p -> new ArrayList<>()).add(one.plugin().file());
                }
            } else if (one.lazy() == Verdict.FAIL && one.plugin().priority() == Priority.REQUIRED && shipped(one).map(s -> s.lazy() == Verdict.OK).orElse(true)) {
                missing.computeIfAbsent(opener.path(), p -> new ArrayList<>()).add(one.plugin().file());
            }
        }
        worst.ifPresent(verdict -> {
            foreign.forEach((path, files) -> grounds.add(new Because.ForeignPlugins(rule.id(), path, side(byPath.get(path)) == Sides.Side.HOST, sorted(files), verdict)));
            missing.forEach((path, files) -> grounds.add(new Because.PluginsMissing(rule.id(), path, sorted(files), verdict)));
            core.ifPresent(opener -> noneLeft(rule, opener, judged));
        });
    }

    /** Where one plug-in of a group was enough and now none loads, the program goes on without what they were for: who needs it is not in the files. */
    private void noneLeft(RunRules.OneBuild rule, LoadedObject opener, List<PlugInReport.Judged> judged) {
        SortedMap<String, List<PlugInReport.Judged>> groups = new TreeMap<>();
        judged.stream().filter(j -> rule.plugins().contains(j.plugin().family()))
                .forEach(j -> j.plugin().group().ifPresent(g -> groups.computeIfAbsent(g, k -> new ArrayList<>()).add(j)));
        groups.forEach((group, all) -> {
            boolean hadOne = process.shipped().plugins().stream().anyMatch(p -> p.lazy() == Verdict.OK && p.plugin().group().filter(group::equals).isPresent());
            if (hadOne && all.stream().allMatch(j -> j.lazy() == Verdict.FAIL)) {
                grounds.add(new Because.PluginsMissing(rule.id(), opener.path(), sorted(all.stream().map(j -> j.plugin().file()).distinct().toList()), Verdict.UNKNOWN));
            }
        });
    }

    private static List<String> sorted(List<String> files) {
        return files.stream().sorted().toList();
    }

    private static boolean shares(RunRules.OneBuild rule, String file) {
        return rule.files().isEmpty() || rule.files().hold(Sides.baseName(file));
    }

    private void lacks(RunRules.OneBuild rule, Verdict worst, PlugInReport.Judged one) {
        if (one.verdict() == Verdict.FAIL) {
            LoadReport now = one.load().orElseThrow();
            List<LoadError> fresh = shipped(one).flatMap(PlugInReport.Judged::load).map(b -> Lacks.fresh(now, b)).orElse(now.errors());
            if (!fresh.isEmpty()) {
                grounds.add(new Because.PluginLacks(rule.id(), one.plugin().file(), Lacks.symbols(fresh), worst));
            }
        }
    }

    /** {@return the same plug-in as the image ships it} */
    private Optional<PlugInReport.Judged> shipped(PlugInReport.Judged one) {
        return process.shipped().plugins().stream().filter(p -> p.plugin().file().equals(one.plugin().file()) && p.plugin().family().equals(one.plugin().family())).findFirst();
    }

    private void privates(RunRules.PrivateNames rule, List<LoadedObject> objects) {
        for (LoadedObject core : objects.stream().filter(o -> rule.core().hold(Sides.name(o))).toList()) {
            for (LoadedObject user : objects) {
                if (side(core).isOpposite(side(user)) && user.elf().needed().contains(Sides.name(core))) {
                    List<String> symbols = imports(user.elf().symbols(), rule.symbols());
                    if (!symbols.isEmpty()) {
                        grounds.add(new Because.PrivateUser(rule.id(), user.path(), core.path(), symbols, rule.split()));
                    }
                }
            }
        }
    }

    private static List<String> imports(SymbolTable symbols, Names wanted) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < symbols.count() && found.size() < MOST_SYMBOLS; i++) {
            if (symbols.undefined(i) && wanted.hold(symbols.name(i))) {
                found.add(symbols.name(i));
            }
        }
        return List.copyOf(found);
    }

    private void generations(RunRules.OneGeneration rule, List<LoadedObject> objects) {
        List<LoadedObject> all = objects.stream().filter(o -> rule.sonames().hold(Sides.name(o))).toList();
        List<String> names = Process.names(all.stream());
        if (names.size() > 1 && all.stream().anyMatch(o -> side(o) == Sides.Side.HOST)) {
            grounds.add(new Because.TwoGenerations(rule.id(), names, rule.both()));
        }
    }
}
