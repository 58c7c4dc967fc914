package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The text of one note, found by the name of its section (gABI chapter 4, "Sections"). No loader reads it; container tools do, as
 * NVIDIA's {@code .note.cuda.fwd_compatibility}. What is broken or missing is no text.
 */
public final class NoteSection {
    private static final int SHT_NOTE = 7;
    private static final int MOST_BYTES = 1 << 16;

    private NoteSection() {}

    /** {@return the description of the first note of a section of the regular file at {@code path}} */
    public static Optional<String> read(Path path, String section) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(ByteSource.of(channel, channel.size()), section);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the description of the first note of a section of these bytes} */
    public static Optional<String> read(ByteSource source, String section) {
        try {
            ByteView view = new ByteView(source);
            byte[] head = view.head(64);
            return head.length < 64 || head[0] != 0x7f || head[1] != 'E' ? Optional.empty() : find(view, head, section);
        } catch (IOException | MalformedElfException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(ByteView view, byte[] head, String section) throws IOException {
        view.order(head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean wide = head[4] == 2;
        ByteBuffer header = view.at(0, 64, 0, "e_ident");
        long table = ProgramHeaders.word(header, wide ? 40 : 32, wide);
        int entry = header.getShort(wide ? 58 : 46) & 0xffff;
        int count = header.getShort(wide ? 60 : 48) & 0xffff;
        int names = header.getShort(wide ? 62 : 50) & 0xffff;
        if (entry < (wide ? 64 : 40) || names >= count) {
            return Optional.empty();
        }
        long strings = ProgramHeaders.word(view.at(table + (long) names * entry, entry, 0, "e_shoff"), wide ? 24 : 16, wide);
        for (int i = 0; i < count; i++) {
            ByteBuffer one = view.at(table + (long) i * entry, entry, 0, "e_shoff");
            if (one.getInt(4) == SHT_NOTE && isCalled(view, strings + Integer.toUnsignedLong(one.getInt(0)), section)) {
                long offset = ProgramHeaders.word(one, wide ? 24 : 16, wide);
                long size = ProgramHeaders.word(one, wide ? 32 : 20, wide);
                return description(view.at(offset, Math.min(size, MOST_BYTES), 0, "sh_offset"));
            }
        }
        return Optional.empty();
    }

    private static boolean isCalled(ByteView view, long at, String section) throws IOException {
        if (at < 0 || at > view.size() - section.length() - 1) {
            return false;
        }
        return text(view.at(at, section.length() + 1L, 0, "sh_name")).equals(section + '\0');
    }

    /** Names are padded to 4 bytes; both lengths may be wrong. */
    private static Optional<String> description(ByteBuffer note) {
        if (note.limit() < 12) {
            return Optional.empty();
        }
        long start = 12 + (Integer.toUnsignedLong(note.getInt(0)) + 3) / 4 * 4;
        long size = Integer.toUnsignedLong(note.getInt(4));
        return start + size > note.limit() ? Optional.empty() : Optional.of(text(note.slice((int) start, (int) size)).replace("\0", ""));
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
