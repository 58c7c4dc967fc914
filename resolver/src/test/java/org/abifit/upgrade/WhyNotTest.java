package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.Budget;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final PackedDocument HOPELESS =
            PackedDocument.of(new CudfDocument(Optional.empty(), List.of(), new Request("", List.of(Vpkg.of("a")), List.of(), List.of())));

    @Test
    void aBudgetThatIsOverGivesNoReasons() {
        Budget over = Budget.unlimited();
        over.stop();
        assertEquals(Optional.empty(), WhyNot.explain(HOPELESS, over, Long.MAX_VALUE));
    }

    @Test
    void whatNobodyHasIsReasonEnough() {
        assertEquals(Optional.of(new Explanation(List.of(new Why.Install(Vpkg.of("a"))), true)), WhyNot.explain(HOPELESS, Budget.unlimited(), Long.MAX_VALUE));
    }
}
