package org.abifit.db;

import java.util.ArrayList;
import java.util.List;
import org.abifit.root.ScanProblem;

/** The stored form of a scan's problems. */
final class ProblemCodec {
    /** Two empty strings and a kind. */
    private static final int LEAST = 3;

    private ProblemCodec() {}

    /** {@return the stored form} */
    static byte[] encode(List<ScanProblem> problems) {
        ByteWriter out = new ByteWriter(64 * problems.size() + 8);
        out.number(problems.size());
        problems.forEach(p -> out.name(p.path()).number(p.kind().ordinal()).text(p.text()));
        return out.toBytes();
    }

    /**
     * {@return the problems of a stored form}
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    static List<ScanProblem> decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int n = in.count("problems", LEAST);
        List<ScanProblem> problems = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            problems.add(new ScanProblem(in.name(), in.oneOf(ScanProblem.Kind.values(), "kind of problem"), in.text()));
        }
        in.end();
        return List.copyOf(problems);
    }
}
