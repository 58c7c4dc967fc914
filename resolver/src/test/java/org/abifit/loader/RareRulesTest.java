package org.abifit.loader;

import static org.abifit.loader.Words.loading;
import static org.abifit.loader.Words.notFound;
import static org.abifit.loader.Words.undefined;
import static org.abifit.loader.Words.version;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.GLIBC_2_41;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import org.abifit.testkit.Bind;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Phdr;
import org.abifit.testkit.Reference;
import org.abifit.testkit.Spots;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.Scene;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Rules of glibc that hardly any program meets; worlds thrown together at random did. */
class RareRulesTest {
    private static final String L = "/usr/lib/liba.so";
    private static final String INFORMATION = "/app: /usr/lib/liba.so: no version information available (required by /app)";

    private static Scene with(TinyElf app, TinyElf library) {
        byte[] bytes = library.build();
        return Scene.of(w -> w.app(app).bytes(L, bytes));
    }

    // ---- names

    @Test
    void aTokenIsAWholeWord() {
        Scene.of(w -> w.app(program().needed("$ORIGINAL/liba.so"))).on(GLIBC).fail(notFound("$ORIGINAL/liba.so"));
        Scene.of(w -> w.app(program().needed("liba.so")).env("LD_LIBRARY_PATH", "/x/$LIBS").elf("/x/$LIBS/liba.so", library("liba.so"))).on(GLIBC).take("liba.so", "/x/$LIBS/liba.so");
    }

    @Test
    void theOriginOfALibraryFoundInARelativeFolderIsAbsolute() {
        Scene.of(w -> w.app(program().needed("liba.so").rpath("d1")).elf("/d1/liba.so", library("liba.so").needed("libb.so").rpath("$ORIGIN/sub")).elf("/d1/sub/libb.so", library("libb.so")))
                .on(GLIBC).take("libb.so", "/d1/sub/libb.so");
    }

    @Test
    void aMissingAuxiliaryIsOnlyNoted() {
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").auxiliary("libnone.so"))).on(GLIBC).start();
        assertEquals(List.of("libnone.so"), World.of(GLIBC_2_36).app(program().needed("liba.so")).elf(L, library("liba.so").auxiliary("libnone.so")).load().notes().stream()
                .filter(n -> n.kind().equals("auxiliary-missing")).map(LoadRemark::object).toList());
    }

    // ---- files

    @Test
    void anAlignmentOfZeroAsksForTheSameAddressAndOffset() {
        with(program().needed("liba.so"), library("liba.so").define("foo").loadAlign(0)).on(GLIBC_2_31).fail(loading("liba.so: ELF load command address/offset not properly aligned"))
                .on(GLIBC_2_36).start();
    }

    @Test
    void whatSegmentsThatContradictEachOtherComeToIsNotKnown() {
        byte[] sound = library("liba.so").define("foo").build();
        long first = Spots.in(sound).segment(Elf.PT_LOAD, 0, Phdr.P_FILESZ);
        unknown(Broken.patchWord(sound, first, 1L << 60));
        unknown(Broken.patchWord(sound, first, sound.length + 1L));
        unknown(Broken.patchWord(sound, Spots.in(sound).segment(Elf.PT_LOAD, 0, Phdr.P_MEMSZ), 0x4000));
        unknown(Broken.patchWord(sound, Spots.in(sound).segment(Elf.PT_LOAD, 1, Phdr.P_MEMSZ), 1));
        unknown(Broken.patchWord(sound, Spots.in(sound).segment(Elf.PT_LOAD, 1, Phdr.P_MEMSZ), 1L << 47));
        unknown(Broken.patchWord(sound, Spots.in(sound).segment(Elf.PT_LOAD, 2, Phdr.P_MEMSZ), 1L << 40));
    }

    private static void unknown(byte[] library) {
        LoadReport report = World.of(GLIBC_2_36).app(program().needed("liba.so")).bytes(L, library).load();
        assertEquals(Verdict.UNKNOWN, report.verdict());
        assertEquals(List.of(L), report.missing().stream().map(LoadRemark::object).toList());
    }

