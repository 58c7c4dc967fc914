package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Ehdr;
import org.abifit.testkit.Elf;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.Machine;
import org.abifit.testkit.Note;
import org.abifit.testkit.Patch;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.VersionNeed;
import org.abifit.testkit.VersionNode;
import org.junit.jupiter.api.Test;

/** A case as text is the same case. */
class CaseTextTest {
    private static void comesBack(TinyElf elf) {
        List<String> lines = ElfText.write(elf, "liba.so");
        TinyElf again = ElfText.read(ElfText.kind(elf), "liba.so", lines);
        assertEquals(lines, ElfText.write(again, "liba.so"));
        assertArrayEquals(elf.build(), again.build(), () -> String.join("\n", lines));
    }

    @Test
    void everyLineOfAnElfFile() {
        comesBack(TinyElf.library("liba.so"));
        comesBack(TinyElf.library());
        comesBack(TinyElf.library("other name.so").machine(Machine.AARCH64).type(Elf.ET_REL).header(Ehdr.E_VERSION, 2).ident(Elf.EI_OSABI, 9).ident(12, 3)
                .sectionHeaders().page(0x10000).loadAlign(0x800).shiftLoad(1, 0x10).withoutSegment(Elf.PT_DYNAMIC).executableStack().threadLocal(100, 32)
                .segment(Elf.PT_NOTE, 4, 64, 0, 1, 1, 1));
        comesBack(TinyElf.library("liba.so").noGnuStack().note(Note.abiTag(99, 0, 1)).note(Note.buildId("0123ab")).note(Note.dlopen("[{\"soname\":[\"x y\"]}]"))
                .note(Note.properties(Note.Property.x86IsaNeeded(8), new Note.Property(0xc0000077, -1)).align(4)).note(Note.of(".note.x", "Me", 7, (byte) -1, (byte) 2))
                .note(Note.packageMetadata("{}")));
        comesBack(TinyElf.program().needed("a.so", "b.so").rpath("$ORIGIN:/x").runpath("").needed("c.so").filter("f").auxiliary("x")
                .stringTag(Elf.DT_AUDIT, "audit.so").tag(0x1234, 5).symbolic().overrideTag(Elf.DT_STRSZ, 7).withoutTag(Elf.DT_GNU_HASH)
                .flags(Elf.DF_BIND_NOW | 0x100).flags1(Elf.DF_1_NODEFLIB | Elf.DF_1_NOW).bothHashes().soname("p"));
        comesBack(TinyElf.fixedProgram().base(0x10000000).relative(3).relr(70).rawRelocation(18).ownTlsOffset().exitCode(3).constructorExits(4).interpreter("/x y/ld.so"));
        comesBack(TinyElf.staticProgram());
        comesBack(TinyElf.program().noInterpreter().noHash());
    }

    @Test
    void everyKindOfVersion() {
        comesBack(TinyElf.library("liba.so").nodes("V1", "V2").node(VersionNode.of("V3").parent("V1").weak().index(9)).node(VersionNode.of("V4").hash(5)).nodes("V5")
                .need("b", "X1", "X2").need(VersionNeed.of("b", "X3").weak()).need("c", "Y").need("b", "X4").need(VersionNeed.of("c", "Z").hash(1).index(30))
                .versym(true).baseNode("other"));
        comesBack(TinyElf.library("liba.so").nodes("V1").noBaseNode().versym(false));
    }

    @Test
    void everyKindOfSymbol() {
        comesBack(TinyElf.library("liba.so").define("f").define("g", "V1").define(Definition.function("g").hiddenVersion("V0").weak()).define(Definition.ifunc("i").binding(Elf.STB_GNU_UNIQUE))
                .define(Definition.object("o", 16).visibility(Elf.STV_PROTECTED).content((byte) 1, (byte) 2)).define(Definition.tls("t", 8).binding(Elf.STB_LOCAL))
                .define(Definition.absolute("z", 0)).define(Definition.function("v").value(0).sectionIndex(5).versionIndex(0x8001).type(Elf.STT_FILE).size(3))
                .define(Definition.object("n", 16).type(Elf.STT_NOTYPE).also(Bind.POINTER)).define(Definition.function("s").visibility(Elf.STV_INTERNAL).binding(13)));
        comesBack(TinyElf.program().refer("f").refer("g", "liba.so", "V1").refer(Reference.data("d").weak().weakVersion("liba.so", "W")).refer(Reference.copy("c", 8).also(Bind.GOT))
                .refer(Reference.tls("t")).refer(Reference.initialExecTls("e")).refer(Reference.unused("u").version("x", "V")).refer(Reference.lazy("p").canonicalPlt().also(Bind.POINTER))
                .refer(Reference.unused("x").also(Bind.TLS_DESCRIPTOR).relocation(99)).refer(Reference.unused("m").also(Bind.TLS_MODULE)).call("f").call("g@V1"));
        comesBack(TinyElf.program().refer("dlopen").refer("dlerror").refer("f").dlopen("libx y.so", 0x102).define(Definition.function("h").calls("f").dlopens("liba.so", 1).returns(4))
                .exitWithResult());
    }

