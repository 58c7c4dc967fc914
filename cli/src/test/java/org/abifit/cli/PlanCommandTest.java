package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.abifit.plan.EmitFormat;
import org.abifit.testkit.Definition;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans as users make, keep and judge them: a small image, a small host. */
final class PlanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By what a glibc loader is known: its banner and its search path. */
    private static final byte[] LOADER = "\0ld.so (GNU libc) stable release version 2.36.\n\0/lib64/\0/usr/lib64/\0/lib/\0/usr/lib/\0\0lib64\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    private Path image;
    private Path host;

    @BeforeEach
    void roots() throws IOException {
        image = root("image").program("bin/app", TinyElf.program().needed("liba.so.1").refer("a", "liba.so.1", "A_1").build())
                .program("bin/other", TinyElf.program().needed("liba.so.1").build())
                .file("usr/lib/liba.so.1", TinyElf.library("liba.so.1").nodes("A_1").define("a", "A_1").build()).writeTo(folder.resolve("image"));
        host = hostRoot("host");
    }

    private Path hostRoot(String name) throws IOException {
        return root(name).file("usr/lib/liba.so.1", TinyElf.library("liba.so.1").nodes("A_1", "A_2").define("a", "A_1").define("b", "A_2").needed("libb.so.2").build())
                .file("usr/lib/libb.so.2.0", TinyElf.library("libb.so.2").build()).symlink("usr/lib/libb.so.2", "libb.so.2.0").writeTo(folder.resolve(name));
    }

    private static TinyTree root(String name) {
        return new TinyTree().file("etc/os-release", "NAME=%s\n".formatted(name)).symlink("lib", "usr/lib").symlink("lib64", "usr/lib")
                .file("usr/lib/ld-linux-x86-64.so.2", TinyElf.library("ld-linux-x86-64.so.2").define(Definition.object("texts", LOADER.length).content(LOADER)).build());
    }

    private Run run(Object... arguments) {
        return Run.in(Map.of("ABIFIT_DB", folder.resolve("abi.db").toString()), arguments);
    }

    private Run emit(Object... more) {
        Object[] all = {"resolve", "--image", image, "--host", host, "--app", "/bin/app", "--from-host", "liba.so.1", "--emit", "plan"};
        Object[] arguments = java.util.Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return run(arguments);
    }

    private Path saved() throws IOException {
        Run run = emit();
        assertEquals(0, run.code(), run.err());
        return Files.writeString(folder.resolve("plan.json"), run.out());
    }

    @Test
    void aPlanSaysWhatIsBoundAndByWhatItIsKnown() throws IOException {
        JsonNode plan = JSON.readTree(Files.readString(saved()));
        assertEquals(1, plan.get("schema").asInt());
        assertEquals(image.toString(), plan.at("/image/name").asText());
        assertTrue(plan.at("/image/digest").asText().matches("sha256:[0-9a-f]{64}"));
        assertTrue(plan.at("/host/fingerprint").asText().matches("sha256:[0-9a-f]{64}"));
        assertEquals("[\"/bin/app\"]", plan.get("app").toString());
        assertEquals(List.of("liba.so.1", "libb.so.2"), plan.get("binds").findValuesAsText("soname").stream().sorted().toList());
        for (JsonNode bind : plan.get("binds")) {
            assertTrue(bind.get("digest").asText().matches("sha256:[0-9a-f]{64}"), bind::toString);
            assertTrue(bind.at("/because/rule").isTextual() && bind.at("/because/text").isTextual(), bind::toString);
        }
    }

    @Test
    void theDigestOfAFileIsTheSameFromASnapshotAndFromAFolder() throws IOException {
        assertEquals(0, run("scan", host, "--name", "stored", "--kind", "host").code());
        Run stored = run("resolve", "--image", image, "--host", "stored", "--app", "/bin/app", "--from-host", "liba.so.1", "--emit", "plan");
        JsonNode there = JSON.readTree(stored.out());
        JsonNode here = JSON.readTree(Files.readString(saved()));
        assertEquals(here.get("binds"), there.get("binds"));
        assertEquals(here.at("/host/fingerprint"), there.at("/host/fingerprint"));
    }

    @Test
    void checkReadsItBackAndSaysTheSame() throws IOException {
        Run run = run("check", "--plan", saved(), "--format", "json");
        assertEquals(0, run.code(), run.err());
        JsonNode answer = JSON.readTree(run.out());
        assertEquals("ok", answer.get("verdict").asText());
        assertEquals("[\"liba.so.1\",\"libb.so.2\"]", answer.get("fromHost").toString());
        assertEquals("[]", answer.get("findings").toString());
        assertEquals("/bin/app", answer.at("/apps/0/app").asText());
    }

    @Test
    void aFileThatChangedIsSaidAndTheNewOneIsJudged() throws IOException {
        Path plan = saved();
        Files.write(host.resolve("usr/lib/liba.so.1"), TinyElf.library("liba.so.1").nodes("A_2").define("a", "A_2").build());
        Run run = run("check", "--plan", plan, "--format", "json");
        assertEquals(2, run.code(), run.err());
        JsonNode answer = JSON.readTree(run.out());
        assertEquals("version-not-found", answer.get("cause").asText());
        assertEquals("digest-changed", answer.at("/findings/0/kind").asText());
        assertEquals("digest-changed", answer.get("notes").get(answer.get("notes").size() - 1).get("kind").asText());
    }

    @Test
    void otherRootsCanBeNamedForIt() throws IOException {
        Path plan = saved();
        Path moved = Files.move(host, folder.resolve("moved"));
        assertEquals(1, run("check", "--plan", plan).code());
        assertEquals(0, run("check", "--plan", plan, "--host", moved).code());
    }

    @Test
    void theWorstOfSeveralApplicationsDecides() throws IOException {
        Run run = emit("--app", "/bin/other");
        JsonNode plan = JSON.readTree(run.out());
        assertEquals("[\"/bin/app\",\"/bin/other\"]", plan.get("app").toString());
        Path file = Files.writeString(folder.resolve("plan.json"), run.out().replace("/bin/other", "/bin/none"));
        Run check = run("check", "--plan", file, "--format", "json");
        assertEquals(2, check.code(), check.err());
        JsonNode apps = JSON.readTree(check.out()).get("apps");
        assertEquals("ok fail", apps.at("/0/verdict").asText() + " " + apps.at("/1/verdict").asText());
    }

    @Test
    void whereThereIsNoPlanItSaysWhyOnStandardError() throws IOException {
        Files.write(host.resolve("usr/lib/libb.so.2.0"), TinyElf.library("libb.so.2").needed("libnone.so.9").build());
        Run run = emit();
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains("libnone.so.9"), run.err());
    }

    @Test
    void ofSeveralHostsOneMustBeNamed() throws IOException {
        Path second = hostRoot("second");
        assertEquals(64, emit("--host", second).code());
        Run run = emit("--host", second, "--for", second);
        assertEquals(0, run.code(), run.err());
        assertEquals(second.toString(), JSON.readTree(run.out()).at("/host/name").asText());
        assertEquals(64, emit("--for", "elsewhere").code());
    }

    @Test
    void aFileThatIsNoPlanIsNamedWithLineAndField() throws IOException {
        String plan = Files.readString(saved());
        String[][] faults = {
            {"\"mode\": \"over\"", "\"mode\": \"under\"", "line 14: mode: 'under' is neither over nor side"},
            {"\"schema\": 1", "\"schema\": 7", "line 2: schema: is not 1"},
            {"\"ldconfig\": false,", "", "has no ldconfig"},
            {"\"from\": \"/", "\"from\": \"", "binds[0].from: "},
            {"sha256:", "md5:", "line 5: image.digest: is not sha256:"},
            {"\"app\": [", "\"app\": [7,", "line 11: app[0]: is no text"},
            {"\"binds\": [", "\"binds\": ]", "is no JSON"}};
        for (String[] fault : faults) {
            Path file = Files.writeString(folder.resolve("bad.json"), plan.replace(fault[0], fault[1]));
            Run run = run("check", "--plan", file);
            assertEquals(1, run.code(), fault[2]);
            assertTrue(run.err().contains("bad.json") && run.err().contains(fault[2]), run.err());
        }
    }

    @Test
    void unknownFieldsArePassedOver() throws IOException {
        ObjectNode plan = (ObjectNode) JSON.readTree(Files.readString(saved()));
        plan.putObject("later").putArray("more").add(1);
        Path file = Files.writeString(folder.resolve("later.json"), plan.toString());
        assertEquals(0, run("check", "--plan", file).code());
    }

    @Test
    void theQuestionIsNotGivenTwice() throws IOException {
        assertEquals(64, run("check", "--plan", saved(), "--app", "/bin/app").code());
        assertEquals(64, run("check", "--plan", folder.resolve("plan.json"), "--bind", "/a:/b").code());
    }

    @Test
    void verifyPlanLooksAtTheHostAgain() throws IOException {
        Path plan = saved();
        Run run = run("verify-plan", plan, "--host", host, "--format", "json");
        assertEquals(0, run.code(), run.out());
        assertEquals("ok", JSON.readTree(run.out()).get("verdict").asText());
        Files.write(host.resolve("usr/lib/liba.so.1"), TinyElf.library("liba.so.1").nodes("A_1").define("a", "A_1").build());
        Files.delete(host.resolve("usr/lib/libb.so.2.0"));
        run = run("verify-plan", plan, "--host", host, "--format", "json");
        assertEquals(2, run.code(), run.out());
        assertEquals(List.of("digest-changed", "source-missing"), JSON.readTree(run.out()).get("findings").findValuesAsText("rule").stream().sorted().toList());
        assertTrue(run("verify-plan", plan, "--host", host).out().contains("not as planned"));
    }

    @Test
    void anUnsafePlanIsNotPrintedUnlessTheRiskIsTaken() throws IOException {
        Path library = host.resolve("usr/lib/liba.so.1");
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
        for (EmitFormat format : List.of(EmitFormat.PLAN, EmitFormat.CDI, EmitFormat.SH)) {
            Run run = run("resolve", "--image", image, "--host", host, "--app", "/bin/app", "--from-host", "liba.so.1", "--emit", format.word());
            assertEquals(2, run.code(), format.word());
            assertEquals("", run.out());
            assertTrue(run.err().contains("[world-writable]") && run.err().contains("--allow-unsafe"), run.err());
        }
        assertEquals(2, emit("--allow-unsafe", "set-id").code());
        Run taken = emit("--allow-unsafe", "world-writable");
        assertEquals(0, taken.code(), taken.err());
        assertTrue(taken.err().contains("[world-writable]"), taken.err());
        assertEquals(64, emit("--allow-unsafe", "everything").code());
        Path plan = Files.writeString(folder.resolve("plan.json"), taken.out());
        assertEquals(2, run("verify-plan", plan, "--host", host).code());
        assertEquals(0, run("verify-plan", plan, "--host", host, "--allow-unsafe", "world-writable").code());
    }

    @Test
    void filesFromElsewhereNeedTheirFolderToBeAllowed() throws IOException {
        Files.createDirectories(host.resolve("scratch"));
        Files.move(host.resolve("usr/lib/libb.so.2.0"), host.resolve("scratch/libb.so.2.0"));
        Files.delete(host.resolve("usr/lib/libb.so.2"));
        Files.createSymbolicLink(host.resolve("usr/lib/libb.so.2"), Path.of("/scratch/libb.so.2.0"));
        Run run = emit();
        assertEquals(2, run.code(), run.out());
        assertTrue(run.err().contains("/scratch/libb.so.2.0") && run.err().contains("[source-root]"), run.err());
        assertEquals(0, emit("--allow-root", "/scratch").code());
    }

    @Test
    void whatTheFamiliesOfAPlanWantBesidesFilesIsSaidAndNamedDevicesAreAdded() throws IOException {
        TinyElf library = TinyElf.library("libcxi.so.1").define("cxil_open");
        Path app = root("app").program("bin/app", TinyElf.program().needed("libcxi.so.1").refer("cxil_open").build()).file("usr/lib/libcxi.so.1", library.build()).writeTo(folder.resolve("app"));
        Path machine = root("machine").file("usr/lib/libcxi.so.1", library.define("cxil_more").build()).writeTo(folder.resolve("machine"));
        Path site = Files.writeString(folder.resolve("site.toml"), "schema = 1\n[[family]]\nname = 'cxi'\nextend = true\nsockets = ['$SITE_DIR']\nenv = ['SITE_*']\n");
        Object[] question = {"resolve", "--image", app, "--host", machine, "--app", "/bin/app", "--from-host", "libcxi.so.1", "--knowledge", site, "--emit", "podman"};
        Run run = run(question);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("family cxi uses the devices /dev/cxi*: name those of the host with --device"), run.err());
        assertTrue(run.err().contains("family cxi: the container must have of the job: the variables SITE_*, what lies at $SITE_DIR"), run.err());
        assertFalse(run.out().contains("/dev/"), run.out());
        Object[] named = java.util.Arrays.copyOf(question, question.length + 2);
        named[question.length] = "--device";
        named[question.length + 1] = "/dev/cxi0";
        Run with = run(named);
        assertTrue(with.out().endsWith("--device=/dev/cxi0\n"), with.out());
        assertFalse(with.err().contains("uses the devices"), with.err());
        assertFalse(emit().err().contains("family "), "libraries of no family want nothing");
        assertEquals(64, emit("--device", "/etc/passwd").code());
    }

    @Test
    void whatAFormatCannotCarryIsSaidAndNothingIsPrinted() {
        Run run = run("resolve", "--image", image, "--host", host, "--app", "/bin/app", "--from-host", "liba.so.1", "--emit", "sarus-glibc-hook");
        assertEquals(2, run.code(), run.out());
        assertEquals("", run.out());
        assertTrue(run.err().contains("keeps the image's C library"), run.err());
    }
}
