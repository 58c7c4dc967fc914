package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is printed has the form that is published. */
final class SchemaTest {
    private static final List<String> NAMES = SchemaCommand.NAMES;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("NAMES")
    void schemasAreWhole(String name) throws Exception {
        Run run = Run.of("schema", name);
        JsonNode schema = new ObjectMapper().readTree(run.out());
        assertEquals("urn:abifit:schema:%s:1".formatted(name), schema.path("$id").asText());
        assertTrue(schema.path("required").size() > 0 && schema.path("properties").size() > 0);
    }

    @Test
    void theyAreListed() {
        assertEquals(String.join("\n", NAMES) + "\n", Run.of("schema").out());
    }

    @Test
    void outputFits() throws Exception {
        Path root = Roots.small(folder.resolve("root"));
        Roots.faulty(root.resolve("faulty"), 2);
        Path db = folder.resolve("abi.db");
        Path file = folder.resolve("tiny.abifit");
        fits("scan", "scan", root, "--name", "tiny", "--kind", "host", "--db", db);
        fits("db-list", "db", "list", "--db", db);
        fits("db-list", "db", "list", "--times", "--db", db);
        fits("db-show", "db", "show", "tiny", "--db", db);
        fits("db-change", "db", "export", "tiny", file, "--db", db);
        fits("db-change", "db", "import", file, "--db", db);
        fits("db-show", "db", "show", "tiny", "--times", "--db", db);
        fits("diff", "diff", "tiny@1", "tiny", "--db", db);
        fits("diff", "diff", "debian-12", "debian-13", "--db", db);
        fits("db-change", "db", "remove", "tiny", "--db", db);
        fits("db-plans", "db", "plans", "--db", db);
        fits("db-gc", "db", "gc", "--db", db);
        fits("db-verify", "db", "verify", "--db", db);
    }

