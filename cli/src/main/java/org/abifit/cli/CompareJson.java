package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.compare.Comparison;
import org.abifit.compare.Cost;
import org.abifit.compare.Finding;
import org.abifit.compare.Limits;
import org.abifit.compare.Ranking;
import org.abifit.compare.Ratios;
import org.abifit.compare.Result;
import org.abifit.compare.Setting;
import org.abifit.compare.Standing;
import org.abifit.compare.Status;
import org.abifit.cudf.Counting;

/**
 * A comparison as JSON.
 *
 * @param json where it goes
 */
record CompareJson(JsonGenerator json) {

    void comparison(Comparison comparison) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        Json.list(json, "findings", comparison.findings(), CompareJson::finding);
        Json.list(json, "rankings", comparison.rankings(), CompareJson::ranking);
        Json.list(json, "ratios", comparison.ratios(), CompareJson::ratios);
        json.writeArrayFieldStart("problems");
        for (List<Standing> problem : comparison.standings()) {
            problem(problem);
        }
        json.writeEndArray();
        setting(comparison.setting());
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding f) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", f.kind().word());
        json.writeBooleanField("error", f.kind().error());
        json.writeStringField("instance", f.problem().instance());
        json.writeStringField("criterion", f.problem().criterion());
        json.writeStringField("solver", f.solver());
        json.writeNumberField("run", f.run());
        json.writeEndObject();
    }

    private static void ranking(JsonGenerator json, Ranking ranking) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", ranking.name());
        json.writeNumberField("problems", ranking.problems());
        Json.list(json, "rows", ranking.rows(), CompareJson::row);
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, Ranking.Row row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("place", row.place());
        json.writeStringField("solver", row.solver());
        json.writeNumberField("points", row.points());
        json.writeNumberField("successMillis", row.successMillis());
        for (Status.Worth worth : Status.Worth.values()) {
            json.writeNumberField(Declared.word(worth), row.worths().getOrDefault(worth, 0L));
        }
        json.writeNumberField("meanMillis", Math.round(row.meanSeconds() * 1000));
        json.writeEndObject();
    }

    private static void ratios(JsonGenerator json, Ratios ratios) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", ratios.subject());
        Json.list(json, "peers", ratios.peers(), JsonGenerator::writeString);
        json.writeNumberField("floorMillis", Math.round(ratios.floorSeconds() * 1000));
        json.writeNumberField("mean", rounded(ratios.mean()));
        Json.list(json, "rows", ratios.rows(), CompareJson::ratio);
        json.writeEndObject();
    }

    private static void ratio(JsonGenerator json, Ratios.Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("instance", row.problem().instance());
        json.writeStringField("criterion", row.problem().criterion());
        json.writeStringField("quicker", row.quicker());
        json.writeNumberField("peerMillis", row.peerMillis());
        json.writeBooleanField("answered", row.answered());
        json.writeNumberField("ownMillis", row.ownMillis());
        json.writeNumberField("ratio", rounded(row.ratio()));
        json.writeNumberField("ownBytes", row.ownBytes());
        json.writeNumberField("leanestBytes", row.leanestBytes());
        json.writeEndObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private void problem(List<Standing> problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("instance", problem.getFirst().problem().instance());
        json.writeStringField("criterion", problem.getFirst().problem().criterion());
        json.writeStringField("criteria", problem.getFirst().problem().text());
        json.writeBooleanField("ranked", Comparison.ranked(problem));
        Json.list(json, "answers", problem, CompareJson::answer);
        json.writeEndObject();
    }

    private static void answer(JsonGenerator json, Standing s) throws IOException {
        json.writeStartObject();
        json.writeStringField("solver", s.solver().name());
        json.writeStringField("status", s.status().word());
        cost(json, "cost", s.cost());
        cost(json, "costNames", s.cost(Counting.NAMES));
        cost(json, "costPairs", s.cost(Counting.PAIRS));
        json.writeNumberField("cpuMillis", s.cpuMillis());
        json.writeNumberField("peakBytes", s.peakBytes());
        Json.list(json, "runs", s.runs(), CompareJson::run);
        detail(json, s.status());
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, Result r) throws IOException {
        json.writeStartObject();
        json.writeStringField("end", Declared.word(r.usage().end()));
        json.writeNumberField("exitCode", r.usage().exitCode());
        json.writeNumberField("cpuMillis", r.usage().cpuMillis());
        json.writeNumberField("wallMillis", r.usage().wallMillis());
        json.writeNumberField("peakBytes", r.usage().peakBytes());
        json.writeStringField("secondJudge", Declared.word(r.second()));
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, Status status) throws IOException {
        if (status instanceof Status.Worse(Cost.Gap gap)) {
            json.writeObjectFieldStart("gap");
            json.writeNumberField("position", gap.position());
            json.writeNumberField("more", gap.more());
            json.writeEndObject();
        }
        if (status instanceof Status.Invalid invalid) {
            json.writeObjectFieldStart("reasons");
            for (Map.Entry<String, Integer> reason : invalid.reasons().entrySet()) {
                json.writeNumberField(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
        }
        if (status instanceof Status.None none && !none.words().isEmpty()) {
            json.writeStringField("words", none.words());
        }
    }

    private static void cost(JsonGenerator json, String field, Optional<Cost> cost) throws IOException {
        if (cost.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeArrayFieldStart(field);
        for (BigInteger number : cost.get().numbers()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private void setting(Setting setting) throws IOException {
        json.writeObjectFieldStart("machine");
        for (Map.Entry<String, String> fact : setting.machine().entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
        limits(setting.limits());
        Json.list(json, "solvers", setting.solvers(), CompareJson::entrant);
        json.writeArrayFieldStart("documents");
        for (Map.Entry<String, Setting.Document> one : setting.documents().entrySet()) {
            json.writeStartObject();
            json.writeStringField("instance", one.getKey());
            json.writeStringField("sha256", one.getValue().sha256());
            json.writeNumberField("bytes", one.getValue().bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void limits(Limits limits) throws IOException {
        json.writeObjectFieldStart("limits");
        json.writeNumberField("cpuMillis", Math.round(limits.cpuSeconds() * 1000));
        json.writeNumberField("wallMillis", Math.round(limits.wallSeconds() * 1000));
        json.writeNumberField("graceMillis", Math.round(limits.graceSeconds() * 1000));
        if (limits.memoryBytes().isPresent()) {
            json.writeNumberField("memoryBytes", limits.memoryBytes().getAsLong());
        }
        json.writeEndObject();
    }

    private static void entrant(JsonGenerator json, Setting.Entrant entrant) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entrant.solver().name());
        json.writeStringField("dialect", entrant.solver().style().word());
        json.writeStringField("counting", entrant.solver().style().counting().word());
        json.writeStringField("version", entrant.version());
        json.writeStringField("command", entrant.solver().template());
        json.writeEndObject();
    }
}
