package org.abifit.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfPrinter;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolution;
import org.abifit.resolver.Resolver;
import org.junit.jupiter.api.Test;

/** Random questions of images and hosts, written as CUDF and solved by something else: same verdict, same cost, same image. */
class AgreementTest {
    private static final int PROBLEMS = Integer.getInteger("abifit.problems", 150);

    @Test
    void whatIsExportedHasTheResolversVerdictAndCost() {
        int served = 0;
        for (long seed = 0; seed < PROBLEMS; seed++) {
            Request request = RandomAbi.of(seed);
            Resolution resolution = Resolver.explained(request);
            AbiProblem problem = AbiExport.of(request, resolution);
            List<Long> expected = AbiExport.costs(request, resolution, problem);
            GoalSolver.Solution solution = GoalSolver.solve(problem.document(), problem.order()).orElseThrow();
            String at = "seed %d%n%s%n%s".formatted(seed, resolution.answers(), CudfPrinter.print(problem.document()));
            assertEquals(expected, solution.costs().subList(0, expected.size()), at);
            assertInstanceOf(CudfChecker.Verdict.Solution.class, CudfChecker.check(problem.document(), solution.installed()), at);
            served += expected.getFirst() == 0 || !problem.order().getFirst().equals("unserved") ? 1 : 0;
        }
        assertTrue(served > PROBLEMS / 10 && served < PROBLEMS * 9 / 10, "%d of %d".formatted(served, PROBLEMS));
    }

    @Test
    void whatIsWrittenReadsBack() {
        for (long seed : IntStream.range(0, 20).toArray()) {
            Request request = RandomAbi.of(seed);
            AbiProblem problem = AbiExport.of(request, Resolver.explained(request));
            CudfLoader.Loaded<?> read = CudfLoader.load(CudfParser.parse(CudfPrinter.print(problem.document())));
            assertEquals(problem.document(), assertInstanceOf(CudfLoader.Loaded.Accepted.class, read).content());
        }
    }
}
