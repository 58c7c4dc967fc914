package org.abifit.bridge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.Vpkg;

/** A package in the making. */
final class Stanza {
    private final PackageId id;
    private final Set<List<Vpkg>> depends = new LinkedHashSet<>();
    private final Set<Vpkg> conflicts = new LinkedHashSet<>();
    private final Set<Vpkg> provides = new LinkedHashSet<>();
    private final SortedMap<String, CudfValue> properties = new TreeMap<>();

    Stanza(PackageId id) {
        this.id = id;
    }

    PackageId id() {
        return id;
    }

    Stanza depends(List<Vpkg> disjunction) {
        depends.add(disjunction);
        return this;
    }

    Stanza depends(Vpkg vpkg) {
        return depends(List.of(vpkg));
    }

    Stanza conflicts(Vpkg vpkg) {
        conflicts.add(vpkg);
        return this;
    }

    /** At most one version of it is installed. */
    Stanza alone() {
        return conflicts(Vpkg.of(id.name()));
    }

    Stanza provides(Vpkg vpkg) {
        provides.add(vpkg);
        return this;
    }

    Stanza text(AbiProperty property, String value) {
        properties.put(property.word(), new CudfValue.Text(value));
        return this;
    }

    Stanza origin(String ident) {
        properties.put(AbiProperty.ORIGIN.word(), new CudfValue.EnumIdent(ident));
        return this;
    }

    Stanza number(String property, long value) {
        properties.put(property, new CudfValue.Int(value));
        return this;
    }

    /** {@return the packages that it may need, by name} */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        depends.forEach(d -> d.forEach(v -> names.add(v.name())));
        return names;
    }

    /** {@return the package, with defaults for what was not said; features in the order of their names} */
    CudfDocument.Package build(List<CudfDocument.Declaration> declarations) {
        SortedMap<String, CudfValue> all = new TreeMap<>();
        declarations.forEach(d -> all.put(d.name(), properties.getOrDefault(d.name(), d.defaultValue().orElseThrow())));
        List<Vpkg> features = new ArrayList<>(provides);
        features.sort(Comparator.comparing(Vpkg::name));
        return new CudfDocument.Package(id, new CudfValue.VpkgFormula(List.copyOf(depends)), List.copyOf(conflicts), features, false, false, CudfDocument.Keep.NONE, all);
    }
}