    @Test
    void patchesAreNamed() {
        TinyElf elf = TinyElf.program().needed("liba.so").refer("foo", "liba.so", "V2").nodes("N").patch(new Patch("vernaux:0:0", 4, 0x0badbad0L)).patch(new Patch("header:E_TYPE", 2, 1))
                .patch(new Patch("segment:LOAD:1:P_ALIGN", 8, 16)).patch(new Patch("value:NEEDED+1", 1, 3)).patch(new Patch("verdef:1+2", 2, 3))
                .patch(new Patch("symbol:1+4", 1, 0x22)).patch(new Patch("at:0x10", 2, 2)).patch(new Patch("tag:NEEDED:0", 8, 0)).truncate(600);
        comesBack(elf);
        assertEquals(600, elf.build().length);
        assertEquals(2, elf.build()[16]);
    }

    @Test
    void randomWorldsComeBack() {
        IntStream.range(0, 100).forEach(seed -> {
            Case c = Case.of("seed-" + seed, "a random world", RandomSketch.of(seed).fill(World.of(Release.GLIBC_2_36)));
            Case again = CaseText.read(CaseText.write(c));
            assertEquals(CaseText.write(c), CaseText.write(again));
            assertEquals(RealAnswer.of(c.in(World.of(Release.GLIBC_2_31)).load()), RealAnswer.of(again.in(World.of(Release.GLIBC_2_31)).load()));
        });
    }

    private static final String WHOLE = """
            # A comment.
            #
            # And more.
            case T00-all everything that may stand in a case
            env "LD_PRELOAD=/a.so /b.so"
            cpu x86-64-v2
            libc
            program /app
              needed liba.so
            library "/usr/lib/lib a.so"
              soname liba.so
            config /etc/ld.so.preload
              | /x.so
              |- no end
            text /bin/sh executable
              | #!/bin/other
            zeros /z 17
            bytes /b executable
              00ff
            link /l -> /usr/lib
            hardlink /h = /z
            folder /f
            cache libq.so.1 => /conf/libq.so.1 x86-64-v3
            cache libr.so.1 => /conf/libr.so.1 flags=1
            open libp.so by /usr/lib/liba.so now global
            open libq.so lazy local

            expect glibc -2.35 2.41-
              verdict fail
              lazy ok
              message a line:  with two spaces
              error lib-not-found liba.so
              error undefined-symbol foo - by /app
              warning one
              note static
              open 1 verdict ok
              open 2 verdict fail
              open 2 message libq.so: cannot open

            expect glibc 2.36-2.40 musl
              verdict ok
              resolved liba.so => "/usr/lib/lib a.so"
              map /app liba.so
              binds foo by /app => /usr/lib/liba.so
              crashes SIGBUS
              model-only because
              unmodelled not yet
              why it is so
              why and so on
            """;

    @Test
    void everythingThatMayStandInACase() {
        assertEquals(WHOLE, CaseText.write(CaseText.read(WHOLE)));
    }

    @Test
    void eachReleaseHasOneAnswer() {
        Case c = CaseText.read(WHOLE);
        assertEquals("LD_PRELOAD", c.env().firstKey());
        assertEquals("glibc -2.35 2.41-", c.golden(Release.GLIBC_2_31).loaders().text());
        assertEquals("glibc 2.36-2.40 musl", c.golden(Release.GLIBC_2_36).loaders().text());
        assertEquals("glibc -2.35 2.41-", c.golden(Release.GLIBC_2_43).loaders().text());
        assertEquals("glibc 2.36-2.40 musl", c.golden(Release.MUSL).loaders().text());
        Case none = CaseText.read("case X y\nexpect glibc\n");
        assertThrows(IllegalArgumentException.class, () -> none.golden(Release.MUSL));
        Case two = CaseText.read("case X y\nexpect glibc\nexpect glibc 2.31\n");
        assertThrows(IllegalArgumentException.class, () -> two.golden(Release.GLIBC_2_31));
    }

    private static String refused(String text) {
        return assertThrows(IllegalArgumentException.class, () -> CaseText.read(text)).getMessage();
    }

    @Test
    void aTextThatIsNoCaseIsRefusedWithItsLine() {
        assertTrue(refused("case X y\nprogramme /app\n").contains("programme /app"));
        assertTrue(refused("case X y\nprogram /app\n  neded a\n").contains("neded a"));
        assertTrue(refused("case X y\nprogram /app\n  refer foo maybe\n").contains("maybe"));
        assertTrue(refused("case X y\nexpect glibc\n  verdict perhaps\n").contains("perhaps"));
        assertTrue(refused("case X y\nexpect glibc\n  massage x\n").contains("massage"));
        assertTrue(refused("case X y\nlink /a\n").contains("link /a"));
        assertTrue(refused("  needed a\n").contains("needed a"));
        assertTrue(refused("program /app\n").contains("title"));
    }
}
