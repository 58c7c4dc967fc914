package org.abifit.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.cudf.CudfPrinter;
import org.abifit.resolver.Choices;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Reason;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolution;
import org.abifit.resolver.Resolver;

/**
 * Puts random questions of images and hosts to CUDF solvers and counts where their answers differ from the resolver's in verdict, cost
 * or image, or make plans that do not load. Arguments: the number of questions, the first one, a folder for what differs, and as many
 * solvers as wanted: {@code aspcud}, {@code mccs}, {@code enumeration}, {@code abifit}.
 */
final class Agreement {
    private final List<Peer> peers = new ArrayList<>();
    private final Path keep;
    private final Set<String> solvers;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int differences;

    private Agreement(Path keep, Set<String> solvers) {
        this.keep = keep;
        this.solvers = solvers;
        List.of(Peer.ASPCUD, Peer.MCCS).stream().filter(p -> solvers.contains(p.name())).forEach(peers::add);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int problems = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        Agreement agreement = new Agreement(Path.of(args[2]), new TreeSet<>(List.of(args).subList(3, args.length)));
        for (long seed = first; seed < first + problems; seed++) {
            agreement.ask(seed);
        }
        agreement.counts.forEach((what, n) -> System.out.printf("%-60s %6d%n", what, n));
        System.out.printf("%d questions, %d differences%n", problems, agreement.differences);
        System.exit(agreement.differences == 0 ? 0 : 2);
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** What questions are made of. */
    private void count(Choices choices) {
        count("images on hosts, host files " + choices.mode().word());
        choices.rules().stream().filter(r -> r.kind() == Choices.Kind.LEARNT).flatMap(r -> r.reason().stream()).map(Reason::rule).forEach(r -> count("learnt from the loader model: " + r));
    }

    private void ask(long seed) throws IOException, InterruptedException {
        Request request = RandomAbi.of(seed);
        Resolution resolution = Resolver.explained(request);
        ImageAnswer best = resolution.answers().getFirst();
        count("questions with answer " + best.fit().word());
        resolution.pairs().forEach(p -> p.choices().ifPresent(this::count));
        AbiProblem problem = AbiExport.of(request, resolution);
        List<Long> expected = AbiExport.costs(request, resolution, problem);
        if (solvers.contains("enumeration")) {
            GoalSolver.Solution solution = GoalSolver.solve(problem.document(), problem.order()).orElseThrow();
            compare(seed, problem, "enumeration", expected, solution.costs(), "");
        }
        if (solvers.contains("abifit")) {
            told(seed, request, problem, "abifit", expected, Peer.ours(problem));
        }
        for (Peer peer : peers) {
            told(seed, request, problem, peer.name(), expected, peer.solve(problem, keep));
        }
    }

    private void told(long seed, Request request, AbiProblem problem, String who, List<Long> expected, Peer.Answer answer) throws IOException {
        compare(seed, problem, who, expected, answer.costs(), answer.fault());
        if (answer.fault().isEmpty()) {
            judge(seed, request, problem, who, answer);
        }
    }

    private void compare(long seed, AbiProblem problem, String who, List<Long> expected, List<Long> costs, String fault) throws IOException {
        boolean same = costs.size() >= expected.size() && costs.subList(0, expected.size()).equals(expected);
        count(who + (same ? ": same verdict, cost and image" : ": DIFFERENT"));
        if (!same) {
            differs(seed, problem, "%s: %s, the resolver %s, in %s %s".formatted(who, costs, expected, problem.order(), fault));
        }
    }

    /** What a solver found, as plans that the loader model judges. */
    private void judge(long seed, Request request, AbiProblem problem, String who, Peer.Answer answer) throws IOException {
        AbiImport.Chosen chosen = AbiImport.read(problem.document(), answer.installed());
        for (int h = 0; h < request.hosts().size(); h++) {
            if (chosen.hosts().get(h).isPresent()) {
                HostAnswer judged = Resolver.judge(request, request.images().get(chosen.image().orElseThrow()), request.hosts().get(h), chosen.hosts().get(h).get());
                boolean loads = judged instanceof HostAnswer.Fits;
                count(who + (loads ? ": plan loads" : ": plan DOES NOT LOAD"));
                if (!loads) {
                    differs(seed, problem, "%s: %s, %s".formatted(who, chosen.hosts().get(h), judged));
                }
            }
        }
    }

    private void differs(long seed, AbiProblem problem, String what) throws IOException {
        differences++;
        System.out.printf("question %d: %s%n", seed, what);
        Files.writeString(keep.resolve("question-%d.cudf".formatted(seed)), CudfPrinter.print(problem.document()));
    }
}
