package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.Verdict;

/**
 * The same files under several releases, and what each of their loaders does.
 *
 * <pre>{@code
 * Scene.of(w -> w.app(program().needed("liba.so")))
 *         .on(GLIBC).fails("/app: error while loading shared libraries: liba.so: cannot open ...")
 *         .on(MUSL).fails("Error loading shared library liba.so: ...");
 * }</pre>
 *
 * <p>Where the machine's own loader is of one of the releases, it is asked too and must say what the model says.
 */
public final class Scene {
    private static final Optional<RealLoader> REAL = real();

    private final Consumer<World> files;
    private final boolean onDisk;

    private Scene(Consumer<World> files, boolean onDisk) {
        this.files = files;
        this.onDisk = onDisk;
    }

    private static Optional<RealLoader> real() {
        Optional<RealLoader> real = RealLoader.ofThisMachine();
        real.ifPresent(r -> Runtime.getRuntime().addShutdownHook(new Thread(r::close)));
        return real;
    }

    /** {@return a scene of these files} */
    public static Scene of(Consumer<World> files) {
        return new Scene(files, true);
    }

    /** {@return a scene that stays in memory: its files stand for others, or the real loader would crash} */
    public static Scene inMemory(Consumer<World> files) {
        return new Scene(files, false);
    }

    /** {@return the answers of some releases} */
    public Answers on(Set<Release> releases) {
        return new Answers(releases);
    }

    /** {@return the answer of a release} */
    public Answers on(Release release) {
        return on(EnumSet.of(release));
    }

    /** What the releases said; every claim is about all of them. */
    public final class Answers {
        private final List<World> worlds = new ArrayList<>();
        private final List<LoadReport> reports = new ArrayList<>();

        private Answers(Set<Release> releases) {
            for (Release release : releases) {
                World world = World.of(release);
                files.accept(world);
                worlds.add(world);
                reports.add(world.load());
                witness(world, reports.getLast());
            }
        }

        private void witness(World world, LoadReport report) {
            if (onDisk && REAL.filter(r -> r.canAnswer(world)).isPresent()) {
                RealAnswer truth = REAL.get().load(world);
                RealAnswer model = RealAnswer.of(report);
                assertEquals(truth.comparedTo(model), model.comparedTo(truth), () -> "the loader of this machine, then the model");
            }
        }

        /** It starts, bound now or later. */
        public Scene start() {
            return verdicts(Verdict.OK, Verdict.OK, Optional.empty());
        }

        /** It fails, and this is the first line. */
        public Scene fail(String message) {
            return verdicts(Verdict.FAIL, Verdict.FAIL, Optional.of(message));
        }

        /** It fails when all symbols are bound at start, with this line; otherwise it starts. */
        public Scene failBoundNow(String message) {
            return verdicts(Verdict.FAIL, Verdict.OK, Optional.of(message));
        }

        private Scene verdicts(Verdict verdict, Verdict lazy, Optional<String> message) {
            each((world, report) -> {
                assertEquals(message, report.message(), () -> world.release().orElseThrow().name());
                assertEquals(verdict, report.verdict(), () -> world.release().orElseThrow().name());
                assertEquals(lazy, report.lazy(), () -> world.release().orElseThrow().name());
            });
            return Scene.this;
        }

        /** It starts, and takes this path for this name. */
        public Scene take(String name, String path) {
            start();
            each((world, report) -> assertEquals(path, report.resolved().get(name), () -> world.release().orElseThrow().name()));
            return Scene.this;
        }

        /** It prints these lines and goes on. */
        public Answers warn(String... lines) {
            each((world, report) -> assertEquals(List.of(lines), report.warnings().stream().map(LoadRemark::message).toList(), () -> world.release().orElseThrow().name()));
            return this;
        }

        /** All that it misses, in the words of {@link RealAnswer}. */
        public Answers miss(String... errors) {
            each((world, report) -> assertEquals(Set.of(errors), RealAnswer.of(report).errors(), () -> world.release().orElseThrow().name()));
            return this;
        }

        /** The names of the mapped objects, in search order. */
        public Scene map(String... names) {
            each((world, report) -> assertEquals(List.of(names), report.objects().stream().map(o -> o.name()).toList(), () -> world.release().orElseThrow().name()));
            return Scene.this;
        }

        private void each(java.util.function.BiConsumer<World, LoadReport> claim) {
            for (int i = 0; i < worlds.size(); i++) {
                claim.accept(worlds.get(i), reports.get(i));
            }
        }
    }
}
