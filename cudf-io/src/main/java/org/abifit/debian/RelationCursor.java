package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Vpkg.RelOp;

/** The text of one relation or of alternatives to {@link Relation}s, by the grammar of Policy 7.1. */
final class RelationCursor {
    private static final String END_NAME = " \t\n,|()[]<>=!:";
    private static final String END_WORD = " \t\n,|()[]<>=";

    private final String text;
    private int at;

    /** What is wrong with a relation. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String problem) {
            super(problem, null, false, false);
        }
    }

    RelationCursor(String text) {
        this.text = text;
    }

    /** {@return the alternatives that the text lists, at least one} */
    List<Relation> alternatives() throws Fault {
        List<Relation> all = new ArrayList<>(1);
        do {
            all.add(relation());
        } while (take('|'));
        if (at < text.length()) {
            throw expected("'|' or the end");
        }
        return List.copyOf(all);
    }

    private Relation relation() throws Fault {
        blanks();
        String name = word(END_NAME, "a package name");
        String qualifier = at < text.length() && text.charAt(at) == ':' ? qualifier() : "";
        Optional<Relation.Constraint> constraint = take('(') ? Optional.of(constraint()) : Optional.empty();
        List<Relation.Term> architectures = take('[') ? terms(']') : List.of();
        List<List<Relation.Term>> profiles = new ArrayList<>();
        while (take('<')) {
            profiles.add(terms('>'));
        }
        boolean restricted = !architectures.isEmpty() || !profiles.isEmpty();
        return new Relation(name, qualifier, constraint,
                restricted ? new Relation.Restriction(architectures, List.copyOf(profiles)) : Relation.Restriction.NONE);
    }

    private String qualifier() throws Fault {
        at++;
        return word(END_NAME, "an architecture");
    }

    private Relation.Constraint constraint() throws Fault {
        RelOp relop = relop();
        blanks();
        String version = word(END_WORD, "a version");
        Optional<String> problem = DebianVersion.problem(version);
        if (problem.isPresent()) {
            throw new Fault(problem.get());
        }
        expect(')');
        return new Relation.Constraint(relop, version);
    }

    // "<" and ">" alone are the old ways to write "<=" and ">=" (Policy 7.1).
    private RelOp relop() throws Fault {
        if (take('=')) {
            return RelOp.EQ;
        } else if (take('<')) {
            return twice('<') ? RelOp.LT : orEqual(RelOp.LEQ);
        } else if (take('>')) {
            return twice('>') ? RelOp.GT : orEqual(RelOp.GEQ);
        }
        throw expected("one of << <= = >= >>");
    }

    private RelOp orEqual(RelOp relop) {
        twice('=');
        return relop;
    }

    private boolean twice(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private List<Relation.Term> terms(char end) throws Fault {
        List<Relation.Term> terms = new ArrayList<>();
        while (!take(end)) {
            boolean negated = take('!');
            terms.add(new Relation.Term(negated, word(END_WORD, "a word or '" + end + "'")));
        }
        return List.copyOf(terms);
    }

    private String word(String ends, String what) throws Fault {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0 && Ascii.isPrintable(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw expected(what);
        }
        return text.substring(from, at);
    }

    private boolean take(char c) {
        blanks();
        return twice(c);
    }

    private void expect(char c) throws Fault {
        if (!take(c)) {
            throw expected("'" + c + "'");
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Fault expected(String what) {
        char found = at < text.length() ? text.charAt(at) : 0;
        String there = found == 0 ? "the end" : Ascii.isPrintable(found) ? "'" + found + "'" : "U+%04X".formatted((int) found);
        return new Fault("'%s': expected %s, found %s".formatted(Ascii.shown(text), what, there));
    }
}
