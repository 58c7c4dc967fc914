package org.abifit.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfPrinter;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolution;
import org.abifit.resolver.Resolver;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random questions of images and hosts, written as CUDF and solved by something else: same verdict, same cost, same image. */
class AgreementTest {
    private static final int PROBLEMS = Integer.getInteger("abifit.problems", 60);

    @TempDir
    private Path folder;

    @Test
    void whatIsExportedHasTheResolversVerdictAndCost() throws IOException {
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
            agrees(seed, "abifit", request, resolution, problem, Peer.ours(problem));
            served += expected.getFirst() == 0 || !problem.order().getFirst().equals("unserved") ? 1 : 0;
        }
        assertTrue(served > PROBLEMS / 10 && served < PROBLEMS * 9 / 10, "%d of %d".formatted(served, PROBLEMS));
    }

    @Test
    void aspcudAgrees() throws IOException, InterruptedException {
        agrees(Peer.ASPCUD);
    }

    @Test
    void mccsAgrees() throws IOException, InterruptedException {
        agrees(Peer.MCCS);
    }

    private void agrees(Peer peer) throws IOException, InterruptedException {
        Assumptions.assumeTrue(peer.isThere(), peer.name() + " is not installed");
        for (long seed = 0; seed < PROBLEMS / 5; seed++) {
            Request request = RandomAbi.of(seed);
            Resolution resolution = Resolver.explained(request);
            AbiProblem problem = AbiExport.of(request, resolution);
            agrees(seed, peer.name(), request, resolution, problem, peer.solve(problem, folder));
        }
    }

    /** The same cost, and plans that load, whichever of the best solutions it is. */
    private static void agrees(long seed, String who, Request request, Resolution resolution, AbiProblem problem, Peer.Answer answer) {
        List<Long> expected = AbiExport.costs(request, resolution, problem);
        String at = "%s, seed %d: %s".formatted(who, seed, answer);
        assertEquals("", answer.fault(), at);
        assertEquals(expected, answer.costs().subList(0, expected.size()), at);
        AbiImport.Chosen chosen = AbiImport.read(problem.document(), answer.installed());
        for (int h = 0; h < request.hosts().size(); h++) {
            int host = h;
            chosen.hosts().get(h).ifPresent(c -> assertInstanceOf(HostAnswer.Fits.class,
                    Resolver.judge(request, request.images().get(chosen.image().orElseThrow()), request.hosts().get(host), c), at));
        }
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
