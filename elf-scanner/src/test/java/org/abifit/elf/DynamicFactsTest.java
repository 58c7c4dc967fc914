package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.Dynamic.HashKinds;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Machine;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The dynamic section, in both classes and byte orders. */
@ParameterizedClass
@MethodSource("org.abifit.elf.Facts#fourMachines")
class DynamicFactsTest {
    private final Machine machine;

    DynamicFactsTest(Machine machine) {
        this.machine = machine;
    }

    private TinyElf library() {
        return TinyElf.library().machine(machine);
    }

    private static Dynamic dynamic(TinyElf elf) {
        return Facts.of(elf).dynamic().orElseThrow();
    }

    @Test
    void namesAreLookedUp() {
        Dynamic dynamic = dynamic(library().needed("libb.so.2", "liba.so.1", "libb.so.2").soname("libx.so.3").rpath("/r:$ORIGIN").runpath("/u:")
                .filter("libf2.so").filter("libf1.so").auxiliary("libx2.so").auxiliary("libx1.so")
                .stringTag(Elf.DT_AUDIT, "libaudit.so").stringTag(Elf.DT_DEPAUDIT, "libdep.so"));
        assertEquals(List.of("libb.so.2", "liba.so.1", "libb.so.2"), dynamic.needed());
        assertEquals(Optional.of("libx.so.3"), dynamic.soname());
        assertEquals(Optional.of("/r:$ORIGIN"), dynamic.rpath());
        assertEquals(Optional.of("/u:"), dynamic.runpath());
        assertEquals(List.of("libf2.so", "libf1.so"), dynamic.filters());
        assertEquals(List.of("libx2.so", "libx1.so"), dynamic.auxiliaries());
        assertEquals(Optional.of("libaudit.so"), dynamic.audit());
        assertEquals(Optional.of("libdep.so"), dynamic.depAudit());
    }

    @Test
    void absentNamesAreAbsentAndEmptyOnesEmpty() {
        Dynamic none = dynamic(library());
        assertEquals(List.of(), none.needed());
        assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(none.soname(), none.rpath(), none.runpath(), none.audit(), none.depAudit()));
        assertEquals(Optional.of(""), dynamic(library().runpath("")).runpath());
    }

    @Test
    void namesAreByteStrings() {
        String name = "lib\u00ff\u00c3\u00a4\n.so";
        byte[] bytes = library().soname("libXXXX.so").build();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("libXXXX.so");
        assertEquals(Optional.of(name), Facts.of(Broken.patch(bytes, at + 3, 0xff, 0xc3, 0xa4, '\n')).soname());
    }

    @Test
    void ofATagThatStandsTwiceTheLastCounts() {
        assertEquals(Optional.of("/second"), dynamic(library().runpath("/first").runpath("/second")).runpath());
    }

    @Test
    void flagsComeFromTheirWordsAndFromTagsOfTheirOwn() {
        Dynamic none = dynamic(library());
        assertEquals(List.of(0L, 0L), List.of(none.flags(), none.flags1()));
        assertFalse(none.bindNow() || none.symbolic() || none.hasTextrel() || none.hasRelr() || none.hasVersym());
        assertTrue(dynamic(library().symbolic()).symbolic());
        assertTrue(dynamic(library().flags(Elf.DF_SYMBOLIC)).symbolic());
        assertTrue(dynamic(library().tag(Elf.DT_BIND_NOW, 0)).bindNow());
        assertTrue(dynamic(library().flags(Elf.DF_BIND_NOW)).bindNow());
        assertTrue(dynamic(library().flags1(Elf.DF_1_NOW)).bindNow());
        assertTrue(dynamic(library().tag(Elf.DT_TEXTREL, 0)).hasTextrel());
        assertTrue(dynamic(library().flags(Elf.DF_TEXTREL)).hasTextrel());
        assertTrue(dynamic(library().relr(70)).hasRelr());
        assertTrue(dynamic(library().define("f", "V")).hasVersym());
        assertEquals(Elf.DF_STATIC_TLS | Elf.DF_ORIGIN, dynamic(library().flags(Elf.DF_STATIC_TLS | Elf.DF_ORIGIN)).flags());
    }

    @Test
    void flags1KeepsAllItsBits() {
        Dynamic dynamic = dynamic(library().flags1(0xffffffffL));
        assertEquals(0xffffffffL, dynamic.flags1());
        assertTrue(dynamic.flag1(Dynamic.DF_1_PIE) && dynamic.flag1(Dynamic.DF_1_NODEFLIB));
        assertFalse(dynamic(TinyElf.program().machine(machine)).flag1(Dynamic.DF_1_NODEFLIB));
        assertTrue(dynamic(TinyElf.program().machine(machine)).flag1(Dynamic.DF_1_PIE));
    }

    @Test
    void hashTablesAreToldApart() {
        assertEquals(HashKinds.GNU, dynamic(library().define("f")).hash());
        assertEquals(HashKinds.SYSV, dynamic(library().define("f").sysvHash()).hash());
        assertEquals(HashKinds.BOTH, dynamic(library().define("f").bothHashes()).hash());
        assertEquals(HashKinds.NONE, dynamic(library().define("f").noHash()).hash());
    }

    @Test
    void aTableWithoutItsEndIsReadToTheEndOfItsSegment() {
        byte[] bytes = library().needed("liba.so").soname("libx.so").build();
        assertEquals(Facts.of(bytes).dynamic(), Facts.of(Broken.dynamicUnterminated(bytes)).dynamic());
    }

    @Test
    void stringsWithoutATableSizeReachToTheEndOfTheirSegment() {
        assertEquals(Optional.of("libx.so"), Facts.of(library().soname("libx.so").withoutTag(Elf.DT_STRSZ)).soname());
    }

    @Test
    void aFileWithoutSymbolTableHasNoSymbols() {
        assertEquals(0, Facts.of(library().define("f").withoutTag(Elf.DT_SYMTAB)).symbols().count());
    }
}
