package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg;

/** Takes away from a document what a difference does not need, one thing after the other. */
final class Shrink {
    private Shrink() {
    }

    static CudfDocument of(CudfDocument document, Predicate<CudfDocument> differs) {
        CudfDocument small = document;
        for (Optional<CudfDocument> next = Optional.of(small); next.isPresent(); next = smaller(small).filter(differs).findFirst()) {
            small = next.get();
        }
        return small;
    }

    private static Stream<CudfDocument> smaller(CudfDocument document) {
        Request request = document.request();
        Stream<Request> requests = Stream.of(
                without(request.install()).map(install -> new Request("", install, request.remove(), request.upgrade())),
                without(request.remove()).map(remove -> new Request("", request.install(), remove, request.upgrade())),
                without(request.upgrade()).map(upgrade -> new Request("", request.install(), request.remove(), upgrade))).flatMap(s -> s);
        return Stream.concat(without(document.packages()).map(packages -> new CudfDocument(document.preamble(), packages, request)), Stream.concat(
                requests.map(asked -> new CudfDocument(document.preamble(), document.packages(), asked)),
                IntStream.range(0, document.packages().size()).boxed().flatMap(p -> simpler(document.packages().get(p), document.declarations())
                        .map(one -> new CudfDocument(document.preamble(), with(document.packages(), p, one), request)))));
    }

    private static Stream<Package> simpler(Package p, List<Declaration> declared) {
        return Stream.of(
                simpler(p.depends()).map(depends -> new Package(p.id(), depends, p.conflicts(), p.provides(), p.installed(), false, p.keep(), p.properties())),
                without(p.conflicts()).map(conflicts -> new Package(p.id(), p.depends(), conflicts, p.provides(), p.installed(), false, p.keep(), p.properties())),
                without(p.provides()).map(provides -> new Package(p.id(), p.depends(), p.conflicts(), provides, p.installed(), false, p.keep(), p.properties())),
                Stream.of(false).filter(no -> p.installed()).map(no -> new Package(p.id(), p.depends(), p.conflicts(), p.provides(), no, false, p.keep(), p.properties())),
                Stream.of(Keep.NONE).filter(no -> p.keep() != no).map(no -> new Package(p.id(), p.depends(), p.conflicts(), p.provides(), p.installed(), false, no, p.properties())),
                declared.stream().flatMap(d -> d.defaultValue().filter(v -> !v.equals(p.properties().get(d.name()))).map(v -> with(p, d.name(), v)).stream())).flatMap(s -> s);
    }

    private static Package with(Package p, String property, CudfValue value) {
        TreeMap<String, CudfValue> values = new TreeMap<>(p.properties());
        values.put(property, value);
        return new Package(p.id(), p.depends(), p.conflicts(), p.provides(), p.installed(), false, p.keep(), values);
    }

    private static Stream<VpkgFormula> simpler(VpkgFormula formula) {
        List<List<Vpkg>> all = formula.disjunctions();
        return Stream.concat(without(all).map(VpkgFormula::new), IntStream.range(0, all.size()).boxed()
                .flatMap(i -> without(all.get(i)).filter(some -> !some.isEmpty()).map(some -> new VpkgFormula(with(all, i, some)))));
    }

    private static <T> Stream<List<T>> without(List<T> all) {
        return IntStream.range(0, all.size()).mapToObj(i -> {
            List<T> some = new ArrayList<>(all);
            some.remove(i);
            return some;
        });
    }

    private static <T> List<T> with(List<T> all, int at, T one) {
        List<T> changed = new ArrayList<>(all);
        changed.set(at, one);
        return changed;
    }
}
