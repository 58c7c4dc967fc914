package org.abifit.compare;

import static org.abifit.compare.Samples.ASPCUD;
import static org.abifit.compare.Samples.MCCS;
import static org.abifit.compare.Samples.OWN;
import static org.abifit.compare.Samples.ended;
import static org.abifit.compare.Samples.fail;
import static org.abifit.compare.Samples.invalid;
import static org.abifit.compare.Samples.soFar;
import static org.abifit.compare.Samples.solved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Points, ties and ratios, worked out by hand. */
final class RankingTest {
    private static final String PARANOID = "-removed,-changed";
    private static final Result.Answer NOTHING = new Result.Nothing("");
    private static final Solver THIRD = Solver.of("third", Style.MISC, "third {in} {out}");

    private static List<String> ranking(Samples samples) {
        return Samples.lines(samples.comparison().rankings().getFirst());
    }

    @Test
    void aSolutionCostsAPointAndOneForEachBetterOne() {
        assertEquals(List.of("1 mccs 1 300", "2 third 2 200", "3 abifit 3 100"), ranking(new Samples(OWN, MCCS, THIRD).run("a", PARANOID, OWN, 100, solved("0,9"))
                .run("a", PARANOID, MCCS, 300, solved("0,1")).run("a", PARANOID, THIRD, 200, soFar("0,2"))));
    }

    @Test
    void noAnswerCostsTwiceAndAWrongOneThreeTimesTheSolvers() {
        assertEquals(List.of("1 abifit 1 100", "2 mccs 6 100000", "3 third 9 100000"), ranking(new Samples(OWN, MCCS, THIRD).run("a", PARANOID, OWN, 100, solved("0,9"))
                .run("a", PARANOID, MCCS, ended(Usage.End.CPU, 143), NOTHING).run("a", PARANOID, THIRD, 5, invalid())));
    }

    @Test
    void failWhereThereIsASolutionIsNoAnswer() {
        assertEquals(List.of("1 abifit 1 100", "2 mccs 4 100000"), ranking(new Samples(OWN, MCCS).run("a", PARANOID, OWN, 100, solved("0,9")).run("a", PARANOID, MCCS, 1, fail())));
    }

    @Test
    void withoutASolutionThoseWhoSaySoAreBest() {
        assertEquals(List.of("1 mccs 1 70", "2 abifit 1 100", "3 third 6 100000"), ranking(new Samples(OWN, MCCS, THIRD).run("a", PARANOID, OWN, 100, fail())
                .run("a", PARANOID, MCCS, 70, fail()).run("a", PARANOID, THIRD, 5, NOTHING)));
    }

    @Test
    void anUnconfirmedFailIsNoAnswer() {
        assertEquals(List.of("1 mccs 4 100000", "1 third 4 100000"), ranking(new Samples(MCCS, THIRD).run("a", PARANOID, MCCS, 1, fail()).run("a", PARANOID, THIRD, 1, NOTHING)));
    }

    @Test
    void pointsAddUpAndTimeBreaksTies() {
        assertEquals(List.of("1 mccs 3 500", "2 abifit 3 900"), ranking(new Samples(OWN, MCCS)
                .run("a", PARANOID, OWN, 800, solved("0,1")).run("a", PARANOID, MCCS, 200, solved("0,2"))
                .run("b", PARANOID, OWN, 100, solved("0,2")).run("b", PARANOID, MCCS, 300, solved("0,1"))));
    }

    @Test
    void betterIsMeasuredAsTheOtherCounts() {
        assertEquals(List.of("1 abifit 1 5", "3 aspcud 2 5"), ranking(new Samples(OWN, ASPCUD, MCCS).run("a", PARANOID, OWN, 5, solved("0,1", "0,2"))
                .run("a", PARANOID, ASPCUD, 5, solved("0,1", "0,3")).run("a", PARANOID, MCCS, 5, solved("0,1", "0,3"))).stream().filter(l -> !l.contains("mccs")).toList());
    }

