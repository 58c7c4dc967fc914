package org.abifit.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Reason;

/**
 * Symbols that the loader model missed, as features of those that would define them: {@code symbol%28foo%40NODE%29}. Which those are may
 * differ from choice to choice; then there are several features of a symbol, numbered.
 */
final class SymbolFeatures {
    private final HostView host;
    private final Conditions conditions;
    private final Map<String, List<Definers>> symbols = new TreeMap<>();
    private final Map<PackageId, Set<Vpkg>> provided = new HashMap<>();

    /** Who defines a symbol: files of the host, and by image files of the image. */
    private record Definers(Set<PackageId> ofHost, Map<Integer, Set<PackageId>> ofImages) {
        boolean fits(Set<PackageId> host, int image, Set<PackageId> own) {
            return ofHost.equals(host) && ofImages.getOrDefault(image, own).equals(own);
        }
    }

    SymbolFeatures(HostView host, Conditions conditions) {
        this.host = host;
        this.conditions = conditions;
    }

    /** In SAT terms: (-asker or definer1 or definer2 ...). */
    void depends(PairView pair, Rule rule, Reason.MissingSymbol missing, PackageId asker) {
        Set<PackageId> definers = PairView.ways(rule).stream().flatMap(l -> host.packages(pair, l).stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        Vpkg feature = feature(pair, missing.symbol() + missing.version().map(v -> "@" + v).orElse(""), definers);
        conditions.depends(asker, List.of(feature), pair.image());
        Vpkg given = Vpkg.of(feature.name(), Vpkg.RelOp.EQ, 1);
        definers.forEach(d -> provided.computeIfAbsent(d, i -> new LinkedHashSet<>()).add(given));
    }

    private Vpkg feature(PairView pair, String symbol, Set<PackageId> definers) {
        Set<PackageId> own = definers.stream().filter(d -> d.version() < host.hostVersion()).collect(Collectors.toSet());
        Set<PackageId> theirs = definers.stream().filter(d -> d.version() >= host.hostVersion()).collect(Collectors.toSet());
        List<Definers> known = symbols.computeIfAbsent(symbol, s -> new ArrayList<>());
        int at = 0;
        while (at < known.size() && !known.get(at).fits(theirs, pair.image(), own)) {
            at++;
        }
        if (at == known.size()) {
            known.add(new Definers(theirs, new LinkedHashMap<>()));
        }
        known.get(at).ofImages().put(pair.image(), own);
        return Vpkg.of(host.name() + "/" + CudfNames.symbol(symbol) + (at == 0 ? "" : "-" + (at + 1)));
    }

    /** {@return the symbols that a package gives} */
    Set<Vpkg> of(PackageId id) {
        return provided.getOrDefault(id, Set.of());
    }
}
