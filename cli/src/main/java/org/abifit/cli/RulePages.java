package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.Rule;
import org.abifit.lint.LintRule;

/** What rule ids mean: a page of Markdown each, in the program's resources. */
final class RulePages {
    private static final String MEANS = "**What it means.** ";

    private RulePages() {}

    /** {@return the page of a rule: what it means, what the loader would say, how to check by hand, what to do} */
    static Optional<String> page(String rule) {
        if (!rule.matches("[a-z][a-z-]*")) {
            return Optional.empty();
        }
        try (InputStream in = RulePages.class.getResourceAsStream("/reasons/%s.md".formatted(rule))) {
            return in == null ? lint(rule) : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> lint(String rule) {
        return List.of(LintRule.values()).stream().filter(r -> r.id().equals(rule)).findFirst()
                .map(r -> "# %s\n\n%sThe rule: %s A finding tells where it is broken, or what it comes to.\n\n**More.** docs/lint.md has a section of this name.\n".formatted(rule, MEANS, r.about()));
    }

    /** {@return the page of a rule of the knowledge files} */
    static Optional<String> page(Rule rule) {
        return Optional.of("# %s\n\n%s%s.\n\n**More.** 'abifit knowledge explain %s' has parameters and sources.\n".formatted(rule.id(), MEANS, rule.about(), rule.id()));
    }

    /** {@return what a rule means, in a few sentences} */
    static Optional<String> meaning(String rule) {
        return page(rule).flatMap(p -> p.lines().filter(l -> l.startsWith(MEANS)).findFirst()).map(l -> l.substring(MEANS.length()));
    }
}
