package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The solver against trying all sets of packages; {@code benchmarks/judge-solver} does it with as many documents as one likes. */
class UpgradeTwinTest {
    private static final int DOCUMENTS = Integer.getInteger("abifit.upgrades", 3000);

    @Test
    void agreesWithEnumeration() {
        SolverCampaign campaign = new SolverCampaign(2, 1);
        campaign.run(DOCUMENTS, 1);
        assertEquals(List.of(), campaign.differences());
        assertTrue(campaign.solvable() > DOCUMENTS / 4 && campaign.solvable() < DOCUMENTS * 3 / 4, campaign::toString);
    }
}
