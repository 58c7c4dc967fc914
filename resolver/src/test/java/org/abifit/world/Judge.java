package org.abifit.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.loader.Verdict;
import org.abifit.root.MachineFacts;

/** Puts worlds to loaders and to the model, and cuts a world down over which they differ. For one thread. */
final class Judge implements AutoCloseable {
    private static final String CPU = MachineFacts.ofThisMachine().cpuLevel().orElse("x86-64-v1");

    private final Oracle oracle;

    Judge() {
        try {
            oracle = new Oracle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a loader and the model said of a world.
     *
     * @param problem what the model threw; empty if nothing
     */
    record Comparison(Sketch sketch, RealLoader loader, RealAnswer truth, RealAnswer model, String problem) {

        /**
         * {@return whether the model contradicts the loader}
         * Of a loader that crashes over broken bytes nothing can be said, and over them it may fail in words not known.
         */
        boolean differs() {
            if (!problem.isEmpty()) {
                return true;
            }
            if (truth.crashed()) {
                return !sketch.damaged() && model.verdict() == Verdict.OK;
            }
            boolean silent = sketch.damaged() && model.verdict() == Verdict.FAIL && model.message().isEmpty() && truth.verdict() == Verdict.FAIL;
            return undecided() ? !sketch.damaged() : !silent && !model.comparedTo(truth).equals(truth.comparedTo(model));
        }

        boolean undecided() {
            return model.verdict() == Verdict.UNKNOWN;
        }

        /** {@return the cut-down world with the names taken out: what it is an example of} */
        String shape() {
            return sketch.decisions().stream().map(d -> d.text().replaceAll("/[^ ,:]*|libz[^ ,:]*", "F").replaceAll("\\b(z[a-g]|[vt][ab])\\b", "S").replaceAll("Z_\\d", "N"))
                    .sorted().distinct().collect(Collectors.joining("\n"));
        }

        /** {@return the cut-down world as a case with the loader's answer; its comment says how it came about and what the model said} */
        Case toCase() {
            List<String> comment = new ArrayList<>(List.of("Seed %d under %s. The model says: %s".formatted(sketch.seed(), loader.title(), modelSays())));
            sketch.decisions().forEach(d -> comment.add("- " + printable(d.text())));
            String loaders = loader.isMusl() ? "musl" : loader.title();
            return Case.of("seed-" + sketch.seed(), "a random world", sketch.fill(World.of(loader).cpu(CPU))).commented(comment).with(Golden.of(loaders, truth));
        }

        private String modelSays() {
            return printable(problem.isEmpty() ? model.comparedTo(truth).toString() : problem);
        }

        private static String printable(String text) {
            return text.replaceAll("[^ -~]", "?");
        }

        String describe() {
            return "seed %d under %s%n%s%n  loader %s%n  model  %s".formatted(sketch.seed(), loader.title(), sketch.toString().indent(4).stripTrailing(),
                    truth.comparedTo(model), modelSays());
        }
    }

    /** {@return what is said of each world, loader by loader} */
    List<Comparison> judge(List<Sketch> sketches, List<RealLoader> loaders) {
        List<Comparison> all = new ArrayList<>();
        for (boolean musl : new boolean[] {false, true}) {
            List<RealLoader> group = loaders.stream().filter(l -> l.isMusl() == musl).toList();
            if (!group.isEmpty()) {
                judgeGroup(sketches, group, all);
            }
        }
        return all;
    }

    /** Loaders that lie at the same path are put to the very same files. */
    private void judgeGroup(List<Sketch> sketches, List<RealLoader> loaders, List<Comparison> all) {
        try {
            List<World> worlds = sketches.stream().map(s -> s.fill(World.of(loaders.getFirst()).cpu(CPU))).toList();
            oracle.put(worlds);
            for (RealLoader loader : loaders) {
                List<RealAnswer> truths = oracle.ask(loader, w -> sketches.get(worlds.indexOf(w)).damaged());
                for (int i = 0; i < worlds.size(); i++) {
                    all.add(compare(sketches.get(i), worlds.get(i).facts(loader.path(), loader.facts()), loader, truths.get(i)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Comparison compare(Sketch sketch, World world, RealLoader loader, RealAnswer truth) {
        try {
            return new Comparison(sketch, loader, truth, RealAnswer.of(world.load()), "");
        } catch (RuntimeException | StackOverflowError e) {
            return new Comparison(sketch, loader, truth, RealAnswer.UNKNOWN, e + " at " + List.of(e.getStackTrace()).stream().limit(4).toList());
        }
    }

    /** {@return the same difference with as few decisions as it takes: none of them can be left out alone} */
    Comparison cut(Comparison difference) {
        Comparison smallest = difference;
        for (List<Integer> useless = useless(smallest); !useless.isEmpty(); useless = useless(smallest)) {
            smallest = withoutMost(smallest, useless);
        }
        return smallest;
    }

    /** {@return the decisions without each of which alone the loader and the model still differ} */
    private List<Integer> useless(Comparison of) {
        List<Sketch> fewer = IntStream.range(0, of.sketch().decisions().size()).mapToObj(i -> of.sketch().without(Set.of(i))).toList();
        List<Comparison> answers = judge(fewer, List.of(of.loader()));
        return IntStream.range(0, fewer.size()).filter(i -> answers.get(i).differs()).boxed().toList();
    }

    /** What can be left out alone often can be left out together; if not, one after the other. */
    private Comparison withoutMost(Comparison of, List<Integer> useless) {
        List<Sketch> fewer = new ArrayList<>();
        Set<Integer> out = new TreeSet<>();
        for (int i : useless) {
            out.add(i);
            fewer.add(of.sketch().without(out));
        }
        List<Comparison> answers = judge(fewer, List.of(of.loader()));
        for (int k = answers.size() - 1; k > 0; k--) {
            if (answers.get(k).differs()) {
                return answers.get(k);
            }
        }
        return answers.getFirst();
    }

    @Override
    public void close() {
        oracle.close();
    }
}
