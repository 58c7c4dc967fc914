package org.abifit.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Linux tells of processes: proc(5). A process may end at any time; then there is nothing to tell. */
final class ProcFs {
    /** Clock ticks have been a hundredth of a second in user space on all Linux machines since 2.6 (time(7), USER_HZ). */
    private static final long MILLIS_PER_TICK = 10;
    private static final long KIB = 1024;
    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /**
     * A process at a moment.
     *
     * @param started when, in ticks since boot: tells it from a later one of the same number
     * @param ownMillis CPU time of itself
     * @param reapedMillis CPU time of its children that ended and were waited for, theirs included
     */
    record Process(long pid, long started, long ownMillis, long reapedMillis) {}

    /**
     * The memory of a process.
     *
     * @param residentBytes now
     * @param peakBytes the most it ever had, as the kernel keeps it
     */
    record Memory(long residentBytes, long peakBytes) {
        private static final Memory NONE = new Memory(0, 0);
    }

    /** {@return a process; empty when it is gone} */
    static Optional<Process> process(long pid) {
        return read(PROC.resolve(pid + "/stat")).map(line -> parse(pid, line));
    }

    // The second field is the program's name in parentheses and may hold anything, parentheses and blanks included.
    private static Process parse(long pid, String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new Process(pid, number(fields, 22), (number(fields, 14) + number(fields, 15)) * MILLIS_PER_TICK,
                (number(fields, 16) + number(fields, 17)) * MILLIS_PER_TICK);
    }

    /** @param field as proc(5) numbers them; the third is the first behind the name */
    private static long number(String[] fields, int field) {
        return Long.parseLong(fields[field - 3]);
    }

    /** {@return CPU time of all children of this Java that ended, with all that they waited for: exact, not sampled} */
    static long reapedByUs() {
        return process(ProcessHandle.current().pid()).map(Process::reapedMillis).orElse(0L);
    }

    /** {@return the memory of a process; none when it is gone, or going} */
    static Memory memory(long pid) {
        return read(PROC.resolve(pid + "/status")).map(s -> new Memory(kib(s, "VmRSS:"), kib(s, "VmHWM:"))).orElse(Memory.NONE);
    }

    private static long kib(String status, String field) {
        return status.lines().filter(l -> l.startsWith(field)).mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")) * KIB).findFirst().orElse(0);
    }

    /** {@return the living children of a process} */
    static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            for (Path thread : threads) {
                Optional<String> line = read(thread.resolve("children"));
                if (line.isEmpty() && Files.exists(thread)) {
                    return searched(pid);
                }
                line.ifPresent(l -> numbers(l, children));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended meanwhile.
        }
        return children;
    }

    // Kernels without CONFIG_PROC_CHILDREN have no such file; looking at all processes of the machine costs more.
    private static List<Long> searched(long pid) {
        return ProcessHandle.of(pid).map(p -> p.children().map(ProcessHandle::pid).toList()).orElse(List.of());
    }

    private static void numbers(String line, List<Long> into) {
        for (String word : line.split(" ")) {
            if (!word.isBlank()) {
                into.add(Long.parseLong(word.strip()));
            }
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1)).filter(t -> !t.isEmpty() || file.endsWith("children"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
