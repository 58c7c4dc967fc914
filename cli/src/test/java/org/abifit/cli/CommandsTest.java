package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a user types them: output and exit code. The images that come with the program play hosts too. */
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** What a command printed, and how it ended. */
    private record Ran(int code, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    private Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("ABIFIT_DB", folder.resolve("abi.db").toString());
        int code = Main.run(List.of(arguments), new Session(new Out(out, err, Out.Terminal.NONE), environment, Shutdown.never()));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false).map(n -> n.get(field).asText()).toList();
    }

    @Test
    void theMainJobFindsAnImageAndSaysWhatToBind() throws IOException {
        Ran ran = run("resolve", "--image", "debian-12", "--host", "debian-12", "--app", "/usr/bin/python3", "--from-host", "libz.so.1", "--format", "json");
        assertEquals(0, ran.code(), ran.err());
        JsonNode best = ran.json().get("images").get(0);
        assertEquals("debian-12", best.get("image").asText());
        assertEquals("all", best.get("verdict").asText());
        assertEquals("[[\"/lib/x86_64-linux-gnu/libz.so.1\",\"/lib/x86_64-linux-gnu/libz.so.1\"]]", best.get("hosts").get(0).get("binds").toString());
        assertEquals(List.of("wanted"), texts(best.get("hosts").get(0).get("because"), "rule"));
    }

    @Test
    void aNewerLibraryBringsTheHostsCLibraryAlongAsAWhole() throws IOException {
        Ran ran = run("resolve", "--image", "debian-11", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--from-host", "liblzma.so.5", "--format", "json");
        assertEquals(0, ran.code(), ran.err());
        JsonNode host = ran.json().get("images").get(0).get("hosts").get(0);
        assertTrue(host.get("libcSwap").asBoolean());
        List<String> bound = texts(host.get("because"), "soname");
        assertTrue(bound.containsAll(List.of("liblzma.so.5", "libc.so.6", "ld-linux-x86-64.so.2", "librt.so.1")), bound::toString);
    }

    @Test
    void withoutThatTheRefusalIsMinimalAndNamesTheFix() throws IOException {
        Ran ran = run("resolve", "--image", "debian-11", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--from-host", "liblzma.so.5", "--no-libc-swap", "--format", "json");
        assertEquals(2, ran.code(), ran.err());
        JsonNode host = ran.json().get("images").get(0).get("hosts").get(0);
        assertEquals(List.of("wanted", "missing-version", "keep-libc"), texts(host.get("core"), "rule"));
        assertTrue(texts(host.get("fixes"), "rule").contains("swap-libc"), host::toString);
        assertTrue(host.get("core").get(1).get("text").asText().contains("needs GLIBC_2.32, GLIBC_2.34 of libc.so.6; image debian-11's offers up to GLIBC_2.30"),
                host.get("core")::toString);
    }

    @Test
    void checkSpeaksTheLoadersWords() throws IOException {
        String lzma = "/lib/x86_64-linux-gnu/liblzma.so.5";
        Ran ran = run("check", "--image", "debian-11", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--bind", lzma + ":" + lzma, "--format", "json");
        assertEquals(2, ran.code(), ran.err());
        assertEquals("/usr/bin/dpkg-deb: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.32' not found (required by %s)".formatted(lzma),
                ran.json().get("message").asText());
        assertEquals("version-not-found", ran.json().get("cause").asText());
        assertEquals(0, run("check", "--image", "debian-11", "--app", "/usr/bin/dpkg-deb").code());
    }

    @Test
    void casesAreAnsweredInOrderAndAnImpossibleBindIsUnknown() throws IOException {
        Path cases = folder.resolve("cases.jsonl");
        Files.writeString(cases, """
                {"id":"a","image":"debian-12","app":"/usr/bin/dpkg-deb","host":null,"binds":[],"env":{},"ldconfig":false}
                {"id":"b","image":"debian-12","app":"/usr/bin/dpkg-deb","host":"debian-11","binds":[["/no/such","/lib/x"]],"env":{"LD_LIBRARY_PATH":"/lib"}}
                """);
        Ran ran = run("check", "--cases", cases.toString());
        assertEquals(0, ran.code(), ran.err());
        List<String> lines = ran.out().lines().toList();
        assertEquals(2, lines.size());
        assertEquals("ok", JSON.readTree(lines.get(0)).get("verdict").asText());
        assertEquals("unknown", JSON.readTree(lines.get(1)).get("verdict").asText());
    }

    @Test
    void casesMayOpenObjects() throws IOException {
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), """
                {"image":"debian-12","app":"/usr/bin/true","opens":[{"file":"libz.so.1","now":true},{"file":"libnone.so"}]}
                """);
        JsonNode opened = JSON.readTree(run("check", "--cases", cases.toString()).out()).get("opened");
        assertEquals(List.of("ok", "fail"), texts(opened, "verdict"));
        assertEquals("libnone.so: cannot open shared object file: No such file or directory", opened.get(1).get("message").asText());
    }

    @Test
    void aLineThatIsNoCaseIsNamed() throws IOException {
        List<String> lines = List.of("\"binds\":[[\"/a\",\"/b\",\"ro\"]]", "\"binds\":\"x\"", "\"opens\":[\"libz.so.1\"]", "\"opens\":[{\"file\":null}]", "\"opens\":[{\"mode\":1}]");
        for (String line : lines) {
            Path cases = Files.writeString(folder.resolve("cases.jsonl"), "{\"image\":\"debian-12\",\"app\":\"/usr/bin/true\",%s}\n".formatted(line));
            Ran ran = run("check", "--cases", cases.toString());
            assertEquals(1, ran.code(), line);
            assertTrue(ran.err().contains("cases.jsonl: line 1: "), ran.err());
        }
    }

    @Test
    void whatNothingNeedsCannotBeDecided() {
        Ran ran = run("resolve", "--image", "debian-12", "--host", "debian-13", "--app", "/usr/bin/dpkg-deb", "--from-host", "libblkid.so.1");
        assertEquals(3, ran.code(), ran.out());
        assertTrue(ran.out().contains("dlopen"), ran.out());
    }

    @Test
    void scannedRootsAreKeptAndFoundByName() throws IOException {
        Path root = new TinyTree().file("lib/liba.so.1", TinyElf.library("liba.so.1").needed("libb.so.1").build()).file("lib/text.so", "INPUT(x)").writeTo(folder.resolve("root"));
        Ran scan = run("scan", root.toString(), "--name", "tiny", "--kind", "image", "--format", "json");
        assertEquals(0, scan.code(), scan.err());
        assertEquals(1, scan.json().get("generation").asInt());
        assertEquals(2, run("scan", root.toString(), "--name", "tiny", "--kind", "image", "--format", "json").json().get("generation").asInt());
        Ran elf = run("elf", root.resolve("lib/liba.so.1").toString(), root.resolve("lib/text.so").toString(), "--format", "json");
        List<String> lines = elf.out().lines().toList();
        assertEquals("liba.so.1", JSON.readTree(lines.get(0)).get("soname").asText());
        assertEquals("[\"libb.so.1\"]", JSON.readTree(lines.get(0)).get("needed").toString());
        assertEquals("not-elf", JSON.readTree(lines.get(1)).get("status").asText());
    }

    @Test
    void wrongUsageIsToldApartFromFailure() {
        assertEquals(64, run("resolve", "--image", "debian-12").code());
        assertEquals(64, run("check", "--image", "debian-12", "--app", "/bin/sh", "--bind", "nonsense").code());
        assertEquals(64, run("nonsense").code());
        Ran missing = run("check", "--image", "no-such-snapshot", "--app", "/bin/sh");
        assertEquals(1, missing.code());
        assertTrue(missing.err().contains("no-such-snapshot") && missing.err().contains("abifit scan"), missing.err());
    }

    @Test
    void sameQuestionSameBytes() {
        String[] question = {"resolve", "--image", "debian-13", "debian-11", "debian-12", "--host", "debian-12", "debian-13", "--app", "/usr/bin/python3", "--from-host",
            "libz.so.1", "--format", "json"};
        assertEquals(run(question).out(), run(question).out());
    }
}
