package org.abifit.compare;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.abifit.compare.Result.Answer;

/** A run as a line of a table, and back. */
final class ResultLine {
    static final List<String> COLUMNS = List.of("instance", "criterion", "criterion_text", "solver", "run", "end", "exit", "cpu_ms", "wall_ms", "peak_bytes",
            "answer", "cost_names", "cost_pairs", "packages", "digest", "reasons", "second_judge", "words");

    private ResultLine() {}

    /** {@return the line of a run} */
    static String of(Result result) {
        Problem problem = result.problem();
        Usage usage = result.usage();
        return String.join("\t", clean(problem.instance()), clean(problem.criterion()), clean(problem.text()), clean(result.solver()), String.valueOf(result.run()),
                word(usage.end()), String.valueOf(usage.exitCode()), String.valueOf(usage.cpuMillis()), String.valueOf(usage.wallMillis()),
                String.valueOf(usage.peakBytes()), answer(result.answer()), word(result.second()), words(result.answer()));
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Result.Solved s -> String.join("\t", s.proven() ? "proven" : "solution", s.byNames().toString(), s.byPairs().toString(),
                    String.valueOf(s.packages()), s.digest(), "");
            case Result.Invalid i -> "invalid\t\t\t\t\t" + i.reasons().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(","));
            case Result.Fail f -> "fail\t\t\t\t\t";
            case Result.Nothing n -> "nothing\t\t\t\t\t";
        };
    }

    private static String words(Answer answer) {
        return answer instanceof Result.Nothing nothing ? clean(nothing.words()) : "";
    }

    /** Tabs and line ends would break the table. */
    static String clean(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the run of a line; throws {@link IllegalArgumentException} when it is none} */
    static Result parse(String line) {
        String[] f = line.split("\t", -1);
        if (f.length != COLUMNS.size()) {
            throw new IllegalArgumentException("%d columns instead of %d".formatted(f.length, COLUMNS.size()));
        }
        Usage usage = new Usage(Usage.End.valueOf(upper(f[5])), Integer.parseInt(f[6]), Long.parseLong(f[7]), Long.parseLong(f[8]), Long.parseLong(f[9]));
        return new Result(new Problem(f[0], f[1], f[2]), f[3], Integer.parseInt(f[4]), usage, answer(f), Result.Second.valueOf(upper(f[16])));
    }

    private static Answer answer(String[] f) {
        return switch (f[10]) {
            case "proven", "solution" -> new Result.Solved(Cost.of(f[11]), Cost.of(f[12]), Integer.parseInt(f[13]), f[14], f[10].equals("proven"));
            case "invalid" -> new Result.Invalid(reasons(f[15]));
            case "fail" -> new Result.Fail();
            case "nothing" -> new Result.Nothing(f[17]);
            case String other -> throw new IllegalArgumentException("'%s' is no kind of answer".formatted(other));
        };
    }

    private static SortedMap<String, Integer> reasons(String text) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (String one : text.split(",")) {
            int equals = one.indexOf('=');
            reasons.put(one.substring(0, equals), Integer.parseInt(one.substring(equals + 1)));
        }
        return reasons;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
