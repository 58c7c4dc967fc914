package org.abifit.compare;

import static org.abifit.compare.Samples.ASPCUD;
import static org.abifit.compare.Samples.DOUBTFUL;
import static org.abifit.compare.Samples.MCCS;
import static org.abifit.compare.Samples.OWN;
import static org.abifit.compare.Samples.PACKUP;
import static org.abifit.compare.Samples.ended;
import static org.abifit.compare.Samples.fail;
import static org.abifit.compare.Samples.invalid;
import static org.abifit.compare.Samples.soFar;
import static org.abifit.compare.Samples.solved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What answers are worth beside each other. */
final class StatusTest {
    private static final String PARANOID = "-removed,-changed";

    @TempDir
    private Path folder;

    @Test
    void theBestIsOptimalWhenOneOfItsSchoolSaysSo() {
        assertEquals(List.of("optimal", "worse", "best-known"), new Samples(OWN, MCCS, ASPCUD).run("a", PARANOID, OWN, 1, solved("0,3", "0,5"))
                .run("a", PARANOID, MCCS, 1, solved("0,4", "0,4")).run("a", PARANOID, ASPCUD, ended(Usage.End.CPU, 0), soFar("0,4")).words());
    }

    @Test
    void eachSchoolHasItsOwnBest() {
        Comparison comparison = new Samples(OWN, ASPCUD).run("a", PARANOID, OWN, 1, solved("0,3", "0,5")).run("a", PARANOID, ASPCUD, 1, solved("0,4", "0,4")).comparison();
        assertEquals(List.of("optimal", "optimal"), Samples.words(comparison));
        assertEquals(List.of("1 abifit 1 1", "1 aspcud 1 1"), Samples.lines(comparison.rankings().getFirst()));
    }

    @Test
    void aProofOfTheOtherSchoolIsNone() {
        assertEquals(List.of("best-known", "optimal"), new Samples(OWN, ASPCUD).run("a", PARANOID, OWN, 1, soFar("0,3")).run("a", PARANOID, ASPCUD, 1, solved("0,3")).words());
        assertEquals(List.of("optimal", "optimal"), new Samples(OWN, ASPCUD).run("a", "-sum(solution,size)", OWN, 1, soFar("3"))
                .run("a", "-sum(solution,size)", ASPCUD, 1, solved("3")).words());
    }

    @Test
    void whoHasErredBeforeProvesNothing() {
        assertEquals(List.of("best-known", "best-known"), new Samples(OWN, DOUBTFUL).run("a", PARANOID, OWN, 1, soFar("0,3")).run("a", PARANOID, DOUBTFUL, 1, solved("0,3")).words());
    }

    @Test
    void theGapIsThatOfTheFirstDifference() {
        Comparison comparison = new Samples(OWN, MCCS).run("a", "-removed,+sum(solution,gain),-changed", OWN, 1, solved("0,100,9"))
                .run("a", "-removed,+sum(solution,gain),-changed", MCCS, 1, solved("0,90,3")).comparison();
        assertEquals(new Status.Worse(new Cost.Gap(1, BigInteger.TEN, 0.1)), comparison.standings().getFirst().get(1).status());
        assertEquals("10 less in +sum(solution,gain)", Wording.detail(comparison.standings().getFirst().get(1).status(), comparison.criteria().values().iterator().next()));
    }

    @Test
    void failIsBelievedOfUsOrOfTwo() {
        assertEquals(List.of("unsat", "unsat"), new Samples(OWN, MCCS).run("a", PARANOID, OWN, 1, fail()).run("a", PARANOID, MCCS, 1, fail()).words());
        assertEquals(List.of("none-time", "unsat-alone"),
                new Samples(OWN, MCCS).run("a", PARANOID, OWN, ended(Usage.End.CPU, 1), new Result.Nothing("")).run("a", PARANOID, MCCS, 1, fail()).words());
        assertEquals(List.of("unsat", "unsat"), new Samples(ASPCUD, MCCS).run("a", PARANOID, ASPCUD, 1, fail()).run("a", PARANOID, MCCS, 1, fail()).words());
        assertEquals(List.of("unsat-alone", "unsat-alone"), new Samples(ASPCUD, DOUBTFUL).run("a", PARANOID, ASPCUD, 1, fail()).run("a", PARANOID, DOUBTFUL, 1, fail()).words());
        assertEquals(List.of("optimal", "wrong-unsat"), new Samples(OWN, MCCS).run("a", PARANOID, OWN, 1, solved("0,1")).run("a", PARANOID, MCCS, 1, fail()).words());
    }

