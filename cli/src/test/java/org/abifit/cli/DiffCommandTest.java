package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.abifit.testkit.Definition;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are saved, a host that changes, and what diff says of both. */
final class DiffCommandTest {
    private static final String LIB = "usr/lib/x86_64-linux-gnu/";
    private static final byte[] LOADER = "\0ld.so (GNU libc) stable release version 2.36.\n\0/usr/lib/x86_64-linux-gnu/\0/usr/lib/\0\0lib64\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;
    private Path db;

    /** A root with a loader that can be told by its banner and its folders, as those of glibc are. */
    private static TinyTree root() {
        return new TinyTree().file("lib64/ld-linux-x86-64.so.2", TinyElf.library("ld-linux-x86-64.so.2").define(Definition.object("texts", LOADER.length).content(LOADER)).build())
                .folder(LIB);
    }

    @BeforeEach
    void aHostThatIsUpgraded() throws IOException {
        db = folder.resolve("abi.db");
        scan("image", "app", root().program("usr/bin/sim", TinyElf.program().needed("libjson.so.3").build()).program("usr/bin/free", TinyElf.program().needed("libz.so.1").build())
                .file(LIB + "libz.so.1", TinyElf.library("libz.so.1").build()));
        scan("host", "login", root().file(LIB + "libjson.so.3", TinyElf.library("libjson.so.3").build()).file(LIB + "libz.so.1", TinyElf.library("libz.so.1").build())
                .file(LIB + "libold.so.1", TinyElf.library("libold.so.1").build()));
        save("sim", "/usr/bin/sim", "libjson.so.3");
        save("free", "/usr/bin/free", "libz.so.1");
        scan("host", "login", root().file(LIB + "libjson.so.5", TinyElf.library("libjson.so.5").build()).file(LIB + "libz.so.1", TinyElf.library("libz.so.1").define("more").build()));
    }

    private void scan(String kind, String name, TinyTree tree) throws IOException {
        Path root = tree.writeTo(folder.resolve(name + Files.list(folder).count()));
        assertEquals(0, Run.of("scan", root, "--name", name, "--kind", kind, "--db", db).code());
    }

