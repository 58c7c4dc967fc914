package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.loader.Verdict;
import org.abifit.runs.Because;
import org.abifit.runs.RunRules;
import org.abifit.runs.Runs;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether programs run, as users ask for it. UCX and its transports are made of a few symbols each. */
class RunsTest {
    private static final String LIB = "/usr/lib/";
    private static final byte[] LOADER = "\0ld.so (GNU libc) stable release version 2.36.\n\0/usr/lib/x86_64-linux-gnu/\0/usr/lib/\0\0lib64\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    private static TinyElf ucs(String release) {
        return TinyElf.library("libucs.so.0").define("uct_query_components").define("ucs_" + release);
    }

    private static TinyTree root(String release) {
        return new TinyTree().file("lib64/ld-linux-x86-64.so.2", TinyElf.library("ld-linux-x86-64.so.2").define(Definition.object("texts", LOADER.length).content(LOADER)).build())
                .file("usr/lib/libucs.so.0", ucs(release).build())
                .file("usr/lib/ucx/libuct_ib.so.0", TinyElf.library("libuct_ib.so.0").needed("libucs.so.0").define("ib_" + release).build())
                .program("usr/bin/app", TinyElf.program().needed("libucs.so.0").refer("uct_query_components").build())
                .program("usr/bin/lazy", TinyElf.program().needed("libucs.so.0").refer(Reference.lazy("ucs_old")).build());
    }

    private Run check(String... more) throws IOException {
        root("old").writeTo(folder.resolve("image"));
        root("new").writeTo(folder.resolve("host"));
        List<Object> all = new ArrayList<>(List.of("check", "--image", folder.resolve("image"), "--host", folder.resolve("host"), "--db", folder.resolve("none.db")));
        all.addAll(List.of(more));
        return Run.of(all.toArray());
    }

    private static JsonNode runs(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out()).get("runs");
    }

    @Test
    void theLoadersVerdictStaysAndRunsStandsBesideIt() throws IOException {
        Run run = check("--app", "/usr/bin/app", "--bind", LIB + "libucs.so.0:" + LIB + "libucs.so.0");
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("/usr/bin/app: loads, with all symbols bound"), run.out());
        assertTrue(run.out().contains("it will not run\n    " + LIB + "libucs.so.0 of the host opens plug-ins of the image, which are of another build: " + LIB
                + "ucx/libuct_ib.so.0 [ucx-one-build]"), run.out());
    }

    @Test
    void whatIsBoundTogetherRuns() throws IOException {
        JsonNode runs = runs(check("--app", "/usr/bin/app", "--bind", LIB + "libucs.so.0:" + LIB + "libucs.so.0", "--bind", LIB + "ucx:" + LIB + "ucx", "--format", "json"));
        assertEquals("ok binds all-bound", "%s %s %s".formatted(runs.get("verdict").asText(), runs.get("level").asText(), runs.get("because").get(0).get("rule").asText()));
    }

    @Test
    void whatIsNotKnownComesWithACommandThatTells() throws IOException {
        Run run = check("--app", "/usr/bin/lazy", "--bind", LIB + "libucs.so.0:" + LIB + "libucs.so.0", "--format", "json");
        assertEquals(2, run.code());
        assertEquals("unknown", runs(run).get("verdict").asText());
        assertEquals("/usr/bin/lazy", runs(run).get("because").get(0).get("smoke").asText());
    }

    @Test
    void theCommandLineFollowsTwoDashes() throws IOException {
        JsonNode runs = runs(check("--app", "/usr/bin/app", "--format", "json", "--", "srun", "-n", "2", "/usr/bin/app"));
        assertEquals("fail", runs.get("verdict").asText());
        assertEquals("launcher-loads", runs.get("because").get(0).get("rule").asText());
    }

    @Test
    void casesHoldIt() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), """
                {"image":"image","app":"/usr/bin/app","argv":["/usr/bin/app","-x"],"expect":"x"}
                {"image":"image","app":"/usr/bin/app","argv":["none"],"run_drop":["LD_PRELOAD"],"env":{"LD_PRELOAD":"/usr/lib/libucs.so.0"}}
                {"image":"image","app":"/usr/bin/app","host":"host","binds":[["/none","/none"]]}
                """);
        check("--app", "/usr/bin/app");
        Run run = Run.of("check", "--cases", cases, "--roots", folder, "--db", folder.resolve("none.db"));
        assertEquals("", run.err());
        List<String> lines = run.out().lines().toList();
        List<String> said = lines.stream().map(RunsTest::verdict).toList();
        assertEquals(List.of("ok", "fail", "unknown"), said);
        Files.writeString(cases, "{\"image\":\"image\",\"app\":\"/usr/bin/app\",\"argv\":[1]}\n");
        assertTrue(Run.of("check", "--cases", cases, "--roots", folder, "--db", folder.resolve("none.db")).err().contains("line 1: 'argv' holds something else"));
    }

    private static String verdict(String line) {
        try {
            return new ObjectMapper().readTree(line).get("runs").get("verdict").asText();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    void theRulesThatComeWithItMakeSense() throws CommandFailure {
        RunRules rules = RunRules.of(KnowledgeChoice.shipped());
        assertFalse(rules.builds().isEmpty() || rules.privates().isEmpty() || rules.generations().isEmpty() || rules.launchers().isEmpty() || rules.sleepers().isEmpty() || rules.libcs().isEmpty());
    }

    @Test
    void aSitesRuleCountsAndABadOneIsNamed() throws IOException {
        String rule = """
                schema = 1
                [[rule]]
                id = "ucx-one-build"
                kind = "runs"
                about = "ours"
                sources = ["our handbook"]
                date = "2026-11-21"
                parameters = { check = "one-build", core = ["libucs.so.0"], plugins = ["ucx"], entries = ["nobody"], split = "%s" }
                """;
        Path site = Files.writeString(folder.resolve("site.toml"), rule.formatted("fail"));
        String bind = LIB + "libucs.so.0:" + LIB + "libucs.so.0";
        assertEquals("ok", runs(check("--app", "/usr/bin/app", "--bind", bind, "--knowledge", site.toString(), "--format", "json")).get("verdict").asText());
        Files.writeString(site, rule.formatted("maybe"));
        Run run = check("--app", "/usr/bin/app", "--bind", bind, "--knowledge", site.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("rule ucx-one-build: split: is neither fail nor unknown"), run.err());
    }

    @Test
    void everyGroundHasItsSentence() {
        List<Because> all = List.of(new Because.NotLoaded("/a", Optional.of("m"), Verdict.FAIL), new Because.LauncherNotLoaded("/l", Optional.empty(), Verdict.FAIL), new Because.AsShipped(),
                new Because.AllBound(List.of("libx.so.1")), new Because.MissingWhenCalled("/a", List.of("f")), new Because.SplitFamily("r", List.of("libh.so.1"), List.of("libi.so.1"), Verdict.UNKNOWN),
                new Because.ForeignPlugins("r", "/c", false, List.of("/p"), Verdict.FAIL), new Because.PluginsMissing("r", "/c", List.of("/p"), Verdict.FAIL),
                new Because.PluginLacks("r", "/p", List.of("f"), Verdict.FAIL), new Because.PrivateUser("r", "/u", "/c", List.of("f"), Verdict.FAIL),
                new Because.TwoGenerations("r", List.of("libc1.so", "libc2.so"), Verdict.UNKNOWN), new Because.Served("r", "/l", "libx.so.1"),
                new Because.TwoLibcs("r", Optional.of("2.43"), Optional.empty(), Verdict.FAIL), new Because.OtherLauncher("r", "/l", "libx.so.1", Verdict.FAIL),
                new Because.OtherMpi("r", "libmpi.so.12", "openmpi", "mpich"));
        assertEquals(Because.class.getPermittedSubclasses().length, all.stream().map(Object::getClass).distinct().count());
        all.forEach(b -> assertFalse(RunsText.of(b).isBlank() || b.rule().isBlank()));
        assertEquals(Runs.Level.LOADS, all.getFirst().level());
    }
}
