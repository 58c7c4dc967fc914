package org.abifit.elf;

import static org.abifit.elf.ReferenceClass.COPY;
import static org.abifit.elf.ReferenceClass.DATA;
import static org.abifit.elf.ReferenceClass.LAZY;
import static org.abifit.elf.ReferenceClass.TLS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How relocations refer to symbols, and in which order a loader comes upon them. */
class RelocationFactsTest {

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#allMachines")
    void classesAreThoseOfTheMachinesNumbers(Machine machine) {
        ElfFile file = Facts.of(TinyElf.program().machine(machine).refer("lazy").refer(Reference.data("got"))
                .refer(Reference.unused("pointer").also(Bind.POINTER)).refer(Reference.copy("copy", 8)).refer(Reference.tls("dynamic"))
                .refer(Reference.initialExecTls("exec")).refer(Reference.unused("none")).refer(Reference.lazy("both").also(Bind.POINTER)));
        assertEquals(Set.of(LAZY), Facts.symbol(file, "lazy").references());
        assertEquals(Set.of(DATA), Facts.symbol(file, "got").references());
        assertEquals(Set.of(DATA), Facts.symbol(file, "pointer").references());
        assertEquals(Set.of(COPY), Facts.symbol(file, "copy").references());
        assertEquals(Set.of(TLS), Facts.symbol(file, "dynamic").references());
        assertEquals(Set.of(TLS), Facts.symbol(file, "exec").references());
        assertEquals(Set.of(), Facts.symbol(file, "none").references());
        assertEquals(Set.of(LAZY, DATA), Facts.symbol(file, "both").references());
        assertEquals(Symbol.Place.SECTION, Facts.symbol(file, "copy").place());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#allMachines")
    void theOtherTableFormReadsTheSame(Machine machine) {
        TinyElf elf = TinyElf.library().machine(machine.withRela(!machine.rela())).relative(4).refer("lazy").refer(Reference.data("got")).define("f");
        ElfFile file = Facts.of(elf);
        assertEquals(List.of("got", "lazy"), Facts.lookups(file));
        assertEquals(Set.of(LAZY), Facts.symbol(file, "lazy").references());
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#allMachines")
    void anOffsetOfItsOwnThreadLocalBlockIsTold(Machine machine) {
        assertTrue(relocations(TinyElf.library().machine(machine).threadLocal(8, 8).ownTlsOffset()).fixedTls(), machine.interpreter());
        assertFalse(relocations(TinyElf.library().machine(machine).threadLocal(8, 8).refer(Reference.initialExecTls("exec"))).fixedTls());
        assertFalse(relocations(TinyElf.library().machine(machine).threadLocal(8, 8).refer(Reference.tls("dynamic"))).fixedTls());
    }

    @Test
    void typesThatOccurAreTold() {
        Relocations x86 = relocations(TinyElf.library().relative(4).refer("lazy").refer(Reference.data("got")));
        assertEquals(1L << 7 | 1L << 6, x86.types());
        assertTrue(x86.has(7) && !x86.has(8), "what DT_RELACOUNT covers is relative by promise");
    }

    private static Relocations relocations(TinyElf elf) {
        return Facts.of(elf).dynamic().orElseThrow().relocations();
    }

    @Test
    void descriptorsAreThreadLocal() {
        for (Machine machine : List.of(Machine.X86_64, Machine.I386, Machine.AARCH64, Machine.ARM, Machine.RISCV64, Machine.LOONGARCH64)) {
            ElfFile file = Facts.of(TinyElf.library().machine(machine).refer(Reference.unused("t").type(Elf.STT_TLS).also(Bind.TLS_DESCRIPTOR)));
            assertEquals(Set.of(TLS), Facts.symbol(file, "t").references(), machine.interpreter());
        }
    }

    @Test
    void ofAnUnknownMachineThePltIsLazyAndTheRestData() {
        for (int bits : new int[] {32, 64}) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                ElfFile file = Facts.of(TinyElf.library().machine(Machine.of(0x1234, bits, order)).refer("l").refer(Reference.tls("t")));
                assertEquals(Set.of(LAZY), Facts.symbol(file, "l").references());
                assertEquals(Set.of(DATA), Facts.symbol(file, "t").references());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void loadersGoThroughTheTablesInOrderThePltLast(Machine machine) {
        ElfFile file = Facts.of(TinyElf.library().machine(machine).relative(2).refer("l1").refer(Reference.data("d1"))
                .refer(Reference.lazy("l2").also(Bind.GOT)).refer("l3").refer(Reference.data("d2").also(Bind.GOT).also(Bind.POINTER)).refer("l0"));
        assertEquals(List.of("d1", "l2", "d2", "l1", "l2", "l3", "l0"), Facts.lookups(file));
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void definedSymbolsAreLookedUpTooWhereRelocationsNameThem(Machine machine) {
        ElfFile file = Facts.of(TinyElf.library().machine(machine).define(Definition.function("f").also(Bind.LAZY)).define("g"));
        assertEquals(List.of("f"), Facts.lookups(file));
        assertTrue(Facts.symbol(file, "g").references().isEmpty());
    }

    /** The loader takes DT_RELACOUNT at its word: what lies before it is never looked up. */
    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void relativeRelocationsAreSkippedByTheirCount(Machine machine) {
        long count = machine.rela() ? Elf.DT_RELACOUNT : Elf.DT_RELCOUNT;
        TinyElf three = TinyElf.library().machine(machine).relative(3).refer(Reference.data("a")).refer(Reference.data("b")).refer("l");
        assertEquals(List.of("a", "b", "l"), Facts.lookups(Facts.of(three)));
        assertEquals(List.of("b", "l"), Facts.lookups(Facts.of(three.overrideTag(count, 4))));
        assertEquals(List.of("a", "b", "l"), Facts.lookups(Facts.of(three.overrideTag(count, 0))));
        assertEquals(List.of("l"), Facts.lookups(Facts.of(three.overrideTag(count, 1000))));
        assertEquals(List.of("l"), Facts.lookups(Facts.of(three.overrideTag(count, -1))));
    }

    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void packedRelativeRelocationsNameNoSymbol(Machine machine) {
        assertEquals(List.of("a"), Facts.lookups(Facts.of(TinyElf.library().machine(machine).relr(200).refer(Reference.data("a")))));
    }

    /** Some linkers let DT_RELASZ cover DT_JMPREL at its end; glibc leaves those entries to the PLT. */
    @ParameterizedTest
    @MethodSource("org.abifit.elf.Facts#fourMachines")
    void thePltAtTheEndOfTheTableStaysLazy(Machine machine) {
        byte[] bytes = TinyElf.library().machine(machine).refer(Reference.data("d")).refer("l1").refer("l2").build();
        Spots spots = Spots.in(bytes);
        long start = spots.table(Facts.relocations(machine));
        long size = spots.table(Elf.DT_JMPREL) + spots.word(spots.dynamicValue(Elf.DT_PLTRELSZ)) - start;
        byte[] covering = Broken.patchWord(bytes, spots.dynamicValue(Facts.relocationsSize(machine)), size);
        assertTrue(size > spots.word(spots.dynamicValue(Facts.relocationsSize(machine))));
        assertEquals(Facts.textWithoutSize(Facts.of(bytes)), Facts.textWithoutSize(Facts.of(covering)));
        assertEquals(Set.of(LAZY), Facts.symbol(Facts.of(covering), "l2").references());
    }

    /** Where the table covers only a part of the PLT, glibc goes through that part at start and through all of it as PLT. */
    @Test
    void aPartOfThePltInTheTableIsBoundAtStart() {
        byte[] bytes = TinyElf.library().refer(Reference.data("d")).refer("l1").refer("l2").build();
        Spots spots = Spots.in(bytes);
        long size = spots.table(Elf.DT_JMPREL) + 24 - spots.table(Elf.DT_RELA);
        ElfFile file = Facts.of(Broken.patchWord(bytes, spots.dynamicValue(Elf.DT_RELASZ), size));
        assertEquals(Set.of(DATA, LAZY), Facts.symbol(file, "l1").references());
        assertEquals(Set.of(LAZY), Facts.symbol(file, "l2").references());
        assertEquals(List.of("d", "l1", "l1", "l2"), Facts.lookups(file));
    }

    @Test
    void mipsBindsThroughItsGotWithoutRelocations() {
        TinyElf elf = TinyElf.library().machine(Machine.MIPS64EL).sysvHash().refer(Reference.unused("before")).refer(Reference.unused("data"))
                .refer(Reference.unused("stub").type(Elf.STT_FUNC).value(0x1000)).define("f").tag(0x70000013L, 2);
        ElfFile file = Facts.of(elf);
        assertEquals(List.of("data", "stub", "f"), Facts.lookups(file));
        assertEquals(Set.of(LAZY), Facts.symbol(file, "stub").references());
        assertEquals(Set.of(DATA), Facts.symbol(file, "f").references());
    }

    @Test
    void mipsTellsItsSymbolCount() {
        TinyElf elf = TinyElf.library().machine(Machine.MIPS64EL).noHash().define("f").define("g");
        assertEquals(List.of("f"), Facts.names(Facts.of(elf.tag(0x70000011L, 2))));
    }
}
