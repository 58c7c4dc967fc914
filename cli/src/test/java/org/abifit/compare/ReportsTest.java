package org.abifit.compare;

import static org.abifit.compare.Samples.ASPCUD;
import static org.abifit.compare.Samples.MCCS;
import static org.abifit.compare.Samples.OWN;
import static org.abifit.compare.Samples.ended;
import static org.abifit.compare.Samples.fail;
import static org.abifit.compare.Samples.invalid;
import static org.abifit.compare.Samples.solved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** A study as text, table and page, to the letter; and as the file of its runs. */
final class ReportsTest {
    private static final String PARANOID = "-removed,-changed";

    @TempDir
    private Path folder;

    private static Samples study() {
        return new Samples(OWN, ASPCUD, MCCS)
                .run("a", PARANOID, OWN, 700, solved("0,3", "0,5")).run("a", PARANOID, ASPCUD, 1400, solved("0,4", "0,4"))
                .run("a", PARANOID, MCCS, 90, solved("0,4", "0,4"))
                .run("b", PARANOID, OWN, 100, fail()).run("b", PARANOID, ASPCUD, 250, fail()).run("b", PARANOID, MCCS, 20, invalid())
                .run("b", "-sum(new,size)", OWN, 100, solved("7")).run("b", "-sum(new,size)", ASPCUD, ended(Usage.End.CPU, 143), new Result.Nothing("<killed>"));
    }

    @Test
    void asText() {
        assertEquals("""
                Ranking, all criteria: 2 problems
                      solver  points    time  best  solution  none  wrong  mean CPU
                  1.  abifit       2  0.80 s     2         0     0      0    0.46 s
                  2.  aspcud       2  1.65 s     2         0     0      0    0.65 s
                  3.  mccs        11   100 s     0         1     0      1    5.48 s

                abifit against the better of aspcud and mccs on each problem, CPU time, below 0.30 s as 0.30 s: geometric mean 0.71 over 2 problems
                largest: 1.00 on b paranoid
                memory beyond the leaner one that answers: at most 0 MB, on a paranoid
                problems without a best answer of abifit, counted as the limit: 0

                Answers
                  problem     solver  status   cost  CPU s  memory MB
                  a paranoid  abifit  optimal  0, 3   0.70         50
                              aspcud  optimal  0, 4   1.40         50
                              mccs    worse    0, 4   0.09         50  1 more in -changed
                  b paranoid  abifit  unsat           0.10         50
                              aspcud  unsat           0.25         50
                              mccs    invalid         0.02         50  2 conflict, missing-install

                Answers that enter no ranking: not all solvers can be asked
                  problem  solver  status     cost  CPU s  memory MB
                  b other  abifit  optimal    7      0.10         50
                           aspcud  none-time          101         70  exit code 143: <killed>
                           mccs    not-asked                          its language cannot ask this, or it has not run yet
                """, String.join("\n", TextReport.of(study().comparison())) + "\n");
    }

    @Test
    void asTable() {
        List<String> lines = TableReport.of(study().comparison());
        assertEquals("instance criterion criterion_text solver counting status points cost cost_names cost_pairs cpu_s peak_mb runs detail".replace(' ', '\t'), lines.getFirst());
        assertEquals("a\tparanoid\t-removed,-changed\taspcud\tpairs\toptimal\t1\t0,4\t0,4\t0,4\t1.40\t50\t1\t", lines.get(2));
        assertEquals("b\tother\t-sum(new,size)\tmccs\tnames\tnot-asked\t\t\t\t\t\t\t0\tits language cannot ask this, or it has not run yet", lines.get(6));
        assertEquals(10, lines.size());
    }

    /** What a browser shows was looked at; here: it is one whole page that asks for nothing from elsewhere. */
    @Test
    void asPage() throws Exception {
        String page = HtmlReport.of(study().comparison());
        assertEquals(page, HtmlReport.of(study().comparison()));
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>"))));
        for (String foreign : List.of("http:", "https:", "src=", "href=", "<script", "@import", "url(")) {
            assertFalse(page.contains(foreign), foreign);
        }
        assertTrue(page.contains("exit code 143: &lt;killed&gt;") && page.contains("<h2>Ranking, all criteria: 2 problems</h2>"), page);
        assertEquals(1, count(page, "<title>a paranoid: mccs, worse, 0.09 s</title>"), "a mark of the cactus plot");
        assertEquals(1, count(page, "<title>a paranoid: 1 more in -changed</title>"), "a mark of the gap plot");
        assertEquals(1, count(page, "<title>a paranoid: abifit, optimal, 0.70 s; a paranoid: aspcud, optimal, 1.40 s</title>"), "a mark of a scatter plot");
        assertEquals(2, count(page, "<figure>"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void findingsComeFirst() {
        Comparison comparison = new Samples(OWN).run("a", PARANOID, OWN, 1, invalid()).comparison();
        assertEquals("error: a paranoid, abifit, run 1: the answer is no solution", TextReport.of(comparison).getFirst());
        assertTrue(HtmlReport.of(comparison).contains("<li class=\"error\">error: a paranoid, abifit"));
    }

    @Test
    void runsAreKeptAndReadBack() throws Exception {
        Path file = folder.resolve("runs.tsv");
        Samples study = study();
        ResultsFile.begin(file, study.setting());
        for (Result result : study.results()) {
            ResultsFile.add(file, result);
        }
        ResultsFile.Content content = ResultsFile.read(file);
        assertEquals(study.setting(), content.setting());
        assertEquals(study.results(), content.results());
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsDropped() throws Exception {
        Path file = folder.resolve("runs.tsv");
        Samples study = new Samples(OWN).run("a", PARANOID, OWN, 1, solved("0,1"));
        ResultsFile.begin(file, study.setting());
        ResultsFile.add(file, study.results().getFirst());
        long whole = Files.size(file);
        Files.writeString(file, "b\tparanoid\t-rem", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        assertEquals(1, ResultsFile.read(file).results().size());
        ResultsFile.mend(file);
        assertEquals(whole, Files.size(file));
    }

    @Test
    void aWrongLineIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("runs.tsv"), "#limits\t1.0\t3.0\t15.0\t\nwhat\tis\tthis\n");
        assertEquals(2, assertThrows(ResultsFile.FormatException.class, () -> ResultsFile.read(file)).line());
    }

    @Test
    void laterRunsMustBeMadeInTheSameWay() {
        Setting setting = new Samples(OWN, MCCS).run("a", PARANOID, OWN, 1, solved("0,1")).setting();
        Setting other = new Setting(setting.machine(), Limits.of(7, OptionalLong.empty()),
                List.of(new Setting.Entrant(Solver.of("mccs", Style.MCCS, "mccs2 {in} {out}"), "1.0"), new Setting.Entrant(ASPCUD, "1.0")),
                new TreeMap<>(Map.of("a", new Setting.Document("1".repeat(64), 100), "b", new Setting.Document("1".repeat(64), 100))));
        assertEquals(List.of("limits", "command of mccs", "document a"), setting.conflicts(other));
        assertEquals(List.of(), setting.conflicts(setting));
        assertEquals(List.of("abifit", "mccs", "aspcud"), setting.with(other).solvers().stream().map(e -> e.solver().name()).toList());
    }
}