    @Test
    void failOfAKilledSolverIsNoAnswer() {
        assertEquals(List.of("none-time"), new Samples(ASPCUD).run("a", PARANOID, ASPCUD, ended(Usage.End.CPU, 0), fail()).words());
        assertEquals(List.of("none-crash"), new Samples(ASPCUD).run("a", PARANOID, ASPCUD, ended(Usage.End.ITSELF, 139), fail()).words());
    }

    @Test
    void missingAnswersSayWhy() {
        Result.Answer nothing = new Result.Nothing("cannot read");
        assertEquals(List.of("none-time", "none-memory", "none-crash", "none-rc", "not-asked"), new Samples(OWN, ASPCUD, MCCS, DOUBTFUL, PACKUP)
                .run("a", PARANOID, OWN, ended(Usage.End.WALL, 137), nothing).run("a", PARANOID, ASPCUD, ended(Usage.End.MEMORY, 143), nothing)
                .run("a", PARANOID, MCCS, ended(Usage.End.ITSELF, 139), nothing).run("a", PARANOID, DOUBTFUL, ended(Usage.End.ITSELF, 255), nothing).words());
    }

    @Test
    void ofSeveralRunsTheWorstAnswerAndTheMedianCount() {
        Comparison comparison = new Samples(OWN).run("a", PARANOID, OWN, 100, solved("0,3")).run("a", PARANOID, OWN, 900, solved("0,5")).run("a", PARANOID, OWN, 300, solved("0,4")).comparison();
        Standing standing = comparison.standings().getFirst().getFirst();
        assertEquals("0,5", standing.cost().orElseThrow().toString());
        assertEquals(300, standing.cpuMillis());
        assertEquals(List.of(Finding.Kind.OWN_FALSE_OPTIMUM, Finding.Kind.UNSTEADY), comparison.findings().stream().map(Finding::kind).toList());
    }

    @Test
    void ourOwnErrorsAreFound() {
        Comparison comparison = new Samples(OWN, MCCS).run("a", PARANOID, OWN, 1, invalid()).run("b", PARANOID, OWN, 1, fail()).run("b", PARANOID, MCCS, 1, solved("0,1"))
                .run("c", PARANOID, OWN, 1, solved("0,2")).run("c", PARANOID, MCCS, 1, solved("0,1")).run("d", PARANOID, OWN, 1, soFar("0,2")).run("d", PARANOID, MCCS, 1, solved("0,1")).comparison();
        assertEquals(List.of("own-invalid a", "own-wrong-unsat b", "own-false-optimum c"),
                comparison.findings().stream().map(f -> f.kind().word() + " " + f.problem().instance()).toList());
    }

    @Test
    void whatWasKnownBeforeCounts() throws Exception {
        Path file = Files.writeString(folder.resolve("best.tsv"), "instance\tbest_cost\tcriterion_text\tproof\na\t0,2\t-removed, -changed\tproven by x\nb\tFAIL\t-removed,-changed\t\n");
        BestKnown best = BestKnown.read(file);
        assertEquals(List.of("worse"), Samples.words(new Samples(OWN).run("a", PARANOID, OWN, 1, solved("0,3")).comparison(best)));
        assertEquals(List.of("optimal"), Samples.words(new Samples(MCCS).run("a", PARANOID, MCCS, 1, soFar("0,2")).comparison(best)));
        assertEquals(List.of("optimal"), Samples.words(new Samples(ASPCUD).run("a", PARANOID, ASPCUD, 1, solved("0,3")).comparison(best)));
        assertEquals(List.of("unsat"), Samples.words(new Samples(ASPCUD).run("b", PARANOID, ASPCUD, 1, fail()).comparison(best)));
        assertEquals(List.of("wrong-unsat"), Samples.words(new Samples(ASPCUD).run("a", PARANOID, ASPCUD, 1, fail()).comparison(best)));
    }

    @Test
    void aTableOfBestCostsIsChecked() throws Exception {
        Path file = Files.writeString(folder.resolve("best.tsv"), "instance\tbest_cost\tcriterion_text\na\t0,2,3\t-removed,-changed\n");
        ResultsFile.FormatException e = assertThrows(ResultsFile.FormatException.class, () -> BestKnown.read(file));
        assertEquals(2, e.line());
        assertTrue(e.getMessage().contains("2 criteria"), e.getMessage());
    }
}
