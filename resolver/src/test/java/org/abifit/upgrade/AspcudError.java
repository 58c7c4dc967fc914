package org.abifit.upgrade;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.Vpkg;

/** Where aspcud (1.9.6) is known to read a document otherwise than the specification does. */
enum AspcudError {
    TWO_VERSIONS("takes a package and a provider of its name for two versions of an upgrade, even where it is one", (document, used) ->
            document.request().upgrade().stream().anyMatch(entry -> isName(document, entry.name()) && providers(document, entry.name()).findAny().isPresent())),
    SAME_VERSION("forgets a package where another provides its name in its version", (document, used) -> document.packages().stream().flatMap(one -> one.provides().stream())
            .anyMatch(feature -> feature.constraint().isPresent() && document.packages().stream().anyMatch(one -> one.id().toString().equals(feature.toString())))),
    KEEP_ALL("wants a feature of all versions to be kept in all versions, where any will do", (document, used) -> document.packages().stream()
            .anyMatch(one -> one.installed() && one.keep() == CudfDocument.Keep.FEATURE && one.provides().stream().anyMatch(feature -> feature.constraint().isEmpty()))),
    BELOW_ONE("reads < 1 as <= 0, which it takes for never, where a provider of all versions matches", (document, used) ->
            used.stream().anyMatch(one -> one.toString().endsWith(" < 1") && providers(document, one.name()).anyMatch(feature -> feature.constraint().isEmpty())));

    private final String reason;
    private final BiPredicate<CudfDocument, Set<Vpkg>> applies;

    AspcudError(String reason, BiPredicate<CudfDocument, Set<Vpkg>> applies) {
        this.reason = reason;
        this.applies = applies;
    }

    String reason() {
        return reason;
    }

    /** {@return the errors that may show on this document} */
    static List<AspcudError> of(CudfDocument document) {
        Set<Vpkg> used = used(document);
        return Arrays.stream(values()).filter(error -> error.applies.test(document, used)).toList();
    }

    private static boolean isName(CudfDocument document, String name) {
        return document.packages().stream().anyMatch(one -> one.id().name().equals(name));
    }

    private static Stream<Vpkg> providers(CudfDocument document, String name) {
        return document.packages().stream().flatMap(one -> one.provides().stream()).filter(feature -> feature.name().equals(name));
    }

    private static Set<Vpkg> used(CudfDocument document) {
        Stream<Vpkg> asked = Stream.of(document.request().install(), document.request().remove(), document.request().upgrade()).flatMap(List::stream);
        Stream<Vpkg> said = document.packages().stream().flatMap(one -> Stream.of(one.conflicts().stream(), one.depends().disjunctions().stream().flatMap(List::stream),
                ((org.abifit.cudf.CudfValue.VpkgFormula) one.properties().get("recommends")).disjunctions().stream().flatMap(List::stream)).flatMap(s -> s));
        return Stream.concat(asked, said).collect(Collectors.toSet());
    }
}
