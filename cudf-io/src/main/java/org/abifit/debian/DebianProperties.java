package org.abifit.debian;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfType;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg;
import org.abifit.debian.DebianPackage.MultiArch;

/** The extra properties that packages of Debian have in CUDF, under the names that other tools gave them. */
final class DebianProperties {
    static final List<Declaration> DECLARATIONS = List.of(
            optional("native", Simple.INT, new CudfValue.Int(0)),
            optional("multiarch", Simple.STRING, new CudfValue.Text("")),
            optional("installedsize", Simple.INT, new CudfValue.Int(0)),
            optional("filename", Simple.STRING, new CudfValue.Text("")),
            optional("essential", Simple.BOOL, new CudfValue.Bool(false)),
            optional("sourceversion", Simple.INT, new CudfValue.Int(1)),
            optional("sourcenumber", Simple.STRING, new CudfValue.Text("")),
            optional("source", Simple.STRING, new CudfValue.Text("")),
            optional("priority", Simple.STRING, new CudfValue.Text("")),
            optional("recommends", Simple.VPKGFORMULA, VpkgFormula.TRUE),
            optional("replaces", Simple.VPKGLIST, new CudfValue.VpkgList(List.of())),
            mandatory("architecture"), mandatory("type"), mandatory("number"), mandatory("name"));

    private DebianProperties() {
    }

    private static Declaration optional(String name, CudfType type, CudfValue value) {
        return new Declaration(name, type, Optional.of(value));
    }

    private static Declaration mandatory(String name) {
        return new Declaration(name, Simple.STRING, Optional.empty());
    }

    /**
     * {@return the values of all of them for a package}
     *
     * @param sourceNumber the number of its source's version
     * @param isNative whether it is of the machine's own architecture, and machines have one
     */
    static SortedMap<String, CudfValue> of(DebianPackage one, long sourceNumber, boolean isNative, VpkgFormula recommends, List<Vpkg> replaces) {
        DebianPackage.Facts facts = one.facts();
        SortedMap<String, CudfValue> values = new TreeMap<>();
        values.put("native", new CudfValue.Int(isNative ? 1 : 0));
        values.put("multiarch", text(one.multiArch() == MultiArch.NO ? "" : word(one.multiArch())));
        values.put("installedsize", new CudfValue.Int(facts.installedSize()));
        values.put("filename", text(one.isSource() ? "" : facts.file()));
        values.put("essential", new CudfValue.Bool(facts.essential()));
        values.put("sourceversion", new CudfValue.Int(sourceNumber));
        values.put("sourcenumber", text(facts.sourceVersion()));
        values.put("source", text(facts.source()));
        values.put("priority", text(facts.priority()));
        values.put("recommends", recommends);
        values.put("replaces", new CudfValue.VpkgList(replaces));
        values.put("architecture", text(one.architecture()));
        values.put("type", text(word(one.kind())));
        values.put("number", text(one.version()));
        values.put("name", text(one.name()));
        return values;
    }

    private static CudfValue text(String value) {
        return new CudfValue.Text(value);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
