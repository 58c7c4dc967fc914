package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.loader.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of the loaders, one {@code .case} file each (see {@link CaseText}): the model must give the answer that stands there for every release,
 * and so must every real loader that is at hand.
 */
class ConformanceTest {
    private static final int ROWS = 90;
    /** What the kernel refuses before there is a loader. */
    private static final Set<String> KERNEL = Set.of("exec", "interp-missing");
    private static final List<RealLoader> REAL = RealLoader.ofThisMachine().stream().toList();

    @AfterAll
    static void close() {
        REAL.forEach(RealLoader::close);
    }

    @Test
    void everyRowOfTheTableHasACase() {
        Set<String> rows = Cases.ALL.stream().map(c -> c.id().substring(0, 3)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(IntStream.rangeClosed(1, ROWS).mapToObj("T%02d"::formatted).collect(Collectors.toCollection(TreeSet::new)), rows);
        assertEquals(Cases.ALL.size(), Cases.ALL.stream().map(Case::id).distinct().count(), "an id is there twice");
    }

    @Test
    void everyCaseIsWrittenAsItIsRead() {
        Cases.ALL.forEach(c -> assertEquals(CaseText.write(c), CaseText.write(CaseText.read(CaseText.write(c))), c.id()));
    }

    @TestFactory
    Stream<DynamicTest> theModelGivesTheAnswers() {
        return Cases.ALL.stream().flatMap(c -> Stream.of(Release.values()).map(r -> DynamicTest.dynamicTest(c.id() + " " + r + ": " + c.title(), () -> model(c, r))));
    }

    private static void model(Case c, Release release) {
        Conformance.check(c, release, c.in(World.of(release)));
    }

    @TestFactory
    Stream<DynamicTest> realLoadersGiveTheAnswers() {
        return REAL.stream().filter(l -> l.release().isPresent())
                .flatMap(l -> Cases.ALL.stream().map(c -> DynamicTest.dynamicTest(c.id() + " " + l.release().get() + ": " + c.title(), () -> real(c, l))));
    }

    private static void real(Case c, RealLoader loader) {
        Golden golden = c.golden(loader.release().orElseThrow());
        assumeTrue(golden.modelOnly().isEmpty(), () -> golden.modelOnly().orElseThrow());
        World world = c.in(World.of(loader));
        assumeTrue(loader.canAnswer(world), "made for another processor or C library");
        RealAnswer truth = loader.load(world);
        if (golden.crashes().isPresent()) {
            assertTrue(truth.errors().contains("crash"), () -> c.id() + " does not crash: " + truth);
        } else if (KERNEL.containsAll(golden.start().errors()) && !golden.start().errors().isEmpty()) {
            assertEquals(Verdict.FAIL + " " + Optional.empty(), truth.lazy() + " " + truth.message(), c.id());
        } else if (golden.start().verdict() != Verdict.UNKNOWN) {
            real(c, golden, truth);
            if (!c.opens().isEmpty()) {
                opens(c, golden, loader);
            }
        }
    }

    private static void real(Case c, Golden golden, RealAnswer truth) {
        Golden.Answer wanted = golden.start();
        RealAnswer asked = truth.saying(wanted.verdict(), wanted.lazy(), wanted.message(), wanted.errors());
        assertEquals(asked.comparedTo(truth), truth.comparedTo(asked), () -> "%s, as it stands there, then as the loader has it".formatted(c.id()));
        if (wanted.verdict() == Verdict.OK) {
            assertEquals(wanted.resolved(), Conformance.like(wanted, truth), c.id());
        }
    }

    /** A program ends at the first opening that fails, so of the answers none but the last may be a failure. */
    private static void opens(Case c, Golden golden, RealLoader loader) {
        Golden.Answer last = golden.opened().getLast();
        if (last.verdict() == Verdict.UNKNOWN) {
            return;
        }
        RealAnswer now = loader.load(c.opening(World.of(loader), true));
        RealAnswer lazy = loader.load(c.opening(World.of(loader), false));
        assertEquals(last.verdict() + " " + last.message(), (now.message().isEmpty() ? Verdict.OK : Verdict.FAIL) + " " + now.message(), c.id() + " with RTLD_NOW");
        assertEquals(last.lazy(), lazy.lazy(), c.id() + " as it is opened");
    }
}
