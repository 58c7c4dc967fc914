package org.abifit.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf}: upgrade problems in CUDF 2.0, read, judged, solved and compared. */
final class CudfCommand {
    private CudfCommand() {}

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        return Declared.group("cudf", "Upgrade problems in CUDF 2.0: solve, check, compare, convert.")
                .command(CudfSolveCommand.spec(session))
                .command(CudfImportPlanCommand.spec(session))
                .spec();
    }
}
