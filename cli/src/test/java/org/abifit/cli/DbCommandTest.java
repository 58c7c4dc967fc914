package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code abifit db}. */
final class DbCommandTest {
    @TempDir
    private Path folder;
    private Path db;
    private Path root;

    @BeforeEach
    void scanTwice() throws Exception {
        db = folder.resolve("abi.db");
        root = Roots.small(folder.resolve("root"));
        Run.of("scan", root, "--name", "tiny", "--kind", "image", "--label", "site=north", "--db", db);
        Roots.faulty(root.resolve("more"), 1);
        Run.of("scan", root, "--name", "tiny", "--kind", "image", "--db", db);
    }

    private Run run(Object... arguments) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 3);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "db";
        all[arguments.length + 1] = "--db";
        all[arguments.length + 2] = db;
        return Run.of(all);
    }

    @Test
    void listsSnapshots() {
        assertEquals("""
                tiny@1  image        9 entries       2 ELF  FINGER  site=north
                tiny@2  image       14 entries       3 ELF  FINGER
                """, run("list").plain(folder));
    }

    @Test
    void listsThemForPrograms() {
        assertEquals("""
                {"schema":1,"snapshots":[{"name":"tiny","generation":1,"kind":"image","fingerprint":"FINGERPRINT","labels":{"site":"north"},"root":"DIR/root",\
                "counts":{"entries":9,"files":4,"elf":2,"objects":2,"problems":0}},\
                {"name":"tiny","generation":2,"kind":"image","fingerprint":"FINGERPRINT","labels":{},"root":"DIR/root",\
                "counts":{"entries":14,"files":6,"elf":3,"objects":2,"problems":1}}]}
                """, run("list", "--format", "json").plain(folder));
    }

    @Test
    void tellsTimesOnlyWhenAsked() {
        assertFalse(run("list", "--format", "json").out().contains("scannedAt"));
        assertTrue(run("list", "--times", "--format", "json").out().contains("\"scannedAt\":\"20"));
        assertTrue(run("list", "--times").out().contains("  scanned 20"));
    }

    @Test
    void showsOne() {
        assertEquals("""
                tiny@1: image
                  system       Tiny OS 1
                  root         DIR/root
                  label        site=north
                  holds        9 entries, 4 files, 2 ELF files (2 different)
                  fingerprint  FINGERPRINT
                """, run("show", "tiny@1").plain(folder));
        assertTrue(run("show", "tiny").out().contains("  1 problem:\n    /more/usr/lib/broken00.so: malformed: "));
    }

    @Test
    void showsOneToPrograms() {
        assertEquals("""
                {"schema":1,"name":"tiny","generation":1,"kind":"image","fingerprint":"FINGERPRINT","labels":{"site":"north"},"root":"DIR/root",\
                "counts":{"entries":9,"files":4,"elf":2,"objects":2,"problems":0},"system":"Tiny OS 1",\
                "machine":{"cpuLevel":null,"pageSize":null,"kernel":null},"loaders":[],"problems":[]}
                """, run("show", "tiny@1", "--format", "json").plain(folder));
    }

    @Test
    void carriesSnapshotsToOtherDatabases() throws Exception {
        Path file = folder.resolve("tiny.abifit");
        assertEquals("exported tiny@1\n", run("export", "tiny@1", file).out());
        Path other = folder.resolve("other.db");
        assertEquals("imported tiny@1\n", Run.of("db", "import", file, "--db", other).out());
        assertEquals("""
                {"schema":1,"done":"imported","snapshots":[{"name":"north","generation":1,"kind":"image","fingerprint":"FINGERPRINT"}]}
                """, Run.of("db", "import", file, "--name", "north", "--db", other, "--format", "json").plain(folder));
        Path again = folder.resolve("again.abifit");
        Run.of("db", "export", "tiny", again, "--db", other);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void removesAndTidies() {
        assertEquals("removed tiny@2\n", run("remove", "tiny").out());
        assertEquals("removed tiny@1\n", run("remove", "tiny", "--all").out());
        assertTrue(run("gc").out().startsWith("deleted 2 objects and 2 trees; the file is "));
        assertTrue(run("gc", "--format", "json").out().startsWith("{\"schema\":1,\"objects\":0,\"trees\":0,\"bytes\":"));
        assertEquals("abifit: the database holds no snapshot\n", run("list").err());
    }

    @Test
    void verifies() throws Exception {
        Run whole = run("verify");
        assertEquals("the database is whole\n", whole.out());
        assertEquals(0, whole.code());
        assertEquals("{\"schema\":1,\"ok\":true,\"problems\":[]}\n", run("verify", "--format", "json").out());
    }

    @Test
    void saysWhatIsMissing() {
        Run none = run("show", "nobody");
        assertEquals(1, none.code());
        assertEquals("abifit: %s: there is no snapshot \"nobody\": list the snapshots, or scan it first\n".formatted(db), none.err());
        assertEquals(1, Run.of("db", "list", "--db", folder.resolve("no.db")).code());
        assertEquals(1, run("import", folder.resolve("none")).code());
        assertEquals(1, run("import", root.resolve("usr/bin/app")).code());
    }
}
