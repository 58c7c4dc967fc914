package org.abifit.bridge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.resolver.Choices.Kind;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Reason;

/**
 * The other clauses of one image on one host as dependencies and conflicts of packages. One negative literal is who depends on one of the
 * positive ones; two negative literals are a conflict; all else the application depends on, where helper packages stand for negations.
 */
final class RuleExport {
    private final HostView host;
    private final PairView pair;
    private final Conditions conditions;
    private final VersionFeatures versions;
    private final SymbolFeatures symbols;
    private final List<AbiNote> notes;
    private final String imageName;
    private final String hostName;

    RuleExport(HostView host, PairView pair, Conditions conditions, VersionFeatures versions, SymbolFeatures symbols, AbiNotes notes) {
        this.host = host;
        this.pair = pair;
        this.conditions = conditions;
        this.versions = versions;
        this.symbols = symbols;
        this.notes = notes.list();
        this.imageName = notes.image(pair.image());
        this.hostName = notes.host();
    }

    void write() {
        Set<Integer> mustBeNeeded = mustBeNeeded();
        for (Rule rule : pair.choices().rules()) {
            switch (rule.kind()) {
                case SIDE, COUNTED, NEED -> { }
                case VERSION -> unless(versions.say(pair, rule), rule);
                case SUPPORT -> unless(PairView.guards(rule).stream().noneMatch(l -> mustBeNeeded.contains(-l)) || host.areFolded(pair, PairView.guards(rule)), rule);
                case LOCKSTEP -> unless(host.areFolded(pair, rule.literals()), rule);
                case WANTED -> wanted(rule);
                case LEARNT -> learnt(rule);
                case FAMILY, EXCLUDED -> clause(rule);
            }
        }
    }

    private void unless(boolean said, Rule rule) {
        if (!said) {
            clause(rule);
        }
    }

    /**
     * What nobody needs may be loaded without harm, unless some clause wants it loaded for its own sake: only then it must be said that
     * somebody needs it, and in turn that whoever does is needed.
     */
    private Set<Integer> mustBeNeeded() {
        Set<Integer> must = new LinkedHashSet<>();
        pair.choices().rules().stream().filter(r -> r.kind() == Kind.WANTED || r.kind() == Kind.LEARNT || r.kind() == Kind.FAMILY || r.kind() == Kind.LOCKSTEP)
                .forEach(r -> must.addAll(PairView.ways(r)));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Rule rule : pair.choices().rules()) {
                if (rule.kind() == Kind.SUPPORT && PairView.guards(rule).stream().anyMatch(l -> must.contains(-l))) {
                    grown |= must.addAll(PairView.ways(rule));
                }
            }
        }
        return must;
    }

    // ---- kinds

    /** What must come from the host the served host depends on; of what the host lacks there is no such package. */
    private void wanted(Rule rule) {
        if (rule.reason().orElse(null) instanceof Reason.HostLacks lacks) {
            note(Optional.empty(), lacks);
            conditions.depends(host.served(), List.of(Vpkg.of(host.library(lacks.soname()), RelOp.EQ, host.hostVersion())), pair.image());
        } else {
            conditions.depends(host.served(), host.names(pair, rule.literals()), pair.image());
        }
    }

    private void learnt(Rule rule) {
        if (rule.reason().orElse(null) instanceof Reason.MissingSymbol missing) {
            host.heads(pair, PairView.guards(rule)).forEach(h -> symbols.depends(pair, rule, missing, h));
        } else {
            clause(rule);
        }
    }

    // ---- any clause

    private void clause(Rule rule) {
        List<Integer> guards = PairView.guards(rule);
        List<Integer> ways = PairView.ways(rule);
        if (guards.size() + ways.size() == 0) {
            exclude(List.of(host.app(pair)), rule);
        } else if (guards.size() == 1 && ways.isEmpty()) {
            exclude(host.packages(pair, guards.getFirst()), rule);
        } else if (guards.size() == 1) {
            host.packages(pair, guards.getFirst()).forEach(h -> conditions.depends(h, host.names(pair, ways), pair.image()));
        } else if (guards.size() == 2 && ways.isEmpty()) {
            conflict(guards.getFirst(), guards.getLast(), rule);
        } else {
            conditions.depends(host.app(pair), anyOf(guards, ways), pair.image());
            rule.reason().ifPresent(r -> note(Optional.empty(), r));
        }
    }

    private void exclude(List<PackageId> ids, Rule rule) {
        ids.forEach(id -> {
            conditions.exclude(id, pair.image());
            rule.reason().ifPresent(r -> note(Optional.of(id), r));
        });
    }

    private void conflict(int one, int other, Rule rule) {
        List<PackageId> heads = host.packages(pair, one);
        if (heads.equals(host.packages(pair, other))) {
            exclude(heads, rule);
        } else {
            heads.forEach(h -> host.packages(pair, other).forEach(o -> conditions.conflicts(h, HostView.exactly(o), pair.image())));
        }
    }

    private List<Vpkg> anyOf(List<Integer> guards, List<Integer> ways) {
        List<Vpkg> any = new ArrayList<>();
        guards.forEach(g -> any.add(without(g)));
        any.addAll(host.names(pair, ways));
        return any.stream().distinct().toList();
    }

    private Vpkg without(int guard) {
        List<Vpkg> absent = host.packages(pair, guard).stream().map(HostView::exactly).toList();
        return conditions.without(absent.getFirst().name().substring(host.name().length() + 1), absent);
    }

    private void note(Optional<PackageId> id, Reason reason) {
        AbiNote note = new AbiNote(hostName, imageName, id, Optional.of(reason));
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }
}
