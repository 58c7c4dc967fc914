package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The door of this package: reads one file. Never throws on what a file holds, never runs anything of it. */
public final class ElfReader {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final int EI_NIDENT = 16, HEADER_32 = 52, HEADER_64 = 64;
    private static final int PN_XNUM = 0xffff;

    private ElfReader() {}

    /** {@return what the regular file at {@code path} holds; a link is not followed} */
    public static ElfOutcome read(Path path) {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            return read(ByteSource.of(channel, channel.size()));
        } catch (IOException e) {
            return ElfOutcome.Unreadable.of(e);
        }
    }

    /** {@return what the file at {@code path} holds, links followed} */
    public static ElfOutcome readFollowing(Path path) {
        try {
            return Files.isRegularFile(path) ? read(path.toRealPath()) : new ElfOutcome.Unreadable(Files.exists(path) ? "not a regular file" : "no such file");
        } catch (IOException e) {
            return ElfOutcome.Unreadable.of(e);
        }
    }

    /** {@return what these bytes hold} */
    public static ElfOutcome read(ByteSource source) {
        ElfHeader header = null;
        try {
            ByteView view = new ByteView(source);
            byte[] head = view.head(256);
            if (!hasMagic(head)) {
                return new ElfOutcome.NotElf(script(head));
            }
            header = header(view);
            return new ElfOutcome.Parsed(parse(view, header));
        } catch (MalformedElfException e) {
            return new ElfOutcome.Malformed(Optional.ofNullable(header), e.fault());
        } catch (IOException e) {
            return ElfOutcome.Unreadable.of(e);
        }
    }

    private static boolean hasMagic(byte[] head) {
        return head.length >= 4 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
    }

    private static Optional<String> script(byte[] head) {
        if (head.length < 2 || head[0] != '#' || head[1] != '!') {
            return Optional.empty();
        }
        String text = new String(head, 2, head.length - 2, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return Optional.of((end < 0 ? text : text.substring(0, end)).strip());
    }

    private static ElfHeader header(ByteView view) throws IOException {
        if (view.size() < HEADER_32) {
            throw new MalformedElfException(0, "e_ident", "file too short (%d bytes)".formatted(view.size()));
        }
        byte[] ident = new byte[EI_NIDENT];
        view.at(0, EI_NIDENT, 0, "e_ident").get(ident);
        view.order(ident[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean wide = ident[4] == 2;
        if (wide && view.size() < HEADER_64) {
            throw new MalformedElfException(0, "e_ident", "file too short (%d bytes)".formatted(view.size()));
        }
        ByteBuffer b = view.at(0, wide ? HEADER_64 : HEADER_32, 0, "e_ident");
        return new ElfHeader(new String(ident, StandardCharsets.ISO_8859_1), b.getShort(16) & 0xffff, b.getShort(18) & 0xffff,
                Integer.toUnsignedLong(b.getInt(20)), Integer.toUnsignedLong(b.getInt(wide ? 48 : 36)), b.getShort(wide ? 54 : 42) & 0xffff,
                b.getShort(wide ? 56 : 44) & 0xffff);
    }

    private static ElfFile parse(ByteView view, ElfHeader header) throws IOException {
        check(header);
        boolean wide = header.is64();
        long phoff = ProgramHeaders.word(view.at(0, wide ? HEADER_64 : HEADER_32, 0, "e_ident"), wide ? 32 : 28, wide);
        ProgramHeaders headers = header.phnum() == 0 ? ProgramHeaders.read(view, header, 0) : ProgramHeaders.read(view, header, phoff);
        Optional<DynamicTable> table = header.type() == ElfHeader.ET_REL || header.type() == ElfHeader.ET_CORE ? Optional.empty()
                : DynamicTable.read(view, headers, wide);
        Optional<String> interp = headers.interpreter(view);
        Notes notes = NotesReader.read(view, headers, wide);
        if (table.isEmpty() || isDebugFile(headers)) {
            return new ElfFile(view.size(), header, interp, headers.loads(), headers.tls(), headers.stack(), Optional.empty(), List.of(), List.of(),
                    SymbolTable.EMPTY, notes, Optional.empty());
        }
        return dynamicFile(view, header, headers, table.get(), interp, notes);
    }

    private static ElfFile dynamicFile(ByteView view, ElfHeader header, ProgramHeaders headers, DynamicTable table, Optional<String> interp, Notes notes)
            throws IOException {
        Dynamic dynamic = table.toDynamic();
        List<Verdef> verdefs = VersionTables.verdefs(table);
        List<Verneed> verneeds = VersionTables.verneeds(table);
        SymbolReader.Read read = SymbolReader.read(header, table);
        Optional<LibcBuild> libc = LibcBuildReader.isCandidate(dynamic, interp) ? LibcBuildReader.read(view, headers.loads()) : Optional.empty();
        return new ElfFile(view.size(), header, interp, headers.loads(), headers.tls(), headers.stack(), Optional.of(dynamic.with(read.relocations())), verdefs, verneeds,
                read.symbols(), notes, libc);
    }

    /** What we cannot read on from; a loader has its own words for the same. */
    private static void check(ElfHeader header) {
        if (header.elfClass() != 1 && header.elfClass() != 2) {
            throw new MalformedElfException(4, "EI_CLASS", "is %d, neither 1 nor 2".formatted(header.elfClass()));
        }
        if (header.data() != 1 && header.data() != 2) {
            throw new MalformedElfException(5, "EI_DATA", "is %d, neither 1 nor 2".formatted(header.data()));
        }
        int size = header.is64() ? 56 : 32;
        if (header.phnum() != 0 && header.phentsize() != size) {
            throw new MalformedElfException(header.is64() ? 54 : 42, "e_phentsize", "is %d, expected %d".formatted(header.phentsize(), size));
        }
        if (header.phnum() == PN_XNUM) {
            throw new MalformedElfException(header.is64() ? 56 : 44, "e_phnum", "is 0xffff; no loader takes extended numbering");
        }
    }

    /** A debug file keeps the program headers of its twin, but not the bytes: what lies at the place of the dynamic section is something else. */
    private static boolean isDebugFile(ProgramHeaders headers) {
        return headers.loads().stream().allMatch(l -> l.fileSize() == 0);
    }
}
