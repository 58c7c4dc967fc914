package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;

/** What tests say of files: the facts of one, its fault, a symbol of it. */
final class Facts {
    /** One machine for each mixture of class and byte order; they also differ in REL and RELA, and in the words of DT_HASH. */
    static final List<Machine> FOUR = List.of(Machine.X86_64, Machine.I386, Machine.S390X, Machine.PPC);

    private Facts() {}

    static Stream<Machine> fourMachines() {
        return FOUR.stream();
    }

    static Stream<Machine> allMachines() {
        return Stream.of(Machine.X86_64, Machine.I386, Machine.AARCH64, Machine.ARM, Machine.RISCV64, Machine.LOONGARCH64, Machine.PPC64LE, Machine.PPC,
                Machine.S390X, Machine.MIPS64EL);
    }

    static ElfOutcome outcome(byte[] bytes) {
        return ElfReader.read(ByteSource.of(bytes));
    }

    static ElfFile of(byte[] bytes) {
        return switch (outcome(bytes)) {
            case ElfOutcome.Parsed parsed -> parsed.file();
            case ElfOutcome.Malformed malformed -> fail(malformed.fault().toString());
            case ElfOutcome.NotElf n -> fail("not ELF");
            case ElfOutcome.Unreadable u -> fail(u.why());
        };
    }

    static ElfFile of(TinyElf elf) {
        return of(elf.build());
    }

    static ElfOutcome.Malformed malformed(byte[] bytes) {
        return assertInstanceOf(ElfOutcome.Malformed.class, outcome(bytes));
    }

    static ElfFault fault(byte[] bytes) {
        return malformed(bytes).fault();
    }

    /** {@return the symbols of this name, in table order} */
    static List<Symbol> symbols(ElfFile file, String name) {
        return file.symbols().symbols().stream().filter(s -> s.name().equals(name)).toList();
    }

    /** {@return the only symbol of this name} */
    static Symbol symbol(ElfFile file, String name) {
        List<Symbol> all = symbols(file, name);
        return all.size() == 1 ? all.getFirst() : fail(name + ": " + all);
    }

    static List<String> names(ElfFile file) {
        return IntStream.range(0, file.symbols().count()).mapToObj(file.symbols()::name).toList();
    }

    /** {@return the names of the symbols that a loader looks up, in its order} */
    static List<String> lookups(ElfFile file) {
        SymbolTable table = file.symbols();
        return IntStream.range(0, table.referenceCount()).mapToObj(table::reference).map(table::name).toList();
    }

    /** {@return the facts of a file as a text in which everything but its size stands} */
    static String textWithoutSize(ElfFile f) {
        ElfFile sizeless = new ElfFile(0, f.header(), f.interp(), f.loads(), f.tls(), f.stack(), f.dynamic(), f.verdefs(), f.verneeds(), SymbolTable.EMPTY,
                f.notes(), f.libc());
        return sizeless.toString().replaceAll("SymbolTable@\\w+", "") + "\n" + f.symbols().symbols() + "\n" + lookups(f);
    }

    /** {@return a library with all tables that a loader reads} */
    static TinyElf full(Machine machine) {
        return TinyElf.library("libfull.so.1").machine(machine)
                .needed("liba.so.1", "libb.so.2")
                .runpath("/opt/full/lib")
                .nodes("V1", "V2")
                .define("one", "V1")
                .define("two", "V2")
                .define("three")
                .refer("four", "liba.so.1", "A_1")
                .refer("five", "libb.so.2", "B_1")
                .refer(Reference.data("six"))
                .relative(3)
                .threadLocal(16, 8)
                .note(Note.buildId("00112233445566778899aabbccddeeff00112233"));
    }

    /** {@return DT_RELA or DT_REL, as the machine has it} */
    static long relocations(Machine machine) {
        return machine.rela() ? Elf.DT_RELA : Elf.DT_REL;
    }

    /** {@return DT_RELASZ or DT_RELSZ} */
    static long relocationsSize(Machine machine) {
        return machine.rela() ? Elf.DT_RELASZ : Elf.DT_RELSZ;
    }
}
