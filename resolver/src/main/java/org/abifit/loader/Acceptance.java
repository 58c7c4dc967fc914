package org.abifit.loader;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * Whether glibc takes a file as a library: {@code open_verify} and the checks of {@code _dl_map_object_from_fd}
 * (glibc elf/dl-load.c). Refusals of the first kind name the path, those of the second the name asked for.
 */
final class Acceptance {
    /** More than any process has room for, and memory that not every machine has. */
    private static final long MOST_ADDRESS = 1L << 46, MOST_ZEROS = 1L << 32;
    private static final int EV_CURRENT = 1, ELFOSABI_SYSV = 0, ELFOSABI_GNU = 3;
    private static final Pattern KERNEL = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");

    private final FileView files;
    private final LoaderProfile profile;
    private final int pageSize;
    private final Optional<String> kernel;

    Acceptance(FileView files, LoaderProfile profile, MachineFacts machine) {
        this.files = files;
        this.profile = profile;
        this.pageSize = machine.pageSize().orElse(4096);
        this.kernel = machine.kernel();
    }

    /** What opening a path came to. */
    sealed interface Opened {
        /** {@return the same in a few words} */
        default String outcome() {
            return switch (this) {
                case Taken t -> "taken";
                case Absent a when a == Absent.NO_FILE -> "no such file";
                case Absent a when a == Absent.NO_FOLDER -> "a file lies on the way";
                case Absent a -> "links turn in a circle";
                case Passed p when p.otherClass() -> "passed over: the other ELF class";
                case Passed p -> "passed over: for another machine or a newer kernel";
                case Refused r -> "refused: " + r.text();
                case Undecided u -> "not known: " + u.why();
            };
        }

        /** A file that may be mapped. */
        record Taken(String path, String realPath, RegularFile file, ElfFile elf) implements Opened {}

        /** Nothing there; {@code error} is what the loader calls the error of open. */
        record Absent(String error) implements Opened {
            static final Absent NO_FILE = new Absent("No such file or directory");
            /** The loader has words for a handful of errors only ({@code elf/dl-minimal.c}); this one is ENOTDIR. */
            static final Absent NO_FOLDER = new Absent("Error 20");
            /** ELOOP, which ends the search of a list of folders. */
            static final Absent LOOP = new Absent("Error 40");
        }

        /** A file for another class (fatal only if nothing else is found) or machine (passed over in silence). */
        record Passed(boolean otherClass) implements Opened {}

        /** A file that ends the load; {@code text} follows the path. */
        record Refused(String path, String text) implements Opened {}

        /** The facts are missing. */
        record Undecided(String path, String why) implements Opened {}
    }

    Opened open(String path) {
        return switch (files.lookup(path.startsWith("/") ? path : "/" + path)) {
            case Lookup.Missing m -> Opened.Absent.NO_FILE;
            case Lookup.NotDirectory n -> Opened.Absent.NO_FOLDER;
            case Lookup.Loop l -> Opened.Absent.LOOP;
            case Lookup.Unknown u -> new Opened.Undecided(u.path(), u.why());
            case Lookup.Found(String real, Directory d) -> new Opened.Refused(path, "cannot read file data: Error 21");
            case Lookup.Found(String real, Special s) -> new Opened.Undecided(real, "is not a regular file");
            case Lookup.Found(String real, Symlink s) -> Opened.Absent.LOOP;
            case Lookup.Found(String real, RegularFile file) -> verify(path, real, file);
        };
    }

    private Opened verify(String path, String real, RegularFile file) {
        return switch (file.content()) {
            case Content.Elf elf -> verify(path, real, file, elf.ref().file());
            case Content.Malformed m when m.header().isEmpty() -> new Opened.Refused(path, "file too short");
            case Content.Malformed m -> {
                Opened byHeader = header(path, m.header().get());
                yield byHeader != null ? byHeader : new Opened.Undecided(real, "malformed: " + m.fault());
            }
            case Content.Unreadable u -> new Opened.Undecided(real, u.why());
            case Content.Script s -> new Opened.Refused(path, notElf(file));
            case Content.Kept k -> new Opened.Refused(path, notElf(file));
            case Content.Plain p -> new Opened.Refused(path, notElf(file));
        };
    }

    private String notElf(RegularFile file) {
        return file.size() < (profile.is64() ? 64 : 52) ? "file too short" : "invalid ELF header";
    }

    private Opened verify(String path, String real, RegularFile file, ElfFile elf) {
        Opened byHeader = header(path, elf.header());
        if (byHeader != null) {
            return byHeader;
        }
        return wantsNewerKernel(elf) ? new Opened.Passed(false) : new Opened.Taken(path, real, file, elf);
    }

    /** Up to 2.35 a file whose NT_GNU_ABI_TAG asks for a newer kernel is passed over, as if it were not there. */
    boolean wantsNewerKernel(ElfFile elf) {
        return !profile.atLeast(36) && kernel.isPresent() && elf.notes().kernel().isPresent()
                && kernelNumber(elf.notes().kernel().get()) > kernelNumber(kernel.get());
    }

