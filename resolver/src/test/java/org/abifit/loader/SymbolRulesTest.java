package org.abifit.loader;

import static org.abifit.loader.Words.loading;
import static org.abifit.loader.Words.muslSymbol;
import static org.abifit.loader.Words.notFound;
import static org.abifit.loader.Words.undefined;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.MUSL;

import org.abifit.testkit.Bind;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Scene;
import org.junit.jupiter.api.Test;

/** Which references must be satisfied, when, and by what. */
class SymbolRulesTest {
    private static final String L = "/usr/lib/liba.so";

    private static Scene with(TinyElf app, TinyElf library) {
        byte[] bytes = library.build();
        return Scene.of(w -> w.app(app).bytes(L, bytes));
    }

    private static Scene callsFoo(TinyElf library) {
        return with(program().needed("liba.so").refer("foo"), library);
    }

    // ---- what is asked

    @Test
    void t65_aFunctionThatIsNeverCalledIsMissedOnlyWhenAllAreBoundAtStart() {
        callsFoo(library("liba.so")).on(GLIBC).miss("undefined-symbol foo - by /app").failBoundNow(undefined("/app", "foo"))
                .on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t66_anAddressIsMissedAtStart() {
        Scene scene = with(program().needed("liba.so"), library("liba.so").refer(Reference.data("foo")));
        scene.on(GLIBC).fail(undefined(L, "foo"));
        scene.on(MUSL).fail(muslSymbol(L, "foo"));
    }

    @Test
    void t66_aFunctionWhoseAddressIsTakenIsMissedAtStart() {
        with(program().needed("liba.so").refer(Reference.lazy("foo").also(Bind.POINTER)), library("liba.so")).on(GLIBC).fail(undefined("/app", "foo"));
    }

    @Test
    void t67_dependenciesComeFirst() {
        Scene scene = Scene.of(w -> w.app(program().needed("lib1.so", "lib2.so"))
                .elf("/usr/lib/lib1.so", library("lib1.so").needed("lib3.so").refer(Reference.data("one")))
                .elf("/usr/lib/lib2.so", library("lib2.so").refer(Reference.data("two")))
                .elf("/usr/lib/lib3.so", library("lib3.so").refer(Reference.data("three"))));
        scene.on(GLIBC).miss("undefined-symbol one - by /usr/lib/lib1.so", "undefined-symbol two - by /usr/lib/lib2.so",
                "undefined-symbol three - by /usr/lib/lib3.so").fail(undefined("/usr/lib/lib3.so", "three"));
        scene.on(MUSL).miss("undefined-symbol one - by /usr/lib/lib1.so", "undefined-symbol two - by /usr/lib/lib2.so",
                "undefined-symbol three - by /usr/lib/lib3.so").fail(muslSymbol("/usr/lib/lib1.so", "one"));
    }

    @Test
    void t67_muslBindsTheProgramLast() {
        Scene scene = with(program().needed("liba.so").refer(Reference.data("mine")), library("liba.so").refer(Reference.data("its")));
        scene.on(GLIBC).fail(undefined(L, "its"));
        scene.on(MUSL).fail(muslSymbol(L, "its"));
    }

    @Test
    void t68_anEntryWithoutARelocationIsNeverLookedUp() {
        with(program().needed("liba.so").refer(Reference.unused("foo")), library("liba.so")).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void aWeakReferenceMayStayUnbound() {
        with(program().needed("liba.so").refer(Reference.data("foo").weak()), library("liba.so")).on(GLIBC).start().on(MUSL).start();
    }

    // ---- what satisfies it

    @Test
    void t70_aWeakDefinitionIsOne() {
        Scene.of(w -> w.app(program().needed("liba.so", "libb.so").refer("foo")).elf(L, library("liba.so").define(Definition.function("foo").weak()))
                .elf("/usr/lib/libb.so", library("libb.so").define("foo"))).on(GLIBC).start().on(MUSL).start();
        callsFoo(library("liba.so").define(Definition.function("foo").weak())).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t71_hiddenAndInternalDefinitionsAreNone() {
        for (int visibility : new int[] {Elf.STV_HIDDEN, Elf.STV_INTERNAL}) {
            callsFoo(library("liba.so").define(Definition.function("foo").visibility(visibility))).on(GLIBC).failBoundNow(undefined("/app", "foo")).on(MUSL).start();
        }
    }

    @Test
    void t71_aHiddenDefinitionDoesNotEndTheSearch() {
        Scene.of(w -> w.app(program().needed("liba.so", "libb.so").refer("foo"))
                .elf(L, library("liba.so").define(Definition.function("foo").visibility(Elf.STV_HIDDEN)))
                .elf("/usr/lib/libb.so", library("libb.so").define("foo"))).on(GLIBC).start();
    }

    @Test
    void t71_sectionsAndFilesAreNone() {
        for (int type : new int[] {Elf.STT_SECTION, Elf.STT_FILE}) {
            callsFoo(library("liba.so").define(Definition.function("foo").type(type))).on(GLIBC).failBoundNow(undefined("/app", "foo"))
                    .on(MUSL).fail(muslSymbol("/app", "foo"));
        }
    }

    @Test
    void t71_localDefinitionsAreNone() {
        callsFoo(library("liba.so").define(Definition.function("foo").binding(Elf.STB_LOCAL))).on(GLIBC).failBoundNow(undefined("/app", "foo"))
                .on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t71_aDefinitionAtZeroIsNone() {
        callsFoo(library("liba.so").define(Definition.function("foo").value(0))).on(GLIBC).failBoundNow(undefined("/app", "foo"))
                .on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t71_anAbsoluteZeroIsOneForGlibc() {
        with(program().needed("liba.so").refer(Reference.data("foo")), library("liba.so").define(Definition.absolute("foo", 0))).on(GLIBC).start()
                .on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t71_aThreadLocalVariableMayLieAtZero() {
        with(program().needed("liba.so").refer(Reference.tls("foo")), library("liba.so").define(Definition.tls("foo", 8))).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t72_otherVisibilitiesBindingsAndTypesAreFine() {
        callsFoo(library("liba.so").define(Definition.function("foo").visibility(Elf.STV_PROTECTED))).on(GLIBC).start().on(MUSL).start();
        callsFoo(library("liba.so").define(Definition.function("foo").type(Elf.STT_NOTYPE))).on(GLIBC).start().on(MUSL).start();
        callsFoo(library("liba.so").define(Definition.object("foo", 8))).on(GLIBC).start().on(MUSL).start();
        with(program().needed("liba.so").refer(Reference.data("foo")), library("liba.so").define(Definition.object("foo", 8).binding(Elf.STB_GNU_UNIQUE)))
                .on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t73_aCopyOfAnySizeIsMade() {
        for (long size : new long[] {8, 16, 64}) {
            with(program().needed("liba.so").refer(Reference.copy("arr", 16)), library("liba.so").define(Definition.object("arr", size)))
                    .on(GLIBC).start().on(MUSL).start();
        }
    }

    @Test
    void t73_theProgramsOwnCopyIsNoOriginal() {
        Scene scene = with(program().needed("liba.so").refer(Reference.copy("arr", 16)), library("liba.so"));
        scene.on(GLIBC).fail(undefined("/app", "arr"));
        scene.on(MUSL).fail(muslSymbol("/app", "arr"));
    }

    @Test
    void t75_aFunctionChosenAtLoadTime() {
        Scene scene = Scene.inMemory(w -> w.app(program().needed("liba.so").refer("foo")).elf(L, library("liba.so").define(Definition.ifunc("foo"))));
        scene.on(GLIBC).start();
        scene.on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    // ---- filters and scope

    @Test
    void t76_theTargetOfAFilterMustBeThere() {
        Scene scene = with(program().needed("liba.so"), library("liba.so").filter("libreal.so"));
        scene.on(GLIBC).fail(notFound("libreal.so"));
        scene.on(MUSL).start();
    }

    @Test
    void t76_theTargetOfAnAuxiliaryFilterMayBeMissing() {
        // In memory, because a trace lists it as "not found" where a start does not miss it.
        Scene.inMemory(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").auxiliary("libreal.so"))).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t76_targetsStandBeforeTheirFilters() {
        Scene scene = Scene.of(w -> w.app(program().needed("liba.so", "libb.so")).elf(L, library("liba.so").filter("libreal.so"))
                .elf("/usr/lib/libb.so", library("libb.so")).elf("/usr/lib/libreal.so", library("libreal.so").needed("libdeep.so"))
                .elf("/usr/lib/libdeep.so", library("libdeep.so")));
        scene.on(GLIBC).take("libreal.so", "/usr/lib/libreal.so");
        scene.on(GLIBC).map("/app", "libreal.so", "liba.so", "libb.so", "libdeep.so");
        scene.on(MUSL).map("/app", "liba.so", "libb.so");
    }

    @Test
    void t77_theProgramsDefinitionComesFirst() {
        Scene.of(w -> w.app(program().needed("liba.so").define("foo")).elf(L, library("liba.so").refer("foo"))).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t77_symbolicLibrariesBindToThemselves() {
        with(program().needed("liba.so"), library("liba.so").symbolic().define(Definition.function("foo").also(Bind.POINTER))).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void aMissingSymbolOfALaterReleaseIsStillOneLine() {
        Scene scene = with(program().needed("liba.so").refer(Reference.data("a")).refer(Reference.data("b")), library("liba.so"));
        scene.on(GLIBC).miss("undefined-symbol a - by /app", "undefined-symbol b - by /app").fail(undefined("/app", "a"));
    }

    @Test
    void aFilteredFileOfTheWrongShapeEndsTheLoad() {
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").filter("libreal.so")).bytes("/usr/lib/libreal.so", new byte[100]))
                .on(GLIBC).fail(loading("/usr/lib/libreal.so: invalid ELF header"));
        Scene.inMemory(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").auxiliary("libreal.so")).bytes("/usr/lib/libreal.so", new byte[100]))
                .on(GLIBC).start();
    }
}
