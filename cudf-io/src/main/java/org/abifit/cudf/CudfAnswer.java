package org.abifit.cudf;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;

/** What a solver says: packages, or that it has found none. */
public sealed interface CudfAnswer {

    /**
     * A solution document.
     *
     * @param installed all packages that are installed afterwards, in the order of the text
     */
    record Packages(List<PackageId> installed) implements CudfAnswer {

        /** Copies the list. */
        public Packages {
            installed = List.copyOf(installed);
        }
    }

    /**
     * The first line is {@code FAIL}: no CUDF, but what all solvers write when they find no solution.
     *
     * @param words what stands below it, lines as they are; mccs and packup add a sentence
     */
    record Fail(String words) implements CudfAnswer {
    }

    /**
     * Reads an answer; the stream is read to its end and not closed. The empty text is the empty installation.
     *
     * @param in the bytes, decompressed
     * @return the answer, or the faults of the text
     * @throws IOException when the stream cannot be read
     */
    static Loaded<CudfAnswer> read(InputStream in) throws IOException {
        SourceText text = SourceText.read(in);
        return says(text.characters()) ? new Loaded.Accepted<>(new Fail(below(text.characters())), List.of())
                : packages(CudfLoader.loadSolution(CudfParser.parse(text)));
    }

    // Who calls solvers compares the whole first line; FAILED or " FAIL" is no answer but a fault.
    private static boolean says(String text) {
        return text.equals("FAIL") || text.startsWith("FAIL\n") || text.startsWith("FAIL\r\n");
    }

    private static String below(String text) {
        return text.substring(text.contains("\n") ? text.indexOf('\n') + 1 : text.length());
    }

    private static Loaded<CudfAnswer> packages(Loaded<List<PackageId>> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<List<PackageId>> good -> new Loaded.Accepted<>(new Packages(good.content()), good.warnings());
            case Loaded.Refused<List<PackageId>> bad -> new Loaded.Refused<>(bad.faults());
        };
    }
}