    private void save(String name, String app, String want) {
        Run run = Run.of("resolve", "--image", "app", "--host", "login", "--app", app, "--from-host", want, "--save", name, "--db", db);
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.err().contains("1 plan saved as " + name), run.err());
    }

    private Run diff(Object... more) {
        Object[] all = Arrays.copyOf(new Object[] {"diff", "login@1", "login", "--db", db}, 5 + more.length);
        System.arraycopy(more, 0, all, 5, more.length);
        return Run.of(all);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void brokenPlansComeFirstThenChangesByWhoUsesThem() {
        Run run = diff();
        assertEquals("""
                BROKEN PLANS 1 of 2
                  sim@login (image app): works -> fails
                    - /usr/lib/x86_64-linux-gnu/libjson.so.3 is gone (libjson.so.5 is there)

                breaking: 1 change
                  libjson.so.3  gone: /usr/lib/x86_64-linux-gnu/libjson.so.3 (libjson.so.5 is there); used by saved plan sim
                risk: 1 change
                  libold.so.1  gone: /usr/lib/x86_64-linux-gnu/libold.so.1
                info: 2 changes (--severity info tells them)
                """, run.out());
        assertEquals(2, run.code());
    }

    @Test
    void programsGetTheFieldsThatArePublished() throws IOException {
        Run run = diff("--format", "json");
        assertEquals(2, run.code());
        JsonNode change = json(run).get("changes").get(0);
        assertEquals("breaking library-gone libjson.so.3 /usr/lib/x86_64-linux-gnu/libjson.so.3", "%s %s %s %s".formatted(change.get("severity").asText(),
                change.get("kind").asText(), change.get("soname").asText(), change.get("path").asText()));
        JsonNode plan = json(run).get("plans").get(0);
        assertEquals("sim ok fail true bind-source-gone", "%s %s %s %s %s".formatted(plan.get("name").asText(), plan.get("before").asText(), plan.get("after").asText(),
                plan.get("breaks").asText(), plan.get("core").get(0).get("rule").asText()));
        assertEquals("free ok ok", "%s %s %s".formatted(json(run).get("plans").get(1).get("name").asText(), json(run).get("plans").get(1).get("before").asText(),
                json(run).get("plans").get(1).get("after").asText()));
        assertEquals(4, json(run).get("changes").size());
    }

    @Test
    void plansMayBeLeftOutOrNamed() throws IOException {
        Run none = diff("--no-plans", "--format", "json");
        assertEquals(0, none.code());
        assertEquals(0, json(none).get("plans").size());
        assertEquals("risk", json(none).get("changes").get(0).get("severity").asText());
        Run one = diff("--plans", "free");
        assertEquals(0, one.code(), one.out());
        assertTrue(one.out().startsWith("no saved plan breaks (1 judged)\n"), one.out());
        Run unknown = diff("--plans", "nope");
        assertEquals(1, unknown.code());
        assertEquals("abifit: nope: there is no saved plan of that name: list them with 'abifit db plans'\n", unknown.err());
        assertEquals(64, diff("--plans", "sim", "--no-plans").code());
    }

    @Test
    void severityAndLimitCutTheListAndSaySo() throws IOException {
        assertTrue(diff("--severity", "breaking").out().contains("risk: 1 change (--severity risk tells them)\n"), diff("--severity", "breaking").out());
        assertTrue(diff("--limit", "1").out().endsWith("1 change is not shown: --limit shows more, --format json all\n"), diff("--limit", "1").out());
        JsonNode cut = json(diff("--severity", "breaking", "--format", "json"));
        assertEquals(1, cut.get("changes").size());
        assertEquals(2, cut.get("counts").get("info").asInt());
        assertEquals(64, diff("--severity", "grave").code());
    }

    @Test
    void theSameStateHasNoDrift() {
        Run run = Run.of("diff", "login@2", "login", "--no-plans", "--db", db);
        assertEquals(0, run.code());
        assertEquals("nothing that a loader looks at has changed\n", run.out());
        assertEquals(1, Run.of("diff", "login@9", "login", "--db", db).code());
    }

    @Test
    void aFolderMayBeTheNewState() throws IOException {
        Path after = root().file(LIB + "libz.so.1", TinyElf.library("libz.so.1").build()).file(LIB + "libjson.so.3", TinyElf.library("libjson.so.3").build())
                .writeTo(folder.resolve("after"));
        Run run = Run.of("diff", "login@1", after, "--db", db);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("no saved plan breaks (2 judged)\n"), run.out());
    }

    @Test
    void aPlanIsAboutTheImageThatItWasMadeForHoweverOftenThatIsScannedAgain() throws IOException {
        scan("image", "app", root().program("usr/bin/sim", TinyElf.program().needed("libnone.so.1").build()));
        assertTrue(diff().out().startsWith("BROKEN PLANS 1 of 2\n"), diff().out());
        assertEquals(0, Run.of("db", "remove", "app@1", "--db", db).code());
        Run run = diff();
        assertEquals(0, run.code());
        assertTrue(run.out().contains("  sim@login (image app): cannot be decided, as before\n    - the image app that it was made for is not in the database: scan or import it\n"),
                run.out());
    }

    @Test
    void savedPlansAreListedShownAndRemoved() throws IOException {
        assertEquals("free  host login  image app\nsim   host login  image app\n", Run.of("db", "plans", "--db", db).out());
        JsonNode plan = new ObjectMapper().readTree(Run.of("db", "plans", "--show", "sim", "--db", db).out());
        assertEquals("/usr/lib/x86_64-linux-gnu/libjson.so.3", plan.get("binds").get(0).get("from").asText());
        assertEquals("removed sim  host login  image app\n", Run.of("db", "plans", "--remove", "sim", "--db", db).out());
        assertEquals(1, Run.of("db", "plans", "--show", "sim", "--db", db).code());
        assertEquals("free", json(Run.of("db", "plans", "--db", db, "--format", "json")).get("plans").get(0).get("name").asText());
    }

    @Test
    void nothingIsSavedWhereNothingFits() {
        Run run = Run.of("resolve", "--image", "app", "--host", "login@2", "--app", "/usr/bin/sim", "--from-host", "libjson.so.3", "--save", "late", "--db", db);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("there is no plan to save as late"), run.err());
        assertEquals(1, Run.of("db", "plans", "--show", "late", "--db", db).code());
    }
}
