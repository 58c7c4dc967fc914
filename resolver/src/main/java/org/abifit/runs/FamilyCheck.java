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
import org.abifit.elf.SymbolTable;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;
import org.abifit.plugin.PlugInJudge;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.Priority;
import org.abifit.root.Glob;

/** What the rules say of one process in which something is the host's. */
final class FamilyCheck {
    private static final int MOST_SYMBOLS = 3;

    private final RunRules rules;
    private final PlugInJudge judge;
    private final Container container;
    private final Process process;
    private final boolean opens;
    private final List<Because> grounds = new ArrayList<>();
    private Optional<PlugInReport> asShipped = Optional.empty();

    /**
     * @param opens whether the process may come to open plug-ins
     */
    FamilyCheck(RunRules rules, PlugInJudge judge, Container container, Process process, boolean opens) {
        this.rules = rules;
        this.judge = judge;
        this.container = container;
        this.process = process;
        this.opens = opens;
    }

    List<Because> grounds() {
        List<LoadedObject> objects = new ArrayList<>(process.report().objects());
        if (opens && rules.builds().stream().anyMatch(b -> !process.named(b.core()).isEmpty()) && isChanged()) {
            List<PlugInReport.Judged> judged = ofThisGeneration(judge.judge(process.question()).plugins());
            judged.stream().filter(j -> j.lazy() == Verdict.OK).forEach(j -> objects.addAll(j.load().orElseThrow().objects()));
            Reach reach = new Reach(rules.sleepers(), objects);
            rules.builds().forEach(b -> plugins(b, reach.of(b), judged, objects));
        }
        rules.builds().forEach(b -> split(b, objects));
        rules.privates().forEach(p -> privates(p, objects));
        rules.generations().forEach(g -> generations(g, objects));
        return grounds;
    }

