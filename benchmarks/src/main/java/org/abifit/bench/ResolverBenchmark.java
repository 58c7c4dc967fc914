package org.abifit.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
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

/** Three images on three hosts, one wanted library: the shipped releases play both parts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ResolverBenchmark {
    private static final List<String> NAMES = List.of("debian-11", "debian-12", "debian-13");

    private Request request;

    /** Opens the snapshots. */
    @Setup
    public void setUp() {
        List<Image> images = NAMES.stream().map(n -> new Image(n, Corpus.image(n).tree())).toList();
        List<Host> hosts = NAMES.stream().map(n -> new Host(n, Corpus.image(n).tree(), MachineFacts.UNKNOWN)).toList();
        request = new Request(images, hosts, List.of("/usr/bin/dpkg-deb"), List.of("libz.so.1"), Request.Policy.DEFAULT);
    }

    /** {@return the answers; every image fits somewhere} */
    @Benchmark
    public List<ImageAnswer> resolve() {
        List<ImageAnswer> answers = Resolver.resolve(request);
        if (answers.stream().anyMatch(a -> a.fit() == ImageAnswer.Fit.NONE)) {
            throw new IllegalStateException("an image that fitted nowhere: " + answers);
        }
        return answers;
    }
}
