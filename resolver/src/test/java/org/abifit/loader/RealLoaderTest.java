package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Map;
import org.abifit.world.Campaign;
import org.abifit.world.RealLoader;
import org.junit.jupiter.api.Test;

/**
 * The model against the loader of the machine that the tests run on, over random worlds.
 *
 * <p>{@code -Dabifit.worlds=20000} asks about more worlds, {@code -Dabifit.seed=N} starts elsewhere, {@code -Dabifit.roots=DIR} asks the
 * loaders of the roots in that folder too. {@code benchmarks/fuzz-loader} does the same for hours.
 */
class RealLoaderTest {
    private static final int WORLDS = Integer.getInteger("abifit.worlds", 300);
    private static final long SEED = Long.getLong("abifit.seed", 1);
    private static final int MOST_SHOWN = 3;
    /** All kinds of errors that a start from sound program files can meet under the releases that there are real loaders of. */
    private static final List<String> KINDS = List.of("bad-elf", "wrong-class", "lib-not-found", "version-not-found", "undefined-symbol", "loader-other");

    @Test
    void theModelSaysWhatTheLoadersSay() throws InterruptedException {
        List<RealLoader> loaders = RealLoader.all();
        assumeFalse(loaders.isEmpty(), "no loader of a kind that can be asked");
        Campaign campaign = new Campaign(loaders, 1, MOST_SHOWN);
        campaign.run(SEED, SEED + WORLDS - 1, () -> true, n -> { });
        loaders.forEach(RealLoader::close);
        assertEquals("", String.join("\n", campaign.differences()));
        Map<String, Long> counts = campaign.counts();
        for (String kind : KINDS) {
            assertTrue(WORLDS < 300 || counts.containsKey("kind " + kind), () -> kind + " comes up: " + counts);
        }
        for (RealLoader loader : loaders) {
            assertTrue(WORLDS < 100 || counts.getOrDefault(loader.title() + ": ok", 0L) > WORLDS / 10 && counts.getOrDefault(loader.title() + ": fail", 0L) > WORLDS / 10,
                    () -> "both answers come up: " + counts);
        }
    }
}
