package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code abifit scan}. */
final class ScanCommandTest {
    @TempDir
    private Path folder;
    private Path root;
    private Path db;

    @BeforeEach
    void prepare() throws Exception {
        root = Roots.small(folder.resolve("root"));
        db = folder.resolve("new/abi.db");
    }

    private Run scan(Object... more) {
        Object[] all = new Object[7 + more.length];
        System.arraycopy(new Object[] {"scan", root, "--name", "tiny", "--kind", "image", "--db=" + db}, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        return Run.of(all);
    }

    @Test
    void saysWhatItStored() {
        Run run = scan();
        assertEquals("""
                tiny@1: image
                  9 entries, 2 ELF files (2 different), 4 files read
                  fingerprint FINGERPRINT
                """, run.plain(folder));
        assertEquals("", run.err());
        assertEquals(0, run.code());
    }

    @Test
    void saysItToPrograms() {
        assertEquals("""
                {"schema":1,"name":"tiny","generation":1,"kind":"image","fingerprint":"FINGERPRINT",\
                "counts":{"entries":9,"files":4,"elf":2,"objects":2,"problems":0,"read":4},"problems":[]}
                """, scan("--format", "json").plain(folder));
    }

    @Test
    void readsOnlyWhatHasChanged() throws Exception {
        Run first = scan();
        Files.writeString(root.resolve("etc/new"), "new");
        Run second = scan();
        assertTrue(second.out().startsWith("tiny@2: image\n  10 entries, 2 ELF files (2 different), 1 files read\n"), second.out());
        assertFalse(second.out().endsWith(first.out().substring(first.out().length() - 65)), "another fingerprint");
    }

    @Test
    void countsAndListsFaultyFiles() throws Exception {
        root = Roots.faulty(folder.resolve("faulty"), 12);
        Run some = scan();
        assertEquals(0, some.code());
        assertTrue(some.out().contains("  12 problems:\n    /usr/lib/broken00.so: malformed: 0x"), some.out());
        assertTrue(some.out().endsWith("    and 2 more; --verbose lists all\n"), some.out());
        Run all = scan("--verbose");
        assertTrue(all.out().contains("/usr/lib/broken11.so: malformed: "), all.out());
        assertFalse(all.out().contains("--verbose"));
        assertEquals(12, scan("--format", "json").out().split("\"kind\":\"malformed\"", -1).length - 1);
    }

    @Test
    void leavesOutWhatIsExcluded() {
        assertTrue(scan("--exclude", "*.so.1", "--exclude", "/usr/bin/**").out().contains("0 ELF files"));
    }

    @Test
    void storesNothingWhereThereIsNoRoot() {
        root = folder.resolve("none");
        Run run = scan();
        assertEquals(1, run.code());
        assertEquals("abifit: %s: there is no such folder: name the folder that holds the root\n".formatted(root), run.err());
        assertFalse(Files.exists(db));
    }

    @Test
    void wantsAFolder() {
        root = root.resolve("usr/bin/app");
        assertEquals("abifit: %s: is no folder: name the folder that holds the root\n".formatted(root), scan().err());
    }

    @Test
    void storesNothingWhenCancelled() {
        Shutdown asked = Shutdown.never();
        asked.begins();
        Out out = new Out(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Out.Terminal.NONE);
        int code = Main.run(List.of("scan", root.toString(), "--name", "tiny", "--kind", "host", "--db", db.toString()), new Session(out, Map.of(), asked));
        assertEquals(130, code);
        assertEquals("abifit: the database holds no snapshot\n", Run.of("db", "list", "--db", db).err());
    }

    @Test
    void printsNamesThatAreNoText() throws Exception {
        Path odd = Roots.oddName(folder.resolve("root"));
        Files.write(odd, Arrays.copyOf(Roots.library(), 100));
        assertTrue(scan().out().contains("    /odd\\xff: malformed: "));
    }

    @Test
    void keepsLabels() {
        scan("--label", "site=north", "--label", "note=a=b");
        assertTrue(Run.of("db", "list", "--db", db).out().endsWith("  note=a=b  site=north\n"));
    }

    @Test
    void findsTheDatabaseByTheEnvironment() {
        Path other = folder.resolve("other.db");
        Run run = Run.in(Map.of("ABIFIT_DB", other.toString()), "scan", root, "--name", "tiny", "--kind", "host");
        assertEquals(0, run.code());
        assertTrue(Files.exists(other));
    }
}
