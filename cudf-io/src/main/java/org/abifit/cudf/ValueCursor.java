package org.abifit.cudf;

/**
 * A place in the text of a value that moves on as words are read (CUDF 2.0 section 2.2.2). A method that finds something
 * else than it expects throws {@link ValueFault} with the place; the caller gives the value up then.
 */
final class ValueCursor {
    private final String text;
    private int at;

    ValueCursor(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    /** {@return whether a list ends here: with the value, or with the bracket around a default} */
    boolean atListEnd() {
        return at == text.length() || text.charAt(at) == ']';
    }

    void skipBlanks() {
        while (at < text.length() && Lexical.isBlank(text.charAt(at))) {
            at++;
        }
    }

    /** {@return whether {@code symbol} stands here; if so, it is passed} */
    boolean take(String symbol) {
        boolean there = text.startsWith(symbol, at);
        at += there ? symbol.length() : 0;
        return there;
    }

    /** As {@link #take}, with blanks before and behind the symbol; without the symbol no blank is passed. */
    boolean takeSeparator(String symbol) {
        int start = at;
        skipBlanks();
        if (take(symbol)) {
            skipBlanks();
            return true;
        }
        at = start;
        return false;
    }

    /** {@return whether {@code true!} or {@code false!} stands here and is passed; {@code true!= 2} is about a package} */
    boolean takeConstant(String constant) {
        return !text.startsWith("=", at + constant.length()) && take(constant);
    }

    void expect(String symbol) throws ValueFault {
        require(take(symbol), at, "expected '" + symbol + "'");
    }

    void expectEnd() throws ValueFault {
        require(at == text.length(), at, "expected the end");
    }

    String pkgname() throws ValueFault {
        return word(Lexical.pkgnameEnd(text, at), "expected a package name");
    }

    String ident() throws ValueFault {
        return word(Lexical.identEnd(text, at), "expected an identifier");
    }

    boolean bool() throws ValueFault {
        int start = at;
        String word = word(Lexical.identEnd(text, at), "expected true or false");
        if (!word.equals("true") && !word.equals("false")) {
            throw new ValueFault(start, "expected true or false, found '" + word + "'");
        }
        return word.equals("true");
    }

    long integer(long least) throws ValueFault {
        int start = at;
        long number = number(digitsEnd());
        if (number < least) {
            throw new ValueFault(start, "expected a number of at least " + least + ", found " + number);
        }
        return number;
    }

    /** {@return the text between quotes, where only the quote and the backslash are escaped, both by a backslash} */
    String quoted() throws ValueFault {
        expect("\"");
        StringBuilder string = new StringBuilder();
        while (!take("\"")) {
            boolean escaped = take("\\");
            require(at < text.length(), at, "expected a closing quote");
            require(!escaped || "\"\\".indexOf(text.charAt(at)) >= 0, at, "expected a quote or a backslash after a backslash");
            string.append(text.charAt(at++));
        }
        return string.toString();
    }

    private int digitsEnd() {
        int end = at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        int digits = end;
        while (end < text.length() && Lexical.isDigit(text.charAt(end))) {
            end++;
        }
        return end == digits ? at : end;
    }

    private long number(int end) throws ValueFault {
        int start = at;
        String digits = word(end, "expected a number");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            throw new ValueFault(start, "number out of range (64 bits)");
        }
    }

    private String word(int end, String expected) throws ValueFault {
        require(end > at, at, expected);
        String word = text.substring(at, end);
        at = end;
        return word;
    }

    private void require(boolean holds, int offset, String expected) throws ValueFault {
        if (!holds) {
            throw new ValueFault(offset, expected + ", found " + Lexical.found(text, offset));
        }
    }
}
