package org.abifit.loader;

import java.util.List;
import java.util.Optional;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfFile.LoadSegment;
import org.abifit.elf.ElfHeader;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * What musl makes of a file that it has opened (ldso/dynlink.c, {@code map_library}). It asks for a type that can be loaded and for a
 * dynamic segment; class, byte order, machine and OS ABI it does not look at, and stumbles over them later or not at all.
 */
final class MuslMapping {
    private static final int PAGE = 4096, HEADER_32 = 52, HEADER_64 = 64, PROGRAM_HEADER_32 = 32, PROGRAM_HEADER_64 = 56;
    private static final int PF_W = 2;
    /** Linux maps nothing lower unless root asks for it ({@code vm.mmap_min_addr}). */
    private static final int LOWEST_ADDRESS = 0x10000;

    private final Dso loader;
    private final MuslRelease release;

    /** What became of a file. */
    sealed interface Mapped {
        /** It can be mapped, and its facts are what the loader reads. */
        record Done(ElfFile elf, RegularFile file) implements Mapped {}

        /** It is refused, with this {@code errno}. */
        record Refused(String errno) implements Mapped {}

        /** The loader goes on with it and comes to grief. */
        record Crashes(String why) implements Mapped {}

        /** It is refused, or ends the loader: the facts do not say which of them. */
        record Fails(String why) implements Mapped {}

        /** The facts do not say. */
        record Undecided(String why) implements Mapped {}
    }

    MuslMapping(Dso loader, MuslRelease release) {
        this.loader = loader;
        this.release = release;
    }

    /**
     * {@return what becomes of a file}
     *
     * @param mapped the objects that are there already: one at a fixed address wants its place free
     */
    Mapped map(Node node, List<Dso> mapped) {
        return switch (node) {
            case Directory d -> new Mapped.Refused(MuslSearch.EISDIR);
            case RegularFile f -> content(f, mapped);
            case Special s -> new Mapped.Undecided("is not a regular file");
            case Symlink s -> new Mapped.Undecided("is a link");
        };
    }

    private Mapped content(RegularFile file, List<Dso> mapped) {
        return switch (file.content()) {
            case Content.Elf elf -> elf(elf.ref().file(), file, mapped);
            case Content.Malformed m -> malformed(file, m);
            case Content.Unreadable u -> new Mapped.Undecided(u.why());
            case Content.Script s -> new Mapped.Refused(MuslSearch.ENOEXEC);
            case Content.Kept k -> new Mapped.Refused(MuslSearch.ENOEXEC);
            case Content.Plain p -> new Mapped.Refused(MuslSearch.ENOEXEC);
        };
    }

    private boolean wide() {
        return loader.elf.header().is64();
    }

    /** {@code e_type}, read in the byte order of the loader. */
    private boolean hasLoadableType(ElfHeader header) {
        boolean sameOrder = (header.data() == 2) != loader.elf.header().isLittleEndian();
        int type = sameOrder ? header.type() : Short.toUnsignedInt(Short.reverseBytes((short) header.type()));
        return type == ElfHeader.ET_DYN || type == ElfHeader.ET_EXEC;
    }

    private Mapped malformed(RegularFile file, Content.Malformed m) {
        if (file.size() < (wide() ? HEADER_64 : HEADER_32)) {
            return new Mapped.Refused(MuslSearch.ENOEXEC);
        }
        if (m.header().isEmpty()) {
            return new Mapped.Undecided("malformed: " + m.fault());
        }
        ElfHeader header = m.header().get();
        boolean strides = m.fault().field().equals("e_phentsize") && header.is64() == wide() && stridesOverDynamic(header);
        return !hasLoadableType(header) || strides ? new Mapped.Refused(MuslSearch.ENOEXEC) : new Mapped.Undecided("malformed: " + m.fault());
    }

