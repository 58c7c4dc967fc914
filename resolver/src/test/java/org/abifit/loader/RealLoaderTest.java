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

    /** First lines that any glibc of these years has; each comes up in ten thousand worlds. */
    private static final List<String> LINES = List.of(": cannot open shared object file: No such file or directory", "cannot open shared object file: Error 40", "undefined symbol: S",
            "no version information available", ": version V not found", ": weak version V not found", "_dl_check_map_versions: Assertion", "file too short", "invalid ELF header",
            "cannot read file data: Error 21", "wrong ELF class: ELFCLASS32", "nonzero padding in e_ident", "ELF file version does not match", "ELF file OS ABI invalid",
            "ELF file ABI version invalid", "ELF file's phentsize", "ELF file data encoding", "only ET_DYN and ET_EXEC", "object file has no dynamic section",
            "object file has no loadable segments", "cannot dynamically load executable", "cannot dynamically load position-independent executable", "has different size");

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
        for (String line : LINES) {
            assertTrue(WORLDS < 10_000 || loaders.stream().allMatch(RealLoader::isMusl) || counts.keySet().stream().anyMatch(c -> c.contains(line)), () -> line + " comes up: " + counts);
        }
        for (RealLoader loader : loaders) {
            assertTrue(WORLDS < 100 || counts.getOrDefault(loader.title() + ": ok", 0L) > WORLDS / 10 && counts.getOrDefault(loader.title() + ": fail", 0L) > WORLDS / 10,
                    () -> "both answers come up: " + counts);
        }
    }
}
