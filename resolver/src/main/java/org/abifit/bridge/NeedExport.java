package org.abifit.bridge;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Vpkg;
import org.abifit.resolver.Choices.Kind;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Reason;

/** DT_NEEDED: whoever needs a library depends on its name; of one that neither side has there is no package. */
final class NeedExport {
    private final HostView host;
    private final PairView pair;
    private final Conditions conditions;

    NeedExport(HostView host, PairView pair, Conditions conditions) {
        this.host = host;
        this.pair = pair;
        this.conditions = conditions;
    }

    void write() {
        pair.choices().rules().stream().filter(r -> r.kind() == Kind.NEED).forEach(this::need);
    }

    private void need(Rule rule) {
        String soname = soname(rule);
        List<Integer> guards = PairView.guards(rule);
        boolean inside = !guards.isEmpty() && host.areFolded(pair, guards) && host.folded().contains(soname);
        if (!inside) {
            host.heads(pair, guards).forEach(h -> conditions.depends(h, List.of(Vpkg.of(host.library(soname))), pair.image()));
        }
    }

    private String soname(Rule rule) {
        Optional<String> missing = rule.reason().filter(r -> r instanceof Reason.MissingLibrary).map(r -> ((Reason.MissingLibrary) r).soname());
        return missing.orElseGet(() -> PairView.ways(rule).stream().flatMap(l -> pair.load(l).stream()).findFirst().orElseThrow().slot().soname());
    }
}
