package org.abifit.bench;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;
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

/** Judging programs of an image: with everything known of the files kept, and from nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoaderBenchmark {
    private static final List<String> APPS = List.of("/usr/bin/dpkg-deb", "/usr/bin/perl", "/usr/bin/tar", "/usr/bin/bash");

    private final Loader warm = new Loader();
    private FileView image;

    /** Opens the image. */
    @Setup
    public void setUp() {
        image = new FileView(Corpus.image("debian-12").tree());
    }

    /** {@return how many objects four programs load; the loader keeps what it knows} */
    @Benchmark
    public int warm() {
        return judge(warm);
    }

    /** {@return the same, symbol tables compared anew} */
    @Benchmark
    public int cold() {
        return judge(new Loader());
    }

    private int judge(Loader loader) {
        int objects = 0;
        for (String app : APPS) {
            LoadReport report = loader.load(new LoadQuestion(image, app, new TreeMap<>(), MachineFacts.UNKNOWN));
            if (report.verdict() != Verdict.OK) {
                throw new IllegalStateException(app + ": " + report.errors());
            }
            objects += report.objects().size();
        }
        return objects;
    }
}
