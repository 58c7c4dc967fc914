package org.abifit.cudf;

import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue.Bool;
import org.abifit.cudf.CudfValue.EnumIdent;
import org.abifit.cudf.CudfValue.Text;
import org.abifit.cudf.CudfValue.TypeDecl;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.CudfValue.VpkgList;

/**
 * The core properties (CUDF 2.0 section 2.2.3) as one table: name, type, default. What has no default is mandatory.
 * The first property of each stanza, its postmark, tells the stanzas apart. The order is the one {@link CudfPrinter}
 * writes.
 */
final class CudfProperties {
    static final String PREAMBLE = "preamble";
    static final String PROPERTY = "property";
    static final String UNIV_CHECKSUM = "univ-checksum";
    static final String STATUS_CHECKSUM = "status-checksum";
    static final String REQ_CHECKSUM = "req-checksum";
    static final String PACKAGE = "package";
    static final String VERSION = "version";
    static final String DEPENDS = "depends";
    static final String CONFLICTS = "conflicts";
    static final String PROVIDES = "provides";
    static final String INSTALLED = "installed";
    static final String WAS_INSTALLED = "was-installed";
    static final String KEEP = "keep";
    static final String REQUEST = "request";
    static final String INSTALL = "install";
    static final String REMOVE = "remove";
    static final String UPGRADE = "upgrade";

    private static final CudfType KEEP_TYPE = new Enumeration(List.of("version", "package", "feature", "none"));
    private static final VpkgList NO_VPKGS = new VpkgList(List.of());

    static final List<Declaration> OF_PREAMBLE = List.of(
            mandatory(PREAMBLE, Simple.STRING),
            property(PROPERTY, Simple.TYPEDECL, new TypeDecl(List.of())),
            property(UNIV_CHECKSUM, Simple.STRING, new Text("")),
            property(STATUS_CHECKSUM, Simple.STRING, new Text("")),
            property(REQ_CHECKSUM, Simple.STRING, new Text("")));

    static final List<Declaration> OF_PACKAGE = List.of(
            mandatory(PACKAGE, Simple.PKGNAME),
            mandatory(VERSION, Simple.POSINT),
            property(DEPENDS, Simple.VPKGFORMULA, VpkgFormula.TRUE),
            property(CONFLICTS, Simple.VPKGLIST, NO_VPKGS),
            property(PROVIDES, Simple.VEQPKGLIST, NO_VPKGS),
            property(INSTALLED, Simple.BOOL, new Bool(false)),
            property(WAS_INSTALLED, Simple.BOOL, new Bool(false)),
            property(KEEP, KEEP_TYPE, new EnumIdent("none")));

    static final List<Declaration> OF_REQUEST = List.of(
            mandatory(REQUEST, Simple.STRING),
            property(INSTALL, Simple.VPKGLIST, NO_VPKGS),
            property(REMOVE, Simple.VPKGLIST, NO_VPKGS),
            property(UPGRADE, Simple.VPKGLIST, NO_VPKGS));

    private CudfProperties() {
    }

    /** {@return whether a package has this property without any declaration} */
    static boolean isCore(String name) {
        return OF_PACKAGE.stream().anyMatch(property -> property.name().equals(name));
    }

    private static Declaration mandatory(String name, CudfType type) {
        return new Declaration(name, type, Optional.empty());
    }

    private static Declaration property(String name, CudfType type, CudfValue defaultValue) {
        return new Declaration(name, type, Optional.of(defaultValue));
    }
}
