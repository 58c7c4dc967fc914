package org.abifit.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.compare.Problem;
import org.abifit.compare.Study;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaParser;

/** Which criteria are asked of which document. */
final class CompareQuestions {
    /** The criterion of a file that has one for each instance, as in the competitions. */
    private static final String USER = "user";
    private static final List<String> USUAL = List.of("paranoid=-removed,-changed", "trendy=-removed,-notuptodate,-unsat_recommends,-new");

    private final Map<String, String> forAll = new LinkedHashMap<>();
    private final Map<String, String> byInstance;

    /**
     * @param given {@code NAME=TEXT} or an alias
     * @param byInstance criteria of single instances, by name
     */
    CompareQuestions(List<String> given, Map<String, String> byInstance) {
        this.byInstance = byInstance;
        List<String> all = given.isEmpty() && byInstance.isEmpty() ? USUAL : given;
        all.forEach(one -> {
            int equals = one.indexOf('=');
            forAll.put(equals < 0 ? one : one.substring(0, equals), one.substring(equals + 1));
        });
        forAll.values().forEach(CompareQuestions::criteria);
        byInstance.values().forEach(CompareQuestions::criteria);
    }

    /** {@return the questions about a document} */
    List<Study.Question> of(String instance) {
        Map<String, String> all = new LinkedHashMap<>(forAll);
        if (byInstance.containsKey(instance)) {
            all.put(USER, byInstance.get(instance));
        }
        List<Study.Question> questions = new ArrayList<>();
        all.forEach((name, text) -> questions.add(new Study.Question(new Problem(instance, name, text), criteria(text))));
        return questions;
    }

    private static Criteria criteria(String text) {
        return switch (CriteriaParser.parse(text)) {
            case CriteriaParser.Reading.Understood understood -> understood.criteria();
            case CriteriaParser.Reading.NotUnderstood(int column, String message) ->
                    throw new UsageException("criteria '%s', column %d: %s".formatted(text, column, message));
        };
    }

    /** {@return the criteria of single instances in a JSON file: an object of texts} */
    static Map<String, String> read(Path file) throws IOException, CommandFailure {
        Map<String, String> byInstance = new LinkedHashMap<>();
        for (Map.Entry<?, ?> one : object(file).entrySet()) {
            if (!(one.getValue() instanceof String text)) {
                throw new CommandFailure(file, one.getKey() + ": is no text", "give the criteria as a text");
            }
            byInstance.put(one.getKey().toString(), text);
        }
        return byInstance;
    }

    private static Map<?, ?> object(Path file) throws IOException, CommandFailure {
        String next = "write a JSON object, as {\"instance\": \"criteria\"}";
        try {
            if (JsonTree.parse(Files.readString(file)) instanceof Map<?, ?> object) {
                return object;
            }
            throw new CommandFailure(file, "is no JSON object", next);
        } catch (JacksonException e) {
            throw new CommandFailure(file, "line %d: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()), next);
        }
    }
}