    /** glibc's {@code _dl_discover_osversion}: up to three numbers, eight bits apart. */
    private static int kernelNumber(String release) {
        Matcher numbers = KERNEL.matcher(release);
        if (!numbers.lookingAt()) {
            return 0;
        }
        int version = 0;
        for (int i = 1; i <= 3; i++) {
            version = version << 8 | (numbers.group(i) == null ? 0 : Integer.parseInt(numbers.group(i)));
        }
        return version;
    }

    /**
     * {@return the refusal that the header alone brings about, or null}
     * Debian's builds pass a file of another machine over before they look at the rest of e_ident.
     */
    private Opened header(String path, ElfHeader h) {
        if (h.elfClass() != (profile.is64() ? 2 : 1)) {
            return new Opened.Passed(true);
        }
        boolean otherMachine = machineAsRead(h) != profile.machine();
        String ident = identProblem(h);
        if (ident != null) {
            return otherMachine ? new Opened.Passed(false) : new Opened.Refused(path, ident);
        }
        if (h.version() != EV_CURRENT) {
            return new Opened.Refused(path, "ELF file version does not match current one");
        }
        if (otherMachine) {
            return new Opened.Passed(false);
        }
        if (h.type() != ElfHeader.ET_DYN && h.type() != ElfHeader.ET_EXEC) {
            return new Opened.Refused(path, "only ET_DYN and ET_EXEC can be loaded");
        }
        return h.phentsize() == (profile.is64() ? 56 : 32) ? null : new Opened.Refused(path, "ELF file's phentsize not the expected size");
    }

    /** {@code e_machine} in the loader's own byte order, whatever the file's is. */
    private int machineAsRead(ElfHeader h) {
        boolean sameOrder = (h.data() != 2) == profile.littleEndian();
        return sameOrder ? h.machine() : Short.reverseBytes((short) h.machine()) & 0xffff;
    }

    private String identProblem(ElfHeader h) {
        if (h.data() != (profile.littleEndian() ? 1 : 2)) {
            return "ELF file data encoding not " + (profile.littleEndian() ? "little-endian" : "big-endian");
        }
        if (h.identVersion() != EV_CURRENT) {
            return "ELF file version ident does not match current one";
        }
        if (h.osAbi() != ELFOSABI_SYSV && h.osAbi() != ELFOSABI_GNU && !(profile.machine() == org.abifit.elf.Machine.ARM && h.osAbi() == 97)) {
            return "ELF file OS ABI invalid";
        }
        if (h.abiVersion() != 0 && !(h.osAbi() == ELFOSABI_GNU && h.abiVersion() < 4) && profile.machine() != org.abifit.elf.Machine.MIPS) {
            return "ELF file ABI version invalid";
        }
        return h.zeroPadding() ? null : "nonzero padding in e_ident";
    }

    /** {@return why a file that may be opened is not mapped as a library, or null; {@code opening}: by dlopen} */
    String mapProblem(ElfFile elf, boolean opening) {
        for (ElfFile.LoadSegment load : elf.loads()) {
            if (!profile.atLeast(35) && (load.align() & pageSize - 1) != 0) {
                return "ELF load command alignment not page-aligned";
            }
            if ((load.vaddr() - load.offset() & (profile.atLeast(35) ? pageSize : load.align()) - 1) != 0) {
                return profile.atLeast(35) ? "ELF load command address/offset not page-aligned" : "ELF load command address/offset not properly aligned";
            }
        }
        if (elf.loads().isEmpty()) {
            return "object file has no loadable segments";
        }
        if (elf.header().type() == ElfHeader.ET_EXEC) {
            return "cannot dynamically load executable";
        }
        if (elf.dynamic().isEmpty()) {
            return "object file has no dynamic section";
        }
        if (opening && elf.dynamic().get().flag1(Dynamic.DF_1_NOOPEN)) {
            return "shared object cannot be dlopen()ed";
        }
        boolean pie = elf.dynamic().get().flag1(Dynamic.DF_1_PIE);
        return pie && profile.atLeast(30) ? "cannot dynamically load position-independent executable" : null;
    }

    /** {@return why nobody can tell what mapping a file comes to, or null}: the loader believes its program headers and may well crash over them */
    static String oddSegments(ElfFile elf) {
        long end = 0;
        for (ElfFile.LoadSegment load : elf.loads()) {
            if (load.fileSize() < 0 || load.offset() < 0 || load.offset() > elf.size() - load.fileSize()) {
                return "a PT_LOAD segment leaves the file";
            }
            if (load.memSize() < load.fileSize() || load.vaddr() < end || load.vaddr() > MOST_ADDRESS - load.memSize()) {
                return "the PT_LOAD segments do not follow one another";
            }
            if (load.memSize() - load.fileSize() > MOST_ZEROS) {
                return "a PT_LOAD segment wants %d bytes of memory".formatted(load.memSize());
            }
            end = load.vaddr() + load.memSize();
        }
        return null;
    }
}
