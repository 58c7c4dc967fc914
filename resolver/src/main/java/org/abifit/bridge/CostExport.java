package org.abifit.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.abifit.bridge.PairView.Variable;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Choices.Term;
import org.abifit.resolver.Criterion;

/** What the resolver's criteria count, as numbers of packages. */
final class CostExport {
    static final String FILES = "files";

    private final HostView host;
    private final PairView pair;
    private final Conditions conditions;

    CostExport(HostView host, PairView pair, Conditions conditions) {
        this.host = host;
        this.pair = pair;
        this.conditions = conditions;
    }

    /** {@return the property that counts for a criterion} */
    static String property(Criterion criterion) {
        return switch (criterion) {
            case LIBC_SWAP -> "glibcswap";
            case DOWNGRADES -> "older";
            case BINDS -> "bind";
        };
    }

    void write() {
        pair.choices().costs().forEach((criterion, terms) -> terms.forEach(t -> cost(property(criterion), t)));
        pair.choices().files().forEach(t -> cost(FILES, t));
    }

    private void cost(String property, Term term) {
        for (PackageId id : host.packages(pair, term.variable())) {
            if (term.unless().isEmpty()) {
                conditions.cost(id, property, term.times(), pair.image());
            } else if (!isWaived(id, term)) {
                conditions.depends(id, orElse(id, property, term), pair.image());
            }
        }
    }

    /** Whoever is there only together with what it is counted with costs nothing by itself. */
    private boolean isWaived(PackageId id, Term term) {
        return term.unless().stream().anyMatch(u -> host.packages(pair, u).contains(id) || pair.says(Set.of(-term.variable(), u)) || isLoaded(id, term) && pair.says(Set.of(-loaded(term), u)));
    }

    private boolean isLoaded(PackageId id, Term term) {
        return loaded(term) != 0 && host.packages(pair, loaded(term)).contains(id);
    }

    private int loaded(Term term) {
        return pair.variable(term.variable()) instanceof Variable.Bound(Slot slot) ? slot.host().map(h -> h.variable()).orElse(0) : 0;
    }

    private List<Vpkg> orElse(PackageId id, String property, Term term) {
        List<Vpkg> any = new ArrayList<>();
        any.add(conditions.costing(id.name().substring(host.name().length() + 1) + "%28alone%29", property, term.times()));
        any.addAll(host.names(pair, term.unless()));
        return any;
    }
}
