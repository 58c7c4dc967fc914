package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.abifit.testkit.Note;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Knowledge as users read, add to and ask it. */
final class KnowledgeCommandTest {
    private static final String PROVENANCE = "about = 'a'\nsources = ['our handbook']\ndate = '2026-11-21'\n";

    @TempDir
    private Path folder;
    private Path site;

    @BeforeEach
    void aSite() throws IOException {
        site = folder.resolve("site.toml");
        write("[[family]]\nname = 'site'\n" + PROVENANCE + "sonames = ['libsite.so.*']\n");
    }

    private void write(String entries) throws IOException {
        Files.writeString(site, "schema = 1\n\n" + entries);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static Run ask(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("knowledge", "ask"));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray());
    }

    @Test
    void everyEntrySaysWhereItIsFrom() throws IOException {
        JsonNode all = json(Run.of("knowledge", "list", "--format", "json"));
        List<String> names = new ArrayList<>();
        all.get("families").forEach(f -> names.add(f.get("name").asText()));
        assertEquals(List.of("cxi", "glvnd", "hwloc", "level-zero", "libc", "libfabric", "libstdcxx", "mpi", "mpich", "nvidia", "openmpi", "pmix", "prrte", "rdma", "rocm", "slurm", "ucx", "xpmem"),
                names);
        for (String kind : List.of("families", "mpi", "rules")) {
            all.get(kind).forEach(entry -> assertTrue(entry.get("sources").size() > 0 && entry.get("date").asText().matches("20[0-9-]{8}") && !entry.get("about").asText().isEmpty(),
                    entry.toString()));
        }
        assertTrue(Run.of("knowledge", "list").out().contains("\n  nvidia: NVIDIA's user-space driver; it has to be of the kernel module's release (gpu, in lockstep with the kernel driver)\n"));
    }

    @Test
    void explainSaysAllOfAnEntry() throws IOException {
        String text = Run.of("knowledge", "explain", "rdma").out();
        assertTrue(text.startsWith("family rdma: rdma-core: ") && text.contains("  who needs a version node: IBVERBS_PRIVATE_*\n") && text.contains("  with the plug-ins of: ibverbs\n")
                && text.contains("rule rdma: ") && text.contains("  nodes: IBVERBS_PRIVATE_*\n") && text.contains("  from rdma-core Documentation/versioning.md;"), text);
        JsonNode mpi = json(Run.of("knowledge", "explain", "openmpi", "--format", "json"));
        assertEquals("[1,2,0]", "[%d,%d,%d]".formatted(mpi.get("families").size(), mpi.get("mpi").size(), mpi.get("rules").size()));
        assertEquals("4.1.4", mpi.at("/mpi/0/releases").findValues("release").stream().map(JsonNode::asText).filter("4.1.4"::equals).findFirst().orElse(""));
        assertEquals(64, Run.of("knowledge", "explain", "no-such").code());
    }

    @Test
    void explainOfAFileSaysWhichMpiItIsAndWhatItBelongsTo() throws IOException {
        Path root = new TinyTree().file("usr/lib/libmpi.so.40.30.4", TinyElf.library("libmpi.so.40").define("ompi_mpi_comm_world").define("MPI_Init").build())
                .symlink("usr/lib/libmpi.so.40", "/usr/lib/libmpi.so.40.30.4").file("usr/lib/libz.so.1", TinyElf.library("libz.so.1").build()).file("usr/lib/text", "text")
                .writeTo(folder.resolve("host"));
        assertEquals("""
                /usr/lib/libmpi.so.40: openmpi 4.1.4 (ABI openmpi)
                  told by: symbol ompi_mpi_comm_world, file name libmpi.so.40.30.4
                  belongs to: mpi, openmpi
                """, Run.of("knowledge", "explain", "/usr/lib/libmpi.so.40", "--root", root).out());
        assertEquals("/usr/lib/libz.so.1: no MPI library\n  belongs to no family\n", Run.of("knowledge", "explain", "/usr/lib/libz.so.1", "--root", root).out());
        JsonNode library = json(Run.of("knowledge", "explain", "/usr/lib/libmpi.so.40", "--root", root, "--format", "json")).get("library");
        assertEquals("[\"mpi\",\"openmpi\"] openmpi 4.1.4 symbol", "%s %s %s %s".formatted(library.get("families"), library.at("/mpi/implementation").asText(),
                library.at("/mpi/release").asText(), library.at("/mpi/evidence/0/sign").asText()));
        for (String path : List.of("/usr/lib/text", "/usr/lib/none")) {
            Run run = Run.of("knowledge", "explain", path, "--root", root);
            assertEquals(1, run.code(), run.out());
            assertTrue(run.err().contains(path + ": is no ELF file that can be read"), run.err());
        }
    }

    @Test
    void filesOfTheSiteReplaceAndAdd() throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("abifit/knowledge.d"));
        Files.writeString(config.resolve("abifit/knowledge.d/10.toml"), "schema = 1\n[[family]]\nname = 'ucx'\nextend = true\nsonames = ['libucx-site.so.*']\n"
                + "[[family]]\nname = 'hwloc'\n" + PROVENANCE + "sonames = ['libhw.so.*']\n");
        Files.writeString(config.resolve("abifit/knowledge.d/20.toml"), "schema = 1\n[[family]]\nname = 'ucx'\nextend = true\nparts = ['hwloc']\n"
                + "[[rule]]\nid = 'cuda-driver'\nextend = true\nsources = ['our tests']\nparameters = { table = ['13.1 590'] }\n");
        Files.writeString(config.resolve("abifit/knowledge.d/note.txt"), "no TOML");
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", config.toString());
        JsonNode ucx = json(Run.in(environment, "knowledge", "explain", "ucx", "--format", "json")).at("/families/0");
        assertTrue(ucx.get("sonames").toString().contains("libucp.so.*") && ucx.get("sonames").toString().contains("libucx-site.so.*"), ucx.toString());
        assertEquals("[\"hwloc\"]", ucx.get("parts").toString());
        assertEquals("fabric", ucx.get("strategy").asText());
        assertEquals("[\"libhw.so.*\"]", json(Run.in(environment, "knowledge", "explain", "hwloc", "--format", "json")).at("/families/0/sonames").toString());
        assertEquals(2, Run.in(environment, "knowledge", "ask", "cuda-driver", "libcuda.so.580.65.06", "libcudart.so.13.1.80").code());
        assertEquals(0, Run.in(environment, "knowledge", "ask", "cuda-driver", "libcuda.so.580.65.06", "libcudart.so.13.0.88").code());
        assertEquals("[\"libsite.so.*\"]", json(Run.in(environment, "knowledge", "explain", "site", "--knowledge", site, "--format", "json")).at("/families/0/sonames").toString());
    }

    @Test
    void checkSaysWhatAFileChanges() throws IOException {
        write("[[family]]\nname = 'site'\n" + PROVENANCE + "sonames = ['libsite.so.*']\n[[family]]\nname = 'ucx'\nextend = true\nsonames = ['a']\n");
        Run run = Run.of("knowledge", "check", site);
        assertEquals(0, run.code());
        assertEquals(site + ": good\n  family site: new\n  family ucx: changes the program's own\n", run.out());
        write("[[family]]\nname = 'site'\n");
        JsonNode bad = json(Run.of("knowledge", "check", site, "--format", "json"));
        assertEquals("false []", bad.get("good") + " " + bad.get("entries"));
        assertTrue(bad.get("fault").asText().contains("line 3: family[0].about: is missing"), bad.toString());
        assertEquals(2, Run.of("knowledge", "check", site).code());
        assertEquals(1, Run.of("knowledge", "check", folder.resolve("none")).code());
    }

    static Stream<Arguments> wrongEntries() {
        return Stream.of(
                Arguments.of("[[famly]]\nname = 'x'", "line 3: famly: no such field"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonams = ['a']", "line 8: family[0].sonams: no such field"),
                Arguments.of("[[family]]\nname = 'A b'\n" + PROVENANCE + "sonames = ['a']", "line 4: family[0].name: 'A b' is no word"),
                Arguments.of("[[family]]\nname = 'x'\nabout = 'a'\ndate = '2026-11-21'\nsonames = ['a']", "line 3: family[0].sources: is missing"),
                Arguments.of("[[family]]\nname = 'x'\nabout = 'a'\nsources = []\ndate = '2026-11-21'\nsonames = ['a']", "line 6: family[0].sources: is empty"),
                Arguments.of("[[family]]\nname = 'x'\nabout = 'a'\nsources = ['a']\nsonames = ['a']", "line 3: family[0].date: is missing"),
                Arguments.of("[[family]]\nname = 'x'\nabout = 'a'\nsources = ['a']\ndate = 'May'\nsonames = ['a']", "line 7: family[0].date: 'May' is no date"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE, "line 4: family[0].name: nothing tells who belongs to 'x'"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = ['[']", "line 8: family[0].sonames: set without an end"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = [7]", "line 8: family[0].sonames: is no list of texts"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = ['a']\nstrategy = 'magic'", "line 9: family[0].strategy: 'magic' is none of none, fabric"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = ['a']\ndevices = ['/etc/x']", "line 9: family[0].devices: '/etc/x' does not lie below /dev"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = ['a']\nsockets = ['x']", "line 9: family[0].sockets: 'x' is neither an absolute path"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "sonames = ['a']\nlockstep = 'yes'", "line 9: family[0].lockstep: 'yes' is none of kernel-driver"),
                Arguments.of("[[family]]\nname = 'x'\n" + PROVENANCE + "parts = ['no-such']", "family x: parts: no family is called 'no-such'"),
                Arguments.of("[[family]]\nname = 'x'\nextend = true", "line 5: family[0].extend: nothing is called 'x' so far"),
                Arguments.of("[[family]]\nname = 'ucx'\nextend = true\n[[family]]\nname = 'ucx'\nextend = true", "line 7: family[1].name: two are called ucx"),
                Arguments.of("[[mpi]]\nname = 'x'\n" + PROVENANCE + "[[mpi.release]]\nfiles = ['a']\nrelease = '1'\nfrom = '1'\nbefore = '1'", "line 12: mpi[0].release[0].before: 1 is not above 1"),
                Arguments.of("[[mpi]]\nname = 'x'\n" + PROVENANCE + "[[mpi.release]]\nfiles = ['a']\nrelease = '1'\nfrom = 'one'\nbefore = '2'", "line 11: mpi[0].release[0].from: 'one' is no release"),
                Arguments.of("[[mpi]]\nname = 'x'\n" + PROVENANCE + "[[mpi.release]]\nrelease = '1'\nfrom = '1'\nbefore = '2'", "line 8: mpi[0].release[0].files: is missing, and so is 'needed'"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'odd'", "line 8: rule[0].kind: 'odd' is no kind of rule"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'nodes'\nparameters = { checker = 'a' }", "line 9: rule[0].parameters.checker: no such parameter of kind 'nodes'"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'nodes'\nlevel = 'flies'", "line 9: rule[0].level: 'flies' is none of loads, binds, talks"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'nodes'\n[rule.parameters]\nnodes = 7", "line 10: rule[0].parameters.nodes: is neither a text nor a list of texts"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'sarus'", "line 3: rule[0].parameters.checker: is missing"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'sarus'\nparameters = { checker = 'odd' }", "line 9: rule[0].parameters.checker: 'odd' is none of major, full"),
                Arguments.of("[[rule]]\nid = 'cuda-driver'\nextend = true\nparameters = { table = ['13.1 new'] }", "rule[0].parameters.table: '13.1 new' is no row of 2 words"),
                Arguments.of("[[rule]]\nid = 'pmix'\nextend = true\n[rule.parameters]\nbreaks = ['1 2 3 4']", "line 7: rule[0].parameters.breaks: '1 2 3 4' is no row of 5 words"),
                Arguments.of("[[rule]]\nid = 'x'\n" + PROVENANCE + "kind = 'nodes'\nparameters = { nodes = ['A'], family = 'none' }", "rule x: family: no family is called 'none'"),
                Arguments.of("[[family]\nname = 'x'", "line 4, column"));
    }

    @ParameterizedTest
    @MethodSource("wrongEntries")
    void aWrongEntryIsNamedWithItsLine(String entries, String problem) throws IOException {
        write(entries);
        Run run = Run.of("knowledge", "list", "--knowledge", site);
        assertEquals(1, run.code());
        assertTrue(run.err().contains(site.toString()) && run.err().contains(problem), run.err());
    }

    @Test
    void anotherSchemaIsNotGuessedAt() throws IOException {
        Files.writeString(site, "schema = 2\n");
        assertTrue(Run.of("knowledge", "check", site).out().contains("line 1: schema: this program knows schema 1 only"));
        Files.writeString(site, "");
        assertTrue(Run.of("knowledge", "check", site).out().contains("line 1: schema: is missing"));
    }

    @Test
    void answersByNames() throws IOException {
        Run warned = ask("sarus-full", "libmpi.so.12.1", "libmpi.so.12.4", "--format", "json");
        assertEquals(0, warned.code());
        assertEquals("warn sarus-full", json(warned).get("answer").asText() + " " + json(warned).get("rule").asText());
        assertEquals("mpich-abi", json(warned).at("/ours/rule").asText());
        assertTrue(warned.err().startsWith("abifit: warning: sarus-full: libmpi.so.12.1 is older than libmpi.so.12.4"), warned.err());
        Run refused = ask("sarus-strict", "libmpi.so.12.1", "libmpi.so.12.4");
        assertEquals("2 ", refused.code() + " " + refused.err());
        assertTrue(refused.out().startsWith("refuse (sarus-strict): libmpi.so.12.1 and libmpi.so.12.4 differ in their second number\n"), refused.out());
        assertEquals("0 ", ask("sarus-major", "libmpi.so.12.1", "libmpi.so.12.4").code() + " " + ask("sarus-major", "libmpi.so.12.1", "libmpi.so.12.4").err());
    }

    @Test
    void followsLinksInsideTheirRoots() throws IOException {
        Path host = new TinyTree().file("opt/mpi/libmpi.so.12.1.8", TinyElf.library("libmpi.so.12").build()).symlink("usr/lib/libmpi.so.12", "/etc/alternatives/libmpi.so.12")
                .symlink("etc/alternatives/libmpi.so.12", "../../opt/mpi/libmpi.so.12.1.8").writeTo(folder.resolve("host"));
        Path image = new TinyTree().file("usr/lib/libmpi.so.12.4.1", "no ELF").symlink("usr/lib/libmpi.so.12", "libmpi.so.12.4.1").writeTo(folder.resolve("image"));
        Run run = ask("sarus-full", "/usr/lib/libmpi.so.12", "/usr/lib/libmpi.so.12", "--host-root", host, "--container-root", image, "--format", "json");
        assertTrue(json(run).get("because").asText().startsWith("libmpi.so.12.1.8 is older than libmpi.so.12.4.1:"), run.out());
        assertEquals("mpich 3.3.2 is older than mpich 4.2.1: functions that came later are missing, whether or not a program calls them", json(run).at("/ours/because").asText());
        assertEquals(json(run), json(ask("sarus-full", host.resolve("opt/mpi/libmpi.so.12.1.8"), image.resolve("usr/lib/libmpi.so.12"), "--format", "json")));
    }

    @Test
    void linksWithoutEndAreNames() throws IOException {
        Path root = new TinyTree().symlink("lib/libmpi.so.12", "libmpi.so.13").symlink("lib/libmpi.so.13", "libmpi.so.12").writeTo(folder.resolve("root"));
        assertEquals(0, ask("sarus-major", "/lib/libmpi.so.12", "libmpi.so.12", "--host-root", root).code());
    }

    @Test
    void readsWhatACompatibleDriverSaysOfItself() throws IOException {
        byte[] note = "{\"Format\": 1, \"CUDA Version\": \"12.9\", \"Driver\": [535, 550]}".getBytes(StandardCharsets.UTF_8);
        Path image = new TinyTree().file("compat/libcuda.so.575.57.08", TinyElf.library("libcuda.so.1").note(Note.of(".note.cuda.fwd_compatibility", "NVIDIA Corporation", 1, note))
                .sectionHeaders().build()).writeTo(folder.resolve("image"));
        Run fits = ask("cuda-driver", "libcuda.so.550.163.01", "/compat/libcuda.so.575.57.08", "--container-root", image);
        assertEquals("accept (cuda-driver): the container's driver library brings CUDA 12.9 to drivers of branch 550\n", fits.out());
        assertEquals(2, ask("cuda-driver", "libcuda.so.545.23.06", "/compat/libcuda.so.575.57.08", "--container-root", image).code());
    }

    @Test
    void wrongUsage() throws IOException {
        assertEquals(64, ask("no-such", "a.so", "b.so").code());
        assertEquals(64, ask("sarus-major", "a.so").code());
        write("[[rule]]\nid = 'site-runs'\n" + PROVENANCE + "kind = 'runs'\nparameters = { anything = 'x' }\n");
        Run run = ask("site-runs", "a.so", "b.so", "--knowledge", site);
        assertEquals(64, run.code());
        assertTrue(run.err().contains("rule 'site-runs' is about programs that run, not about two libraries"), run.err());
    }
}
