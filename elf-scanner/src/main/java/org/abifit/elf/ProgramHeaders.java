package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program headers (gABI chapter 5): segments, and the map from addresses to file offsets that they give. */
record ProgramHeaders(List<ElfFile.LoadSegment> loads, Optional<Segment> dynamic, Optional<Segment> interp, Optional<ElfFile.Tls> tls,
        ElfFile.GnuStack stack, List<Segment> notes) {
    private static final int PT_LOAD = 1, PT_DYNAMIC = 2, PT_INTERP = 3, PT_NOTE = 4, PT_TLS = 7;
    private static final int PT_GNU_STACK = 0x6474e551, PT_GNU_PROPERTY = 0x6474e553;
    private static final int PF_X = 1;
    /** The kernel refuses a longer path. */
    private static final int PATH_MAX = 4096;

    /** A piece of the file, in bytes; {@code offsetAt} is where its {@code p_offset} lies. */
    record Segment(long offset, long size, long align, long offsetAt) {

        /** {@return its bytes, at most so many of them} */
        ByteBuffer bytes(ByteView view, long most) throws IOException {
            return view.at(offset, Math.min(size, most), offsetAt, "p_offset");
        }
    }

    static ProgramHeaders read(ByteView view, ElfHeader header, long phoff) throws IOException {
        List<ElfFile.LoadSegment> loads = new ArrayList<>();
        List<Segment> notes = new ArrayList<>();
        Segment dynamic = null;
        Segment interp = null;
        ElfFile.Tls tls = null;
        ElfFile.GnuStack stack = ElfFile.GnuStack.ABSENT;
        boolean wide = header.is64();
        int entry = wide ? 56 : 32;
        ByteBuffer table = view.at(phoff, (long) entry * header.phnum(), wide ? 32 : 28, "e_phoff");
        for (int i = 0; i < header.phnum(); i++) {
            int at = i * entry;
            int type = table.getInt(at);
            int flags = table.getInt(at + (wide ? 4 : 24));
            long offset = word(table, at + (wide ? 8 : 4), wide);
            long vaddr = word(table, at + (wide ? 16 : 8), wide);
            long fileSize = word(table, at + (wide ? 32 : 16), wide);
            long memSize = word(table, at + (wide ? 40 : 20), wide);
            long align = word(table, at + (wide ? 48 : 28), wide);
            Segment segment = new Segment(offset, fileSize, align, phoff + at + (wide ? 8 : 4));
            switch (type) {
                case PT_LOAD -> loads.add(new ElfFile.LoadSegment(vaddr, offset, fileSize, memSize, align, flags));
                case PT_DYNAMIC -> dynamic = segment;
                case PT_INTERP -> interp = segment;
                case PT_NOTE, PT_GNU_PROPERTY -> notes.add(segment);
                case PT_TLS -> tls = new ElfFile.Tls(memSize, align);
                case PT_GNU_STACK -> stack = (flags & PF_X) == 0 ? ElfFile.GnuStack.NON_EXECUTABLE : ElfFile.GnuStack.EXECUTABLE;
                default -> { }
            }
        }
        return new ProgramHeaders(List.copyOf(loads), Optional.ofNullable(dynamic), Optional.ofNullable(interp), Optional.ofNullable(tls), stack,
                List.copyOf(notes));
    }

    static long word(ByteBuffer table, int at, boolean wide) {
        return wide ? table.getLong(at) : Integer.toUnsignedLong(table.getInt(at));
    }

    /** {@return the interpreter's path; the kernel takes the bytes up to the first NUL} */
    Optional<String> interpreter(ByteView view) throws IOException {
        if (interp.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = interp.get().bytes(view, PATH_MAX);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        String whole = new String(text, StandardCharsets.ISO_8859_1);
        int end = whole.indexOf('\0');
        return Optional.of(end < 0 ? whole : whole.substring(0, end));
    }

    /** {@return the segment that the file's bytes at {@code address} come from} */
    Optional<ElfFile.LoadSegment> segmentOf(long address) {
        for (ElfFile.LoadSegment load : loads) {
            long into = address - load.vaddr();
            if (into >= 0 && into < load.fileSize()) {
                return Optional.of(load);
            }
        }
        return Optional.empty();
    }
}
