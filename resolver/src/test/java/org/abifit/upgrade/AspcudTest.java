package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The solver and aspcud, where it is installed: the same verdicts and costs. {@code benchmarks/judge-solver} does it with more documents. */
class AspcudTest {
    private static final int DOCUMENTS = Integer.getInteger("abifit.aspcud", 20);

    @TempDir
    private Path folder;

    @Test
    void agreesWithAspcud() {
        assumeTrue(AspcudCampaign.isThere("aspcud"), "aspcud is not installed");
        AspcudCampaign campaign = new AspcudCampaign(folder);
        campaign.run(DOCUMENTS, 1);
        assertEquals(List.of(), campaign.differences());
    }
}
