package org.abifit.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.abifit.compare.Usage.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits and measures, on shell scripts that work, wait and misbehave. */
final class RunnerTest {
    private static final Limits SHORT = new Limits(0.3, 20, 0.2, OptionalLong.empty());
    private static final Limits LONG = Limits.of(60, OptionalLong.empty());
    /** Works for about 0.2 s, in a child. */
    private static final String WORK = "sh -c 'i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done'";

    @TempDir
    private Path folder;

    private Usage run(Limits limits, String script) throws IOException {
        return Runner.run(List.of("sh", "-c", script), folder, limits, () -> false).orElseThrow();
    }

    @Test
    void exitCodesAndOutputAreKept() throws IOException {
        Usage usage = run(LONG, "echo said; echo wrong >&2; exit 7");
        assertEquals(End.ITSELF, usage.end());
        assertEquals(7, usage.exitCode());
        assertFalse(usage.clean());
        assertEquals("said\n", Files.readString(folder.resolve("stdout")));
        assertEquals("wrong\n", Files.readString(folder.resolve("stderr")));
        assertTrue(run(LONG, "true").clean());
    }

    @Test
    void signalsShowInTheExitCode() throws IOException {
        assertEquals(128 + 11, run(LONG, "kill -SEGV $$").exitCode());
    }

    @Test
    void timeOfChildrenCounts() throws IOException {
        long idle = run(LONG, "true").cpuMillis();
        long busy = run(LONG, WORK + "; true").cpuMillis();
        assertTrue(busy > idle + 20, busy + " ms against " + idle);
    }

    @Test
    void waitingIsNoWork() throws IOException {
        Usage usage = run(LONG, "sleep 0.3");
        assertTrue(usage.wallMillis() >= 300 && usage.cpuMillis() < 200, usage.toString());
    }

    @Test
    void memoryOfTheTreeIsSeen() throws IOException {
        Usage usage = run(LONG, "head -c 40000000 /dev/zero | tail -c 40000000 >/dev/null; sleep 0.1");
        assertTrue(usage.peakBytes() > 35_000_000, usage.toString());
    }

    @Test
    void atTheLimitASolverMayStillWrite() throws IOException {
        Usage usage = run(SHORT, "trap 'echo best > best; exit 0' TERM; while :; do :; done");
        assertEquals(End.CPU, usage.end());
        assertEquals(0, usage.exitCode());
        assertTrue(usage.cpuMillis() >= 300, usage.toString());
        assertEquals("best\n", Files.readString(folder.resolve("best")));
    }

    @Test
    void whoIgnoresTheSignalIsKilledWithItsChildren() throws IOException {
        Usage usage = run(SHORT, "trap '' TERM; (trap '' TERM; echo $PPID > parent; sh -c 'echo $PPID > inner; while :; do :; done')");
        assertEquals(End.CPU, usage.end());
        assertEquals(128 + 9, usage.exitCode());
        assertTrue(isGone(Files.readString(folder.resolve("inner"))));
    }

    @Test
    void whatALostHelperUsedCounts() throws IOException {
        Usage usage = run(LONG, "(echo $$ > x; while :; do :; done) & echo $! > helper; sleep 0.4");
        assertEquals(End.ITSELF, usage.end());
        assertTrue(isGone(Files.readString(folder.resolve("helper"))));
        assertTrue(usage.cpuMillis() > 50, usage.toString());
    }

    @Test
    void limitsOfClockAndMemoryHoldToo() throws IOException {
        assertEquals(End.WALL, run(new Limits(60, 0.2, 0.2, OptionalLong.empty()), "exec sleep 30").end());
        assertEquals(End.MEMORY, run(new Limits(60, 60, 0.2, OptionalLong.of(10_000_000)), "head -c 40000000 /dev/zero | tail -c 40000000 | sleep 30").end());
    }

    @Test
    void whoIsAskedToStopEndsTheProgram() throws IOException {
        Optional<Usage> none = Runner.run(List.of("sh", "-c", "echo $$ > pid; exec sleep 60"), folder, LONG, () -> Files.exists(folder.resolve("pid")));
        assertEquals(Optional.empty(), none);
        assertTrue(isGone(Files.readString(folder.resolve("pid"))));
    }

    @Test
    void aProgramThatIsNotThereCannotBeRun() {
        assertThrows(IOException.class, () -> Runner.run(List.of("no-such-solver"), folder, LONG, () -> false));
    }

    @Test
    void temporaryFilesGoToTheFolder() throws IOException {
        run(LONG, "echo \"$TMPDIR\" > where");
        assertEquals(folder.toString(), Files.readAllLines(folder.resolve("where")).stream().collect(Collectors.joining()));
    }

    // A killed process may be a moment away from its end.
    private static boolean isGone(String pid) {
        long number = Long.parseLong(pid.strip());
        for (int i = 0; i < 1000 && ProcessHandle.of(number).isPresent(); i++) {
            pause();
        }
        return ProcessHandle.of(number).isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
