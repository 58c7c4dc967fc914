package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where each chunk lies in the file and in memory.
 *
 * <p>The file has no gaps between segments. The n-th loaded segment lies n pages further in memory than in the file, so that
 * {@code p_vaddr} and {@code p_offset} stay congruent modulo the page size and no page carries two protections;
 * a page at a border is mapped twice. That keeps a whole library near one kilobyte.
 */
final class Layout {
    /** A chunk with its file offset and its address. */
    record Placed(Chunk chunk, long offset, long address) {
        long fileEnd() {
            return offset + chunk.bytes().length;
        }

        long memoryEnd() {
            return address + (chunk.takesNoSpace() ? 0 : chunk.memSize());
        }
    }

    private final List<Placed> placed;
    private final long end;

    private Layout(List<Placed> placed, long end) {
        this.placed = placed;
        this.end = end;
    }

    static Layout empty() {
        return new Layout(List.of(), 0);
    }

    /** Lays the chunks out behind the headers; they come sorted by group, the memory without bytes last in its group. */
    static Layout place(Spec spec, List<Chunk> chunks, long headerSize) {
        List<Placed> placed = new ArrayList<>();
        long offset = headerSize;
        for (Chunk chunk : chunks) {
            long shift = spec.base() + chunk.group() * spec.page();
            long aligned = alignUp(offset + shift, chunk.align()) - shift;
            placed.add(new Placed(chunk, aligned, chunk.group() == 3 ? 0 : aligned + shift));
            offset = aligned + chunk.bytes().length;
        }
        return new Layout(List.copyOf(placed), offset);
    }

    /** {@return whether nothing has moved between two passes} */
    boolean sameAddresses(Layout other) {
        return end == other.end && placed.stream().map(Layout::position).toList()
                .equals(other.placed.stream().map(Layout::position).toList());
    }

    private static String position(Placed p) {
        return p.chunk().name() + "@" + p.offset() + "/" + p.address() + "+" + p.chunk().memSize();
    }

    List<Placed> placed() {
        return placed;
    }

    /** {@return the first file offset behind all chunks} */
    long end() {
        return end;
    }

    Optional<Placed> find(String name) {
        return placed.stream().filter(p -> p.chunk().name().equals(name)).findFirst();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** {@return the address of a chunk, or 0 while it has none} */
    long address(String name) {
        return find(name).map(Placed::address).orElse(0L);
    }

    /** {@return the size of a chunk, or 0 while there is none} */
    long size(String name) {
        return find(name).map(p -> p.chunk().memSize()).orElse(0L);
    }

    /** {@return the index that the chunk has in the section header table, or SHN_ABS if there is no such chunk} */
    int sectionIndex(String name) {
        for (int i = 0; i < placed.size(); i++) {
            if (placed.get(i).chunk().name().equals(name)) {
                return i + 1;
            }
        }
        return Elf.SHN_ABS;
    }

    /** {@return the chunks of one loaded segment} */
    List<Placed> group(int group) {
        return placed.stream().filter(p -> p.chunk().group() == group).toList();
    }

    static long alignUp(long value, long alignment) {
        return value + Math.floorMod(-value, Math.max(alignment, 1));
    }
}
