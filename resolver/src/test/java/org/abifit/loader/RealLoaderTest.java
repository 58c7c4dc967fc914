package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.root.MachineFacts;
import org.abifit.world.RandomWorld;
import org.abifit.world.RealAnswer;
import org.abifit.world.RealLoader;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/**
 * The model against the loader of the machine that the tests run on, over random worlds.
 *
 * <p>{@code -Dabifit.worlds=20000} asks about more worlds, {@code -Dabifit.seed=N} starts elsewhere; a difference names its seed.
 */
class RealLoaderTest {
    private static final int WORLDS = Integer.getInteger("abifit.worlds", 200);
    private static final long SEED = Long.getLong("abifit.seed", 1);
    private static final int MOST_SHOWN = 5;

    @Test
    void theModelSaysWhatTheLoaderSays() {
        Optional<RealLoader> found = RealLoader.ofThisMachine();
        assumeTrue(found.isPresent(), "no loader of a kind that can be asked");
        List<String> differences = new ArrayList<>();
        int fails = 0;
        try (RealLoader real = found.get()) {
            for (long seed = SEED; seed < SEED + WORLDS; seed++) {
                RealAnswer answer = compare(real, seed, differences);
                fails += answer.verdict() == Verdict.FAIL ? 1 : 0;
            }
        }
        assertTrue(differences.isEmpty(), () -> "%d of %d worlds%n%s".formatted(differences.size(), WORLDS,
                String.join("\n", differences.subList(0, Math.min(MOST_SHOWN, differences.size())))));
        assertTrue(WORLDS < 100 || fails > WORLDS / 10 && fails < WORLDS * 9 / 10, "both answers come up, not %d fails of %d".formatted(fails, WORLDS));
    }

    /** Every other world has a root of its own, the others lie in a folder of this machine's. */
    private static RealAnswer compare(RealLoader real, long seed, List<String> differences) {
        boolean rooted = seed % 2 == 0;
        Path folder = real.scratch().resolve("w");
        World world = World.of(real).cpu(MachineFacts.ofThisMachine().cpuLevel().orElse("x86-64-v1"));
        if (!rooted) {
            real.showThisMachine(world);
        }
        RandomWorld.fill(world, seed, rooted ? "" : folder.toString());
        String app = rooted ? World.APP : folder + World.APP;
        RealAnswer model = RealAnswer.of(world.load(app));
        RealAnswer truth = rooted ? real.load(world) : real.loadInPlace(world, app);
        RealLoader.delete(folder);
        if (!model.comparedTo(truth).equals(truth.comparedTo(model))) {
            differences.add("seed %d (%s)%n  loader %s%n  model  %s".formatted(seed, rooted ? "rooted" : "in place", truth.comparedTo(model), model.comparedTo(truth)));
        }
        return truth;
    }
}
