package org.abifit.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.cudf.Criteria;

/** A comparison as one page that needs nothing else: no script, no network, plots inside. */
public final class HtmlReport {
    private final Comparison comparison;
    private final Plots plots;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(Comparison comparison) {
        this.comparison = comparison;
        this.plots = new Plots(comparison);
    }

    /** {@return the page} */
    public static String of(Comparison comparison) {
        return new HtmlReport(comparison).page();
    }

    private String page() {
        findings();
        comparison.rankings().forEach(this::ranking);
        comparison.ratios().forEach(this::ratios);
        section("Times", plots.legend() + "\n" + plots.cactus());
        scatters();
        gaps();
        answers("Answers", comparison.standings().stream().filter(Comparison::ranked).toList());
        answers("Answers that enter no ranking: not all solvers can be asked", comparison.standings().stream().filter(p -> !Comparison.ranked(p)).toList());
        setting();
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>CUDF solvers side by side</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n<h1>CUDF solvers side by side</h1>\n"
                + Html.plain("p", Html.text(summary())) + "\n" + out + "</main>\n</body>\n</html>\n";
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String summary() {
        Setting setting = comparison.setting();
        return "%d solvers on %d problems (%d documents); each run under a limit of %s s of CPU time of its whole process tree, %s s on the clock.".formatted(
                setting.solvers().size(), comparison.standings().size(), setting.documents().size(), Html.point(setting.limits().cpuSeconds()),
                Html.point(setting.limits().wallSeconds()));
    }

    private void section(String title, String content) {
        out.append("<section>\n").append(Html.plain("h2", Html.text(title))).append('\n').append(content).append("\n</section>\n");
    }

    private void findings() {
        if (!comparison.findings().isEmpty()) {
            section("Findings", Html.classed("ul", "findings", comparison.findings().stream()
                    .map(f -> Html.classed("li", f.kind().error() ? "error" : "note", Html.text(Wording.finding(f)))).collect(Collectors.joining("\n"))));
        }
    }

    private void ranking(Ranking ranking) {
        boolean all = ranking.name().equals(Comparison.ALL);
        String rows = ranking.rows().stream().map(r -> row(List.of(right(r.place() + "."), left(r.solver()), right(String.valueOf(r.points())),
                right(Wording.seconds(r.successMillis())), count(r, Status.Worth.BEST), count(r, Status.Worth.SOLUTION), count(r, Status.Worth.NONE),
                count(r, Status.Worth.WRONG), right(Wording.seconds(r.meanSeconds()))))).collect(Collectors.joining("\n"));
        section("Ranking, %s: %d problems".formatted(all ? "all criteria" : ranking.name(), ranking.problems()), (all ? note(Wording.RANKING) + note(Wording.COUNTING) : "")
                + table(List.of("", "solver", "points", "success time, s", "best", "solution", "none", "wrong", "mean CPU, s"), rows));
    }

    private static String count(Ranking.Row row, Status.Worth worth) {
        return right(String.valueOf(row.worths().getOrDefault(worth, 0L)));
    }

    private void ratios(Ratios ratios) {
        String rows = ratios.rows().stream().map(r -> row(List.of(left(r.problem().toString()), left(r.quicker()), right(Wording.seconds(r.peerMillis())),
                right(Wording.seconds(r.ownMillis()) + (r.answered() ? "" : " *")), right(Wording.number(r.ratio())), right(Wording.megabytes(r.ownBytes())),
                right(Wording.megabytes(r.leanestBytes()))))).collect(Collectors.joining("\n"));
        section("%s against the better of %s".formatted(ratios.subject(), String.join(" and ", ratios.peers())),
                Wording.ratios(ratios).stream().map(HtmlReport::note).collect(Collectors.joining())
                + table(List.of("problem", "better", "its CPU, s", ratios.subject() + " CPU, s", "ratio", ratios.subject() + " MB", "leaner MB"), rows));
    }

    private void scatters() {
        int solvers = comparison.setting().solvers().size();
        int subject = IntStream.range(0, solvers).filter(i -> comparison.ratios().stream().anyMatch(r -> r.subject().equals(name(i)))).findFirst().orElse(0);
        String all = IntStream.range(0, solvers).filter(i -> i != subject).mapToObj(i -> Html.plain("figure", plots.scatter(subject, i)
                + Html.plain("figcaption", Html.text("above the line, %s is quicker than %s".formatted(name(subject), name(i)))))).collect(Collectors.joining("\n"));
        if (!all.isEmpty()) {
            section("One against another", note("Both CPU times of each problem that one of the two answers rightly; who does not lies on the limit.")
                    + Html.classed("div", "figures", all));
        }
    }

    private String name(int solver) {
        return comparison.setting().solvers().get(solver).solver().name();
    }

    private void gaps() {
        String all = plots.criteria().stream().map(c -> Html.plain("h3", Html.text(c)) + plots.gaps(c)).collect(Collectors.joining("\n"));
        section("Cost", note("How many answers are the best known, and how far the others are from it: the first criterion in which the two costs differ, "
                + "as a share of the better number.") + plots.legend() + all);
    }

    private void answers(String title, List<List<Standing>> problems) {
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder rows = new StringBuilder();
        for (List<Standing> problem : problems) {
            problem.forEach(s -> rows.append(answer(s, s == problem.getFirst(), problem.size(), comparison.criteria())).append('\n'));
        }
        section(title, table(List.of("problem", "solver", "status", "cost", "CPU, s", "MB", "detail"), rows.toString()));
    }

    private static String answer(Standing s, boolean first, int size, Map<String, Criteria> criteria) {
        String head = first ? Html.element("th", List.of("rowspan", String.valueOf(size), "scope", "rowgroup", "title", s.problem().text()),
                Html.text(s.problem().instance()) + "<br>" + Html.classed("span", "criterion", Html.text(s.problem().criterion()))) : "";
        return Html.element("tr", first ? List.of("class", "first") : List.of(), head + left(s.solver().name())
                + Html.plain("td", Html.classed("span", "status " + s.status().worth().name().toLowerCase(Locale.ROOT), Html.text(s.status().word())))
                + Html.classed("td", "cost", Html.text(Wording.cost(s))) + right(s.asked() ? Wording.seconds(s.cpuMillis()) : "")
                + right(s.asked() ? Wording.megabytes(s.peakBytes()) : "") + Html.classed("td", "detail", Html.text(Wording.detail(s.status(), criteria.get(s.problem().text())))));
    }

    private void setting() {
        Setting setting = comparison.setting();
        String machine = setting.machine().entrySet().stream().map(e -> row(List.of(left(e.getKey()), left(e.getValue())))).collect(Collectors.joining("\n"));
        String solvers = setting.solvers().stream().map(e -> row(List.of(left(e.solver().name()), left(e.version()), left(e.solver().style().counting().word()),
                code(e.solver().template())))).collect(Collectors.joining("\n"));
        String documents = setting.documents().entrySet().stream().map(e -> row(List.of(left(e.getKey()), right(String.valueOf(e.getValue().bytes())),
                code(e.getValue().sha256())))).collect(Collectors.joining("\n"));
        section("Setting", table(List.of("machine", ""), machine) + table(List.of("solver", "version", "counts", "command"), solvers)
                + table(List.of("document", "bytes", "SHA-256"), documents));
    }

    private static String note(String text) {
        return Html.classed("p", "note", Html.text(text)) + "\n";
    }

    private static String table(List<String> head, String rows) {
        return Html.classed("div", "scroll", Html.plain("table", Html.plain("thead", row(head.stream().map(h -> Html.plain("th", Html.text(h))).toList()))
                + Html.plain("tbody", "\n" + rows + "\n")));
    }

    private static String row(List<String> cells) {
        return Html.plain("tr", String.join("", cells));
    }

    private static String left(String text) {
        return Html.plain("td", Html.text(text));
    }

    private static String right(String text) {
        return Html.classed("td", "number", Html.text(text));
    }

    private static String code(String text) {
        return Html.plain("td", Html.plain("code", Html.text(text)));
    }
}
