package org.abifit.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfPrinter;
import org.abifit.debian.DebianFault;
import org.abifit.debian.DebianMapping;

/** Writes a universe package by package, and beside it the table that leads back to Debian's versions. */
final class ConvertOutput {
    private final OutputStream document;
    private final OutputStream table;
    private long packages;
    private long installed;

    /** What was written. */
    record Counts(long packages, long installed) {}

    ConvertOutput(OutputStream document, OutputStream table) {
        this.document = document;
        this.table = table;
    }

    /** {@return what was written, all of the universe} */
    Counts write(DebianMapping mapping, Consumer<DebianFault> faults) throws IOException {
        CudfDocument.Preamble preamble = mapping.preamble();
        print(document, CudfPrinter.print(preamble));
        print(table, "package\tversion\tdebian\n");
        mapping.packages(faults, (one, version) -> {
            packages++;
            installed += one.installed() ? 1 : 0;
            print(document, CudfPrinter.print(one, preamble.property()));
            print(table, one.id().name() + '\t' + one.id().version() + '\t' + version + '\n');
        });
        print(document, CudfPrinter.print(mapping.request()));
        return new Counts(packages, installed);
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
