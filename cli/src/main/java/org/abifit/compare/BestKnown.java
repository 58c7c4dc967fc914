package org.abifit.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaParser;

/**
 * The best costs that anybody has found before, counted by names: a table with the columns {@code instance}, {@code criterion_text} and {@code best_cost}
 * ({@code FAIL} where there is no solution), and perhaps {@code proof}.
 *
 * @param entries by instance and criteria
 */
public record BestKnown(Map<Key, Entry> entries) {
    /** Nothing is known. */
    public static final BestKnown NOTHING = new BestKnown(Map.of());

    /** Copies the map. */
    public BestKnown {
        entries = Map.copyOf(entries);
    }

    /** What was asked; texts that mean the same are the same. */
    public record Key(String instance, Criteria criteria) {}

    /**
     * What is known.
     *
     * @param cost empty: there is no solution
     * @param proven whether somebody has proven it
     */
    public record Entry(Optional<Cost> cost, boolean proven) {}

    /** {@return what is known of a problem} */
    Optional<Entry> of(Problem problem, Criteria criteria) {
        return Optional.ofNullable(entries.get(new Key(problem.instance(), criteria)));
    }

    /**
     * {@return what a table says}
     *
     * @throws ResultsFile.FormatException where a line does not fit
     */
    public static BestKnown read(Path file) throws IOException, ResultsFile.FormatException {
        List<String> lines = Files.readAllLines(file);
        List<String> head = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t", -1));
        Map<Key, Entry> entries = new HashMap<>();
        for (String needed : List.of("instance", "criterion_text", "best_cost")) {
            if (!head.contains(needed)) {
                throw new ResultsFile.FormatException(1, "there is no column " + needed);
            }
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                take(head, lines.get(i).split("\t", -1), entries);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new ResultsFile.FormatException(i + 1, String.valueOf(e.getMessage()));
            }
        }
        return new BestKnown(entries);
    }

    private static void take(List<String> head, String[] fields, Map<Key, Entry> into) {
        String cost = fields[head.indexOf("best_cost")];
        int proof = head.indexOf("proof");
        boolean proven = proof >= 0 && proof < fields.length && fields[proof].startsWith("proven");
        Criteria criteria = criteria(fields[head.indexOf("criterion_text")]);
        Optional<Cost> known = cost.equals("FAIL") ? Optional.empty() : Optional.of(Cost.of(cost));
        if (known.isPresent() && known.get().numbers().size() != criteria.items().size()) {
            throw new IllegalArgumentException("'%s' are not the costs of %d criteria".formatted(cost, criteria.items().size()));
        }
        into.put(new Key(fields[head.indexOf("instance")], criteria), new Entry(known, proven));
    }

    /** {@return the criteria of a text; throws {@link IllegalArgumentException} where it is none} */
    static Criteria criteria(String text) {
        return switch (CriteriaParser.parse(text)) {
            case CriteriaParser.Reading.Understood understood -> understood.criteria();
            case CriteriaParser.Reading.NotUnderstood(int column, String message) ->
                    throw new IllegalArgumentException("criteria '%s', column %d: %s".formatted(text, column, message));
        };
    }
}
