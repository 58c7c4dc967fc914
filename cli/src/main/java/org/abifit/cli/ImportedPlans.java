package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfReason;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Request;

/**
 * A solution as bind plans, each judged.
 *
 * @param word good, bad or fail: whether it is a solution at all
 * @param reasons why it is none
 * @param image the image that it chooses
 * @param hosts what becomes of each host
 * @param wants what must come from the host
 */
record ImportedPlans(String word, List<CudfReason> reasons, Optional<String> image, List<Served> hosts, List<String> wants) {

    /**
     * A host.
     *
     * @param answer what the loader model says to its plan; none where the solution does not serve it
     */
    record Served(String host, Optional<HostAnswer> answer) {}

    static ImportedPlans fail() {
        return new ImportedPlans("fail", List.of(), Optional.empty(), List.of(), List.of());
    }

    static ImportedPlans bad(List<CudfReason> reasons) {
        return new ImportedPlans("bad", reasons, Optional.empty(), List.of(), List.of());
    }

    static ImportedPlans good(Request request, int image, List<Optional<HostAnswer>> answers) {
        List<Served> hosts = new ArrayList<>();
        request.hosts().forEach(h -> hosts.add(new Served(h.name(), answers.get(hosts.size()))));
        return new ImportedPlans("good", List.of(), Optional.of(request.images().get(image).name()), hosts, request.wants());
    }

    private List<HostAnswer> answers() {
        return hosts.stream().flatMap(h -> h.answer().stream()).toList();
    }

    int exit() {
        boolean all = image.isPresent() && answers().size() == hosts.size();
        if (!all || answers().stream().anyMatch(h -> h instanceof HostAnswer.Misfit)) {
            return Main.NEGATIVE;
        }
        return answers().stream().allMatch(h -> h instanceof HostAnswer.Fits) ? Main.OK : Main.UNDECIDED;
    }

    private String verdict() {
        return exit() == Main.OK ? "ok" : exit() == Main.UNDECIDED ? "unknown" : "fail";
    }

    /** {@return the result for people} */
    List<String> lines(boolean verbose) {
        List<String> lines = new ArrayList<>();
        if (image.isEmpty()) {
            lines.add(word.equals("fail") ? "no plan: the solver found no solution" : "no plan: what the solver wrote is no solution of the document, because");
            reasons.forEach(r -> lines.add("  - " + CudfReasonText.of(r)));
            return lines;
        }
        lines.addAll(new ResolutionText(List.of(new ImageAnswer(image.get(), fit(), answers())), wants, verbose).lines());
        hosts.stream().filter(h -> h.answer().isEmpty()).forEach(h -> lines.add("   host %s: not served by this solution".formatted(Names.shown(h.host()))));
        return lines;
    }

    private ImageAnswer.Fit fit() {
        long loads = answers().stream().filter(h -> h instanceof HostAnswer.Fits).count();
        boolean open = answers().stream().anyMatch(h -> h instanceof HostAnswer.Undecided);
        return loads == hosts.size() ? ImageAnswer.Fit.ALL : loads > 0 ? ImageAnswer.Fit.SOME : open ? ImageAnswer.Fit.UNKNOWN : ImageAnswer.Fit.NONE;
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
        Json.list(json, "reasons", reasons, (to, r) -> to.writeString(CudfReasonText.of(r)));
        json.writeArrayFieldStart("hosts");
        for (Served host : hosts) {
            host(json, host);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void host(JsonGenerator json, Served host) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", Names.shown(host.host()));
        json.writeBooleanField("served", host.answer().isPresent());
        if (host.answer().isPresent()) {
            new ReportJson(json).fields(host.answer().get(), new ReasonText(image.orElseThrow(), host.host(), wants));
        } else {
            json.writeStringField("verdict", "fail");
        }
        json.writeEndObject();
    }
}
