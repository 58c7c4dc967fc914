package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.loader.VersionNames;
import org.abifit.root.LdSoCache;
import org.abifit.testkit.TextBlock;
import org.abifit.testkit.TinyTree;
import org.abifit.testkit.TreeText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The questions that users asked, each with its answer: one test for each file of {@code scenarios}. */
final class ScenarioTest {
    /** Flags of entries of ld.so.cache, as in glibc {@code dl-cache.h}. */
    private static final int LIBC6_X86_64 = 0x0303, LIBC6_AARCH64 = 0x0a03;
    private static final int QUESTIONS = 46;
    private static final String SUFFIX = ".scenario";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> abifitAnswersAsItMust() throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files()) {
            Scenario scenario = scenario(file);
            tests.add(DynamicTest.dynamicTest(scenario.id() + " " + scenario.title(), file.toUri(), () -> answers(scenario)));
        }
        return tests.stream();
    }

    @Test
    void aFileIsCalledAsItsScenario() throws IOException, URISyntaxException {
        for (Path file : files()) {
            Scenario scenario = scenario(file);
            assertTrue(file.getFileName().toString().matches(scenario.id() + "[a-z]?" + SUFFIX), file + " holds " + scenario.id());
            assertFalse(scenario.title().isEmpty() || scenario.runs().isEmpty(), file + " has a title, and asks something");
        }
    }

    @Test
    void all46QuestionsHaveAFixtureAndARowOfTheTable() throws IOException, URISyntaxException {
        List<String> fixtures = new ArrayList<>();
        for (Path file : files()) {
            String id = scenario(file).id();
            if (id.matches("S[0-9]+")) {
                fixtures.add(id);
            }
        }
        List<String> all = IntStream.rangeClosed(1, QUESTIONS).mapToObj("S%02d"::formatted).toList();
        List<String> rows = Files.readAllLines(Path.of("../docs/scenarios.md")).stream().filter(l -> l.matches("\\| S[0-9][0-9] \\| .*"))
                .map(l -> l.substring(2, 5)).distinct().sorted().toList();
        assertEquals(all, fixtures);
        assertEquals(all, rows);
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        Path resources = Path.of(Objects.requireNonNull(ScenarioTest.class.getResource("/scenarios")).toURI());
        try (Stream<Path> all = Files.list(resources)) {
            return all.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static Scenario scenario(Path file) throws IOException {
        try {
            return ScenarioReader.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private void answers(Scenario scenario) throws IOException {
        Path home = folder.resolve(scenario.id());
        Map<String, String> environment = Map.of("ABIFIT_DB", home.resolve("abi.db").toString(), "XDG_CONFIG_HOME", home.resolve("config").toString());
        for (Scenario.Root root : scenario.roots()) {
            scan(home, root, environment);
        }
        Path files = Files.createDirectories(home.resolve("files"));
        for (TextBlock file : scenario.files()) {
            Path path = files.resolve(file.words().getFirst());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.text());
        }
        for (Scenario.Asked asked : scenario.runs()) {
            if (asked.unanswered().isPresent()) {
                assertThrows(AssertionError.class, () -> judge(asked, files, environment), "it is answered: take the line 'unanswered' out");
            } else {
                judge(asked, files, environment);
            }
        }
    }

    private static void scan(Path home, Scenario.Root root, Map<String, String> environment) throws IOException {
        Path tree = home.resolve("roots").resolve(root.name());
        TinyTree files = TreeText.read(root.parts());
        cache(root).ifPresent(bytes -> files.file("/etc/ld.so.cache", bytes));
        files.writeTo(tree);
        List<Object> arguments = new ArrayList<>(List.of("scan", tree, "--name", root.name().replaceFirst("@.*", ""), "--kind", root.kind(), "--jobs", "1"));
        root.labels().forEach(label -> arguments.addAll(List.of("--label", label)));
        Run run = Run.in(environment, arguments.toArray());
        assertEquals(0, run.code(), run.err());
    }

    /** Loaders search the cache by halving, so it must be sorted as ldconfig sorts it: descending. */
    private static Optional<byte[]> cache(Scenario.Root root) {
        List<LdSoCache.Entry> entries = root.cache().stream().map(TextBlock::words).map(w -> new LdSoCache.Entry(w.contains("aarch64") ? LIBC6_AARCH64 : LIBC6_X86_64, w.get(0), w.get(2), 0))
                .sorted((a, b) -> VersionNames.compare(b.key(), a.key())).toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new LdSoCache(entries, List.of()).toBytes(ByteOrder.LITTLE_ENDIAN));
    }

    private static void judge(Scenario.Asked asked, Path files, Map<String, String> environment) throws IOException {
        Object[] arguments = asked.arguments().stream().map(a -> a.replace("{files}", files.toString()).replace("{roots}", files.resolveSibling("roots").toString())).toArray();
        Run run = Run.in(environment, arguments);
        String told = "%s%n%s%s".formatted(String.join(" ", asked.arguments()), run.out(), run.err());
        for (Scenario.Wanted wanted : asked.wanted()) {
            assertTrue(holds(wanted, run.out().replace(files.toString(), "{files}")), () -> "not so: %s%n%s".formatted(wanted, told));
        }
        assertEquals(asked.exit(), run.code(), told);
        if (asked.into().isPresent()) {
            Files.writeString(files.resolve(asked.into().get()), run.out());
        }
    }

    private static boolean holds(Scenario.Wanted wanted, String out) throws IOException {
        return switch (wanted) {
            case Scenario.Wanted.Says(String text) -> out.lines().anyMatch(line -> line.contains(text));
            case Scenario.Wanted.SaysNot(String text) -> out.lines().noneMatch(line -> line.contains(text));
            case Scenario.Wanted.Is(String pointer, String value) -> at(out, pointer).asText(at(out, pointer).toString()).equals(value);
            case Scenario.Wanted.Has(String pointer, String text) -> texts(at(out, pointer)).anyMatch(t -> t.contains(text));
            case Scenario.Wanted.Lacks(String pointer, String text) -> texts(at(out, pointer)).noneMatch(t -> t.contains(text));
            case Scenario.Wanted.Size(String pointer, int size) -> at(out, pointer).isContainerNode() && at(out, pointer).size() == size;
            case Scenario.Wanted.Fits(int lines, int columns) -> out.lines().count() <= lines && out.lines().allMatch(line -> line.length() <= columns);
            case Scenario.Wanted.Golden(String file) -> golden(file, out);
        };
    }

    private static JsonNode at(String out, String pointer) {
        try {
            return new ObjectMapper().readTree(out).at(pointer.equals("/") ? "" : pointer);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + out, e);
        }
    }

    private static Stream<String> texts(JsonNode node) {
        Stream<String> own = node.isValueNode() ? Stream.of(node.asText()) : Stream.of();
        List<JsonNode> below = new ArrayList<>();
        node.elements().forEachRemaining(below::add);
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return Stream.of(own, names.stream(), below.stream().flatMap(ScenarioTest::texts)).flatMap(s -> s);
    }

    /** With {@code -Dabifit.golden=FOLDER} the file is written into the folder, to be looked at and kept. */
    private static boolean golden(String file, String out) throws IOException {
        String folder = System.getProperty("abifit.golden");
        if (folder != null) {
            Files.writeString(Path.of(folder).resolve(file), out);
        }
        try (var in = Objects.requireNonNull(ScenarioTest.class.getResourceAsStream("/scenarios/" + file), file)) {
            return folder != null || new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(out);
        }
    }
}
