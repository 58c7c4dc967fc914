package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Reference;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Dynamic symbols: what each is, and how many there are. */
@ParameterizedClass
@MethodSource("org.abifit.elf.Facts#fourMachines")
class SymbolFactsTest {
    private final Machine machine;

    SymbolFactsTest(Machine machine) {
        this.machine = machine;
    }

    private TinyElf library() {
        return TinyElf.library("libs.so").machine(machine);
    }

    private Symbol symbol(Definition definition) {
        return symbol(library().define(definition));
    }

    private Symbol symbol(Reference reference) {
        return symbol(library().refer(reference));
    }

    private static Symbol symbol(TinyElf elf) {
        return Facts.symbol(Facts.of(elf), "s");
    }

    @Test
    void bindingTypeAndVisibilityAreAsWritten() {
        for (int binding : new int[] {Symbol.STB_GLOBAL, Symbol.STB_WEAK, Symbol.STB_GNU_UNIQUE, 13}) {
            assertEquals(binding, symbol(Definition.function("s").binding(binding)).binding());
        }
        for (int type : new int[] {Symbol.STT_NOTYPE, Symbol.STT_OBJECT, Symbol.STT_FUNC, Elf.STT_SECTION, Elf.STT_FILE, Symbol.STT_COMMON, Symbol.STT_TLS,
                Symbol.STT_GNU_IFUNC, 15}) {
            assertEquals(type, symbol(Definition.function("s").type(type)).type());
        }
        for (int visibility = Symbol.STV_DEFAULT; visibility <= Symbol.STV_PROTECTED; visibility++) {
            assertEquals(visibility, symbol(Definition.function("s").visibility(visibility)).visibility());
        }
    }

    /** PPC64 keeps the local entry point in st_other, above the visibility. */
    @Test
    void otherBitsBesideTheVisibilityAreLeftOut() {
        byte[] bytes = library().define(Definition.function("s").visibility(Symbol.STV_PROTECTED)).build();
        long other = Spots.in(bytes).symbol(1) + (machine.bits() == 64 ? 5 : 13);
        assertEquals(Symbol.STV_PROTECTED, Facts.symbol(Facts.of(Broken.patch(bytes, other, 0x60 | 3)), "s").visibility());
    }

    @Test
    void placeIsWhatTheSectionIndexSays() {
        assertEquals(Symbol.Place.SECTION, symbol(Definition.function("s")).place());
        assertEquals(Symbol.Place.ABSOLUTE, symbol(Definition.absolute("s", 5)).place());
        assertEquals(Symbol.Place.COMMON, symbol(Definition.object("s", 4).sectionIndex(Elf.SHN_COMMON)).place());
        assertEquals(Symbol.Place.UNDEFINED, symbol(Reference.lazy("s")).place());
        assertEquals(Symbol.Place.SECTION, symbol(Definition.function("s").sectionIndex(0xffff)).place());
        assertEquals(Symbol.Place.SECTION, symbol(Definition.function("s").sectionIndex(0xff00)).place());
    }

    @Test
    void tableAnswersAsItsSymbolsDo() {
        ElfFile file = Facts.of(Facts.full(machine).define(Definition.absolute("abs", 0).weak()).define(Definition.tls("t", 8).visibility(2)));
        SymbolTable table = file.symbols();
        for (int i = 0; i < table.count(); i++) {
            Symbol symbol = table.symbol(i);
            assertEquals(symbol, new Symbol(table.name(i), table.versionIndex(i), table.hidden(i), table.binding(i), table.type(i), table.visibility(i),
                    symbol.place(), table.zeroValue(i), table.size(i), symbol.references()));
            assertEquals(symbol.place() == Symbol.Place.UNDEFINED, table.undefined(i));
            assertEquals(symbol.place() == Symbol.Place.ABSOLUTE, table.absolute(i));
            assertEquals(!symbol.references().isEmpty(), table.referenced(i));
            assertEquals(symbol.references().equals(Set.of(ReferenceClass.LAZY)), table.onlyLazy(i));
        }
        assertEquals(8, table.count());
    }

    @Test
    void zeroValueIsToldFromOthers() {
        assertTrue(symbol(Definition.absolute("s", 0)).zeroValue());
        assertFalse(symbol(Definition.absolute("s", 1)).zeroValue());
        assertTrue(symbol(Reference.lazy("s")).zeroValue());
        assertFalse(symbol(Reference.lazy("s").canonicalPlt()).zeroValue());
        assertFalse(symbol(Definition.function("s").value(0x80000000L)).zeroValue());
    }

    @Test
    void sizesHaveThirtyTwoBitsAtMost() {
        assertEquals(24, symbol(Definition.object("s", 24)).size());
        assertEquals(0xfffffffeL, symbol(Definition.function("s").size(0xfffffffeL)).size());
        if (machine.bits() == 64) {
            assertEquals(0xffffffffL, symbol(Definition.function("s").size(0x100000000L)).size());
            assertEquals(0xffffffffL, symbol(Definition.function("s").size(-1)).size());
        }
    }

    @Test
    void localSymbolsAreLeftOutWithTheirReferences() {
        ElfFile file = Facts.of(library().define(Definition.function("local").binding(Elf.STB_LOCAL).also(Bind.GOT)).define("g")
                .refer(Reference.data("u")));
        assertEquals(Set.of("g", "u"), new TreeSet<>(Facts.names(file)));
        assertEquals(List.of("u"), Facts.lookups(file));
    }

    @Test
    void everyHashTableCountsTheSameSymbols() {
        List<String> wanted = IntStream.range(0, 40).mapToObj(i -> "f" + i).toList();
        for (int hash = 0; hash < 4; hash++) {
            TinyElf elf = library().refer(Reference.unused("u")).refer("l");
            wanted.forEach(elf::define);
            ElfFile file = Facts.of(switch (hash) {
                case 0 -> elf;
                case 1 -> elf.sysvHash();
                case 2 -> elf.bothHashes();
                default -> elf.noHash();
            });
            assertEquals(42, file.symbols().count());
            assertTrue(Facts.names(file).containsAll(wanted));
        }
    }

    /** GNU ld writes such a table with symoffset 1, whatever the number of undefined symbols. */
    @Test
    void anEmptyGnuHashLeavesTheCountToTheRelocations() {
        ElfFile file = Facts.of(library().refer(Reference.data("a")).refer(Reference.unused("between")).refer("z").refer(Reference.unused("behind")));
        assertEquals(List.of("a", "between", "z"), Facts.names(file));
        assertEquals(List.of("a", "z"), Facts.lookups(file));
        assertEquals(0, Facts.of(library()).symbols().count());
        assertEquals(List.of("a"), Facts.names(Facts.of(library().sysvHash().refer(Reference.unused("a")))));
    }

    @Test
    void namesAreByteStringsAndMayBeEmptyOrLong() {
        String odd = "\u00e4\u00ff\u0001 @@V";
        String longest = "x".repeat(100_000);
        byte[] bytes = library().define("ODDNAME!").define(longest).define("").build();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ODDNAME!");
        ElfFile file = Facts.of(Broken.patch(bytes, at, odd.chars().toArray()));
        assertEquals(Set.of("", longest, odd + "!"), new TreeSet<>(Facts.names(file)));
    }
}
