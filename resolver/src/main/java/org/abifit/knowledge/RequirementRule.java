package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;
import org.abifit.root.Glob;

/**
 * Whether the host's GPU driver is what an image's label asks for (nvidia-container-toolkit, NVIDIA_REQUIRE_*): constraints apart by spaces are
 * alternatives, those apart by commas all count. {@code cuda} is the newest CUDA that the driver reports, {@code driver} its own release; what is said of
 * {@code brand} and {@code arch} no file tells.
 */
final class RequirementRule {
    private static final Pattern CONSTRAINT = Pattern.compile("([a-z]+)(>=|<=|!=|==|=|>|<)(.+)");

    private final Release driver;
    private final Optional<Release> cuda;

    private RequirementRule(Release driver, Optional<Release> cuda) {
        this.driver = driver;
        this.cuda = cuda;
    }

    /** {@return the answer to a label's value, which stands in the place of the container's library} */
    static Answer answer(Rule rule, Library host, Library label) {
        Optional<Release> driver = Optional.of(host).filter(l -> rule.texts("driver").stream().map(Glob::of).anyMatch(p -> l.names().stream().anyMatch(p::matches)))
                .flatMap(Library::number).filter(r -> r.numbers().size() > 1);
        if (driver.isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.NOT_OF_KIND, List.of(host.path(), "driver with its release in its name"));
        }
        List<String> alternatives = Stream.of(label.path().split("\\s+")).filter(s -> !s.isEmpty()).toList();
        if (alternatives.isEmpty() || !alternatives.stream().flatMap(a -> Stream.of(a.split(","))).allMatch(c -> CONSTRAINT.matcher(c).matches())) {
            return new Answer(Word.REFUSE, rule.id(), Ground.NOT_OF_KIND, List.of(label.path(), "constraints as cuda>=12.8"));
        }
        Optional<Release> cuda = rule.texts("table").stream().map(row -> row.split(" ")).filter(row -> driver.get().compareTo(Release.of(row[1])) >= 0)
                .map(row -> Release.of(row[0])).findFirst();
        RequirementRule it = new RequirementRule(driver.get(), cuda);
        List<Word> words = alternatives.stream().map(it::all).toList();
        List<String> details = List.of(label.path(), driver.get().toString(), cuda.map(Release::toString).orElse("unknown"));
        if (words.contains(Word.ACCEPT)) {
            return new Answer(Word.ACCEPT, rule.id(), Ground.LABEL_MET, details);
        }
        return words.contains(Word.WARN) ? new Answer(Word.WARN, rule.id(), Ground.LABEL_UNDECIDED, details)
                : new Answer(Word.REFUSE, rule.id(), Ground.LABEL_REFUSES, details);
    }

    private Word all(String alternative) {
        List<Word> words = Stream.of(alternative.split(",")).map(this::one).toList();
        return words.contains(Word.REFUSE) ? Word.REFUSE : words.contains(Word.WARN) ? Word.WARN : Word.ACCEPT;
    }

    private Word one(String constraint) {
        Matcher parts = CONSTRAINT.matcher(constraint);
        Optional<Release> wanted = parts.matches() ? Release.parse(parts.group(3)) : Optional.empty();
        Optional<Release> there = !parts.matches() ? Optional.empty() : switch (parts.group(1)) {
            case "cuda" -> cuda;
            case "driver" -> Optional.of(driver);
            default -> Optional.empty();
        };
        if (wanted.isEmpty() || there.isEmpty()) {
            return Word.WARN;
        }
        return holds(there.get().compareTo(wanted.get()), parts.group(2)) ? Word.ACCEPT : Word.REFUSE;
    }

    private static boolean holds(int compared, String operator) {
        return switch (operator) {
            case ">=" -> compared >= 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            case "<" -> compared < 0;
            case "!=" -> compared != 0;
            default -> compared == 0;
        };
    }
}
