package org.abifit.debian;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.Vpkg;

/**
 * A universe of Debian as an upgrade problem. Packages are mapped one at a time, so that a whole release never lies in memory
 * twice.
 */
public final class DebianMapping {
    /** What names of source packages start with: they are no names of packages. */
    static final String SOURCE = "src:";

    private final DebianUniverse universe;
    private final ConvertOptions options;
    private final DebianRequest request;
    private final CudfNames names;
    private final VersionNumbers numbers;
    private final RelationMapping relations;
    private final Optional<MultiArchMapping> multiArch;

    /**
     * Maps a universe.
     *
     * @param universe the packages
     * @param options how; the same as for reading
     * @param request what is asked
     */
    public DebianMapping(DebianUniverse universe, ConvertOptions options, DebianRequest request) {
        this.universe = universe;
        this.options = options;
        this.request = request;
        names = new CudfNames(options.nativeArchitecture());
        numbers = VersionNumbers.of(universe, request.relations());
        relations = new RelationMapping(universe, numbers, names);
        multiArch = options.nativeArchitecture().map(n -> new MultiArchMapping(universe, names, relations, options.architectures()));
    }

    /** {@return the preamble: what extra properties packages have} */
    public Preamble preamble() {
        return new Preamble("", DebianProperties.DECLARATIONS, "", "", "");
    }

    /**
     * Maps all packages, in the order in which they were read. Where two come to one (name, version), which CUDF does not
     * allow, the second is told and left out: versions can be equal that are not the same text.
     *
     * @param faults is told what is left out
     * @param each takes the packages, each with its version in Debian
     * @param <E> how that can fail
     * @throws E as it does
     */
    public <E extends Exception> void packages(Consumer<DebianFault> faults, Each<E> each) throws E {
        Set<PackageId> seen = HashSet.newHashSet(universe.size());
        for (DebianPackage one : universe.packages()) {
            PackageId id = new PackageId(name(one), numbers.of(one.version()));
            if (seen.add(id)) {
                each.take(mapped(one, id), one.version());
            } else {
                faults.accept(one.fault("%s is in CUDF the same package as one before".formatted(one)));
            }
        }
    }

    /**
     * Takes what comes out.
     *
     * @param <E> how that can fail
     */
    public interface Each<E extends Exception> {
        /**
         * Takes a package.
         *
         * @param one in CUDF
         * @param version in Debian
         * @throws E when it cannot
         */
        void take(CudfDocument.Package one, String version) throws E;
    }

    private String name(DebianPackage one) {
        return one.isSource() ? names.bare(SOURCE + one.name()) : names.of(one.name(), one.architecture());
    }

    private CudfDocument.Package mapped(DebianPackage one, PackageId id) {
        String architecture = multiArch.map(m -> m.architecture(one)).orElse("");
        String extras = options.archRecommends() ? architecture : "";
        return new CudfDocument.Package(id, relations.formula(one.depends(), architecture), conflicts(one, id), provides(one, id),
                one.facts().installed(), false, keep(one),
                DebianProperties.of(one, numbers.of(one.facts().sourceVersion()), options.nativeArchitecture().stream().anyMatch(one.architecture()::equals),
                        relations.formula(one.recommends(), extras), relations.list(one.replaces(), extras)));
    }

    private List<Vpkg> provides(DebianPackage one, PackageId id) {
        return multiArch.map(m -> m.provides(one, id.version())).orElseGet(() -> relations.provided(one.provides(), ""));
    }

    // Packages of one name are versions of one thing: there is one at a time.
    private List<Vpkg> conflicts(DebianPackage one, PackageId id) {
        if (multiArch.isPresent()) {
            return multiArch.get().conflicts(one, id.version());
        }
        List<Vpkg> all = new ArrayList<>(List.of(Vpkg.of(id.name())));
        all.addAll(relations.list(one.conflicts(), ""));
        return all;
    }

    private Keep keep(DebianPackage one) {
        if (!one.facts().installed()) {
            return Keep.NONE;
        } else if (one.facts().hold()) {
            return Keep.VERSION;
        }
        return one.facts().essential() && options.keepEssential() ? Keep.PACKAGE : Keep.NONE;
    }

    /** {@return what is asked; a name without an architecture means the native one} */
    public CudfDocument.Request request() {
        return new CudfDocument.Request("", wanted(request.install()), wanted(request.remove()), wanted(request.upgrade()));
    }

    private List<Vpkg> wanted(List<DebianRequest.Wanted> all) {
        return all.stream().map(w -> relations.requested(w.relation(), options.nativeArchitecture().orElse(""))).toList();
    }

    /** {@return the whole document, for universes that are small enough to be held at once} */
    public CudfDocument document() {
        List<CudfDocument.Package> packages = new ArrayList<>(universe.size());
        packages(fault -> { }, (one, version) -> packages.add(one));
        return new CudfDocument(Optional.of(preamble()), packages, request());
    }
}
