package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plug-ins of an application, as a user asks for them: an image that comes with the program, and its python3. */
final class PluginsCommandTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;
    private Path site;

    @BeforeEach
    void aSite() throws IOException {
        site = folder.resolve("site.json");
        Files.writeString(site, """
                {"schema": 1, "families": [
                  {"name": "site", "about": "a", "date": "2026-11-21", "openedBy": {"programs": ["python3*"]}, "places": [{"names": ["libz.so.1"], "open": ["{name}"]}]},
                  {"name": "python", "extend": true, "places": [{"names": ["libnone.so.1"], "open": ["{name}"], "priority": "suggested"}]}
                ]}
                """);
    }

    private Run asked(String command, Object... more) {
        List<Object> all = new ArrayList<>(List.of(command, "--image", "debian-12", "--app", PYTHON, "--db", folder.resolve("none.db")));
        all.addAll(List.of(more));
        return Run.of(all.toArray());
    }

    private Run plugins(Object... more) {
        return asked("plugins", more);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void extensionModulesOfPythonLoad() throws IOException {
        Run run = plugins("--family", "python", "--format", "json");
        assertEquals(0, run.code(), run.err());
        JsonNode all = json(run).get("plugins");
        assertTrue(all.size() > 1, all.toString());
        for (JsonNode one : all) {
            assertEquals("python ok recommended family", "%s %s %s %s".formatted(one.get("family").asText(), one.get("lazy").asText(), one.get("priority").asText(),
                    one.get("evidence").asText()), one.toString());
            assertTrue(one.get("file").asText().startsWith("/usr/lib/python3.11/lib-dynload/"), one.toString());
        }
    }

    @Test
    void textSaysFamilyByFamily() {
        Run run = plugins("--family", "python", "--family", "libgcc");
        assertTrue(run.out().matches("/usr/bin/python3: its plug-ins load\\n  libgcc: 1 of 1 load\\n  python: ([0-9]+) of \\1 load\\n"), run.out());
    }

    @Test
    void allOfThemWhenAskedFor() {
        assertTrue(plugins("--family", "libgcc", "-v").out().contains("    libgcc_s.so.1 (required): loads\n"));
    }

    @Test
    void aFileOfTheSiteAddsAndExtends() throws IOException {
        Run run = plugins("--plugins-file", site, "--family", "site", "--family", "python", "--format", "json");
        assertEquals(0, run.code(), run.out());
        JsonNode all = json(run).get("plugins");
        assertEquals("libnone.so.1", all.get(0).get("file").asText());
        assertEquals("fail", all.get(0).get("lazy").asText());
        assertTrue(all.get(0).get("message").asText().startsWith("libnone.so.1: cannot open shared object file"), all.get(0).toString());
        assertEquals("site", all.get(all.size() - 1).get("family").asText());
    }

    @Test
    void filesOfTheUsersFolderAreReadInOrder() throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("abifit/plugins.d"));
        Files.copy(site, config.resolve("abifit/plugins.d/10-site.json"));
        Files.writeString(config.resolve("abifit/plugins.d/20.json"), """
                {"schema": 1, "families": [{"name": "site", "extend": true, "places": [{"names": ["libm.so.6"], "open": ["{name}"]}]}]}
                """);
        Files.writeString(config.resolve("abifit/plugins.d/note.txt"), "no JSON");
        Run run = Run.in(Map.of("XDG_CONFIG_HOME", config.toString(), "ABIFIT_DB", folder.resolve("none.db").toString()), "plugins", "--image", "debian-12", "--app", PYTHON, "--family", "site", "-v");
        assertEquals("/usr/bin/python3: its plug-ins load\n  site: 2 of 2 load\n    libm.so.6 (recommended): loads\n    libz.so.1 (recommended): loads\n", run.out());
    }

    @Test
    void checkWithPlugInsJudgesBoth() throws IOException {
        assertEquals(0, asked("check", "--with-plugins", "python").code());
        Files.writeString(site, Files.readString(site).replace("libz.so.1", "libnone.so.2"));
        Run run = asked("check", "--with-plugins", "site,python", "--plugins-file", site, "--format", "json");
        assertEquals(2, run.code());
        assertEquals("ok", json(run).get("verdict").asText());
        assertEquals("fail", json(run).get("withPlugins").asText());
        Run text = asked("check", "--with-plugins=site", "--plugins-file", site);
        assertEquals(2, text.code());
        assertTrue(text.out().contains("  with plug-ins: plug-ins that it should have do not load\n  site: 0 of 1 load\n    libnone.so.2 (recommended): libnone.so.2: cannot open shared object file"), text.out());
        assertTrue(!json(asked("check", "--format", "json")).has("plugins"));
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("[]", "top: is no object"),
                Arguments.of("{\"schema\": 2, \"families\": []}", "schema: this program knows schema 1 only"),
                Arguments.of("{\"schema\": 1}", "families: is missing"),
                Arguments.of("{\"schema\": 1", "line 1, column 1"),
                Arguments.of(wrongFamily("'name': 'A b', 'about': '', 'date': '', 'openedBy': {}, 'places': []"), "families[0].name: is no word"),
                Arguments.of(wrongFamily("'name': 'x', 'places': []"), "families[0].about: is missing"),
                Arguments.of(wrongFamily("'name': 'x', 'extend': true, 'places': []"), "no family is called 'x'"),
                Arguments.of(wrongPlace("'opens': []"), "families[0].places[0].opens: no such field"),
                Arguments.of(wrongPlace(""), "families[0].places[0].open: is empty"),
                Arguments.of(wrongPlace("'open': [7]"), "families[0].places[0].open: is no list of texts"),
                Arguments.of(wrongPlace("'open': ['[']"), "families[0].places[0].open: set without an end"),
                Arguments.of(wrongPlace("'open': ['a'], 'lists': ['b']"), "needs either 'lines' or 'field'"),
                Arguments.of(wrongPlace("'open': ['a'], 'lists': ['b'], 'lines': ['driver']"), "holds neither {name} nor {names}"),
                Arguments.of(wrongPlace("'open': ['a'], 'priority': 'x'"), "'x' is no priority"));
    }

    private static String wrongFamily(String fields) {
        return "{\"schema\": 1, \"families\": [{%s}]}".formatted(fields.replace('\'', '"'));
    }

    private static String wrongPlace(String fields) {
        return wrongFamily("'name': 'gconv', 'extend': true, 'places': [{%s}]".formatted(fields));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsNamedWithThePlace(String text, String problem) throws IOException {
        Files.writeString(site, text);
        Run run = plugins("--plugins-file", site);
        assertEquals(1, run.code());
        assertTrue(run.err().contains(site.toString()) && run.err().contains(problem), run.err());
    }

    @Test
    void wrongUsage() {
        assertEquals(64, Run.of("plugins").code());
        assertEquals(64, plugins("--family", "no-such").code());
        assertEquals(64, asked("check", "--plugins-file", site).code());
        assertEquals(64, Run.of("check", "--cases", site, "--with-plugins").code());
        assertEquals(1, plugins("--plugins-file", folder.resolve("none")).code());
    }

    @Test
    void everyFamilySaysWhereItsRulesAreFrom() throws IOException {
        JsonNode families = json(Run.of("plugins", "--families", "--format", "json")).get("families");
        assertTrue(families.size() > 15);
        families.forEach(family -> assertTrue(family.get("sources").size() > 0 && family.get("date").asText().matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]"), family.toString()));
        assertTrue(Run.of("plugins", "--families").out().contains("ibverbs: RDMA providers of libibverbs (one is enough)\n  from rdma-core "));
    }
}
