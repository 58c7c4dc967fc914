package org.abifit.world;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.abifit.loader.LoadQuestion.Starter;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.root.RegularFile;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;

/** Set-id programs do not trust the environment of others (AT_SECURE); each answer is that of glibc 2.36 to the same files. */
class SetIdTest {
    private static final int SET_USER_ID = 04755, SET_GROUP_ID = 02755;
    private static final String NOT_FOUND = "/app: error while loading shared libraries: liba.so: cannot open shared object file: No such file or directory";

    private static LoadReport start(TinyElf app, int mode, Starter starter, Consumer<World> files) {
        World world = World.of(Release.GLIBC_2_36);
        put(world, World.APP, app.interpreter(Release.GLIBC_LOADER), mode);
        files.accept(world);
        return new Loader().load(world.question(World.APP).startedBy(starter));
    }

    private static void put(World world, String path, TinyElf elf, int mode) {
        byte[] bytes = elf.build();
        world.node(path, new RegularFile(bytes.length, mode, 0, Facts.content(bytes)));
    }

    private static LoadReport withLibraryPath(int mode, Starter starter) {
        return start(program().needed("liba.so"), mode, starter, w -> w.env("LD_LIBRARY_PATH", "/x").elf("/x/liba.so", library("liba.so")));
    }

    @Test
    void theLibraryPathCountsForTheOwnerOnly() {
        assertEquals(Verdict.OK, withLibraryPath(SET_USER_ID, Starter.OWNER).verdict());
        assertEquals(Optional.of(NOT_FOUND), withLibraryPath(SET_USER_ID, Starter.OTHER).message());
        assertEquals(Optional.of(NOT_FOUND), withLibraryPath(SET_GROUP_ID, Starter.OTHER).message());
        assertEquals(List.of("set-id"), withLibraryPath(SET_USER_ID, Starter.OWNER).notes().stream().map(LoadRemark::kind).toList());
    }

    @Test
    void originLeadsIntoTheLoadersOwnFoldersOnly() {
        assertEquals(Optional.of(NOT_FOUND), start(program().needed("liba.so").rpath("$ORIGIN/x"), SET_USER_ID, Starter.OTHER,
                w -> w.elf("/x/liba.so", library("liba.so"))).message());
        assertEquals(Verdict.OK, start(program().needed("liba.so").rpath("$ORIGIN/usr/lib/own"), SET_USER_ID, Starter.OTHER,
                w -> w.elf("/usr/lib/own/liba.so", library("liba.so"))).verdict());
        assertEquals(Optional.of(NOT_FOUND), start(program().needed("liba.so").rpath("/usr/lib/own/$ORIGIN"), SET_USER_ID, Starter.OTHER,
                w -> w.elf("/usr/lib/own/liba.so", library("liba.so"))).message());
        assertEquals(Verdict.OK, start(program().needed("liba.so").rpath("/x"), SET_USER_ID, Starter.OTHER, w -> w.elf("/x/liba.so", library("liba.so"))).verdict());
    }

    @Test
    void tokensInNeededNamesAreRefused() {
        LoadReport report = start(program().needed("$ORIGIN/liba.so"), SET_USER_ID, Starter.OTHER, w -> w.elf("/liba.so", library("liba.so")));
        assertEquals(Optional.of("/app: error while loading shared libraries: $ORIGIN/liba.so: DST not allowed in SUID/SGID programs"), report.message());
    }

    @Test
    void preloadsMustBeSetIdThemselves() {
        LoadReport report = start(program(), SET_USER_ID, Starter.OTHER, w -> {
            w.env("LD_PRELOAD", "libplain.so libset.so /usr/lib/libplain.so").elf("/usr/lib/libplain.so", library("libplain.so"));
            put(w, "/usr/lib/libset.so", library("libset.so"), SET_USER_ID);
        });
        assertEquals(List.of("/app", "/usr/lib/libset.so"), report.objects().stream().map(o -> o.path()).toList());
        assertEquals(List.of("ERROR: ld.so: object 'libplain.so' from LD_PRELOAD cannot be preloaded (cannot open shared object file): ignored."),
                report.warnings().stream().map(LoadRemark::message).toList());
    }
}
