package org.abifit.testkit;

import static org.abifit.testkit.Elf.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The program headers that a layout asks for (gABI "Program Header"), in the order GNU ld writes them. */
final class Segments {
    private static final int[] FLAGS = {PF_R, PF_R | PF_X, PF_R | PF_W};

    private final Spec spec;
    private final Layout layout;
    private final long headerSize;
    private final List<Spec.Segment> segments = new ArrayList<>();

    private Segments(Spec spec, Layout layout, long headerSize) {
        this.spec = spec;
        this.layout = layout;
        this.headerSize = headerSize;
    }

    /** {@return the segments}; {@code headerSize} spans the ELF header and this table, which the first PT_LOAD covers too */
    static List<Spec.Segment> of(Spec spec, Layout layout, long headerSize) {
        Segments table = new Segments(spec, layout, headerSize);
        table.interpreter();
        table.loads();
        table.chunk(PT_DYNAMIC, PF_R | PF_W, ".dynamic");
        table.notes();
        table.threadLocal();
        table.stack();
        table.segments.addAll(spec.segments);
        table.segments.removeIf(segment -> spec.droppedSegments.contains(segment.type()));
        return table.segments;
    }

    /** {@return the size of one Elf_Phdr} */
    static int entrySize(Machine machine) {
        return machine.wide() ? 56 : 32;
    }

    /** A program tells its loader by PT_PHDR how far it was moved. */
    private void interpreter() {
        if (layout.has(".interp")) {
            long ehdr = ImageWriter.headerSize(spec.machine);
            long size = headerSize - ehdr;
            segments.add(new Spec.Segment(PT_PHDR, PF_R, ehdr, spec.base() + ehdr, size, size, spec.machine.word()));
            chunk(PT_INTERP, PF_R, ".interp");
        }
    }

    private void chunk(int type, int flags, String name) {
        layout.find(name).ifPresent(p -> segments.add(new Spec.Segment(type, flags, p.offset(), p.address(),
                p.chunk().bytes().length, p.chunk().memSize(), p.chunk().align())));
    }

    private void loads() {
        IntStream.range(0, FLAGS.length).forEach(group -> {
            List<Layout.Placed> chunks = layout.group(group);
            if (group == 0 || !chunks.isEmpty()) {
                segments.add(load(group, chunks));
            }
        });
    }

    /** The first one starts with the headers, whether or not chunks follow. */
    private Spec.Segment load(int group, List<Layout.Placed> chunks) {
        long offset = group == 0 ? 0 : chunks.getFirst().offset();
        long vaddr = group == 0 ? spec.base() : chunks.getFirst().address();
        long fileEnd = chunks.stream().mapToLong(Layout.Placed::fileEnd).max().orElse(headerSize);
        long memoryEnd = chunks.stream().mapToLong(Layout.Placed::memoryEnd).max().orElse(spec.base() + headerSize);
        long nth = segments.stream().filter(s -> s.type() == PT_LOAD).count();
        long shift = spec.loadShift.getOrDefault((int) nth, 0L);
        return new Spec.Segment(PT_LOAD, FLAGS[group], offset, vaddr + shift, fileEnd - offset,
                Math.max(memoryEnd - vaddr, fileEnd - offset), spec.loadAlign.orElse(spec.page()));
    }

    /** One PT_NOTE for each run of notes with the same alignment, and PT_GNU_PROPERTY for the property note alone. */
    private void notes() {
        List<Layout.Placed> notes = layout.placed().stream().filter(p -> p.chunk().type() == SHT_NOTE).toList();
        for (long align : notes.stream().map(p -> p.chunk().align()).distinct().toList()) {
            segments.add(spanning(PT_NOTE, PF_R, notes.stream().filter(p -> p.chunk().align() == align).toList(), align));
        }
        chunk(PT_GNU_PROPERTY, PF_R, ".note.gnu.property");
    }

    private void threadLocal() {
        List<Layout.Placed> parts = layout.placed().stream().filter(p -> p.chunk().is(SHF_TLS)).toList();
        Optional<Long> align = parts.stream().map(p -> p.chunk().align()).max(Long::compare);
        align.ifPresent(a -> segments.add(spanning(PT_TLS, PF_R, parts, a)));
    }

    private static Spec.Segment spanning(int type, int flags, List<Layout.Placed> parts, long align) {
        Layout.Placed first = parts.getFirst();
        long memory = parts.stream().mapToLong(p -> p.address() + p.chunk().memSize()).max().orElseThrow() - first.address();
        return new Spec.Segment(type, flags, first.offset(), first.address(), parts.getLast().fileEnd() - first.offset(), memory, align);
    }

    private void stack() {
        if (spec.stack != Spec.Stack.ABSENT) {
            int flags = PF_R | PF_W | (spec.stack == Spec.Stack.EXEC ? PF_X : 0);
            segments.add(new Spec.Segment(PT_GNU_STACK, flags, 0, 0, 0, 0, 16));
        }
    }

    /** Elf64_Phdr has p_flags in second place, Elf32_Phdr in the last but one. */
    static byte[] write(Machine machine, List<Spec.Segment> segments) {
        Bytes out = new Bytes(machine);
        for (Spec.Segment s : segments) {
            out.u32(s.type());
            if (machine.wide()) {
                out.u32(s.flags());
            }
            out.word(s.offset()).word(s.vaddr()).word(s.vaddr()).word(s.filesz()).word(s.memsz());
            if (!machine.wide()) {
                out.u32(s.flags());
            }
            out.word(s.align());
        }
        return out.toByteArray();
    }
}
