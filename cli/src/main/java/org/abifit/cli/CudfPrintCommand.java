package org.abifit.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.PackedDocument;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf print}: a document or an answer in canonical form. */
final class CudfPrintCommand implements Callable<Integer> {
    private final Session session;
    private String in;
    private String to = CudfFiles.STANDARD;
    private boolean solution;
    private boolean strict;

    private CudfPrintCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfPrintCommand it = new CudfPrintCommand(session);
        return Declared.command("print", it, "Prints a document in one canonical form, which all tools read.")
                .about("Stanzas keep their order; properties stand in the order of the specification, defaults are left out, lines are joined, comments go. "
                        + "What is printed reads back to an equal document.")
                .argument("IN", Arguments::bytes, v -> it.in = v, "The document: %s.".formatted(CudfFiles.ABOUT))
                .optionalArgument("OUT", Arguments::bytes, v -> it.to = v, "Where it goes; by default, or with '-', to standard output.")
                .flag("--solution", v -> it.solution = v, "IN is what a solver answered: print the packages that it installs, or FAIL.")
                .flag("--strict", v -> it.strict = v, "Refuse documents with warnings.")
                .examples("abifit cudf print problem.cudf.xz", "abifit cudf print problem.cudf canonical.cudf", "abifit cudf print --solution answer.cudf")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Printing printing = solution ? answer() : problem();
        try (Writer writer = writer()) {
            printing.to(writer);
        }
        return Main.OK;
    }

    private interface Printing {
        void to(Writer writer) throws IOException;
    }

    // Nothing is written of a document that cannot be read whole.
    private Printing problem() throws IOException, CommandFailure {
        PackedDocument document = CudfFiles.document(session.out(), in, strict);
        return writer -> CudfPrinter.print(document, writer);
    }

    private Printing answer() throws IOException, CommandFailure {
        return switch (CudfFiles.content(session.out(), in, CudfFiles.answer(in, strict))) {
            case CudfAnswer.Fail fail -> writer -> writer.append("FAIL\n").append(fail.words());
            case CudfAnswer.Packages packages -> writer -> writer.append(CudfPrinter.printSolution(packages.installed()));
        };
    }

    private Writer writer() throws IOException {
        return to.equals(CudfFiles.STANDARD) ? new Unclosed(session) : Files.newBufferedWriter(Arguments.path(to), StandardCharsets.UTF_8);
    }

    /** Standard output, which stays open. */
    private static final class Unclosed extends BufferedWriter {
        Unclosed(Session session) {
            super(new OutputStreamWriter(session.out().bytes(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
