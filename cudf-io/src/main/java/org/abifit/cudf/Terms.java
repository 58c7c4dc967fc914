package org.abifit.cudf;

import org.abifit.cudf.Vpkg.RelOp;

/**
 * The {@code vpkg}s of one value, one after the other, without an object for each: {@code while (terms.next())}. Of
 * {@code false!} there is one term that nothing matches, of {@code true!} none.
 */
public final class Terms {
    private final byte[] text;
    private final NameTable names;
    private int at;
    private int name;
    private RelOp relop;
    private long version;
    private boolean first;
    private boolean orFollows;

    // The value has been read by ByteLexer, so nothing here looks for faults.
    Terms(byte[] text, NameTable names, int at) {
        this.text = text;
        this.names = names;
        this.at = ByteLexer.blanks(text, at);
    }

    /** {@return whether there is another term; it is the present one now} */
    public boolean next() {
        if (text[at] == '\n') {
            return false;
        }
        first = !orFollows;
        int constant = ByteLexer.constantEnd(text, at);
        return constant < 0 ? readVpkg() : readConstant(constant);
    }

    /** {@return the number of the present name, or -1 where neither a package nor a feature has it} */
    public int name() {
        return name;
    }

    /** {@return how the version compares; null: any version will do} */
    public RelOp relop() {
        return relop;
    }

    /** {@return the version to compare with, 0 without a comparison} */
    public long version() {
        return version;
    }

    /** {@return whether a disjunction starts with this term; terms of lists and conjunctions all do} */
    public boolean startsDisjunction() {
        return first;
    }

    private boolean readConstant(int end) {
        boolean isTrue = text[at] == 't';
        at = ByteLexer.end(text, end);
        name = -1;
        relop = null;
        version = 0;
        orFollows = false;
        return !isTrue;
    }

    private boolean readVpkg() {
        int end = ByteLexer.pkgnameEnd(text, at);
        name = names.find(text, at, end);
        at = ByteLexer.blanks(text, end);
        int length = ByteLexer.relopLength(text, at);
        relop = length == 0 ? null : relop(length);
        version = 0;
        if (length > 0) {
            at = ByteLexer.blanks(text, at + length);
            version = ByteLexer.integer(text, at);
            at = ByteLexer.blanks(text, ByteLexer.integerEnd(text, at, Long.MIN_VALUE));
        }
        orFollows = text[at] == '|';
        at = text[at] == '\n' ? at : ByteLexer.blanks(text, at + 1);
        return true;
    }

    private RelOp relop(int length) {
        return switch (text[at]) {
            case '<' -> length == 2 ? RelOp.LEQ : RelOp.LT;
            case '>' -> length == 2 ? RelOp.GEQ : RelOp.GT;
            case '!' -> RelOp.NEQ;
            default -> RelOp.EQ;
        };
    }
}
