package org.abifit.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.Content;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/** Puts saved plans to the loader model, once with the old state of the host and once with the new one. */
final class PlanJudge {
    private final HostState before;
    private final HostState after;
    private final Loader loader = new Loader();

    /** What comes of a plan on one state of the host. */
    private record Outcome(Verdict verdict, List<Lost> lost, List<LoadReport> reports) {}

    /** A plan's fate, and what it uses of the old state. */
    record Judged(PlanDrift drift, Users.PlanUse use) {}

    PlanJudge(HostState before, HostState after) {
        this.before = before;
        this.after = after;
    }

    Judged judge(PlanCase plan) {
        if (plan.tree().isEmpty()) {
            return new Judged(new PlanDrift(plan, Verdict.UNKNOWN, Verdict.UNKNOWN, List.of(new Lost.Image(plan.image()))), use(plan, List.of()));
        }
        Outcome old = outcome(plan, before, Optional.empty());
        // What the plan lived with before is not what breaks it.
        Outcome now = outcome(plan, after, old.verdict == Verdict.OK ? Optional.of(refusals(old)) : Optional.empty());
        return new Judged(new PlanDrift(plan, old.verdict, now.verdict, now.verdict == Verdict.OK ? List.of() : now.lost), use(plan, old.reports));
    }

    private Outcome outcome(PlanCase plan, HostState host, Optional<Set<LoadError>> tolerated) {
        List<Lost> missing = missingSources(plan, host);
        if (!missing.isEmpty()) {
            return new Outcome(Verdict.FAIL, missing, List.of());
        }
        try {
            Container container = Container.of(plan.tree().orElseThrow(), Optional.of(host.files()), plan.binds(), plan.ldconfig());
            return loads(plan, host, container, tolerated);
        } catch (Container.BindException e) {
            return new Outcome(Verdict.FAIL, List.of(new Lost.Bind(e.getMessage())), List.of());
        }
    }

    private List<Lost> missingSources(PlanCase plan, HostState host) {
        List<Lost> missing = new ArrayList<>();
        for (Bind bind : plan.binds()) {
            switch (host.files().lookup(bind.from())) {
                case Lookup.Found f -> { }
                case Lookup.Unknown u -> { }
                case Lookup.Missing m -> missing.add(source(bind.from()));
                case Lookup.NotDirectory n -> missing.add(source(bind.from()));
                case Lookup.Loop l -> missing.add(source(bind.from()));
            }
        }
        return missing;
    }

    private Lost source(String path) {
        Optional<ElfFile> was = library(before.files(), path);
        Optional<String> instead = was.flatMap(elf -> {
            HostState.Key key = HostState.key(path, elf);
            return after.place(key, elf).or(() -> after.sibling(key.soname(), elf));
        });
        return new Lost.Source(path, was.flatMap(ElfFile::soname), instead);
    }

    private static Optional<ElfFile> library(FileView files, String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf ? Optional.of(elf.ref().file())
                : Optional.empty();
    }

    private Outcome loads(PlanCase plan, HostState host, Container container, Optional<Set<LoadError>> tolerated) {
        Verdict verdict = Verdict.OK;
        List<Lost> lost = new ArrayList<>();
        List<LoadReport> reports = new ArrayList<>();
        for (String app : plan.apps()) {
            LoadReport report = loader.load(container.question(app, plan.env(), host.root().machine()));
            reports.add(report);
            List<LoadError> fresh = report.errors().stream().filter(e -> !tolerated.orElse(Set.of()).contains(e)).toList();
            Verdict one = verdict(report, plan.lazyOnly() && (tolerated.isEmpty() || fresh.isEmpty()));
            if (one == Verdict.FAIL) {
                lost.addAll(Causes.of(app, fresh.isEmpty() ? report.errors() : fresh));
            } else if (one == Verdict.UNKNOWN) {
                report.missing().forEach(m -> lost.add(new Lost.Undecided(app, m.message())));
            }
            verdict = worse(verdict, one);
        }
        return new Outcome(verdict, lost.stream().distinct().toList(), reports);
    }

    /** Where functions are bound at their first call, a program may start although some are missing: no plan is blamed for those it had before. */
    private static Verdict verdict(LoadReport report, boolean asBefore) {
        return report.verdict() == Verdict.FAIL && asBefore ? report.lazy() : report.verdict();
    }

    private static Verdict worse(Verdict a, Verdict b) {
        return a == Verdict.FAIL || b == Verdict.FAIL ? Verdict.FAIL : a == Verdict.UNKNOWN ? a : b;
    }

    private static Set<LoadError> refusals(Outcome outcome) {
        Set<LoadError> errors = new HashSet<>();
        outcome.reports.forEach(r -> errors.addAll(r.errors()));
        return errors;
    }

    private Users.PlanUse use(PlanCase plan, List<LoadReport> reports) {
        SortedSet<String> sources = new TreeSet<>();
        SortedSet<String> sonames = new TreeSet<>();
        for (Bind bind : plan.binds()) {
            if (before.files().lookup(bind.from()) instanceof Lookup.Found(String real, Node n)) {
                sources.add(real);
                library(before.files(), real).flatMap(ElfFile::soname).ifPresent(sonames::add);
            }
        }
        List<ElfFile> loaded = reports.stream().flatMap(r -> r.objects().stream()).map(LoadedObject::elf).distinct().toList();
        return new Users.PlanUse(plan.name(), sources, sonames, loaded);
    }
}
