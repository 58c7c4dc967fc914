package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.OpenedReport;
import org.abifit.loader.Verdict;
import org.abifit.plugin.PlugInReport;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Comparison;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Reason;
import org.abifit.runs.Because;
import org.abifit.runs.Runs;

/** The JSON forms of loader reports and resolutions; fields as published in the schemas. */
final class ReportJson {
    private final JsonGenerator json;

    ReportJson(JsonGenerator json) {
        this.json = json;
    }

    /** The answer to a case. */
    void answer(String id, LoadReport report, List<String> fromHost, Runs runs, boolean opens) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        findings(report);
        strings("fromHost", fromHost);
        runs(runs);
        if (opens) {
            opened(report.opened());
        }
        json.writeEndObject();
    }

    private void opened(List<OpenedReport> all) throws IOException {
        json.writeArrayFieldStart("opened");
        for (OpenedReport opened : all) {
            json.writeStartObject();
            json.writeStringField("file", toUnicode(opened.opening().file()));
            json.writeStringField("by", toUnicode(opened.opening().by()));
            findings(opened.report());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** One loader report, and what the application opens. */
    void report(LoadReport report, List<String> fromHost, Runs runs, Optional<PlugInReport> plugins) throws IOException {
        json.writeStartObject();
        findings(report);
        strings("fromHost", fromHost);
        runs(runs);
        if (plugins.isPresent()) {
            json.writeStringField("withPlugins", plugins.get().verdict().word());
            new PlugInJson(json).fields(plugins.get());
        }
        json.writeEndObject();
    }

    /** The report of the application that decides a plan, what has changed since the plan was made, and all applications. */
    void planned(PlanCheck.Judged worst, List<PlanCheck.Judged> all, List<LoadRemark> changes) throws IOException {
        List<LoadRemark> notes = new ArrayList<>(worst.report().notes());
        notes.addAll(changes);
        json.writeStartObject();
        findings(worst.report(), notes);
        strings("fromHost", worst.fromHost());
        runs(worst.runs());
        json.writeArrayFieldStart("apps");
        for (PlanCheck.Judged judged : all) {
            json.writeStartObject();
            json.writeStringField("app", toUnicode(judged.app()));
            json.writeStringField("verdict", judged.report().verdict().word());
            json.writeStringField("lazy", judged.report().lazy().word());
            optional("message", judged.report().message());
            runs(judged.runs());
            json.writeEndObject();
        }
        json.writeEndArray();
        remarks("findings", changes);
        json.writeEndObject();
    }

    /** The field {@code runs}. */
    void runs(Runs runs) throws IOException {
        json.writeObjectFieldStart("runs");
        json.writeStringField("verdict", runs.verdict().word());
        json.writeStringField("level", runs.level().word());
        json.writeArrayFieldStart("because");
        for (Because because : runs.because()) {
            json.writeStartObject();
            json.writeStringField("rule", because.rule());
            json.writeStringField("text", RunsText.of(because));
            optional("smoke", runs.smoke(because));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The fields that tell a load: verdicts, what is wrong, and where names lead. */
    void findings(LoadReport report) throws IOException {
        findings(report, report.notes());
    }

    private void findings(LoadReport report, List<LoadRemark> notes) throws IOException {
        json.writeStringField("verdict", report.verdict().word());
        json.writeStringField("lazy", report.lazy().word());
        optional("cause", report.cause().map(LoadError.Kind::word));
        optional("message", report.message());
        errors(report.errors());
        remarks("warnings", report.warnings());
        remarks("notes", notes);
        remarks("missing", report.missing());
        map("resolved", report.resolved());
    }

    /** A case that could not be put: its binds are impossible, or its roots are not there. */
    void unknown(Optional<String> id, String kind, String why) throws IOException {
        json.writeStartObject();
        if (id.isPresent()) {
            json.writeStringField("id", id.get());
        }
        json.writeStringField("verdict", "unknown");
        json.writeStringField("lazy", "unknown");
        json.writeArrayFieldStart("errors");
        json.writeEndArray();
        remarks("missing", List.of(new LoadRemark(kind, "", why)));
        runs(new Runs(Verdict.UNKNOWN, Runs.Level.LOADS, List.of(new Because.NotLoaded("", Optional.of(why), Verdict.UNKNOWN)), Map.of()));
        json.writeEndObject();
    }

    /** The field {@code errors}. */
    void errors(List<LoadError> errors) throws IOException {
        json.writeArrayFieldStart("errors");
        for (LoadError error : errors) {
            error(error);
        }
        json.writeEndArray();
    }

    private void error(LoadError error) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", error.kind().word());
        optional("object", error.object());
        optional("name", error.name());
        optional("version", error.version());
        optional("requiredBy", error.requiredBy());
        json.writeStringField("message", toUnicode(error.message()));
        json.writeEndObject();
    }

    private void remarks(String field, Collection<LoadRemark> remarks) throws IOException {
        json.writeArrayFieldStart(field);
        for (LoadRemark remark : remarks) {
            json.writeStartObject();
            json.writeStringField("kind", remark.kind());
            json.writeStringField("object", toUnicode(remark.object()));
            json.writeStringField("message", toUnicode(remark.message()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void optional(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, toUnicode(value.get()));
        }
    }

    private void map(String field, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> e : map.entrySet()) {
            json.writeStringField(toUnicode(e.getKey()), toUnicode(e.getValue()));
        }
        json.writeEndObject();
    }

    private void strings(String field, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(toUnicode(value));
        }
        json.writeEndArray();
    }

    /** All answers of a resolution; {@code id} is a request's. */
    void resolution(Optional<String> id, List<ImageAnswer> answers, List<String> wants) throws IOException {
        json.writeStartObject();
        if (id.isPresent()) {
            json.writeStringField("id", id.get());
        }
        images(answers, wants);
        json.writeEndObject();
    }

    private void images(List<ImageAnswer> answers, List<String> wants) throws IOException {
        json.writeNumberField("schema", 1);
        json.writeArrayFieldStart("images");
        for (ImageAnswer answer : answers) {
            json.writeStartObject();
            json.writeStringField("image", toUnicode(answer.image()));
            json.writeStringField("verdict", answer.fit().word());
            json.writeArrayFieldStart("hosts");
            for (HostAnswer host : answer.hosts()) {
                host(host, new ReasonText(answer.image(), host.host(), wants));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The answers of the best strategies, and all strategies beside each other. */
    void comparison(List<ImageAnswer> answers, StrategyText strategies) throws IOException {
        json.writeStartObject();
        images(answers, strategies.wants());
        json.writeArrayFieldStart("strategies");
        for (Comparison comparison : strategies.comparisons()) {
            for (Comparison.Row row : comparison.rows()) {
                row(comparison, row, strategies);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void row(Comparison comparison, Comparison.Row row, StrategyText strategies) throws IOException {
        json.writeStartObject();
        json.writeStringField("image", toUnicode(comparison.image()));
        json.writeStringField("host", toUnicode(comparison.host()));
        json.writeStringField("asked", row.asked().word());
        json.writeBooleanField("applies", !(row.answer() instanceof HostAnswer.Undecided u && StrategyText.isIdle(u)));
        json.writeBooleanField("chosen", row.chosen());
        json.writeStringField("text", strategies.because(comparison, row));
        fields(row.answer(), new ReasonText(comparison.image(), comparison.host(), strategies.wants()));
        json.writeEndObject();
    }

    private void host(HostAnswer answer, ReasonText text) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", toUnicode(answer.host()));
        fields(answer, text);
        json.writeEndObject();
    }

    /** The fields of an answer, without the host's name. */
    void fields(HostAnswer answer, ReasonText text) throws IOException {
        switch (answer) {
            case HostAnswer.Fits fits -> plan(fits.plan(), text);
            case HostAnswer.Misfit misfit -> misfit(misfit, text);
            case HostAnswer.Undecided undecided -> undecided(undecided);
        }
    }

    private void plan(BindPlan plan, ReasonText text) throws IOException {
        json.writeStringField("verdict", "ok");
        json.writeStringField("mode", plan.mode().word());
        json.writeArrayFieldStart("binds");
        for (BindPlan.Planned planned : plan.binds()) {
            json.writeStartArray();
            json.writeString(toUnicode(planned.bind().from()));
            json.writeString(toUnicode(planned.bind().to()));
            json.writeEndArray();
        }
        json.writeEndArray();
        map("env", plan.env());
        json.writeBooleanField("ldconfig", false);
        json.writeArrayFieldStart("because");
        for (BindPlan.Planned planned : plan.binds()) {
            json.writeStartObject();
            json.writeStringField("rule", planned.because().rule());
            json.writeStringField("soname", toUnicode(planned.soname()));
            json.writeStringField("text", text.of(planned.because()));
            optional("family", planned.family());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("libcSwap", plan.libcSwap());
        json.writeStringField("strategy", plan.strategy());
        if (plan.runs().isPresent()) {
            runs(plan.runs().get());
        }
        ruled("modeBecause", plan.modeBecause().why().rule(), text.of(plan.modeBecause()));
        strings("downgrades", plan.downgrades().stream().map(BindPlan.Downgrade::soname).toList());
        downgrades(plan.downgrades());
        if (plan.lazyOnly()) {
            json.writeBooleanField("lazyOnly", true);
        }
    }

    private void misfit(HostAnswer.Misfit misfit, ReasonText text) throws IOException {
        json.writeStringField("verdict", "fail");
        json.writeArrayFieldStart("core");
        for (Reason reason : misfit.core()) {
            ruled(reason.rule(), text.of(reason));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("fixes");
        for (HostAnswer.Fix fix : misfit.fixes()) {
            ruled(fix.rule(), text.of(fix));
        }
        json.writeEndArray();
    }

    private void undecided(HostAnswer.Undecided undecided) throws IOException {
        json.writeStringField("verdict", "unknown");
        json.writeArrayFieldStart("missing");
        for (HostAnswer.Missing missing : undecided.missing()) {
            ruled(missing.rule(), ReasonText.of(missing));
        }
        json.writeEndArray();
    }

    private void downgrades(List<BindPlan.Downgrade> downgrades) throws IOException {
        json.writeArrayFieldStart("downgradeDetails");
        for (BindPlan.Downgrade downgrade : downgrades) {
            json.writeStartObject();
            json.writeStringField("soname", toUnicode(downgrade.soname()));
            json.writeStringField("image", toUnicode(downgrade.image()));
            json.writeStringField("host", toUnicode(downgrade.host()));
            strings("used", downgrade.used());
            strings("unused", downgrade.unused());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void ruled(String field, String rule, String text) throws IOException {
        json.writeFieldName(field);
        ruled(rule, text);
    }

    /** An object of a rule and what it says. */
    void ruled(String rule, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
