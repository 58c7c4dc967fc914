package org.abifit.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.abifit.cudf.Criteria;

/**
 * Runs solvers on problems: one at a time, and on each problem another one first, so that nobody always finds what others left in the machine's caches.
 * The judge has read each document before, so all find it in memory.
 *
 * @param solvers who takes part
 * @param runs how often each is run on each problem
 * @param limits of each run
 * @param check a second judge, if there is one
 * @param done runs that need not be made again
 * @param log told of each run when it is over
 * @param stop whether to give up
 */
public record Study(List<Solver> solvers, int runs, Limits limits, Optional<CudfCheck> check, List<Result> done, Log log, BooleanSupplier stop) {

    /** Copies the lists. */
    public Study {
        solvers = List.copyOf(solvers);
        done = List.copyOf(done);
    }

    /** Is told of runs. */
    public interface Log {
        /** Before a run. */
        void starts(Problem problem, Solver solver, int run);

        /** After it. */
        void ends(Result result) throws IOException;
    }

    /**
     * A question to put.
     *
     * @param problem which
     * @param criteria what its text stands for
     */
    public record Question(Problem problem, Criteria criteria) {}

    /** A run that is to be made. */
    private record Key(Problem problem, String solver, int run) {}

    /**
     * Runs all of them on the questions about one document.
     *
     * @param document as the solvers read it
     * @param judge judges answers to it
     * @param turn how many problems went before: who is first
     * @return whether all runs were made; not when we were asked to stop
     */
    public boolean run(Path document, Judge judge, List<Question> questions, int turn) throws IOException {
        Set<Key> known = new HashSet<>();
        done.forEach(r -> known.add(new Key(r.problem(), r.solver(), r.run())));
        for (int i = 0; i < questions.size(); i++) {
            for (int run = 1; run <= runs; run++) {
                if (!round(document, judge, questions.get(i), run, turn + i + run - 1, known)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean round(Path document, Judge judge, Question question, int run, int turn, Set<Key> known) throws IOException {
        for (int i = 0; i < solvers.size(); i++) {
            Solver solver = solvers.get((turn + i) % solvers.size());
            Optional<String> asked = solver.style().write(question.criteria());
            boolean due = asked.isPresent() && !known.contains(new Key(question.problem(), solver.name(), run));
            if (due && !one(document, judge, question, solver, asked.get(), run)) {
                return false;
            }
        }
        return true;
    }

    private boolean one(Path document, Judge judge, Question question, Solver solver, String asked, int run) throws IOException {
        log.starts(question.problem(), solver, run);
        try (Scratch scratch = Scratch.make()) {
            Path folder = scratch.folder();
            Path out = folder.resolve("answer.cudf");
            Optional<Usage> usage = Runner.run(solver.command(document.toAbsolutePath(), out, asked), folder, limits, stop);
            if (usage.isEmpty()) {
                return false;
            }
            Result.Answer answer = judge.judge(folder, out, usage.get(), question.criteria());
            Result.Second second = check.isEmpty() ? Result.Second.NONE : judge.second(check.get(), folder, out, answer);
            log.ends(new Result(question.problem(), solver.name(), run, usage.get(), answer, second));
            return true;
        }
    }
}
