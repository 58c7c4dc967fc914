package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Step;
import org.abifit.loader.Verdict;

/** Whether the model gives the answer that stands in a case. */
final class Conformance {
    private Conformance() {}

    /** Asks the model about a world that is the case under a release. */
    static void check(Case c, Release release, World world) {
        Golden golden = c.golden(release);
        LoadReport report = new Loader().load(world.question(World.APP).opening(c.opens()).withSteps());
        if (golden.unmodelled().isPresent()) {
            assertNotEquals(golden.start() + " " + golden.opened(), answer(golden.start(), report) + " " + opened(golden, report), c.id() + " is modelled after all");
            return;
        }
        assertEquals(golden.start(), answer(golden.start(), report), c.id());
        assertEquals(golden.opened(), opened(golden, report), c.id());
        assertEquals(golden.warnings(), report.warnings().stream().map(LoadRemark::message).toList(), c.id());
        List<String> notes = report.notes().stream().map(LoadRemark::kind).toList();
        assertTrue(notes.containsAll(golden.notes()), () -> c.id() + " has notes " + notes);
        List<String> binds = report.steps().stream().flatMap(s -> s instanceof Step.Bound bound ? Stream.of(words(bound)) : Stream.empty()).toList();
        assertTrue(binds.containsAll(golden.binds()), () -> c.id() + " binds " + binds);
        if (!golden.map().isEmpty()) {
            assertEquals(golden.map(), report.objects().stream().map(LoadedObject::name).toList(), c.id());
        }
    }

    private static String words(Step.Bound bound) {
        return "%s by %s => %s".formatted(bound.symbol(), bound.by(), bound.to().orElse("nothing"));
    }

    /** What was missed before the facts ran out does not count. */
    private static Golden.Answer answer(Golden.Answer wanted, LoadReport report) {
        RealAnswer said = RealAnswer.of(report);
        SortedSet<String> errors = said.verdict() == Verdict.UNKNOWN ? new TreeSet<>() : said.errors();
        SortedMap<String, String> resolved = new TreeMap<>(report.resolved());
        resolved.keySet().retainAll(wanted.resolved().keySet());
        resolved.replaceAll((name, path) -> path.replaceAll("/+", "/"));
        return new Golden.Answer(said.verdict(), said.lazy(), said.message(), errors, resolved);
    }

    private static List<Golden.Answer> opened(Golden golden, LoadReport report) {
        List<Golden.Answer> all = new ArrayList<>();
        for (int i = 0; i < report.opened().size(); i++) {
            all.add(answer(i < golden.opened().size() ? golden.opened().get(i) : Golden.Answer.OK, report.opened().get(i).report()));
        }
        return all;
    }
}
