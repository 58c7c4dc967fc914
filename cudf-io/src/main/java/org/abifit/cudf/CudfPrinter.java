package org.abifit.cudf;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue.TypeDecl;
import org.abifit.cudf.CudfValue.VpkgFormula;

/**
 * Documents to text in one canonical form (CUDF 2.0 section 2.2): stanzas in the order of the document, properties in
 * the order of the specification and then of the preamble, none that has its default, one blank around every operator
 * and separator, no continuation lines, LF after every line. Equal documents give equal texts, and
 * {@link CudfParser} with {@link CudfLoader} reads the text back to an equal document.
 */
public final class CudfPrinter {
    private static final int AT_ONCE = 1000;

    private final StringBuilder out = new StringBuilder();

    private CudfPrinter() {
    }

    /**
     * {@return the text of a document}
     *
     * @param document any document
     */
    public static String print(CudfDocument document) {
        CudfPrinter printer = new CudfPrinter();
        document.preamble().ifPresent(printer::preamble);
        document.packages().forEach(one -> printer.pack(one, document.declarations()));
        printer.request(document.request());
        return printer.out.toString();
    }

    /**
     * {@return the text of a preamble stanza, the line after it included} With {@link #print(CudfDocument.Package, List)} and
     * {@link #print(CudfDocument.Request)} this writes documents that are too large to be held.
     *
     * @param preamble what the stanza says
     */
    public static String print(CudfDocument.Preamble preamble) {
        CudfPrinter printer = new CudfPrinter();
        printer.preamble(preamble);
        return printer.out.toString();
    }

    /**
     * {@return the text of a package stanza, the line after it included}
     *
     * @param one the package
     * @param declarations those of the preamble
     */
    public static String print(CudfDocument.Package one, List<Declaration> declarations) {
        CudfPrinter printer = new CudfPrinter();
        printer.pack(one, declarations);
        return printer.out.toString();
    }

    /**
     * {@return the text of the request stanza}
     *
     * @param request what it asks
     */
    public static String print(CudfDocument.Request request) {
        CudfPrinter printer = new CudfPrinter();
        printer.request(request);
        return printer.out.toString();
    }

    /**
     * Writes the text of a document whose universe stays text: package by package, never all of it at once.
     *
     * @param document any document
     * @param to where the text goes
     * @throws IOException when it does not go there
     */
    public static void print(PackedDocument document, Appendable to) throws IOException {
        to.append(document.preamble().map(CudfPrinter::print).orElse(""));
        for (int from = 0; from < document.size(); from += AT_ONCE) {
            CudfPrinter printer = new CudfPrinter();
            int[] some = IntStream.range(from, Math.min(from + AT_ONCE, document.size())).toArray();
            document.slice(some).packages().forEach(one -> printer.pack(one, document.declarations()));
            to.append(printer.out);
        }
        CudfPrinter printer = new CudfPrinter();
        printer.request(document.request());
        to.append(printer.out);
    }

    /**
     * {@return the text of a solution: these packages, in this order, all with {@code installed: true}}
     * The empty installation is the empty text.
     *
     * @param installed the packages
     */
    public static String printSolution(Collection<PackageId> installed) {
        CudfPrinter printer = new CudfPrinter();
        installed.forEach(printer::installed);
        return printer.out.toString();
    }

    private void preamble(CudfDocument.Preamble preamble) {
        line(CudfProperties.PREAMBLE, preamble.comment());
        unless(preamble.property().isEmpty(), CudfProperties.PROPERTY, typedecl(preamble.property()));
        unless(preamble.univChecksum().isEmpty(), CudfProperties.UNIV_CHECKSUM, preamble.univChecksum());
        unless(preamble.statusChecksum().isEmpty(), CudfProperties.STATUS_CHECKSUM, preamble.statusChecksum());
        unless(preamble.reqChecksum().isEmpty(), CudfProperties.REQ_CHECKSUM, preamble.reqChecksum());
        out.append('\n');
    }

