package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What an action of this thread may cost: processor time, which other load does not lengthen, and bytes allocated, those included that are free again. */
final class Cost {
    static final long MEBI = 1L << 20;
    private static final long NANOS = 1_000_000_000;

    private Cost() {}

    static <T> T within(long seconds, long bytes, Supplier<T> action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long nanosBefore = threads.getCurrentThreadCpuTime();
        T result = action.get();
        long nanos = threads.getCurrentThreadCpuTime() - nanosBefore;
        long used = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        assertTrue(nanos < seconds * NANOS, "took %d ms".formatted(nanos / 1_000_000));
        assertTrue(used < bytes, "allocated " + used);
        return result;
    }
}
