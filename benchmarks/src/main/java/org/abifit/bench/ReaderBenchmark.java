package org.abifit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.abifit.elf.ElfCodec;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the shared objects of a folder, and their stored form back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReaderBenchmark {
    /** The folder whose libraries are read; at most 200 of them. */
    @Param("/usr/lib/x86_64-linux-gnu")
    public String folder;

    private List<Path> files;
    private List<byte[]> stored;
    private long symbols;

    /** Reads all once, and remembers how many symbols there are. */
    @Setup
    public void setUp() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            files = entries.filter(p -> p.getFileName().toString().contains(".so") && Files.isRegularFile(p, java.nio.file.LinkOption.NOFOLLOW_LINKS)).sorted()
                    .limit(200).toList();
        }
        List<ElfFile> elfs = files.stream().map(ElfReader::read).filter(o -> o instanceof ElfOutcome.Parsed).map(o -> ((ElfOutcome.Parsed) o).file()).toList();
        stored = elfs.stream().map(ElfCodec::encode).toList();
        symbols = elfs.stream().mapToLong(e -> e.symbols().count()).sum();
        if (symbols == 0) {
            throw new IllegalStateException("no symbols in " + folder);
        }
    }

    /** {@return the number of symbols read} */
    @Benchmark
    public long read() {
        long n = 0;
        for (Path file : files) {
            n += ElfReader.read(file) instanceof ElfOutcome.Parsed(ElfFile elf) ? elf.symbols().count() : 0;
        }
        return checked(n);
    }

    /** {@return the number of symbols decoded} */
    @Benchmark
    public long decode() {
        long n = 0;
        for (byte[] bytes : stored) {
            n += ElfCodec.decode(bytes).symbols().count();
        }
        return checked(n);
    }

    private long checked(long n) {
        if (n != symbols) {
            throw new IllegalStateException("%d symbols instead of %d".formatted(n, symbols));
        }
        return n;
    }
}