    private void pack(CudfDocument.Package one, List<Declaration> declarations) {
        id(one.id());
        unless(one.depends().equals(VpkgFormula.TRUE), CudfProperties.DEPENDS, formula(one.depends()));
        unless(one.conflicts().isEmpty(), CudfProperties.CONFLICTS, vpkgs(one.conflicts(), " , "));
        unless(one.provides().isEmpty(), CudfProperties.PROVIDES, vpkgs(one.provides(), " , "));
        unless(!one.installed(), CudfProperties.INSTALLED, "true");
        unless(!one.wasInstalled(), CudfProperties.WAS_INSTALLED, "true");
        unless(one.keep() == CudfDocument.Keep.NONE, CudfProperties.KEEP, one.keep().ident());
        extra(one.properties(), declarations);
        out.append('\n');
    }

    private void extra(SortedMap<String, CudfValue> values, List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            CudfValue value = values.get(declaration.name());
            boolean isDefault = declaration.defaultValue().isPresent() && declaration.defaultValue().get().equals(value);
            if (!isDefault) {
                line(declaration.name(), bare(value));
            }
        }
    }

    private void request(CudfDocument.Request request) {
        line(CudfProperties.REQUEST, request.comment());
        unless(request.install().isEmpty(), CudfProperties.INSTALL, vpkgs(request.install(), " , "));
        unless(request.remove().isEmpty(), CudfProperties.REMOVE, vpkgs(request.remove(), " , "));
        unless(request.upgrade().isEmpty(), CudfProperties.UPGRADE, vpkgs(request.upgrade(), " , "));
    }

    private void installed(PackageId id) {
        id(id);
        line(CudfProperties.INSTALLED, "true");
        out.append('\n');
    }

    private void id(PackageId id) {
        line(CudfProperties.PACKAGE, id.name());
        line(CudfProperties.VERSION, Long.toString(id.version()));
    }

    private void unless(boolean isDefault, String name, String value) {
        if (!isDefault) {
            line(name, value);
        }
    }

    private void line(String name, String value) {
        out.append(name).append(": ").append(value).append('\n');
    }

    private static String bare(CudfValue value) {
        return switch (value) {
            case CudfValue.Bool bool -> Boolean.toString(bool.value());
            case CudfValue.Int number -> Long.toString(number.value());
            case CudfValue.Text text -> text.value();
            case CudfValue.Ident ident -> ident.value();
            case CudfValue.EnumIdent ident -> ident.value();
            case CudfValue.PkgName name -> name.value();
            case Vpkg vpkg -> vpkg.toString();
            case CudfValue.VpkgList list -> vpkgs(list.vpkgs(), " , ");
            case VpkgFormula formula -> formula(formula);
            case TypeDecl typedecl -> typedecl(typedecl.declarations());
        };
    }

    // Only in a typedecl is a string quoted: there its end must be seen.
    private static String bracketed(CudfValue value) {
        String text = bare(value);
        return value instanceof CudfValue.Text ? "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]" : "[" + text + "]";
    }

    private static String typedecl(List<Declaration> declarations) {
        return String.join(" , ", declarations.stream().map(CudfPrinter::declaration).toList());
    }

    private static String declaration(Declaration declaration) {
        String typed = declaration.name() + ": " + declaration.type().spelling();
        return declaration.defaultValue().map(value -> typed + " = " + bracketed(value)).orElse(typed);
    }

    static String formula(VpkgFormula formula) {
        if (formula.equals(VpkgFormula.TRUE)) {
            return "true!";
        }
        if (formula.equals(VpkgFormula.FALSE)) {
            return "false!";
        }
        StringBuilder text = new StringBuilder();
        for (List<Vpkg> disjunction : formula.disjunctions()) {
            append(disjunction, " | ", text.isEmpty() ? text : text.append(" , "));
        }
        return text.toString();
    }

    private static String vpkgs(List<Vpkg> vpkgs, String separator) {
        StringBuilder text = new StringBuilder();
        append(vpkgs, separator, text);
        return text.toString();
    }

    // Relations are most of a document: they are written without a text for each.
    private static void append(List<Vpkg> vpkgs, String separator, StringBuilder to) {
        for (int i = 0; i < vpkgs.size(); i++) {
            vpkgs.get(i).appendTo(i == 0 ? to : to.append(separator));
        }
    }
}