    /** {@return whether a bound file that is not the image's might be opened} */
    private boolean isChanged() {
        return container.bound().stream().anyMatch(path -> process.sides().of(path) == Sides.Side.HOST);
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
                others.add(folder(one));
            }
        }
        return judged.stream().filter(j -> !others.contains(folder(j))).toList();
    }

    private static String folder(PlugInReport.Judged judged) {
        String file = judged.plugin().file();
        return file.substring(0, Math.max(file.lastIndexOf('/'), 0));
    }

    private boolean isOther(List<Glob> sonames, List<String> needed) {
        List<String> asked = needed.stream().filter(n -> sonames.stream().anyMatch(g -> g.matches(n))).toList();
        List<String> there = Process.names(process.named(sonames).stream());
        return !asked.isEmpty() && !there.isEmpty() && asked.stream().noneMatch(there::contains);
    }

    private Sides.Side side(LoadedObject object) {
        return process.sides().of(object);
    }

    private List<LoadedObject> of(Sides.Side side, List<LoadedObject> objects, List<Glob> sonames) {
        return objects.stream().filter(o -> Process.isNamed(o, sonames) && side(o) == side).toList();
    }

    private void split(RunRules.OneBuild rule, List<LoadedObject> objects) {
        List<LoadedObject> host = of(Sides.Side.HOST, objects, rule.core());
        List<LoadedObject> image = of(Sides.Side.IMAGE, objects, rule.core());
        if (!host.isEmpty() && !image.isEmpty()) {
            grounds.add(new Because.SplitFamily(rule.id(), Process.names(host.stream()), Process.names(image.stream()), rule.split()));
        }
    }

    /** Structures matter when plug-ins are put to work; a plug-in that lacks functions may call them as soon as it is opened. */
    private void plugins(RunRules.OneBuild rule, Optional<Verdict> worst, List<PlugInReport.Judged> judged, List<LoadedObject> objects) {
        SortedMap<String, List<String>> foreign = new TreeMap<>();
        SortedMap<String, List<String>> missing = new TreeMap<>();
        Map<String, LoadedObject> byPath = new HashMap<>();
        objects.forEach(o -> byPath.putIfAbsent(o.path(), o));
        Optional<LoadedObject> core = objects.stream().filter(o -> Process.isNamed(o, rule.core())).findFirst();
        for (PlugInReport.Judged one : judged) {
            if (core.isEmpty() || !rule.plugins().contains(one.plugin().family())) {
                continue;
            }
            LoadedObject opener = Optional.ofNullable(byPath.get(one.plugin().by())).filter(o -> Process.isNamed(o, rule.core())).orElse(core.get());
            if (one.lazy() == Verdict.OK) {
                lacks(rule, worst.orElse(Verdict.UNKNOWN), one);
                if (counts(rule, one.plugin().file()) && otherSide(side(opener), process.sides().of(one.plugin().file()))) {
                    foreign.computeIfAbsent(opener.path(), p -> new ArrayList<>()).add(one.plugin().file());
                }
            } else if (one.lazy() == Verdict.FAIL && one.plugin().priority() == Priority.REQUIRED && shipped(one).map(s -> s.lazy() == Verdict.OK).orElse(true)) {
                missing.computeIfAbsent(opener.path(), p -> new ArrayList<>()).add(one.plugin().file());
            }
        }
        worst.ifPresent(verdict -> {
            foreign.forEach((path, files) -> grounds.add(new Because.ForeignPlugins(rule.id(), path, side(byPath.get(path)) == Sides.Side.HOST, sorted(files), verdict)));
            missing.forEach((path, files) -> grounds.add(new Because.PluginsMissing(rule.id(), path, sorted(files), verdict)));
        });
    }

    private static List<String> sorted(List<String> files) {
        return files.stream().sorted().toList();
    }

    private static boolean counts(RunRules.OneBuild rule, String file) {
        return rule.files().isEmpty() || rule.files().stream().anyMatch(g -> g.matches(Sides.baseName(file)));
    }

    private static boolean otherSide(Sides.Side core, Sides.Side plugin) {
        return core == Sides.Side.HOST && plugin == Sides.Side.IMAGE || core == Sides.Side.IMAGE && plugin == Sides.Side.HOST;
    }

    private void lacks(RunRules.OneBuild rule, Verdict worst, PlugInReport.Judged one) {
        if (one.verdict() != Verdict.FAIL) {
            return;
        }
        Optional<LoadReport> before = shipped(one).flatMap(PlugInReport.Judged::load);
        LoadReport now = one.load().orElseThrow();
        List<LoadError> fresh = before.map(b -> Lacks.fresh(now, b)).orElse(now.errors());
        if (!fresh.isEmpty()) {
            grounds.add(new Because.PluginLacks(rule.id(), one.plugin().file(), Lacks.symbols(fresh), worst));
        }
    }

    /** {@return the same plug-in as the image ships it} */
    private Optional<PlugInReport.Judged> shipped(PlugInReport.Judged one) {
        if (asShipped.isEmpty()) {
            asShipped = Optional.of(judge.judge(new LoadQuestion(container.shipped(), process.program(), process.question().env(),
                    process.question().machine()).startedBy(process.question().starter())));
        }
        return asShipped.get().plugins().stream().filter(p -> p.plugin().file().equals(one.plugin().file()) && p.plugin().family().equals(one.plugin().family())).findFirst();
    }

    private void privates(RunRules.PrivateUsers rule, List<LoadedObject> objects) {
        for (LoadedObject core : objects.stream().filter(o -> Process.isNamed(o, rule.core())).toList()) {
            for (LoadedObject user : objects) {
                if (otherSide(side(core), side(user)) && user.elf().needed().contains(Sides.name(core))) {
                    List<String> symbols = imports(user.elf().symbols(), rule.symbols());
                    if (!symbols.isEmpty()) {
                        grounds.add(new Because.PrivateUser(rule.id(), user.path(), core.path(), symbols, rule.split()));
                    }
                }
            }
        }
    }

    private static List<String> imports(SymbolTable symbols, Glob pattern) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < symbols.count() && found.size() < MOST_SYMBOLS; i++) {
            if (symbols.undefined(i)) {
                String name = symbols.name(i);
                if (pattern.matches(name)) {
                    found.add(name);
                }
            }
        }
        return List.copyOf(found);
    }

    private void generations(RunRules.OneGeneration rule, List<LoadedObject> objects) {
        List<LoadedObject> all = objects.stream().filter(o -> Process.isNamed(o, rule.sonames())).toList();
        List<String> names = Process.names(all.stream());
        if (names.size() > 1 && all.stream().anyMatch(o -> side(o) == Sides.Side.HOST)) {
            grounds.add(new Because.TwoGenerations(rule.id(), names, rule.verdict()));
        }
    }
}
