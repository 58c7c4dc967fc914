package org.abifit.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.abifit.bridge.PairView.Variable;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.resolver.Choices.Kind;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Provider;
import org.abifit.resolver.Side;

/**
 * One host and the images that were decided on it: which package and which version stands for which file. The image's number is the
 * version of its files; the host's files come after the last image, and a second file of a soname gets the number after that.
 */
final class HostView {
    private final String name;
    private final int images;
    private final List<PairView> pairs;
    private final Map<String, List<String>> files = new LinkedHashMap<>();
    private final Set<String> folded;
    private final Set<String> idle = new TreeSet<>();

    /**
     * @param name what the host is called in the document
     * @param images how many there are in the request
     */
    HostView(String name, int images, List<PairView> pairs) {
        this.name = name;
        this.images = images;
        this.pairs = List.copyOf(pairs);
        pairs.forEach(p -> p.choices().slots().forEach(s -> s.host().ifPresent(h -> file(s.soname(), h.provider().path()))));
        this.folded = LibcFold.of(pairs);
        pairs.forEach(this::findIdle);
    }

    private void file(String soname, String path) {
        List<String> known = files.computeIfAbsent(soname, s -> new ArrayList<>());
        if (!known.contains(path)) {
            known.add(path);
        }
    }

    /** Only what a clause wants bound is ever bound without being loaded. */
    private void findIdle(PairView pair) {
        pair.choices().rules().stream().filter(r -> r.kind() != Kind.SIDE && r.kind() != Kind.COUNTED).flatMap(r -> PairView.ways(r).stream())
                .forEach(l -> {
                    if (pair.variable(l) instanceof Variable.Bound(Slot slot) && slot.host().isPresent() && !folded.contains(slot.soname())) {
                        idle.add(slot.soname());
                    }
                });
    }

    String name() {
        return name;
    }

    List<PairView> pairs() {
        return pairs;
    }

    Set<String> folded() {
        return folded;
    }

    /** {@return whether the host's library may be bound without being loaded} */
    boolean isIdle(String soname) {
        return idle.contains(soname);
    }

    /** {@return the version of the first of the host's files} */
    int hostVersion() {
        return images + 1;
    }

    // ---- packages

    String in(String part) {
        return name + "/" + part;
    }

    String library(String soname) {
        return in(CudfNames.part(soname));
    }

    PackageId libc(long version) {
        return new PackageId(in("glibc"), version);
    }

    PackageId app(PairView pair) {
        return new PackageId(in("app"), pair.image());
    }

    PackageId served() {
        return new PackageId(in("served"), 1);
    }

    PackageId family(String family) {
        return new PackageId(in("family/" + CudfNames.part(family)), 1);
    }

    PackageId idle(String soname, long version) {
        return new PackageId(in("idle/" + CudfNames.part(soname)), version);
    }

    long version(PairView pair, Provider provider) {
        return provider.side() == Side.IMAGE ? pair.image() : hostVersion() + files.get(provider.soname()).indexOf(provider.path());
    }

    /** {@return the package that a library is} */
    PackageId of(PairView pair, Provider provider) {
        long version = version(pair, provider);
        return folded.contains(provider.soname()) ? libc(version) : new PackageId(library(provider.soname()), version);
    }

    // ---- variables

    /** {@return the packages one of which is there if the variable is true} */
    List<PackageId> packages(PairView pair, int literal) {
        return switch (pair.variable(literal)) {
            case Variable.Load(Slot slot, Provider provider) -> List.of(of(pair, provider));
            case Variable.Bound(Slot slot) -> slot.host().map(h -> bound(pair, h.provider())).orElse(List.of());
            case Variable.Whole(String family) -> List.of(family(family));
        };
    }

    /** {@return who a clause is about: the packages of its first negative literal, else the application} */
    List<PackageId> heads(PairView pair, List<Integer> guards) {
        return guards.isEmpty() ? List.of(app(pair)) : packages(pair, guards.getFirst());
    }

    private List<PackageId> bound(PairView pair, Provider provider) {
        PackageId loaded = of(pair, provider);
        return idle.contains(provider.soname()) ? List.of(loaded, idle(provider.soname(), loaded.version())) : List.of(loaded);
    }

    /** {@return what a dependency names to have the variable true: the soname where it is loaded} */
    List<Vpkg> names(PairView pair, int literal) {
        return switch (pair.variable(literal)) {
            case Variable.Load(Slot slot, Provider provider) -> List.of(Vpkg.of(library(slot.soname()), RelOp.EQ, version(pair, provider)));
            case Variable.Bound b -> packages(pair, literal).stream().map(HostView::exactly).toList();
            case Variable.Whole(String family) -> List.of(Vpkg.of(family(family).name()));
        };
    }

    List<Vpkg> names(PairView pair, List<Integer> literals) {
        return literals.stream().flatMap(l -> names(pair, l).stream()).distinct().toList();
    }

    static Vpkg exactly(PackageId id) {
        return Vpkg.of(id.name(), RelOp.EQ, id.version());
    }

    /** {@return whether both are on the C library's package, so that its own clauses say nothing more} */
    boolean areFolded(PairView pair, List<Integer> literals) {
        return literals.stream().map(pair::variable).allMatch(v -> switch (v) {
            case Variable.Load l -> folded.contains(l.slot().soname());
            case Variable.Bound b -> folded.contains(b.slot().soname());
            case Variable.Whole w -> false;
        });
    }

    /** {@return all libraries of both sides in a pair} */
    static Stream<Provider> providers(PairView pair) {
        return pair.choices().slots().stream().flatMap(s -> s.providers().stream()).map(l -> l.provider());
    }
}
