package org.abifit.testkit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Everything that {@link TinyElf} was told, and nothing else: the writers read it, only the builder changes it. */
final class Spec {
    /** Which symbol hash tables are written. */
    enum Hash { NONE, SYSV, GNU, BOTH }

    /** How PT_GNU_STACK looks. */
    enum Stack { ABSENT, NON_EXEC, EXEC }

    /** A dynamic entry whose value is a name in {@code .dynstr}. */
    record StringTag(long tag, String name) {
    }

    /** A dynamic entry with a plain value. */
    record Tag(long tag, long value) {
    }

    /** A program header given field by field. */
    record Segment(int type, int flags, long offset, long vaddr, long filesz, long memsz, long align) {
    }

    /** What a program does before it exits, or a function before it returns. */
    sealed interface Step {
        /** Calls an imported function through its PLT entry. */
        record Call(String symbol) implements Step {
        }

        /** Calls dlopen; when that fails, prints dlerror on standard error and exits with 1. */
        record Dlopen(String file, int flags) implements Step {
        }
    }

    // ELF header
    Machine machine = Machine.X86_64;
    int type = Elf.ET_DYN;
    final Map<Integer, Integer> ident = new TreeMap<>();
    final Map<Ehdr, Long> header = new EnumMap<>(Ehdr.class);
    boolean sectionHeaders;

    // Segments
    boolean dynamic = true;
    Optional<String> interpreter = Optional.empty();
    Optional<String> interpreterElse = Optional.empty();
    boolean interpreterWanted;
    OptionalLong page = OptionalLong.empty();
    OptionalLong base = OptionalLong.empty();
    OptionalLong loadAlign = OptionalLong.empty();
    final Map<Integer, Long> loadShift = new TreeMap<>();
    Stack stack = Stack.NON_EXEC;
    long tlsSize;
    long tlsAlign = 1;
    final List<Segment> segments = new ArrayList<>();
    final Set<Integer> droppedSegments = new HashSet<>();
    final List<Note> notes = new ArrayList<>();

    // Dynamic section
    Optional<String> soname = Optional.empty();
    final List<StringTag> strings = new ArrayList<>();
    final List<Tag> tags = new ArrayList<>();
    final Map<Long, Long> tagOverrides = new TreeMap<>();
    final Set<Long> droppedTags = new HashSet<>();
    long dtFlags;
    long dtFlags1;
    Hash hash = Hash.GNU;

    // Symbols and versions
    final List<Definition> definitions = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    final List<VersionNode> nodes = new ArrayList<>();
    final List<VersionNeed> needs = new ArrayList<>();
    Optional<String> baseNode = Optional.empty();
    boolean baseNodeWanted = true;
    Optional<Boolean> versym = Optional.empty();
    int relative;
    int relr;
    final List<Integer> rawRelocations = new ArrayList<>();

    // Code
    boolean program;
    final List<Step> steps = new ArrayList<>();
    int exitCode;
    boolean exitWithResult;
    OptionalInt constructorExit = OptionalInt.empty();

    // The finished file
    final List<Patch> patches = new ArrayList<>();
    OptionalInt truncated = OptionalInt.empty();

    long page() {
        return page.orElse(machine.page());
    }

    long base() {
        return base.orElse(type == Elf.ET_EXEC ? machine.base() : 0);
    }

    /** The path in PT_INTERP, if there is one. */
    Optional<String> interp() {
        return interpreterWanted ? Optional.of(interpreter.or(() -> interpreterElse).orElse(machine.interpreter())) : Optional.empty();
    }
}
