package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.SolutionDiff;
import org.abifit.cudf.SolutionDiff.Difference;
import org.abifit.cudf.SolutionDiff.Group;
import org.abifit.cudf.SolutionDiff.Side;

/**
 * Two answers beside each other, for people and for programs.
 *
 * @param criteria what is counted
 * @param counting what bare words of the criteria counted
 * @param first one answer
 * @param second another
 * @param before what was installed
 */
record CudfDiffReport(Criteria criteria, Counting counting, Answer first, Answer second, List<PackageId> before) {
    private static final int LINES = 40;

    /** An answer and where it comes from. */
    record Answer(String file, CudfJudged judged) {

        private boolean failed() {
            return judged.status() == CudfJudged.Status.FAIL;
        }
    }

    /** {@return whether both say FAIL, or install the same} */
    boolean same() {
        return first.failed() == second.failed() && diff().differences().isEmpty();
    }

    // Who says FAIL installs nothing that could be compared.
    private SolutionDiff diff() {
        return first.failed() || second.failed() ? new SolutionDiff(List.of()) : SolutionDiff.of(before, first.judged().installed(), second.judged().installed());
    }

    void print(Out out) {
        head(out, "<", first);
        head(out, ">", second);
        CudfJudged.table(criteria, List.of(first.judged(), second.judged())).forEach(line -> out.line("  " + line));
        for (Group group : Group.values()) {
            group(out, group, diff().differences().stream().filter(difference -> difference.group() == group).toList());
        }
        if (same()) {
            out.line("both are the same");
        }
    }

    private static void head(Out out, String sign, Answer answer) {
        out.line("%s %s: %s".formatted(sign, CudfFiles.shown(answer.file()), answer.judged().words(out)));
    }

    private static void group(Out out, Group group, List<Difference> differences) {
        if (!differences.isEmpty()) {
            out.line(out.style(Out.Style.HEAD, Declared.word(group)));
            differences.stream().limit(LINES).forEach(difference -> out.line("  " + line(difference)));
        }
        if (differences.size() > LINES) {
            out.line("  and %d more; --format json has all".formatted(differences.size() - LINES));
        }
    }

    private static String line(Difference difference) {
        String sign = difference.side() == Side.FIRST ? "<" : ">";
        String now = difference.version().isPresent() ? String.valueOf(difference.version().getAsLong()) : "none";
        String before = difference.before().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return switch (difference.group()) {
            case NEW, KEPT -> "%s %s %s".formatted(sign, difference.name(), now);
            case REMOVED -> "%s %s %s".formatted(sign, difference.name(), before);
            case UP, DOWN, CHANGED -> "%s %s %s -> %s".formatted(sign, difference.name(), before, now);
        };
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeBooleanField("same", same());
        CudfJson.criteria(json, criteria, counting);
        answer(json, "first", first);
        answer(json, "second", second);
        Json.list(json, "differences", diff().differences(), CudfDiffReport::difference);
        json.writeEndObject();
    }

    private static void answer(JsonGenerator json, String field, Answer answer) throws IOException {
        json.writeObjectFieldStart(field);
        Json.name(json, "file", answer.file());
        json.writeStringField("solution", answer.judged().status().word());
        json.writeNumberField("packages", answer.judged().installed().size());
        CudfJson.cost(json, "cost", answer.judged().cost());
        json.writeEndObject();
    }

    private static void difference(JsonGenerator json, Difference difference) throws IOException {
        json.writeStartObject();
        json.writeStringField("side", Declared.word(difference.side()));
        json.writeStringField("group", Declared.word(difference.group()));
        json.writeStringField("package", difference.name());
        if (difference.version().isPresent()) {
            json.writeNumberField("version", difference.version().getAsLong());
        } else {
            json.writeNullField("version");
        }
        Json.list(json, "before", difference.before(), JsonGenerator::writeNumber);
        json.writeEndObject();
    }
}
