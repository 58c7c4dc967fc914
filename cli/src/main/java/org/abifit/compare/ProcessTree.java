package org.abifit.compare;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A process with all that it started, looked at now and then. Who was seen once stays a member, also when its parent ends and it becomes a child
 * of somebody else: solvers that are killed leave their helpers behind.
 */
final class ProcessTree {
    private final long root;
    private final Map<Long, Member> members = new LinkedHashMap<>();
    private final Map<Long, Long> orphanMillis = new HashMap<>();
    private long residentBytes;
    private long peakBytes;

    /** A process that was seen. */
    private record Member(ProcessHandle handle, ProcFs.Process last) {
        long millis() {
            return last.ownMillis() + last.reapedMillis();
        }
    }

    ProcessTree(ProcessHandle root) {
        this.root = root.pid();
        ProcFs.process(root.pid()).ifPresent(p -> members.put(root.pid(), new Member(root, p)));
    }

    /** Looks at all of them, and for new ones. */
    void look() {
        Map<Long, ProcFs.Process> now = living();
        members.keySet().retainAll(now.keySet());
        now.forEach((pid, p) -> Optional.ofNullable(members.get(pid)).map(Member::handle).or(() -> ProcessHandle.of(pid))
                .ifPresent(handle -> members.put(pid, new Member(handle, p))));
        measure(members.keySet().stream().map(ProcFs::memory).toList());
    }

    private Map<Long, ProcFs.Process> living() {
        Map<Long, ProcFs.Process> now = new HashMap<>();
        Deque<Long> open = new ArrayDeque<>(members.keySet());
        while (!open.isEmpty()) {
            long pid = open.pop();
            Optional<ProcFs.Process> seen = now.containsKey(pid) ? Optional.empty() : ProcFs.process(pid).filter(this::same);
            seen.ifPresent(p -> {
                now.put(pid, p);
                open.addAll(ProcFs.children(pid));
            });
        }
        return now;
    }

    /** A number can be given again. */
    private boolean same(ProcFs.Process seen) {
        Member known = members.get(seen.pid());
        return known == null || known.last().started() == seen.started();
    }

    // Between two looks memory may have come and gone; of each process alone the kernel remembers the most.
    private void measure(Collection<ProcFs.Memory> memories) {
        residentBytes = memories.stream().mapToLong(ProcFs.Memory::residentBytes).sum();
        long ofOne = memories.stream().mapToLong(ProcFs.Memory::peakBytes).max().orElse(0);
        peakBytes = Math.max(peakBytes, Math.max(residentBytes, ofOne));
    }

    /** {@return CPU time so far, of the living and of those they waited for} */
    long cpuMillis() {
        return members.values().stream().mapToLong(Member::millis).sum();
    }

    /** {@return memory of the living when last looked at} */
    long residentBytes() {
        return residentBytes;
    }

    /** {@return the most memory seen} */
    long peakBytes() {
        return peakBytes;
    }

    /** Ends whoever lives. The root's time comes to us, as we wait for it; nobody waits for the others any more, so theirs is kept here. */
    void kill() {
        look();
        members.forEach((pid, member) -> {
            if (pid != root) {
                orphanMillis.put(pid, member.millis());
            }
            member.handle().destroyForcibly();
        });
    }

    /** {@return CPU time of those that had to be ended and nobody waits for} */
    long orphanMillis() {
        return orphanMillis.values().stream().mapToLong(Long::longValue).sum();
    }
}
