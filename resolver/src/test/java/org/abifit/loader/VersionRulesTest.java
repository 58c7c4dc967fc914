package org.abifit.loader;

import static org.abifit.loader.Words.loading;
import static org.abifit.loader.Words.muslSymbol;
import static org.abifit.loader.Words.undefined;
import static org.abifit.loader.Words.version;
import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.abifit.world.Release.GLIBC;
import static org.abifit.world.Release.GLIBC_2_28;
import static org.abifit.world.Release.GLIBC_2_31;
import static org.abifit.world.Release.GLIBC_2_36;
import static org.abifit.world.Release.GLIBC_2_41;
import static org.abifit.world.Release.MUSL;

import java.util.Set;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Elf;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.VersionNeed;
import org.abifit.world.Release;
import org.abifit.world.Scene;
import org.junit.jupiter.api.Test;

/** Versions: the check before anything is bound, and what they mean when a symbol is looked up. */
class VersionRulesTest {
    private static final String L = "/usr/lib/liba.so";
    private static final Set<Release> FROM_2_31 = GLIBC_2_31.andLater();
    private static final String LINK_TIME = "/app: relocation error: /app: symbol foo version V2 not defined in file liba.so with link time reference";
    private static final String NO_VERSYM = "Inconsistency detected by ld.so: dl-lookup.c: check_match: Assertion `version->filename == NULL || "
            + "! _dl_name_match_p (version->filename, map)' failed!";
    private static final String NO_INFORMATION = "/app: /usr/lib/liba.so: no version information available (required by /app)";

    /** The program asks for {@code foo@V2} of liba.so by a lazily bound call. */
    private static TinyElf wantsFoo() {
        return program().needed("liba.so").refer("foo", "liba.so", "V2");
    }

    private static Scene with(TinyElf app, TinyElf library) {
        byte[] bytes = library.build();
        return Scene.of(w -> w.app(app).bytes(L, bytes));
    }

    // ---- the check

