package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.bridge.AbiImport;
import org.abifit.cudf.CudfReason;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;

/**
 * A solution as bind plans, each judged.
 *
 * @param asked what the document is about
 * @param word good, bad or fail: whether it is a solution at all
 * @param reasons why it is none
 * @param image the image that it chooses
 * @param hosts by host, what the loader model says; none where the host is not served
 */
record ImportedPlans(AbiImport.Question asked, String word, List<CudfReason> reasons, Optional<String> image, List<Optional<HostAnswer>> hosts) {

    static ImportedPlans fail(AbiImport.Question asked) {
        return new ImportedPlans(asked, "fail", List.of(), Optional.empty(), List.of());
    }

    static ImportedPlans bad(AbiImport.Question asked, List<CudfReason> reasons) {
        return new ImportedPlans(asked, "bad", reasons, Optional.empty(), List.of());
    }

    static ImportedPlans good(AbiImport.Question asked, String image, List<Optional<HostAnswer>> hosts) {
        return new ImportedPlans(asked, "good", List.of(), Optional.of(image), hosts);
    }

    int exit() {
        boolean all = image.isPresent() && hosts.stream().allMatch(Optional::isPresent);
        if (!all || hosts.stream().flatMap(Optional::stream).anyMatch(h -> h instanceof HostAnswer.Misfit)) {
            return Main.NEGATIVE;
        }
        return hosts.stream().flatMap(Optional::stream).allMatch(h -> h instanceof HostAnswer.Fits) ? Main.OK : Main.UNDECIDED;
    }

    private String verdict() {
        return exit() == Main.OK ? "ok" : exit() == Main.UNDECIDED ? "unknown" : "fail";
    }

    /** {@return the result for people} */
    List<String> lines(boolean verbose) {
        List<String> lines = new ArrayList<>();
        if (image.isEmpty()) {
            lines.add(word.equals("fail") ? "no plan: the solver found no solution" : "no plan: what the solver wrote is no solution of the document, because");
            reasons.forEach(r -> lines.add("  - " + r));
            return lines;
        }
        List<HostAnswer> served = hosts.stream().flatMap(Optional::stream).toList();
        long loads = served.stream().filter(h -> h instanceof HostAnswer.Fits).count();
        ImageAnswer.Fit fit = loads == hosts.size() ? ImageAnswer.Fit.ALL : loads > 0 ? ImageAnswer.Fit.SOME : verdict().equals("unknown") ? ImageAnswer.Fit.UNKNOWN : ImageAnswer.Fit.NONE;
        lines.addAll(new ResolutionText(List.of(new ImageAnswer(image.get(), fit, served)), asked.wants(), verbose).lines());
        for (int h = 0; h < hosts.size(); h++) {
            if (hosts.get(h).isEmpty()) {
                lines.add("   host %s: not served by this solution".formatted(Names.shown(asked.hosts().get(h))));
            }
        }
        return lines;
    }

    /** Writes the result for programs. */
    void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeStringField("solution", word);
        json.writeStringField("verdict", verdict());
        if (image.isPresent()) {
            json.writeStringField("image", Names.shown(image.get()));
        }
        Json.list(json, "reasons", reasons, (to, r) -> to.writeString(r.toString()));
        json.writeArrayFieldStart("hosts");
        for (int h = 0; h < hosts.size(); h++) {
            host(json, asked.hosts().get(h), hosts.get(h));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void host(JsonGenerator json, String name, Optional<HostAnswer> answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", Names.shown(name));
        json.writeBooleanField("served", answer.isPresent());
        if (answer.isPresent()) {
            new ReportJson(json).fields(answer.get(), new ReasonText(image.orElseThrow(), name, asked.wants()));
        } else {
            json.writeStringField("verdict", "fail");
        }
        json.writeEndObject();
    }
}
