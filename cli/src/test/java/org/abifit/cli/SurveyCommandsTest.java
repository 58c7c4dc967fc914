package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code consolidate} and {@code bases} as a user types them; the images that come with the program play hosts too. */
class SurveyCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Run run(String... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--db", "/nonexistent/abi.db"));
        return Run.of(all.toArray());
    }

    private static JsonNode json(Run run) throws Exception {
        return MAPPER.readTree(run.out());
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false).map(n -> n.get(field).asText()).toList();
    }

    @Test
    void oneImageServesBothApplications() throws Exception {
        Run run = run("consolidate", "--image", "debian-11", "debian-12", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "/usr/bin/python3",
                "--from-host", "libz.so.1", "--one", "--format", "json");
        assertEquals(0, run.code(), run.err());
        JsonNode answer = json(run);
        assertEquals(1, answer.get("images").size());
        assertEquals(1, answer.get("lowerBound").asInt());
        assertTrue(answer.get("optimal").asBoolean());
        assertEquals("ok", answer.get("images").get(0).get("hosts").get(0).get("together").get("verdict").asText());
    }

    @Test
    void whatIsNotServedIsNamedWithItsReasons() throws Exception {
        Run run = run("consolidate", "--app", "debian-11:/usr/bin/dpkg-deb", "debian-11:/usr/bin/none", "--host", "debian-12", "--from-host", "liblzma.so.5",
                "--no-libc-swap", "--format", "json");
        assertEquals(2, run.code(), run.err());
        JsonNode uncovered = json(run).get("uncovered");
        assertEquals(List.of("/usr/bin/dpkg-deb", "/usr/bin/none"), texts(uncovered, "app"));
        assertTrue(texts(uncovered.get(0).get("core"), "rule").contains("missing-version"), uncovered.toString());
        assertEquals(List.of("application-missing"), texts(uncovered.get(1).get("core"), "rule"));
        Run text = run("consolidate", "--app", "debian-11:/usr/bin/none", "--host", "debian-12");
        assertEquals("not all applications run on all hosts; 0 images serve the rest\n  /usr/bin/none on debian-12: no candidate image holds /usr/bin/none\n", text.out());
    }

    @Test
    void anUpgradeOfAHostIsTriedOut() throws Exception {
        Run run = run("consolidate", "--app", "debian-11:/usr/bin/dpkg-deb", "--host", "debian-11", "--from-host", "liblzma.so.5", "--no-libc-swap",
                "--what-if", "debian-11=debian-12", "--format", "json");
        assertEquals(2, run.code(), run.err());
        JsonNode answer = json(run);
        assertEquals("ok", answer.get("verdict").asText());
        assertEquals("fail", answer.get("whatIf").get("verdict").asText());
        assertEquals("[{\"image\":\"debian-11\",\"host\":\"debian-11\",\"app\":\"/usr/bin/dpkg-deb\",\"before\":\"ok\",\"after\":\"fail\"}]",
                answer.get("whatIf").get("changes").toString());
    }

    @Test
    void imagesAreRankedAndTheFloorIsNamed() throws Exception {
        Run run = run("bases", "--host", "debian-11", "debian-12", "--for-host-libs", "liblzma.so.5", "--no-libc-swap", "--format", "json");
        assertEquals(0, run.code(), run.err());
        JsonNode answer = json(run);
        assertEquals(List.of("debian-12", "debian-13", "debian-11"), texts(answer.get("images"), "image"));
        assertEquals(List.of("all", "all", "some"), texts(answer.get("images"), "verdict"));
        assertEquals("debian-12", answer.get("floors").get(0).get("forcedBy").asText());
        assertEquals("GLIBC_2.34", answer.get("floors").get(0).get("node").asText());
        assertEquals("[\"debian-11\"]", answer.get("without").get(0).get("gained").toString());
    }

    @Test
    void anApplicationNeedsAnImageThatHoldsIt() {
        Run run = run("bases", "--host", "debian-12", "--app", "/usr/bin/none", "--from-host", "libz.so.1", "--catalogue", "debian-12");
        assertEquals(2, run.code());
        assertTrue(run.out().startsWith("no image of the catalogue holds all the applications\n"), run.out());
        assertEquals(0, run("bases", "--host", "debian-12", "--app", "/usr/bin/dpkg-deb", "--from-host", "libz.so.1", "--catalogue", "debian-12").code());
    }

    @Test
    void wrongUsageIsSaid() {
        assertEquals(64, run("consolidate", "--host", "debian-12").code());
        assertEquals(64, run("consolidate", "--image", "debian-12", "--app", "/bin/x", "--host", "debian-12", "--what-if", "other=debian-11").code());
        assertEquals(64, run("bases", "--host", "debian-12").code());
        assertEquals(64, run("bases", "--host", "debian-12", "--app", "/bin/x").code());
    }
}
