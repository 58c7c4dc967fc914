package org.abifit.bridge;

import java.util.List;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaPrinter;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.Dialect;

/**
 * Images and hosts as an upgrade problem.
 *
 * @param document the packages, and the request
 * @param order the numbers that are to be small, the most important first
 * @param notes what the packages do not tell by themselves
 */
public record AbiProblem(CudfDocument document, List<String> order, List<AbiNote> notes) {

    /** {@return the criteria} */
    public Criteria criteria() {
        return new Criteria(order.stream().map(p -> new Criteria.Item(false, new Criteria.Sum(Criteria.PackageSet.SOLUTION, p))).toList());
    }

    /** {@return the criteria as aspcud and {@code abifit cudf solve} read them: {@code -sum(solution,unserved),...}} */
    public String criteriaText() {
        return CriteriaPrinter.print(criteria());
    }

    /** {@return the criteria as mccs reads them: {@code -lex[-count[unserved:,false],...]}} */
    public String criteriaForMccs() {
        return Dialect.MCCS.write(criteria()).orElseThrow();
    }
}
