package org.abifit.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.root.Glob;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** How libraries are told to belong to a family. */
final class MembersTest {
    private static final Members MEMBERS = new Members(List.of(Glob.of("FOO_PRIVATE*")), List.of(Glob.of("FOO_PRIVATE*")), List.of("foo_start"),
            List.of(new Members.Component(List.of(Glob.of("part_*.so")), List.of(Glob.of("libfoo.so.*")))), List.of(Glob.of("libfoo*.so.1")), List.of(Glob.of("libfoo-doc.so.1")),
            List.of("rival_start"));

    private static ElfFile elf(TinyElf elf) {
        return ((ElfOutcome.Parsed) ElfReader.read(ByteSource.of(elf.build()))).file();
    }

    private static boolean held(String name, TinyElf elf) {
        return family("foo", MEMBERS).holds(name, elf(elf));
    }

    private static Family family(String name, Members members) {
        return new Family(name, "", List.of("a"), "2026-11-21", "family", "", members, List.of(), List.of(), List.of(), List.of(), Companions.NONE);
    }

    @Test
    void byTheNodesThatItDefinesOrNeeds() {
        assertTrue(held("a.so", TinyElf.library("a.so").define("a", "FOO_PRIVATE_3")));
        assertTrue(held("a.so", TinyElf.library("a.so").needed("b.so").refer("a", "b.so", "FOO_PRIVATE")));
        assertFalse(held("a.so", TinyElf.library("a.so").define("a", "FOO_1").needed("b.so").refer("a", "b.so", "FOO_2")));
    }

    @Test
    void byASymbolThatItDefinesNotByOneThatItCallsOrCopies() {
        assertTrue(held("a.so", TinyElf.library("a.so").define("foo_start")));
        assertFalse(held("a.so", TinyElf.library("a.so").refer("foo_start")));
        assertFalse(held("a", TinyElf.program().needed("b.so").refer(Reference.copy("foo_start", 8))));
    }

    @Test
    void byNameWithALibraryThatItNeeds() {
        assertTrue(held("part_a.so", TinyElf.library().needed("libfoo.so.1")));
        assertFalse(held("part_a.so", TinyElf.library().needed("libbar.so.1")));
        assertFalse(held("whole_a.so", TinyElf.library().needed("libfoo.so.1")));
    }

    @Test
    void byNameUnlessSomethingSpeaksAgainstIt() {
        assertTrue(held("libfoo.so.1", TinyElf.library("libfoo.so.1")));
        assertFalse(held("libfoo-doc.so.1", TinyElf.library("libfoo-doc.so.1").define("foo_start")));
        assertFalse(held("libfoo.so.1", TinyElf.library("libfoo.so.1").define("rival_start")));
    }

    @Test
    void libraryOfAPartBelongsToTheWhole() {
        Knowledge.Builder builder = new Knowledge.Builder();
        builder.add(family("foo", MEMBERS), List.of(), false);
        builder.add(family("all", Members.NONE), List.of("foo"), false);
        assertEquals(List.of("all", "foo"), builder.build().familiesOf("libfoo.so.1", elf(TinyElf.library("libfoo.so.1"))).stream().map(Family::name).toList());
    }

    @Test
    void partsThatAreNotThereOrGoInCirclesAreErrors() {
        Knowledge.Builder circle = new Knowledge.Builder();
        circle.add(family("a", MEMBERS), List.of("b"), false);
        assertEquals("family a: parts: no family is called 'b'", assertThrows(IllegalArgumentException.class, circle::build).getMessage());
        circle.add(family("b", MEMBERS), List.of("a"), false);
        assertEquals("family a: parts: lead back to it", assertThrows(IllegalArgumentException.class, circle::build).getMessage());
    }
}
