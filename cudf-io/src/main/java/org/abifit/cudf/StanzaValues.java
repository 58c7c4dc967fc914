package org.abifit.cudf;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue.VpkgFormula;

/**
 * The values of a stanza by name, each of the type that {@link CudfProperties} or the preamble gives it, defaults filled
 * in; and the records that such a stanza stands for.
 */
record StanzaValues(Map<String, CudfValue> values) {

    CudfDocument.Preamble toPreamble() {
        return new CudfDocument.Preamble(text(CudfProperties.PREAMBLE), declarations(),
                text(CudfProperties.UNIV_CHECKSUM), text(CudfProperties.STATUS_CHECKSUM), text(CudfProperties.REQ_CHECKSUM));
    }

    CudfDocument.Package toPackage(List<Declaration> declared) {
        return new CudfDocument.Package(id(), (VpkgFormula) values.get(CudfProperties.DEPENDS),
                vpkgs(CudfProperties.CONFLICTS), vpkgs(CudfProperties.PROVIDES),
                installed(), bool(CudfProperties.WAS_INSTALLED), keep(), extra(declared));
    }

    CudfDocument.Request toRequest() {
        return new CudfDocument.Request(text(CudfProperties.REQUEST), vpkgs(CudfProperties.INSTALL),
                vpkgs(CudfProperties.REMOVE), vpkgs(CudfProperties.UPGRADE));
    }

    PackageId id() {
        String name = ((CudfValue.PkgName) values.get(CudfProperties.PACKAGE)).value();
        return new PackageId(name, ((CudfValue.Int) values.get(CudfProperties.VERSION)).value());
    }

    boolean installed() {
        return bool(CudfProperties.INSTALLED);
    }

    private List<Declaration> declarations() {
        return ((CudfValue.TypeDecl) values.get(CudfProperties.PROPERTY)).declarations();
    }

    private Keep keep() {
        String ident = ((CudfValue.EnumIdent) values.get(CudfProperties.KEEP)).value();
        return Keep.valueOf(ident.toUpperCase(Locale.ROOT));
    }

    private SortedMap<String, CudfValue> extra(List<Declaration> declared) {
        SortedMap<String, CudfValue> extra = new TreeMap<>();
        declared.forEach(declaration -> extra.put(declaration.name(), values.get(declaration.name())));
        return extra;
    }

    private String text(String name) {
        return ((CudfValue.Text) values.get(name)).value();
    }

    private boolean bool(String name) {
        return ((CudfValue.Bool) values.get(name)).value();
    }

    private List<Vpkg> vpkgs(String name) {
        return ((CudfValue.VpkgList) values.get(name)).vpkgs();
    }
}