    @Test
    void elfLinesFit() throws Exception {
        Path root = Roots.small(folder.resolve("root"));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Roots.library(), 20));
        fits("elf", "elf", root.resolve("usr/lib/libfoo.so"), root.resolve("usr/bin/app"), root.resolve("usr/bin/script"), cut, folder.resolve("none"));
    }

    @Test
    void plugInsFit() throws Exception {
        Path db = folder.resolve("none.db");
        Path root = new TinyTree().program("bin/app", TinyElf.program().needed("libibverbs.so.1").build()).file("etc/libibverbs.d/a.driver", "driver a\n")
                .file("lib64/ld-linux-x86-64.so.2", TinyElf.library("ld-linux-x86-64.so.2").build())
                .file("usr/lib64/libibverbs.so.1", TinyElf.library("libibverbs.so.1").build()).writeTo(folder.resolve("root"));
        fits("plugins", "plugins", "--image", root, "--app", "/bin/app", "--db", db);
        fits("plugins", "plugins", "--image", "debian-12", "--app", "/usr/bin/python3", "--db", db);
        fits("plugins", "plugins", "--families");
        fits("resolve", "resolve", "--image", "debian-11", "debian-12", "--host", "debian-13", "--app", "/usr/bin/python3", "--compare-strategies", "--db", db);
        fits("ldd", "ldd", "--image", root, "/bin/app", "--db", db, "--open", "libnone.so");
        fits("ldd", "ldd", "--image", "debian-12", "--host", "debian-13", "/usr/bin/dpkg-deb", "/usr/bin/none", "--db", db, "--open", "libselinux.so.1",
                "--bind", "/usr/lib/x86_64-linux-gnu/libz.so.1:/opt/libz.so.1", "--env", "LD_LIBRARY_PATH=/opt");
        fits("check", "check", "--image", root, "--app", "/bin/app", "--db", db, "--with-plugins");
        fits("check", "check", "--image", "debian-12", "--app", "/usr/bin/python3", "--db", db, "--with-plugins");
    }

    @Test
    void surveysFit() throws Exception {
        Path db = folder.resolve("none.db");
        fits("consolidate", "consolidate", "--image", "debian-11", "debian-12", "--app", "/usr/bin/dpkg-deb", "debian-11:/usr/bin/none", "/usr/bin/python3", "--host",
                "debian-12", "--from-host", "liblzma.so.5", "--no-libc-swap", "--what-if", "debian-12=debian-11", "--db", db);
        fits("bases", "bases", "--host", "debian-11", "debian-12", "--for-host-libs", "liblzma.so.5", "--what-if", "debian-12=debian-13", "--db", db);
    }

    @Test
    void knowledgeFits() throws Exception {
        for (String file : KnowledgeChoice.SHIPPED) {
            List<String> misfits = new ArrayList<>();
            check("", schema("knowledge"), new TomlMapper().readTree(SchemaTest.class.getResourceAsStream("/knowledge/" + file)), misfits);
            assertEquals(List.of(), misfits, file);
        }
        Path site = Files.writeString(folder.resolve("site.toml"), "schema = 1\n[[family]]\nname = 'ucx'\nextend = true\n");
        Path bad = Files.writeString(folder.resolve("bad.toml"), "schema = 2\n");
        fits("knowledge-list", "knowledge", "list");
        fits("knowledge-explain", "knowledge", "explain", "openmpi");
        fits("knowledge-explain", "knowledge", "explain", "sarus-full");
        fits("knowledge-explain", "knowledge", "explain", "/usr/lib/libfoo.so.1", "--root", Roots.small(folder.resolve("root")));
        fits("knowledge-check", "knowledge", "check", site);
        fits("knowledge-check", "knowledge", "check", bad);
        fits("knowledge-ask", "knowledge", "ask", "sarus-full", "libmpi.so.12.1", "libmpi.so.12.4");
        fits("knowledge-ask", "knowledge", "ask", "rdma", "a.so", "b.so");
    }

    @Test
    void lintFits() throws Exception {
        Path root = Roots.small(folder.resolve("root"));
        Path script = Files.writeString(folder.resolve("binds.sh"), "export APPTAINER_BIND=/usr/lib/libfoo.so.1,/usr/lib/none,$HOME\n");
        fits("lint", "lint", script, "--host", root, "--db", folder.resolve("none.db"));
        fits("lint", "lint", script, "--host", root, "--image", "debian-12", "--db", folder.resolve("none.db"));
    }

    @Test
    void cudfFits() throws Exception {
        CudfExample files = CudfExample.in(folder);
        fits("cudf-check", "cudf", "check", files.problem());
        fits("cudf-check", "cudf", "check", files.problem(), files.good(), "--criteria", "trendy:2012");
        fits("cudf-check", "cudf", "check", files.problem(), files.bad(), "--criteria", "-removed,-sum(size)");
        fits("cudf-check", "cudf", "check", files.problem(), files.fail(), "--criteria", "paranoid");
        fits("cudf-check", "cudf", "check", files.faulty(), files.faulty());
        fits("cudf-compare", "cudf", "compare", files.problem(), "--solver", "good=/bin/sh -c 'cp \"$1\" \"$2\"' x %s {out} {in}".formatted(files.good()),
                "--solver", "bad:mccs=/bin/sh -c 'cp \"$1\" \"$2\"' x %s {out} {in}".formatted(files.bad()), "--solver", "none=/bin/sh -c 'echo sorry' x {in} {out}", "--memory-limit", "9000");
        fits("cudf-cost", "cudf", "cost", files.problem(), files.bad(), "-agregate[-removed[3],-count(changed)]");
        fits("cudf-cost", "cudf", "cost", files.problem(), files.fail(), "none");
        fits("cudf-diff", "cudf", "diff", files.problem(), files.good(), files.bad(), "--criteria", "paranoid");
        fits("cudf-diff", "cudf", "diff", files.problem(), files.good(), files.fail());
        fits("cudf-solve", "cudf", "solve", files.problem(), folder.resolve("solution"), "trendy");
        fits("cudf-solve", "cudf", "solve", Files.writeString(folder.resolve("hopeless"), "request: \ninstall: a\n"), folder.resolve("solution"), "none");
        fits("cudf-reduce", "cudf", "reduce", files.problem(), "--stats");
    }

    @Test
    void theFamiliesThatComeWithItFit() throws Exception {
        List<String> misfits = new ArrayList<>();
        check("", schema("plugin-families"), new ObjectMapper().readTree(SchemaTest.class.getResourceAsStream("/plugins/families.json")), misfits);
        assertEquals(List.of(), misfits);
    }

    @Test
    void plansFit() throws Exception {
        Path db = folder.resolve("none.db");
        Run plan = Run.of("resolve", "--image", "debian-12", "--host", "debian-12", "--app", "/usr/bin/python3", "--from-host", "libz.so.1", "--emit", "plan", "--db", db);
        List<String> misfits = new ArrayList<>();
        check("", schema("plan"), new ObjectMapper().readTree(plan.out()), misfits);
        assertEquals(List.of(), misfits, plan.err());
        Path file = Files.writeString(folder.resolve("plan.json"), plan.out());
        fits("check", "check", "--plan", file, "--db", db);
        fits("verify-plan", "verify-plan", file, "--host", "debian-13", "--db", db);
    }

    @Test
    void importedPlansFit() throws Exception {
        Path db = folder.resolve("none.db");
        Path document = folder.resolve("q.cudf");
        Run.of("resolve", "--image", "debian-12", "--host", "debian-12", "--app", "/usr/bin/python3", "--from-host", "libz.so.1", "--export-cudf", document, "--db", db);
        Path fail = Files.writeString(folder.resolve("fail"), "FAIL\n");
        fits("cudf-import-plan", "cudf", "import-plan", document, fail, "--db", db);
        Path unserved = Files.writeString(folder.resolve("unserved"), "package: image/python3\nversion: 1\ninstalled: true\n\npackage: debian-12/served\nversion: 2\ninstalled: true\n");
        fits("cudf-import-plan", "cudf", "import-plan", document, unserved, "--db", db);
    }

    @Test
    void theCheckerFindsMisfits() throws Exception {
        JsonNode schema = schema("scan");
        JsonNode value = new ObjectMapper().readTree("{\"schema\":2,\"name\":7,\"counts\":{},\"problems\":[{\"path\":\"\"}]}");
        List<String> misfits = new ArrayList<>();
        check("", schema, value, misfits);
        assertTrue(misfits.containsAll(List.of(": no generation", "/name: is no string", "/counts: no entries", "/problems/0: no kind", "/schema: is not 1")), misfits.toString());
    }

    private static JsonNode schema(String name) throws Exception {
        return new ObjectMapper().readTree(SchemaCommand.text(name));
    }

    private static void fits(String name, Object... command) throws Exception {
        Object[] all = Arrays.copyOf(command, command.length + 2);
        all[command.length] = "--format";
        all[command.length + 1] = "json";
        for (String line : Run.of(all).out().split("\n")) {
            List<String> misfits = new ArrayList<>();
            check("", schema(name), new ObjectMapper().readTree(line), misfits);
            assertEquals(List.of(), misfits, line);
        }
    }

    /** Knows the few words of JSON Schema that our schemas use. */
    private static void check(String at, JsonNode schema, JsonNode value, List<String> misfits) {
        type(at, schema.path("type"), value, misfits);
        if (schema.has("const") && !schema.get("const").equals(value)) {
            misfits.add("%s: is not %s".formatted(at, schema.get("const")));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            misfits.add("%s: is none of %s".formatted(at, schema.get("enum")));
        }
        if (schema.has("anyOf") && !anyFits(at, schema.get("anyOf"), value)) {
            misfits.add("%s: fits no form".formatted(at));
        }
        for (JsonNode branch : schema.path("allOf")) {
            List<String> condition = new ArrayList<>();
            check(at, branch.path("if"), value, condition);
            if (condition.isEmpty()) {
                check(at, branch.path("then"), value, misfits);
            }
        }
        members(at, schema, value, misfits);
        unknown(at, schema, value, misfits);
    }

    private static void unknown(String at, JsonNode schema, JsonNode value, List<String> misfits) {
        if (schema.path("additionalProperties").isBoolean()) {
            value.fieldNames().forEachRemaining(name -> {
                if (!schema.path("properties").has(name)) {
                    misfits.add("%s: %s is not known".formatted(at, name));
                }
            });
        }
    }

    private static void members(String at, JsonNode schema, JsonNode value, List<String> misfits) {
        for (JsonNode required : schema.path("required")) {
            if (value.isObject() && !value.has(required.asText())) {
                misfits.add("%s: no %s".formatted(at, required.asText()));
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (value.has(property.getKey())) {
                check(at + "/" + property.getKey(), property.getValue(), value.get(property.getKey()), misfits);
            }
        }
        for (int i = 0; value.isArray() && schema.has("items") && i < value.size(); i++) {
            check(at + "/" + i, schema.get("items"), value.get(i), misfits);
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyFits(String at, JsonNode schemas, JsonNode value) {
        for (JsonNode schema : schemas) {
            List<String> misfits = new ArrayList<>();
            check(at, schema, value, misfits);
            if (misfits.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void type(String at, JsonNode types, JsonNode value, List<String> misfits) {
        List<String> allowed = new ArrayList<>();
        if (types.isTextual()) {
            allowed.add(types.asText());
        }
        types.forEach(t -> allowed.add(t.asText()));
        if (!allowed.isEmpty() && allowed.stream().noneMatch(t -> is(t, value))) {
            misfits.add("%s: is no %s".formatted(at, String.join(" or ", allowed)));
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
