package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.abifit.testkit.Definition;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resolve} with families, strategies and bundles. */
class StrategyCommandTest {
    /** By what a glibc loader is known: its banner and its search path. */
    private static final byte[] LOADER = "\0ld.so (GNU libc) stable release version 2.36.\n\0/lib64/\0/usr/lib64/\0/lib/\0/usr/lib/\0\0lib64\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    private static TinyTree root() {
        return new TinyTree().file("lib64/ld-linux-x86-64.so.2",
                TinyElf.library("ld-linux-x86-64.so.2").define(Definition.object("texts", LOADER.length).content(LOADER)).build());
    }

    /** A command about a Debian image on a newer Debian host. */
    private Run run(Object... more) {
        List<Object> all = new ArrayList<>(List.of("resolve", "--image", "debian-11", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--db", folder.resolve("abi.db")));
        all.addAll(List.of(more));
        return Run.of(all.toArray());
    }

    private static JsonNode json(Run run) throws Exception {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void aFamilyIsAskedForByItsName() throws Exception {
        Run run = run("--from-host", "family:libc", "--format", "json");
        JsonNode host = json(run).at("/images/0/hosts/0");
        assertEquals(0, run.code(), run.err());
        assertEquals("libc", host.get("strategy").asText());
        assertEquals("covers", host.at("/modeBecause/rule").asText());
    }

    @Test
    void anUnknownFamilyIsWrongUsageThatListsTheOthers() {
        Run run = run("--from-host", "family:nobody");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("no family is called 'nobody'") && run.err().contains("rdma"), run.err());
    }

    @Test
    void aStrategyThatIsNotEnoughSaysWhatWouldBe() throws Exception {
        Run run = run("--from-host", "liblzma.so.5", "--strategy", "family", "--format", "json");
        JsonNode host = json(run).at("/images/0/hosts/0");
        assertEquals(2, run.code());
        assertTrue(host.get("core").toString().contains("\"strategy\""), host::toString);
        assertEquals("allow-strategy", host.at("/fixes/0/rule").asText());
    }

    @Test
    void nothingWantedNeedsNothing() throws Exception {
        Run run = run("--strategy", "none", "--format", "json");
        assertEquals(0, run.code(), run.err());
        assertEquals("none", json(run).at("/images/0/hosts/0/strategy").asText());
    }

    @Test
    void strategiesAreComparedInOneTable() throws Exception {
        Run text = run("--compare-strategies");
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("  * none      fits"), text.out());
        JsonNode json = json(run("--compare-strategies", "--format", "json"));
        assertEquals(1, json.get("strategies").findValues("chosen").stream().filter(JsonNode::asBoolean).count());
        assertEquals(json.get("images").get(0).get("hosts").get(0).get("strategy"), json.get("strategies").get(0).get("strategy"));
    }

    @Test
    void aBundleIsBoundAtItsOwnPath() throws Exception {
        Path image = root().program("bin/app", TinyElf.program().needed("libfab.so.1").build()).file("usr/lib64/libfab.so.1", TinyElf.library("libfab.so.1").build())
                .writeTo(folder.resolve("image"));
        Path host = root().file("opt/site/lib/libfab.so.1", TinyElf.library("libfab.so.1").needed("libnear.so.1").runpath("$ORIGIN").build())
                .file("opt/site/lib/libnear.so.1", TinyElf.library("libnear.so.1").build()).writeTo(folder.resolve("host"));
        Run run = Run.of("resolve", "--image", image, "--host", host, "--app", "/bin/app", "--from-host", "libfab.so.1", "--artifacts", "/opt/site", "--db", folder.resolve("abi.db"),
                "--format", "json");
        JsonNode plan = json(run).at("/images/0/hosts/0");
        assertEquals("bundle", plan.path("strategy").asText(), run.out() + run.err());
        assertEquals("[[\"/opt/site/lib/libfab.so.1\",\"/opt/site/lib/libfab.so.1\"],[\"/opt/site/lib/libnear.so.1\",\"/opt/site/lib/libnear.so.1\"]]", plan.get("binds").toString());
    }
}
