package org.abifit.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf}: upgrade problems in CUDF 2.0, read, judged, solved and compared. */
final class CudfCommand {
    private CudfCommand() {}

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        return Declared.group("cudf", "Upgrade problems in CUDF 2.0: solve, check, compare, convert.")
                .examples("abifit cudf check problem.cudf solution.cudf", "abifit cudf cost problem.cudf solution.cudf paranoid")
                .command(CudfSolveCommand.spec(session))
                .command(CudfReduceCommand.spec(session))
                .command(CudfCheckCommand.spec(session))
                .command(CudfCostCommand.spec(session))
                .command(CudfCompareCommand.spec(session))
                .command(CudfDiffCommand.spec(session))
                .command(CudfPrintCommand.spec(session))
                .command(CudfConvertCommand.spec(session))
                .command(CudfImportPlanCommand.spec(session))
                .spec();
    }
}
