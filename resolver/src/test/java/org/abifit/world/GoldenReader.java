package org.abifit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.loader.Verdict;
import org.abifit.testkit.Tokens;

/** Reads what stands below {@code expect} in a {@link CaseText}. */
final class GoldenReader {
    private final Answer start = new Answer();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> map = new ArrayList<>();
    private final List<String> binds = new ArrayList<>();
    private final List<String> why = new ArrayList<>();
    private final List<Answer> opened = new ArrayList<>();
    private Optional<String> crashes = Optional.empty();
    private Optional<String> modelOnly = Optional.empty();
    private Optional<String> unmodelled = Optional.empty();

    /** An answer under way; {@code lazy} is the verdict unless it is said. */
    private static final class Answer {
        private Verdict verdict = Verdict.OK;
        private Optional<Verdict> lazy = Optional.empty();
        private Optional<String> message = Optional.empty();
        private final SortedSet<String> errors = new TreeSet<>();
        private final SortedMap<String, String> resolved = new TreeMap<>();

        boolean take(String word, String rest) {
            switch (word) {
                case "verdict" -> verdict = CaseWriter.verdict(rest);
                case "lazy" -> lazy = Optional.of(CaseWriter.verdict(rest));
                case "message" -> message = Optional.of(rest);
                case "error" -> errors.add(rest);
                case "resolved" -> resolved.put(Tokens.of(rest).get(0), Tokens.of(rest).get(2));
                default -> {
                    return false;
                }
            }
            return true;
        }

        Golden.Answer done() {
            return new Golden.Answer(verdict, lazy.orElse(verdict), message, errors, resolved);
        }
    }

    private GoldenReader() {}

    static Golden read(String loaders, List<String> lines) {
        GoldenReader reader = new GoldenReader();
        lines.forEach(reader::line);
        return new Golden(new Loaders(loaders), reader.start.done(), reader.warnings, reader.notes, reader.map, reader.binds, reader.crashes, reader.modelOnly, reader.unmodelled,
                reader.opened.stream().map(Answer::done).toList(), reader.why);
    }

    private void line(String line) {
        String[] words = line.split(" +", 2);
        String rest = words.length > 1 ? words[1] : "";
        if (start.take(words[0], rest)) {
            return;
        }
        switch (words[0]) {
            case "warning" -> warnings.add(rest);
            case "note" -> notes.add(rest);
            case "map" -> map.addAll(Tokens.of(rest));
            case "binds" -> binds.add(rest);
            case "why" -> why.add(rest);
            case "crashes" -> crashes = Optional.of(rest);
            case "model-only" -> modelOnly = Optional.of(rest);
            case "unmodelled" -> unmodelled = Optional.of(rest);
            case "open" -> open(rest);
            default -> throw new IllegalArgumentException("no such line of an answer: " + line);
        }
    }

    private void open(String line) {
        String[] words = line.split(" +", 3);
        int nth = Integer.parseInt(words[0]);
        while (opened.size() < nth) {
            opened.add(new Answer());
        }
        if (!opened.get(nth - 1).take(words[1], words.length > 2 ? words[2] : "")) {
            throw new IllegalArgumentException("no such line of an answer: open " + line);
        }
    }
}
