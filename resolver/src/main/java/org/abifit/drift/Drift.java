package org.abifit.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.Verdict;

/**
 * What changed between two states of a host.
 *
 * @param changes the worst first; equally bad ones by library, that which most plans and objects use first
 * @param plans what became of the saved plans: those that broke, those that fail or are not known, the others; by name and host
 */
public record Drift(List<Change> changes, List<PlanDrift> plans) {

    /**
     * {@return the drift from one state to another}
     *
     * @param before the old state
     * @param after the new one
     * @param images whose objects count as users of the old state's libraries, besides its own
     * @param plans saved for the host
     */
    public static Drift between(DriftRoot before, DriftRoot after, List<DriftRoot> images, List<PlanCase> plans) {
        HostState old = new HostState(before);
        HostState now = new HostState(after);
        PlanJudge judge = new PlanJudge(old, now);
        List<PlanJudge.Judged> judged = plans.stream().map(judge::judge).toList();
        List<Users.PlanUse> uses = judged.stream().map(PlanJudge.Judged::use).toList();
        List<Change> changes = LibraryDrift.between(old, now, images.stream().map(HostState::new).toList(), uses);
        return new Drift(sorted(changes), judged.stream().map(PlanJudge.Judged::drift).sorted(PLANS).toList());
    }

    /** {@return the plans that the change broke} */
    public List<PlanDrift> broken() {
        return plans.stream().filter(PlanDrift::breaks).toList();
    }

    private static final Comparator<PlanDrift> PLANS = Comparator.<PlanDrift>comparingInt(p -> p.breaks() ? 0 : p.after() == Verdict.FAIL ? 1 : p.after() == Verdict.UNKNOWN ? 2 : 3)
            .thenComparing(p -> p.plan().name()).thenComparing(p -> p.plan().host()).thenComparing(p -> p.plan().image());

    /** A library's changes of one severity stay together, in the place of the worst of them. */
    private static List<Change> sorted(List<Change> changes) {
        Map<String, Integer> plans = new HashMap<>();
        Map<String, Integer> users = new HashMap<>();
        for (Change change : changes) {
            plans.merge(place(change), change.plans().size(), Math::max);
            users.merge(place(change), change.users(), Math::max);
        }
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparing(Change::severity).thenComparing(c -> -plans.get(place(c))).thenComparing(c -> -users.get(place(c))).thenComparing(Change::group)
                .thenComparing(Change::kind).thenComparing(c -> text(c.soname())).thenComparing(c -> text(c.path())));
        return List.copyOf(sorted);
    }

    private static String place(Change change) {
        return change.severity() + " " + change.group();
    }

    private static String text(Optional<String> text) {
        return text.orElse("");
    }
}
