package org.abifit.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.PackedDocument;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a CUDF document of 100 MB, all of it checked: a universe as distributions have it, made from a seed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CudfBenchmark {
    private static final int MEGABYTES = 100;

    private byte[] text;

    /** Writes the document into a file, for whole processes. */
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), document(MEGABYTES));
    }

    /** Makes the document. */
    @Setup
    public void make() {
        text = document(MEGABYTES);
    }

    /** Reads it. */
    @Benchmark
    public int read() throws IOException {
        if (PackedDocument.read(new ByteArrayInputStream(text), text.length) instanceof Loaded.Accepted<PackedDocument>(PackedDocument document, var warnings)) {
            return document.size();
        }
        throw new IllegalStateException("the document has faults");
    }

    private static byte[] document(int megabytes) {
        Random random = new Random(1);
        StringBuilder out = new StringBuilder((megabytes << 20) + 4096);
        out.append("preamble: \nproperty: recommends: vpkgformula = [true!] , installedsize: nat = [0] , source: string = [\"\"]\n\n");
        for (int p = 0; out.length() < megabytes << 20; p++) {
            stanza(out, p, random);
        }
        return out.append("request: \ninstall: library0%3aamd64\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void stanza(StringBuilder out, int p, Random random) {
        String name = "library" + p / 2 + "%3aamd64";
        out.append("package: ").append(name).append("\nversion: ").append(1 + p % 2 + 2 * random.nextInt(30_000)).append("\ndepends: ");
        for (int d = random.nextInt(9); d >= 0; d--) {
            out.append("library").append(random.nextInt(p + 1)).append("%3aamd64 >= ").append(1 + random.nextInt(60_000)).append(d == 0 ? "\n" : d % 3 == 0 ? " | " : " , ");
        }
        out.append("conflicts: ").append(name).append(" , library").append(p / 2).append("\nprovides: library").append(p / 2).append(" , --virtual-thing").append(random.nextInt(p + 1))
                .append("%3aamd64 = 1073741822\ninstalledsize: ").append(random.nextInt(90_000)).append("\nsource: source").append(p / 7).append(" (1.2-3+deb").append(p % 13).append(")\n\n");
    }
}