    @Test
    void onlyQuestionsThatAllCanBeAskedAreRanked() {
        Comparison comparison = new Samples(OWN, MCCS).run("a", PARANOID, OWN, 100, solved("0,1")).run("a", PARANOID, MCCS, 100, solved("0,1"))
                .run("a", "-sum(new,size)", OWN, 100, solved("4")).comparison();
        assertEquals(List.of("all", "paranoid"), comparison.rankings().stream().map(Ranking::name).toList());
        assertEquals(1, comparison.rankings().getFirst().problems());
        assertEquals(List.of("optimal", "not-asked"), Samples.words(comparison));
    }

    @Test
    void meansHaveAFloorAndTheLimitForNoAnswer() {
        Ranking ranking = new Samples(OWN).run("a", PARANOID, OWN, 100, solved("0,1")).run("b", PARANOID, OWN, 2700, solved("0,1")).comparison().rankings().getFirst();
        assertEquals(0.9, ranking.rows().getFirst().meanSeconds(), 1e-9);
        Ranking lost = new Samples(OWN).run("a", PARANOID, OWN, 1, solved("0,1")).run("b", PARANOID, OWN, 3, NOTHING).comparison().rankings().getFirst();
        assertEquals(Math.sqrt(0.3 * 100), lost.rows().getFirst().meanSeconds(), 1e-9);
    }

    @Test
    void theBetterPeerIsTheOneThatAnswers() {
        Ratios ratios = new Samples(OWN, ASPCUD, MCCS)
                // mccs is quicker, but not best: aspcud counts.
                .run("a", PARANOID, OWN, 1000, solved("0,1", "0,3")).run("a", PARANOID, ASPCUD, 2000, solved("0,2", "0,2")).run("a", PARANOID, MCCS, 500, solved("0,4"))
                // aspcud was stopped, so mccs counts, with the floor.
                .run("b", PARANOID, OWN, 100, solved("0,1")).run("b", PARANOID, ASPCUD, ended(Usage.End.CPU, 0), soFar("0,1")).run("b", PARANOID, MCCS, 50, solved("0,1"))
                // Nobody counts.
                .run("c", PARANOID, OWN, 100, solved("0,1")).run("c", PARANOID, ASPCUD, 9, NOTHING).run("c", PARANOID, MCCS, 9, invalid())
                // We have no answer: the limit.
                .run("d", PARANOID, OWN, 100, NOTHING).run("d", PARANOID, ASPCUD, 10_000, solved("0,1")).run("d", PARANOID, MCCS, 9, fail())
                .comparison().ratios().getFirst();
        assertEquals(List.of("a aspcud 0.5", "b mccs 1.0", "d aspcud 10.0"), ratios.rows().stream().map(r -> r.problem().instance() + " " + r.quicker() + " " + r.ratio()).toList());
        assertEquals(Math.cbrt(5), ratios.mean(), 1e-9);
        assertEquals("d", ratios.worst().orElseThrow().problem().instance());
    }

    @Test
    void memoryIsComparedWithTheLeanerOneThatAnswers() {
        Ratios ratios = new Samples(OWN, ASPCUD, MCCS).run("a", PARANOID, OWN, new Usage(Usage.End.ITSELF, 0, 1, 1, 130_000_000), solved("0,1"))
                .run("a", PARANOID, ASPCUD, new Usage(Usage.End.ITSELF, 0, 1, 1, 90_000_000), solved("0,1"))
                .run("a", PARANOID, MCCS, new Usage(Usage.End.ITSELF, 0, 1, 1, 10_000_000), invalid()).comparison().ratios().getFirst();
        assertEquals(40_000_000, ratios.largest().orElseThrow().extraBytes());
        assertTrue(Wording.ratios(ratios).stream().anyMatch(l -> l.contains("at most 40 MB, on a paranoid")), () -> Wording.ratios(ratios).toString());
    }

    @Test
    void agreedFailuresCountToo() {
        Ratios ratios = new Samples(OWN, MCCS).run("a", PARANOID, OWN, 600, fail()).run("a", PARANOID, MCCS, 1200, fail()).comparison().ratios().getFirst();
        assertEquals(0.5, ratios.mean(), 1e-9);
    }
}
