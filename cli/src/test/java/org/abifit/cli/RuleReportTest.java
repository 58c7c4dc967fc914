package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Reports for other tools: what SARIF 2.1.0 requires (its sections 3.13 to 3.49), and what readers of JUnit's XML look at. */
class RuleReportTest {
    @TempDir
    private Path folder;

    private static final Object[] REFUSED = {"resolve", "--image", "debian-11", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--from-host", "liblzma.so.5",
        "--no-libc-swap", "--db", "/nonexistent/abi.db"};

    private static Run run(String format, Object... command) {
        List<Object> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(List.of("--format", format));
        return Run.of(all.toArray());
    }

    private static JsonNode sarif(Run run) throws Exception {
        JsonNode log = new ObjectMapper().readTree(run.out());
        assertEquals("2.1.0", log.get("version").asText());
        assertEquals(1, log.get("runs").size());
        JsonNode one = log.get("runs").get(0);
        assertEquals("abifit", one.get("tool").get("driver").get("name").asText());
        JsonNode rules = one.get("tool").get("driver").get("rules");
        for (JsonNode rule : rules) {
            assertTrue(URI.create(rule.get("helpUri").asText()).isAbsolute());
            assertTrue(!rule.get("shortDescription").get("text").asText().isEmpty());
            assertTrue(!rule.has("help") || rule.get("help").has("text"), "markdown needs a text beside it");
        }
        for (JsonNode result : one.get("results")) {
            assertEquals(result.get("ruleId").asText(), rules.get(result.get("ruleIndex").asInt()).get("id").asText());
            assertTrue(Set.of("error", "warning", "note", "none").contains(result.get("level").asText()));
            assertTrue(!result.get("message").get("text").asText().isEmpty());
            for (JsonNode location : result.get("locations")) {
                JsonNode physical = location.get("physicalLocation");
                URI.create(physical.get("artifactLocation").get("uri").asText());
                assertTrue(!physical.has("region") || physical.get("region").get("startLine").asInt() > 0);
            }
        }
        return one.get("results");
    }

    private static Element junit(Run run) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8))).getDocumentElement();
    }

    private static Element first(Element in, String name) {
        return (Element) in.getElementsByTagName(name).item(0);
    }

    @Test
    void aRefusalIsAResultPerReason() throws Exception {
        Run run = run("sarif", REFUSED);
        assertEquals(2, run.code(), run.err());
        List<String> rules = sarif(run).findValuesAsText("ruleId");
        assertTrue(rules.containsAll(List.of("wanted", "missing-version", "keep-libc")), rules.toString());
    }

    @Test
    void aRefusalIsAFailedCaseOfItsImage() throws Exception {
        Element suites = junit(run("junit", REFUSED));
        assertEquals("testsuites", suites.getTagName());
        Element suite = first(suites, "testsuite");
        assertEquals("debian-11 1 1 0", String.join(" ", suite.getAttribute("name"), suite.getAttribute("tests"), suite.getAttribute("failures"), suite.getAttribute("errors")));
        assertEquals("debian-12", first(suite, "testcase").getAttribute("name"));
        assertTrue(first(suite, "failure").getTextContent().contains("keep-libc: "), suite.getTextContent());
    }

    @Test
    void whatFitsIsACaseThatPasses() throws Exception {
        Run run = run("junit", "check", "--image", "debian-12", "--app", "/usr/bin/dpkg-deb", "--db", "/nonexistent/abi.db");
        assertEquals(0, run.code());
        assertEquals(0, junit(run).getElementsByTagName("failure").getLength());
        assertEquals(0, sarif(run("sarif", "check", "--image", "debian-12", "--app", "/usr/bin/dpkg-deb", "--db", "/nonexistent/abi.db")).findValuesAsText("error").size());
    }

    @Test
    void whatDoesNotLoadHasTheKindOfTheErrorAsRule() throws Exception {
        Object[] command = {"check", "--image", "debian-12", "--app", "/usr/bin/none", "--db", "/nonexistent/abi.db"};
        assertEquals(List.of("exec"), sarif(run("sarif", command)).findValuesAsText("ruleId"));
        assertEquals("exec", first(junit(run("junit", command)), "failure").getAttribute("type"));
    }

    @Test
    void findingsHaveFileAndLine() throws Exception {
        Path file = Files.writeString(folder.resolve("bind list.sh"), "# binds\nexport APPTAINER_BIND=/usr/lib/none.so:/usr/lib/none.so\n");
        Run run = run("sarif", "lint", file, "--host", "debian-12", "--db", "/nonexistent/abi.db");
        JsonNode dangling = null;
        for (JsonNode result : sarif(run)) {
            dangling = result.get("ruleId").asText().equals("dangling") ? result : dangling;
        }
        JsonNode physical = dangling.get("locations").get(0).get("physicalLocation");
        assertEquals(2, physical.get("region").get("startLine").asInt());
        assertTrue(physical.get("artifactLocation").get("uri").asText().endsWith("bind%20list.sh"), physical.toString());
        Element suite = first(junit(run("junit", "lint", file, "--host", "debian-12", "--db", "/nonexistent/abi.db")), "testsuite");
        assertEquals("lint", suite.getAttribute("name"));
        assertEquals("1", suite.getAttribute("failures"));
    }

    @Test
    void manyQuestionsHaveNoReport() {
        assertEquals(64, run("sarif", "check", "--cases", "x.jsonl", "--roots", "/").code());
        assertEquals(64, run("junit", "resolve", "--requests", "x.jsonl").code());
    }
}