    /** It takes the program headers to be as far apart as {@code e_phentsize} says, and then finds no PT_DYNAMIC, unless two sizes fit together. */
    private boolean stridesOverDynamic(ElfHeader header) {
        int entry = wide() ? PROGRAM_HEADER_64 : PROGRAM_HEADER_32;
        int size = header.phentsize();
        return header.isLittleEndian() == loader.elf.header().isLittleEndian() && (size == 0 || size % entry != 0 && entry % size != 0);
    }

    /** The headers of the other class make no sense at all in ours. */
    private Mapped elf(ElfFile elf, RegularFile file, List<Dso> mapped) {
        if (!hasLoadableType(elf.header()) || elf.header().is64() != wide()) {
            return new Mapped.Refused(MuslSearch.ENOEXEC);
        }
        if (elf.header().isLittleEndian() != loader.elf.header().isLittleEndian()) {
            return new Mapped.Undecided("its byte order is not the one it says");
        }
        if (elf.dynamic().isEmpty()) {
            return isDebugFile(elf) ? new Mapped.Fails("has a dynamic segment without entries, or none") : new Mapped.Refused(MuslSearch.ENOEXEC);
        }
        return segments(elf, mapped).orElseGet(() -> hashes(elf, file));
    }

    /** Of a debug file the program headers are left, and hardly any bytes: its entries would be what happens to lie there. */
    private static boolean isDebugFile(ElfFile elf) {
        return elf.loads().isEmpty() || elf.loads().stream().anyMatch(l -> (l.flags() & PF_W) == 0 && l.fileSize() == 0 && l.memSize() > 0);
    }

    /** Without a PT_LOAD the loader asks for room at the very end of the address space. */
    private Optional<Mapped> segments(ElfFile elf, List<Dso> mapped) {
        if (elf.loads().isEmpty()) {
            return Optional.of(new Mapped.Refused(MuslSearch.ENOMEM));
        }
        if (elf.loads().stream().anyMatch(l -> pageUp(l.offset() + l.fileSize()) > pageUp(elf.size()))) {
            return Optional.of(new Mapped.Undecided("is shorter than its segments: it ends the loader when it touches what is missing"));
        }
        String odd = Acceptance.oddSegments(elf);
        if (odd != null) {
            return Optional.of(new Mapped.Undecided(odd));
        }
        if (elf.header().type() == ElfHeader.ET_EXEC && isTaken(elf, mapped)) {
            return Optional.of(new Mapped.Refused(MuslSearch.EBUSY));
        }
        boolean empty = elf.loads().stream().anyMatch(l -> pageDown(l.vaddr()) != lowest(elf) && pageDown(l.vaddr()) == pageUp(l.vaddr() + l.memSize()));
        return empty && !release.mapsEmptySegments() ? Optional.of(new Mapped.Refused(MuslSearch.EINVAL)) : Optional.empty();
    }

    private static boolean isTaken(ElfFile elf, List<Dso> mapped) {
        long low = lowest(elf);
        return low > 0 && low < LOWEST_ADDRESS || mapped.stream().filter(d -> d.elf.header().type() == ElfHeader.ET_EXEC)
                .anyMatch(d -> lowest(d.elf) < highest(elf) && low < highest(d.elf));
    }

    private static long lowest(ElfFile elf) {
        return elf.loads().stream().mapToLong(l -> pageDown(l.vaddr())).min().orElse(0);
    }

    private static long highest(ElfFile elf) {
        return elf.loads().stream().mapToLong(MuslMapping::end).max().orElse(0);
    }

    private static long end(LoadSegment l) {
        return pageUp(l.vaddr() + l.memSize());
    }

    private static long pageDown(long address) {
        return address & -PAGE;
    }

    private static long pageUp(long address) {
        return address + PAGE - 1 & -PAGE;
    }

    /** Every file is asked whether it is a C library, by a lookup in a hash table that is taken to be there. */
    private static Mapped hashes(ElfFile elf, RegularFile file) {
        return elf.dynamic().orElseThrow().hash() == Dynamic.HashKinds.NONE ? new Mapped.Crashes("has no hash table") : new Mapped.Done(elf, file);
    }
}
