package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Note segments (gABI chapter 5, "Note Section"). Odd notes occur in real files (alignment 1, 4 and 8, lengths that leave the
 * segment): reading then stops, and never makes the object malformed, as no loader fails on them.
 */
final class NotesReader {
    private static final int NT_GNU_ABI_TAG = 1, NT_GNU_BUILD_ID = 3, NT_GNU_PROPERTY_TYPE_0 = 5;
    private static final int NT_FDO_DLOPEN = 0x407c0c0a, NT_FDO_PACKAGE = 0xcafe1a7e;
    private static final int PROPERTY_1_NEEDED = 0xb0008000, X86_ISA_1_NEEDED = 0xc0008002, X86_FEATURE_1_AND = 0xc0000002, AARCH64_FEATURE_1_AND = 0xc0000000;
    /** Of all notes together; real files have a few thousand bytes. */
    private static final int MOST_BYTES = 1 << 20;

    private final boolean wide;
    private int unread = MOST_BYTES;
    private Optional<String> buildId = Optional.empty();
    private Optional<String> kernel = Optional.empty();
    private Optional<String> packageJson = Optional.empty();
    private final Set<String> dlopen = new LinkedHashSet<>();
    private int isaNeeded;
    private int needed1;
    private int feature1;

    private NotesReader(boolean wide) {
        this.wide = wide;
    }

    static Notes read(ByteView view, ProgramHeaders headers, boolean wide) throws IOException {
        NotesReader reader = new NotesReader(wide);
        for (ProgramHeaders.Segment segment : headers.notes()) {
            if (segment.offset() >= 0 && segment.size() >= 0 && segment.offset() <= view.size() - segment.size()) {
                ByteBuffer bytes = segment.bytes(view, reader.unread);
                reader.unread -= bytes.limit();
                reader.segment(bytes, segment.align() == 8 ? 8 : 4);
            }
        }
        return new Notes(reader.buildId, reader.kernel, reader.isaNeeded, reader.needed1, reader.feature1, List.copyOf(reader.dlopen),
                reader.packageJson);
    }

    private void segment(ByteBuffer notes, int align) {
        int at = 0;
        while (at <= notes.limit() - 12) {
            long nameSize = Integer.toUnsignedLong(notes.getInt(at));
            long descSize = Integer.toUnsignedLong(notes.getInt(at + 4));
            int type = notes.getInt(at + 8);
            long desc = roundUp(at + 12 + nameSize, align);
            if (desc + descSize > notes.limit()) {
                return;
            }
            note(text(notes, at + 12, (int) nameSize), type, notes.slice((int) desc, (int) descSize).order(notes.order()));
            at = (int) roundUp(desc + descSize, align);
        }
    }

    private static long roundUp(long value, int align) {
        return (value + align - 1) / align * align;
    }

    private static String text(ByteBuffer bytes, int at, int size) {
        byte[] text = new byte[size];
        bytes.get(at, text);
        String whole = new String(text, StandardCharsets.ISO_8859_1);
        int end = whole.indexOf('\0');
        return end < 0 ? whole : whole.substring(0, end);
    }

    private void note(String owner, int type, ByteBuffer desc) {
        if (owner.equals("GNU")) {
            gnu(type, desc);
        } else if (owner.equals("FDO") && type == NT_FDO_DLOPEN) {
            dlopen.add(text(desc, 0, desc.limit()));
        } else if (owner.equals("FDO") && type == NT_FDO_PACKAGE) {
            packageJson = Optional.of(text(desc, 0, desc.limit()));
        }
    }

    private void gnu(int type, ByteBuffer desc) {
        if (type == NT_GNU_BUILD_ID) {
            byte[] id = new byte[desc.limit()];
            desc.get(0, id);
            buildId = Optional.of(HexFormat.of().formatHex(id));
        } else if (type == NT_GNU_ABI_TAG && desc.limit() >= 16 && desc.getInt(0) == 0) {
            kernel = Optional.of(Integer.toUnsignedString(desc.getInt(4)) + '.' + Integer.toUnsignedString(desc.getInt(8)) + '.' + Integer.toUnsignedString(desc.getInt(12)));
        } else if (type == NT_GNU_PROPERTY_TYPE_0) {
            properties(desc);
        }
    }

    private void properties(ByteBuffer desc) {
        int at = 0;
        while (at <= desc.limit() - 8) {
            int type = desc.getInt(at);
            long size = Integer.toUnsignedLong(desc.getInt(at + 4));
            if (size > desc.limit() - at - 8) {
                return;
            }
            if (size == 4) {
                property(type, desc.getInt(at + 8));
            }
            at += 8 + (int) roundUp(size, wide ? 8 : 4);
        }
    }

    private void property(int type, int bits) {
        switch (type) {
            case PROPERTY_1_NEEDED -> needed1 |= bits;
            case X86_ISA_1_NEEDED -> isaNeeded |= bits;
            case X86_FEATURE_1_AND, AARCH64_FEATURE_1_AND -> feature1 |= bits;
            default -> { }
        }
    }
}
