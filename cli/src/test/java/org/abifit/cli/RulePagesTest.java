package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.abifit.loader.LoadError;
import org.abifit.plan.SafetyRule;
import org.junit.jupiter.api.Test;

/** Every rule id has a page, and every page a rule. */
class RulePagesTest {
    private static final Path RESOLVER = Path.of("../resolver/src/main/java/org/abifit");
    private static final Path PAGES = Path.of("src/main/resources/reasons");

    /** {@return the ids of reasons, of why something is bound, of what would help and of what is missing, as the sources spell them} */
    private static Set<String> rules() throws IOException {
        Set<String> rules = new TreeSet<>(Stream.of(LoadError.Kind.values()).map(LoadError.Kind::word).toList());
        for (String file : List.of("Reason", "HostAnswer", "BindPlan")) {
            String text = Files.readString(RESOLVER.resolve("resolver/" + file + ".java"));
            collect(text, "String rule\\(\\) \\{\\s*return \"([a-z-]+)\"", rules);
        }
        for (String folder : List.of("resolver", "survey")) {
            try (Stream<Path> files = Files.list(RESOLVER.resolve(folder))) {
                for (Path file : files.toList()) {
                    collect(Files.readString(file), "Missing\\(\"([a-z-]+)\"", rules);
                }
            }
        }
        rules.add(SurveyWords.APPLICATION_MISSING);
        Stream.of(SafetyRule.values()).map(SafetyRule::id).forEach(rules::add);
        return rules;
    }

    private static void collect(String text, String pattern, Set<String> into) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return new TreeSet<>(files.map(f -> f.getFileName().toString().replace(".md", "")).toList());
        }
    }

    @Test
    void everyRuleHasAPageAndEveryPageARule() throws IOException {
        assertTrue(rules().size() > 30, "the sources spell rules in another way: " + rules());
        assertEquals(rules(), pages());
    }

    @Test
    void everyPageSaysTheSameFourThings() throws IOException {
        for (String rule : pages()) {
            String page = RulePages.page(rule).orElseThrow();
            assertTrue(page.startsWith("# " + rule + "\n"), rule);
            List<String> parts = List.of("**What it means.** ", "**What the loader would say.** ", "**How to check by hand.** ", "**What to do.** ");
            assertEquals(parts, parts.stream().filter(page::contains).toList(), rule);
        }
    }

    @Test
    void theListInTheDocumentationNamesThemAll() throws IOException {
        String list = Files.readString(Path.of("../docs/reasons.md"));
        Set<String> linked = new TreeSet<>();
        collect(list, "\\(\\.\\./cli/src/main/resources/reasons/([a-z-]+)\\.md\\)", linked);
        assertEquals(pages(), linked);
    }

    @Test
    void explainPrintsThePage() throws IOException {
        assertEquals(Files.readString(PAGES.resolve("libc-family.md")), Run.of("explain", "--rule", "libc-family").out());
        assertTrue(Run.of("explain", "--rule", "not-closed").out().startsWith("# not-closed\n"));
        assertEquals(64, Run.of("explain", "--rule", "../../x").code());
    }

    @Test
    void rulesOfKnowledgeAreExplained() {
        Run run = Run.of("explain", "--rule", "openmpi-one-build");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("all must be of one build") && run.out().contains("abifit knowledge explain openmpi-one-build"), run.out());
    }
}
