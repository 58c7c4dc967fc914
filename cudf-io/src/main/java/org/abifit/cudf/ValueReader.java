package org.abifit.cudf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.Vpkg.RelOp;

/**
 * The text of a value to the value, by its type (CUDF 2.0 section 2.2.2): one method per type, each starts at the first
 * character of its value and ends behind the last. Blanks between the parts mean nothing; a {@code string} is
 * different: as a value of a stanza it is the bare rest of the line, as a default in a {@code typedecl} it is quoted.
 */
final class ValueReader {
    // Two characters first, or ">=" would be read as ">".
    private static final List<RelOp> RELOPS = List.of(RelOp.NEQ, RelOp.GEQ, RelOp.LEQ, RelOp.EQ, RelOp.GT, RelOp.LT);

    private final ValueCursor cursor;

    private ValueReader(ValueCursor cursor) {
        this.cursor = cursor;
    }

    static CudfValue read(CudfType type, String text) throws ValueFault {
        if (type == Simple.STRING) {
            return new CudfValue.Text(text);
        }
        ValueCursor cursor = new ValueCursor(text);
        cursor.skipBlanks();
        CudfValue value = new ValueReader(cursor).value(type);
        cursor.skipBlanks();
        cursor.expectEnd();
        return value;
    }

    private CudfValue value(CudfType type) throws ValueFault {
        return switch (type) {
            case Enumeration enumeration -> enumIdent(enumeration);
            case Simple simple -> simple(simple);
        };
    }

    private CudfValue simple(Simple type) throws ValueFault {
        return switch (type) {
            case BOOL -> new CudfValue.Bool(cursor.bool());
            case INT -> new CudfValue.Int(cursor.integer(Long.MIN_VALUE));
            case NAT -> new CudfValue.Int(cursor.integer(0));
            case POSINT -> new CudfValue.Int(cursor.integer(1));
            case STRING -> new CudfValue.Text(cursor.quoted());
            case PKGNAME -> new CudfValue.PkgName(cursor.pkgname());
            case IDENT -> new CudfValue.Ident(cursor.ident());
            case VPKG -> vpkg();
            case VEQPKG -> veqpkg();
            case VPKGLIST, VEQPKGLIST -> vpkglist(type);
            case VPKGFORMULA -> formula();
            case TYPEDECL -> typedecl();
        };
    }

    private CudfValue enumIdent(Enumeration type) throws ValueFault {
        int start = cursor.at();
        String ident = cursor.ident();
        if (!type.idents().contains(ident)) {
            throw new ValueFault(start, "expected one of " + String.join(", ", type.idents()) + ", found '" + ident + "'");
        }
        return new CudfValue.EnumIdent(ident);
    }

    private Vpkg vpkg() throws ValueFault {
        String name = cursor.pkgname();
        for (RelOp relop : RELOPS) {
            if (cursor.takeSeparator(relop.symbol())) {
                return Vpkg.of(name, relop, cursor.integer(1));
            }
        }
        return Vpkg.of(name);
    }

    private Vpkg veqpkg() throws ValueFault {
        int start = cursor.at();
        Vpkg vpkg = vpkg();
        if (!vpkg.isVeqpkg()) {
            throw new ValueFault(start, "only '=' may stand here, found '" + vpkg + "'");
        }
        return vpkg;
    }

    private CudfValue vpkglist(Simple type) throws ValueFault {
        List<Vpkg> vpkgs = new ArrayList<>();
        if (!cursor.atListEnd()) {
            do {
                vpkgs.add(type == Simple.VEQPKGLIST ? veqpkg() : vpkg());
            } while (cursor.takeSeparator(","));
        }
        return new CudfValue.VpkgList(vpkgs);
    }

    private VpkgFormula formula() throws ValueFault {
        if (cursor.takeConstant("true!")) {
            return VpkgFormula.TRUE;
        }
        if (cursor.takeConstant("false!")) {
            return VpkgFormula.FALSE;
        }
        List<List<Vpkg>> disjunctions = new ArrayList<>();
        do {
            disjunctions.add(disjunction());
        } while (cursor.takeSeparator(","));
        return new VpkgFormula(disjunctions);
    }

    private List<Vpkg> disjunction() throws ValueFault {
        List<Vpkg> vpkgs = new ArrayList<>();
        do {
            vpkgs.add(vpkg());
        } while (cursor.takeSeparator("|"));
        return vpkgs;
    }

    private CudfValue typedecl() throws ValueFault {
        List<Declaration> declarations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!cursor.atListEnd()) {
            do {
                declarations.add(declaration(names));
            } while (cursor.takeSeparator(","));
        }
        return new CudfValue.TypeDecl(declarations);
    }

    private Declaration declaration(Set<String> names) throws ValueFault {
        int start = cursor.at();
        String name = cursor.ident();
        if (CudfProperties.isCore(name)) {
            throw new ValueFault(start, "'" + name + "' is a core property");
        }
        if (!names.add(name)) {
            throw new ValueFault(start, "'" + name + "' is declared for the second time");
        }
        cursor.skipBlanks();
        cursor.expect(":");
        cursor.skipBlanks();
        CudfType type = type();
        return new Declaration(name, type, cursor.takeSeparator("=") ? Optional.of(defaultValue(type)) : Optional.empty());
    }

    private CudfValue defaultValue(CudfType type) throws ValueFault {
        cursor.expect("[");
        cursor.skipBlanks();
        CudfValue value = value(type);
        cursor.skipBlanks();
        cursor.expect("]");
        return value;
    }

    private CudfType type() throws ValueFault {
        int start = cursor.at();
        String spelling = cursor.ident();
        if (spelling.equals("enum")) {
            return enumeration();
        }
        for (Simple simple : Simple.values()) {
            if (simple.spelling().equals(spelling) && simple != Simple.TYPEDECL) {
                return simple;
            }
        }
        throw new ValueFault(start, "unknown type '" + spelling + "'");
    }

    private CudfType enumeration() throws ValueFault {
        Set<String> idents = new LinkedHashSet<>();
        cursor.skipBlanks();
        cursor.expect("[");
        cursor.skipBlanks();
        do {
            int start = cursor.at();
            String ident = cursor.ident();
            if (!idents.add(ident)) {
                throw new ValueFault(start, "'" + ident + "' is listed for the second time");
            }
        } while (cursor.takeSeparator(","));
        cursor.skipBlanks();
        cursor.expect("]");
        return new Enumeration(List.copyOf(idents));
    }
}
