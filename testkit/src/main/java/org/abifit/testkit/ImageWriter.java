package org.abifit.testkit;

import java.util.List;

/**
 * From a {@link Spec} to the bytes of a file.
 *
 * <p>Contents depend on addresses and addresses on the sizes of contents, so the chunks are written again and again with the addresses
 * of the pass before, until nothing moves; that is so after three or four passes, because no size depends on an address.
 */
final class ImageWriter {
    private static final int MOST_PASSES = 10;

    private ImageWriter() {
    }

    static byte[] write(Spec spec) {
        Plan plan = new Plan(spec);
        Layout layout = Layout.empty();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Layout next = Layout.place(spec, Chunks.write(plan, layout), headersSize(spec, layout));
            if (next.sameAddresses(layout)) {
                return write(spec, next);
            }
            layout = next;
        }
        throw new AssertionError("the layout does not settle");
    }

    /** {@return the size of Elf_Ehdr} */
    static int headerSize(Machine machine) {
        return machine.wide() ? 64 : 52;
    }

    private static long headersSize(Spec spec, Layout layout) {
        return headerSize(spec.machine) + (long) Segments.entrySize(spec.machine) * Segments.of(spec, layout, 0).size();
    }

    private static byte[] write(Spec spec, Layout layout) {
        List<Spec.Segment> segments = Segments.of(spec, layout, headersSize(spec, layout));
        Bytes out = new Bytes(spec.machine).raw(HeaderWriter.write(spec, layout, segments.size()));
        out.raw(Segments.write(spec.machine, segments));
        for (Layout.Placed placed : layout.placed()) {
            out.zeros(placed.offset() - out.size()).raw(placed.chunk().bytes());
        }
        if (spec.sectionHeaders) {
            out.align(spec.machine.word()).raw(SectionHeaders.write(spec, layout));
        }
        return out.toByteArray();
    }
}