    @Test
    void t45_everyMissingVersionIsListed() {
        Scene scene = with(wantsFoo().refer("bar", "liba.so", "V3"), library("liba.so").define("old", "V1"));
        scene.on(GLIBC).fail(version(L, "V2", "/app"));
        scene.on(FROM_2_31).miss("version-not-found /usr/lib/liba.so V2 by /app", "version-not-found /usr/lib/liba.so V3 by /app",
                "undefined-symbol foo V2 by /app", "undefined-symbol bar V3 by /app").fail(version(L, "V2", "/app"));
        scene.on(MUSL).miss("undefined-symbol foo - by /app", "undefined-symbol bar - by /app").fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t46_aLibraryWithoutVersionsOfItsOwnIsWarnedOf() {
        Scene.of(w -> w.app(wantsFoo()).elf(L, library("liba.so").define("foo").needed("libb.so").need("libb.so", "B1"))
                .elf("/usr/lib/libb.so", library("libb.so").nodes("B1"))).on(GLIBC).warn(NO_INFORMATION).start().on(MUSL).start();
    }

    @Test
    void t47_aLibraryWithoutAVersionTableOnceEndedTheProgram() {
        Scene scene = with(wantsFoo(), library("liba.so").define("foo"));
        scene.on(GLIBC_2_36.andEarlier()).warn(NO_INFORMATION).miss("loader-other").failBoundNow(NO_INFORMATION);
        scene.on(GLIBC_2_41.andLater()).warn(NO_INFORMATION).start();
        scene.on(MUSL).start();
    }

    @Test
    void t47_atStartWhenAnAddressIsWanted() {
        Scene scene = with(program().needed("liba.so").refer(Reference.data("foo").version("liba.so", "V2")), library("liba.so").define("foo"));
        scene.on(GLIBC_2_36.andEarlier()).fail(NO_INFORMATION);
        scene.on(GLIBC_2_41.andLater()).start();
    }

    @Test
    void t47_aTableWithoutAnyVersionIsNone() {
        Scene scene = with(wantsFoo(), library("liba.so").define("foo").versym(true));
        scene.on(GLIBC_2_36.andEarlier()).failBoundNow(NO_INFORMATION);
        scene.on(GLIBC_2_41.andLater()).start();
    }

    @Test
    void t47_notWhenAnotherObjectHasTheSymbolFirst() {
        Scene.of(w -> w.app(wantsFoo()).elf(L, library("liba.so").define("foo")).env("LD_PRELOAD", "/first.so").elf("/first.so", library().define("foo")))
                .on(GLIBC).warn(NO_INFORMATION).start();
    }

    @Test
    void t48_aWeakNeedIsOnlyWarnedOf() {
        Scene scene = with(program().needed("liba.so").refer(Reference.lazy("foo").weakVersion("liba.so", "V2")), library("liba.so").define("old", "V1"));
        String warning = "/app: /usr/lib/liba.so: weak version `V2' not found (required by /app)";
        scene.on(FROM_2_31).warn(warning).miss("undefined-symbol foo V2 by /app").failBoundNow(warning);
        scene.on(GLIBC_2_28).warn(warning).miss("symbol-version").failBoundNow(warning);
        scene.on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t49_aNeedCountsAlsoWhenOnlyWeakSymbolsUseIt() {
        Scene scene = with(program().needed("liba.so").refer(Reference.lazy("foo").weak().version("liba.so", "V2")), library("liba.so").define("old", "V1"));
        scene.on(GLIBC).fail(version(L, "V2", "/app"));
        scene.on(MUSL).start();
    }

    @Test
    void t49_aNeedCountsAlsoWhenNothingUsesIt() {
        with(program().needed("liba.so").need("liba.so", "V2"), library("liba.so").define("old", "V1")).on(GLIBC)
                .miss("version-not-found /usr/lib/liba.so V2 by /app").fail(version(L, "V2", "/app"));
    }

    @Test
    void theBaseNodeMatchesToo() {
        with(program().needed("liba.so").need("liba.so", "liba.so"), library("liba.so").define("old", "V1")).on(GLIBC).start();
    }

    @Test
    void t59_aNeedOfAFileThatIsNotLoaded() {
        Scene scene = Scene.of(w -> w.app(program().refer("foo", "liba.so", "V2")).elf(L, library("liba.so").define("foo", "V2")));
        String assertion = "Inconsistency detected by ld.so: dl-version.c: _dl_check_map_versions: Assertion `needed != NULL' failed!";
        scene.on(GLIBC).fail(assertion);
        scene.on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t59_aPreloadByPathIsNotTheFileEither() {
        Scene.of(w -> w.app(program().refer("foo", "liba.so", "V2")).elf(L, library("liba.so").define("foo", "V2")).env("LD_PRELOAD", L)).on(GLIBC)
                .fail("Inconsistency detected by ld.so: dl-version.c: _dl_check_map_versions: Assertion `needed != NULL' failed!");
    }

    @Test
    void t60_theHashMustBeRightToo() {
        byte[] app = Broken.vernauxHashWrong(wantsFoo().interpreter(Release.GLIBC_LOADER).build());
        Scene.of(w -> w.executable("/app", app).elf(L, library("liba.so").define("foo", "V2"))).on(GLIBC).fail(version(L, "V2", "/app"));
        byte[] other = Broken.vernauxHashWrong(wantsFoo().interpreter(Release.MUSL_LOADER).build());
        Scene.of(w -> w.executable("/app", other).elf(L, library("liba.so").define("foo", "V2"))).on(MUSL).start();
    }

    // ---- the lookup

    private static TinyElf nodeWithoutSymbol() {
        return library("liba.so").nodes("V2").define("other", "V2");
    }

    @Test
    void t50_theNodeIsThereButNotTheSymbol() {
        Scene scene = with(wantsFoo(), nodeWithoutSymbol());
        scene.on(GLIBC_2_28).miss("symbol-version").failBoundNow(LINK_TIME);
        scene.on(FROM_2_31).miss("undefined-symbol foo V2 by /app").failBoundNow(undefined("/app", "foo, version V2"));
        scene.on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t51_atStartWhenThatIsAskedFor() {
        Scene scene = with(wantsFoo().flags(Elf.DF_BIND_NOW), nodeWithoutSymbol());
        scene.on(GLIBC_2_28).fail(LINK_TIME);
        scene.on(FROM_2_31).fail(undefined("/app", "foo, version V2"));
        Scene env = Scene.of(w -> w.app(wantsFoo()).elf(L, nodeWithoutSymbol()).env("LD_BIND_NOW", "1"));
        env.on(GLIBC_2_28).fail(LINK_TIME);
        env.on(FROM_2_31).fail(undefined("/app", "foo, version V2"));
    }

    @Test
    void t52_aWeakReferenceIsZeroButWasFatalOnce() {
        Scene scene = with(program().needed("liba.so").refer(Reference.data("foo").weak().version("liba.so", "V2")), nodeWithoutSymbol());
        scene.on(GLIBC_2_28).fail(LINK_TIME);
        scene.on(FROM_2_31).start();
        scene.on(MUSL).start();
    }

    @Test
    void t53_theSymbolMayHaveMovedToAnotherLibrary() {
        Scene scene = Scene.of(w -> w.app(wantsFoo()).elf(L, nodeWithoutSymbol().needed("libb.so")).elf("/usr/lib/libb.so", library("libb.so").define("foo", "V2")));
        scene.on(GLIBC_2_28).failBoundNow(LINK_TIME);
        scene.on(FROM_2_31).start();
        scene.on(MUSL).start();
    }

    @Test
    void t54_anotherVersionOfTheSymbolDoesNotDo() {
        for (String other : new String[] {"V1", "V3"}) {
            Scene scene = with(wantsFoo(), library("liba.so").nodes("V1", "V2", "V3").define("foo", other));
            scene.on(GLIBC_2_28).failBoundNow(LINK_TIME);
            scene.on(FROM_2_31).failBoundNow(undefined("/app", "foo, version V2"));
            scene.on(MUSL).start();
        }
    }

    @Test
    void t55_anUnversionedDefinitionDoes() {
        with(wantsFoo(), library("liba.so").nodes("V2").define("foo")).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t55_notWhenItIsHidden() {
        with(wantsFoo(), library("liba.so").nodes("V2").define(Definition.function("foo").versionIndex(1 | Elf.VERSYM_HIDDEN)))
                .on(FROM_2_31).failBoundNow(undefined("/app", "foo, version V2"));
    }

    private static Scene unversioned(TinyElf library) {
        return with(program().needed("liba.so").refer("foo"), library);
    }

    @Test
    void t56_anUnversionedReferenceTakesTheOldestOrTheDefault() {
        unversioned(library("liba.so").define(Definition.function("foo").hiddenVersion("V1")).define("foo", "V2")).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t57_theOldestVersionMayBeHidden() {
        unversioned(library("liba.so").define(Definition.function("foo").hiddenVersion("V1"))).on(GLIBC).start().on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t58_aLaterVersionMayNot() {
        unversioned(library("liba.so").nodes("V1").define(Definition.function("foo").hiddenVersion("V2"))).on(GLIBC).failBoundNow(undefined("/app", "foo"))
                .on(MUSL).fail(muslSymbol("/app", "foo"));
    }

    @Test
    void t58_twoDefaultsAreNoAnswer() {
        unversioned(library("liba.so").nodes("V1").define("foo", "V2").define("foo", "V3")).on(GLIBC).failBoundNow(undefined("/app", "foo"));
    }

    private static Scene preloaded(TinyElf preload) {
        byte[] bytes = preload.build();
        return Scene.of(w -> w.app(wantsFoo()).elf(L, nodeWithoutSymbol()).env("LD_PRELOAD", "/first.so").bytes("/first.so", bytes));
    }

    @Test
    void t62_aPreloadWithoutVersionsStandsForAny() {
        preloaded(library().define("foo")).on(GLIBC).start().on(MUSL).start();
    }

    @Test
    void t62_aPreloadWithAnotherVersionIsPassedOver() {
        preloaded(library("first.so").nodes("V1").define("foo", "V3"))
                .on(GLIBC_2_28).failBoundNow(LINK_TIME)
                .on(FROM_2_31).failBoundNow(undefined("/app", "foo, version V2"))
                .on(MUSL).start();
    }

    // ---- DT_RELR

    private static Scene relr(VersionNeed need) {
        return Scene.of(w -> w.libc().app(program().needed("liba.so")).elf(L, library("liba.so").needed("libc.so.6").relr(2).need(need)));
    }

    @Test
    void t63_theMarkerKeepsOldLibrariesFromIgnoringRelr() {
        Scene scene = relr(VersionNeed.of("libc.so.6", "GLIBC_ABI_DT_RELR"));
        scene.on(GLIBC_2_31.andEarlier()).fail(version(Release.LIBC, "GLIBC_ABI_DT_RELR", L));
        scene.on(GLIBC_2_36.andLater()).start();
    }

    @Test
    void t64_withoutTheMarkerRelrIsRefused() {
        relr(VersionNeed.of("libc.so.6", "GLIBC_2.2.5")).on(GLIBC_2_36.andLater()).fail(loading(L + ": DT_RELR without GLIBC_ABI_DT_RELR dependency"));
    }

    @Test
    void t64_anObjectThatDoesNotNeedTheCLibraryNeedsNoMarker() {
        Scene.of(w -> w.app(program().needed("liba.so")).elf(L, library("liba.so").needed("libb.so").relr(2).need("libb.so", "B1"))
                .elf("/usr/lib/libb.so", library("libb.so").nodes("B1"))).on(GLIBC_2_36.andLater()).start();
    }
}