    @Test
    void aPreloadThatIsAFolderIsIgnored() {
        Scene.of(w -> w.app(program()).folder("/liba.so").env("LD_PRELOAD", "/liba.so")).on(GLIBC)
                .warn("ERROR: ld.so: object '/liba.so' from LD_PRELOAD cannot be preloaded (cannot read file data): ignored.").start();
    }

    // ---- versions

    @Test
    void theLoaderAnswersVersionNeedsOfItsOwnAccordFrom2dot41On() {
        Scene scene = Scene.of(w -> w.app(program().need("ld-linux-x86-64.so.2", "V1")));
        scene.on(GLIBC_2_36.andEarlier()).fail("Inconsistency detected by ld.so: dl-version.c: _dl_check_map_versions: Assertion `needed != NULL' failed!");
        scene.on(GLIBC_2_41.andLater()).fail(version(Release.GLIBC_LOADER, "V1", "/app"));
    }

    @Test
    void aHiddenSymbolOfALibraryWithoutAVersionTableEndsTheProgramToo() {
        Scene scene = with(program().needed("liba.so").refer(Reference.data("foo").weak().version("liba.so", "V1")),
                library("liba.so").define(Definition.function("foo").visibility(Elf.STV_HIDDEN)));
        scene.on(GLIBC_2_36.andEarlier()).fail(INFORMATION);
        scene.on(GLIBC_2_41.andLater()).start();
    }

    // ---- symbols

    @Test
    void behindAHiddenMatchTheSameObjectIsNotAskedAgain() {
        with(program().needed("liba.so").refer(Reference.data("foo")),
                library("liba.so").nodes("V1", "V2").define(Definition.function("foo").version("V1").visibility(Elf.STV_HIDDEN)).define(Definition.function("foo").version("V1")))
                .on(GLIBC).fail(undefined("/app", "foo"));
    }

    @Test
    void anUndefinedFunctionWithAnAddressServesThoseWhoWantTheAddress() {
        with(program().needed("liba.so").refer(Reference.lazy("foo").also(Bind.POINTER)), library("liba.so").define(Definition.function("foo").sectionIndex(Elf.SHN_UNDEF)))
                .on(GLIBC).failBoundNow(undefined("/app", "foo"));
    }

    @Test
    void anEmptyBindNowIsNone() {
        Scene.of(w -> w.app(program().needed("liba.so").refer("foo")).elf(L, library("liba.so")).env("LD_BIND_NOW", "")).on(GLIBC).failBoundNow(undefined("/app", "foo"));
    }

    @Test
    void aCopyThatIsTooLargeIsWarnedOfOnRequest() {
        Consumer<World> files = w -> w.app(program().needed("liba.so").refer(Reference.copy("foo", 16))).elf(L, library("liba.so").define(Definition.object("foo", 8)));
        Scene.of(files).on(GLIBC).warn().start();
        Scene.of(files.andThen(w -> w.env("LD_WARN", "1"))).on(GLIBC).warn("/app: Symbol `foo' has different size in shared object, consider re-linking").start();
    }

    // ---- order

    @Test
    void theTunableBringsTheOrderOfBeforeBack() {
        Consumer<World> files = w -> w.app(program().needed("lib1.so"))
                .elf("/usr/lib/lib1.so", library("lib1.so").needed("lib2.so"))
                .elf("/usr/lib/lib2.so", library("lib2.so").needed("lib3.so").refer(Reference.data("two")))
                .elf("/usr/lib/lib3.so", library("lib3.so").needed("lib2.so").refer(Reference.data("three")));
        Scene.of(files.andThen(w -> w.env("GLIBC_TUNABLES", "glibc.malloc.check=0:glibc.rtld.dynamic_sort=1"))).on(GLIBC).fail(undefined("/usr/lib/lib3.so", "three"));
        Scene.of(files).on(GLIBC_2_36.andLater()).fail(undefined("/usr/lib/lib2.so", "two"));
    }
}
