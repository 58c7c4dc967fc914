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
    private final String text;
    private int at;

    private ValueReader(String text) {
        this.text = text;
    }

    static CudfValue read(CudfType type, String text) throws ValueFault {
        if (type == Simple.STRING) {
            return new CudfValue.Text(text);
        }
        ValueReader reader = new ValueReader(text);
        reader.skipBlanks();
        CudfValue value = reader.value(type);
        reader.skipBlanks();
        reader.require(reader.at == text.length(), reader.at, "expected the end");
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
            case BOOL -> bool();
            case INT -> new CudfValue.Int(integer(Long.MIN_VALUE));
            case NAT -> new CudfValue.Int(integer(0));
            case POSINT -> new CudfValue.Int(integer(1));
            case STRING -> quoted();
            case PKGNAME -> new CudfValue.PkgName(pkgname());
            case IDENT -> new CudfValue.Ident(ident());
            case VPKG -> vpkg();
            case VEQPKG -> veqpkg();
            case VPKGLIST -> new CudfValue.VpkgList(vpkglist(type));
            case VEQPKGLIST -> new CudfValue.VpkgList(vpkglist(type));
            case VPKGFORMULA -> formula();
            case TYPEDECL -> typedecl();
        };
    }

    private CudfValue enumIdent(Enumeration type) throws ValueFault {
        int start = at;
        String ident = ident();
        if (!type.idents().contains(ident)) {
            throw new ValueFault(start, "expected one of " + String.join(", ", type.idents()) + ", found '" + ident + "'");
        }
        return new CudfValue.EnumIdent(ident);
    }

    private CudfValue bool() throws ValueFault {
        int end = Lexical.identEnd(text, at);
        String word = text.substring(at, end);
        require(word.equals("true") || word.equals("false"), at, "expected true or false");
        at = end;
        return new CudfValue.Bool(word.equals("true"));
    }

    private long integer(long least) throws ValueFault {
        int start = at;
        if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int digits = at;
        while (at < text.length() && Lexical.isDigit(text.charAt(at))) {
            at++;
        }
        require(at > digits, start, "expected a number");
        long number = number(start);
        if (number < least) {
            throw new ValueFault(start, "expected a number of at least " + least + ", found " + number);
        }
        return number;
    }

    private long number(int start) throws ValueFault {
        try {
            return Long.parseLong(text, start, at, 10);
        } catch (NumberFormatException tooLong) {
            throw new ValueFault(start, "number out of range (64 bits)");
        }
    }

    private String quoted() throws ValueFault {
        expect("\"");
        StringBuilder string = new StringBuilder();
        while (!take("\"")) {
            require(at < text.length(), at, "expected a closing quote");
            if (take("\\")) {
                require(at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0, at, "expected '\"' or '\\' after '\\'");
            }
            string.append(text.charAt(at++));
        }
        return string(string);
    }

    private static CudfValue string(CharSequence characters) {
        return new CudfValue.Text(characters.toString());
    }

    private String pkgname() throws ValueFault {
        int start = at;
        at = Lexical.pkgnameEnd(text, at);
        require(at > start, start, "expected a package name");
        return text.substring(start, at);
    }

    private String ident() throws ValueFault {
        int start = at;
        at = Lexical.identEnd(text, at);
        require(at > start, start, "expected an identifier (a-z first)");
        return text.substring(start, at);
    }

    private Vpkg vpkg() throws ValueFault {
        String name = pkgname();
        int afterName = at;
        skipBlanks();
        Optional<RelOp> relop = relop();
        if (relop.isEmpty()) {
            at = afterName;
            return Vpkg.of(name);
        }
        skipBlanks();
        return Vpkg.of(name, relop.get(), integer(1));
    }

    // Two characters first, or ">=" would be read as ">".
    private Optional<RelOp> relop() {
        for (RelOp relop : List.of(RelOp.NEQ, RelOp.GEQ, RelOp.LEQ, RelOp.EQ, RelOp.GT, RelOp.LT)) {
            if (take(relop.symbol())) {
                return Optional.of(relop);
            }
        }
        return Optional.empty();
    }

    private Vpkg veqpkg() throws ValueFault {
        int start = at;
        Vpkg vpkg = vpkg();
        if (!vpkg.isVeqpkg()) {
            throw new ValueFault(start, "only '=' may stand here, found '" + vpkg + "'");
        }
        return vpkg;
    }

    private List<Vpkg> vpkglist(Simple type) throws ValueFault {
        List<Vpkg> vpkgs = new ArrayList<>();
        if (atEnd()) {
            return vpkgs;
        }
        do {
            skipBlanks();
            vpkgs.add(type == Simple.VEQPKGLIST ? veqpkg() : vpkg());
        } while (takeSeparator(","));
        return vpkgs;
    }

    private VpkgFormula formula() throws ValueFault {
        if (takeConstant("true!")) {
            return VpkgFormula.TRUE;
        }
        if (takeConstant("false!")) {
            return VpkgFormula.FALSE;
        }
        List<List<Vpkg>> disjunctions = new ArrayList<>();
        do {
            disjunctions.add(disjunction());
        } while (takeSeparator(","));
        return new VpkgFormula(disjunctions);
    }

    // "true!= 2" speaks of a package named true.
    private boolean takeConstant(String constant) {
        return !text.startsWith("=", at + constant.length()) && take(constant);
    }

    private List<Vpkg> disjunction() throws ValueFault {
        List<Vpkg> vpkgs = new ArrayList<>();
        do {
            skipBlanks();
            vpkgs.add(vpkg());
        } while (takeSeparator("|"));
        return vpkgs;
    }

    private CudfValue typedecl() throws ValueFault {
        List<Declaration> declarations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (atEnd()) {
            return new CudfValue.TypeDecl(declarations);
        }
        do {
            skipBlanks();
            declarations.add(declaration(names));
        } while (takeSeparator(","));
        return new CudfValue.TypeDecl(declarations);
    }

    private Declaration declaration(Set<String> names) throws ValueFault {
        int start = at;
        String name = ident();
        if (CudfProperties.isCore(name)) {
            throw new ValueFault(start, "'" + name + "' is a core property");
        }
        if (!names.add(name)) {
            throw new ValueFault(start, "'" + name + "' is declared for the second time");
        }
        skipBlanks();
        expect(":");
        skipBlanks();
        CudfType type = type();
        return new Declaration(name, type, takeSeparator("=") ? Optional.of(defaultValue(type)) : Optional.empty());
    }

    private CudfValue defaultValue(CudfType type) throws ValueFault {
        skipBlanks();
        expect("[");
        skipBlanks();
        CudfValue value = value(type);
        skipBlanks();
        expect("]");
        return value;
    }

    private CudfType type() throws ValueFault {
        int start = at;
        String spelling = ident();
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
        skipBlanks();
        expect("[");
        Set<String> idents = new LinkedHashSet<>();
        do {
            skipBlanks();
            int start = at;
            String ident = ident();
            if (!idents.add(ident)) {
                throw new ValueFault(start, "'" + ident + "' is listed for the second time");
            }
        } while (takeSeparator(","));
        skipBlanks();
        expect("]");
        return new Enumeration(List.copyOf(idents));
    }

    // A list ends with the value, or with the bracket around a default.
    private boolean atEnd() {
        return at == text.length() || text.charAt(at) == ']';
    }

    private void skipBlanks() {
        while (at < text.length() && Lexical.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean takeSeparator(String symbol) {
        int start = at;
        skipBlanks();
        if (take(symbol)) {
            return true;
        }
        at = start;
        return false;
    }

    private boolean take(String symbol) {
        boolean there = text.startsWith(symbol, at);
        at += there ? symbol.length() : 0;
        return there;
    }

    private void expect(String symbol) throws ValueFault {
        require(take(symbol), at, "expected '" + symbol + "'");
    }

    private void require(boolean holds, int offset, String expected) throws ValueFault {
        if (!holds) {
            throw new ValueFault(offset, expected + ", found " + Lexical.found(text, offset));
        }
    }
}
