package org.abifit.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.abifit.compare.Usage.End;

/**
 * Runs one program under limits. CPU time is exact where the kernel adds it up for us: all that the program and those it waited for used comes to this
 * process when the program ends, so only one may run at a time. Memory is sampled: often at first, when small solvers end, then less.
 */
public final class Runner {
    private static final long FIRST_PAUSE_MICROS = 2_000;
    private static final long LONGEST_PAUSE_MICROS = 50_000;

    private final Limits limits;
    private final BooleanSupplier stop;
    private final long startNanos = System.nanoTime();
    private final long before = ProcFs.reapedByUs();
    private Process process;
    private ProcessTree tree;
    private Optional<End> over = Optional.empty();
    private long overMillis;

    private Runner(Limits limits, BooleanSupplier stop) {
        this.limits = limits;
        this.stop = stop;
    }

    /** The file that has what the program printed. */
    static final String STDOUT = "stdout";
    /** The file that has what it complained of. */
    static final String STDERR = "stderr";

    /**
     * {@return how it went; empty when we were asked to stop and the program is ended}
     *
     * @param folder where it works and leaves its temporary files; {@code stdout} and {@code stderr} are put there
     * @param stop whether to give up
     * @throws IOException when the program cannot be started
     */
    public static Optional<Usage> run(List<String> command, Path folder, Limits limits, BooleanSupplier stop) throws IOException {
        return new Runner(limits, stop).run(command, folder);
    }

    private Optional<Usage> run(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve(STDOUT).toFile()).redirectError(folder.resolve(STDERR).toFile());
        builder.environment().put("TMPDIR", folder.toString());
        process = builder.start();
        tree = new ProcessTree(process.toHandle());
        try {
            return watch() ? Optional.of(usage()) : Optional.empty();
        } finally {
            tree.kill();
        }
    }

    private boolean watch() {
        long pause = FIRST_PAUSE_MICROS;
        while (!waited(pause)) {
            tree.look();
            if (stop.getAsBoolean()) {
                tree.kill();
                return false;
            }
            enforce();
            pause = Math.min(LONGEST_PAUSE_MICROS, pause + pause / 4);
        }
        return true;
    }

    private boolean waited(long micros) {
        try {
            return process.waitFor(micros, TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    // A second signal only after the grace: solvers write the best they have at the first.
    private void enforce() {
        if (over.isEmpty()) {
            over = limit();
            over.ifPresent(which -> {
                overMillis = wallMillis();
                process.destroy();
            });
        } else if (wallMillis() - overMillis > limits.graceSeconds() * 1000) {
            tree.kill();
        }
    }

    private Optional<End> limit() {
        if (tree.cpuMillis() > limits.cpuSeconds() * 1000) {
            return Optional.of(End.CPU);
        }
        if (wallMillis() > limits.wallSeconds() * 1000) {
            return Optional.of(End.WALL);
        }
        boolean large = limits.memoryBytes().isPresent() && tree.residentBytes() > limits.memoryBytes().getAsLong();
        return large ? Optional.of(End.MEMORY) : Optional.empty();
    }

    private long wallMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private Usage usage() {
        long wall = wallMillis();
        tree.kill();
        long cpu = ProcFs.reapedByUs() - before + tree.orphanMillis();
        return new Usage(over.orElse(End.ITSELF), process.exitValue(), cpu, wall, tree.peakBytes());
    }
}
