package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
    private static final List<RealLoader> REAL = RealLoader.all();

    @AfterAll
    static void close() {
        REAL.forEach(RealLoader::close);
    }

    @Test
    void everyRowOfTheTableHasACase() {
        Set<String> rows = Cases.ALL.stream().map(c -> c.id().substring(0, 3)).filter(r -> r.startsWith("T")).collect(Collectors.toCollection(TreeSet::new));
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
    Stream<DynamicTest> realLoadersGiveTheAnswers() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Oracle oracle = new Oracle()) {
            for (RealLoader loader : REAL.stream().filter(l -> l.release().isPresent()).toList()) {
                Map<String, Truth> truths = truths(oracle, loader);
                Cases.ALL.forEach(c -> tests.add(DynamicTest.dynamicTest(c.id() + " " + loader.title() + ": " + c.title(), () -> real(c, loader, truths.get(c.id())))));
            }
        }
        return tests.stream();
    }

    /**
     * What a loader does with a case.
     *
     * @param start when nothing is opened
     * @param now when all is opened with RTLD_NOW
     * @param asCalled when all is opened as the case says
     */
    private record Truth(RealAnswer start, RealAnswer now, RealAnswer asCalled) {}

    /** {@return the answers to all cases that the loader can be asked about, by their id} */
    private static Map<String, Truth> truths(Oracle oracle, RealLoader loader) throws IOException {
        List<Case> asked = Cases.ALL.stream().filter(c -> loader.canAnswer(c.in(World.of(loader)))).toList();
        List<Case> open = asked.stream().filter(c -> !c.opens().isEmpty()).toList();
        Map<String, RealAnswer> starts = ask(oracle, loader, asked, c -> c.in(World.of(loader)));
        Map<String, RealAnswer> nows = ask(oracle, loader, open, c -> c.opening(World.of(loader), true));
        Map<String, RealAnswer> calls = ask(oracle, loader, open, c -> c.opening(World.of(loader), false));
        Map<String, Truth> truths = new HashMap<>();
        starts.forEach((id, start) -> truths.put(id, new Truth(start, nows.getOrDefault(id, start), calls.getOrDefault(id, start))));
        return truths;
    }

    private static Map<String, RealAnswer> ask(Oracle oracle, RealLoader loader, List<Case> cases, Function<Case, World> world) throws IOException {
        oracle.put(cases.stream().map(world).toList());
        List<RealAnswer> answers = oracle.ask(loader, w -> true);
        return IntStream.range(0, cases.size()).boxed().collect(Collectors.toMap(i -> cases.get(i).id(), answers::get));
    }

    private static void real(Case c, RealLoader loader, Truth truth) {
        Golden golden = c.golden(loader.release().orElseThrow());
        assumeTrue(golden.modelOnly().isEmpty(), () -> golden.modelOnly().orElseThrow());
        assumeTrue(truth != null, "made for another processor or C library");
        if (golden.crashes().isPresent()) {
            assertTrue(truth.start().crashed(), () -> c.id() + " does not crash: " + truth.start());
        } else if (KERNEL.containsAll(golden.start().errors()) && !golden.start().errors().isEmpty()) {
            assertEquals(Verdict.FAIL + " " + Optional.empty(), truth.start().lazy() + " " + truth.start().message(), c.id());
        } else if (golden.start().verdict() != Verdict.UNKNOWN) {
            start(c, golden, loader, truth.start());
            if (!c.opens().isEmpty()) {
                opens(c, golden.opened().getLast(), truth);
            }
        }
    }

    private static void start(Case c, Golden golden, RealLoader loader, RealAnswer truth) {
        Golden.Answer wanted = golden.start();
        RealAnswer asked = truth.saying(wanted.verdict(), wanted.lazy(), wanted.message(), wanted.errors());
        assertEquals(asked.comparedTo(truth), truth.comparedTo(asked), () -> "%s, as it stands there, then as %s has it".formatted(c.id(), loader.title()));
        if (wanted.verdict() == Verdict.OK) {
            assertEquals(new TreeSet<>(golden.warnings()), truth.warnings(), c.id());
            wanted.resolved().forEach((name, path) -> assertEquals(path, truth.resolved().getOrDefault(name, truth.resolved().get(path)), c.id()));
        }
    }

    /** A program ends at the first opening that fails, so of the answers none but the last may be a failure. */
    private static void opens(Case c, Golden.Answer last, Truth truth) {
        if (last.verdict() == Verdict.UNKNOWN) {
            return;
        }
        Optional<String> message = truth.now().message();
        assertEquals(last.verdict() + " " + last.message(), (message.isEmpty() ? Verdict.OK : Verdict.FAIL) + " " + message, c.id() + " with RTLD_NOW");
        assertEquals(last.lazy(), truth.asCalled().lazy(), c.id() + " as it is opened");
    }
}
