package org.abifit.cudf;

import java.nio.charset.StandardCharsets;
import org.abifit.cudf.CudfType.Enumeration;
import org.abifit.cudf.CudfType.Simple;

/**
 * The lexical spaces of CUDF 2.0, section 2.2.2, over bytes: each method takes the offset where a value starts and gives
 * the offset of the LF behind it, or {@link #BAD} where the value is none of its type, or none that is worth knowing
 * here: what is rare (tabs, text beyond ASCII) is left to {@link ValueReader}, which
 * also finds the words for what is wrong. Every value must end in LF.
 */
final class ByteLexer {
    static final int BAD = -1;

    /** So many digits fit into 64 bits whatever they are. */
    private static final int SURELY_LONG = 18;
    private static final byte PKGNAME = 1;
    private static final byte IDENT = 2;
    private static final byte DIGIT = 4;
    private static final byte LOWER = 8;
    private static final byte[] CLASS = new byte[256];

    static {
        for (int c = 0; c < 128; c++) {
            String one = String.valueOf((char) c);
            boolean lower = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            CLASS[c] = (byte) ((Lexical.isPkgname(one) ? PKGNAME : 0) | (lower || digit || c == '-' ? IDENT : 0) | (digit ? DIGIT : 0) | (lower ? LOWER : 0));
        }
    }

    private ByteLexer() {
    }

    static int value(CudfType type, byte[] text, int at) {
        return switch (type) {
            case Enumeration enumeration -> word(enumeration, text, at);
            case Simple simple -> value(simple, text, at);
        };
    }

    private static int value(Simple type, byte[] text, int at) {
        return switch (type) {
            case BOOL -> bool(text, at);
            case INT -> end(text, integerEnd(text, blanks(text, at), Long.MIN_VALUE));
            case NAT -> end(text, integerEnd(text, blanks(text, at), 0));
            case POSINT -> end(text, integerEnd(text, blanks(text, at), 1));
            case STRING -> string(text, at);
            case PKGNAME -> end(text, pkgnameEnd(text, blanks(text, at)));
            case IDENT -> end(text, identEnd(text, blanks(text, at)));
            case VPKG -> end(text, vpkgEnd(text, blanks(text, at), false));
            case VEQPKG -> end(text, vpkgEnd(text, blanks(text, at), true));
            case VPKGLIST -> vpkgs(text, at, false);
            case VEQPKGLIST -> vpkgs(text, at, true);
            case VPKGFORMULA -> formula(text, at);
            case TYPEDECL -> BAD;
        };
    }

    static int blanks(byte[] text, int at) {
        int next = at;
        while (text[next] == ' ') {
            next++;
        }
        return next;
    }

    /** {@return the LF, with blanks before it at most} */
    static int end(byte[] text, int at) {
        if (at < 0) {
            return BAD;
        }
        int next = blanks(text, at);
        return text[next] == '\n' ? next : BAD;
    }

    static int pkgnameEnd(byte[] text, int at) {
        int end = at;
        while ((CLASS[text[end] & 0xff] & PKGNAME) != 0) {
            end++;
        }
        return end == at ? BAD : end;
    }

    static int identEnd(byte[] text, int at) {
        if ((CLASS[text[at] & 0xff] & LOWER) == 0) {
            return BAD;
        }
        int end = at + 1;
        while ((CLASS[text[end] & 0xff] & IDENT) != 0) {
            end++;
        }
        return end;
    }

    static boolean isDigit(byte b) {
        return (CLASS[b & 0xff] & DIGIT) != 0;
    }

    // The least number has a digit more than its negative could have: the sign counts.
    private static int digitsEnd(byte[] text, int sign, int at) {
        int end = at;
        while (isDigit(text[end])) {
            end++;
        }
        return end == at || end - at > SURELY_LONG && !isLong(text, sign, end) ? BAD : end;
    }

    private static boolean isLong(byte[] text, int at, int end) {
        try {
            Long.parseLong(new String(text, at, end - at, StandardCharsets.US_ASCII));
            return true;
        } catch (NumberFormatException outOfRange) {
            return false;
        }
    }

    static int integerEnd(byte[] text, int at, long least) {
        int digits = text[at] == '+' || text[at] == '-' ? at + 1 : at;
        int end = digitsEnd(text, at, digits);
        return end < 0 || least != Long.MIN_VALUE && integer(text, at) < least ? BAD : end;
    }

    /** {@return the number that starts there; one must} */
    static long integer(byte[] text, int at) {
        boolean negative = text[at] == '-';
        long value = 0;
        for (int i = negative || text[at] == '+' ? at + 1 : at; isDigit(text[i]); i++) {
            value = value * 10 + (text[i] - '0');
        }
        return negative ? -value : value;
    }

    static int bool(byte[] text, int at) {
        int from = blanks(text, at);
        int end = identEnd(text, from);
        return end >= 0 && (equals(text, from, end, "true") || equals(text, from, end, "false")) ? end(text, end) : BAD;
    }

    private static int word(Enumeration type, byte[] text, int at) {
        int from = blanks(text, at);
        int end = identEnd(text, from);
        if (end >= 0) {
            for (String ident : type.idents()) {
                if (equals(text, from, end, ident)) {
                    return end(text, end);
                }
            }
        }
        return BAD;
    }

    private static int string(byte[] text, int at) {
        int next = at;
        while (text[next] != '\n') {
            if (text[next] <= 0 || text[next] == '\r') {
                return BAD;
            }
            next++;
        }
        return next;
    }

    static boolean equals(byte[] text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // pkgname [ relop posint ]
    private static int vpkgEnd(byte[] text, int at, boolean equalOnly) {
        int name = pkgnameEnd(text, at);
        if (name < 0) {
            return BAD;
        }
        int relop = blanks(text, name);
        int length = relopLength(text, relop);
        if (length == 0) {
            return name;
        }
        if (equalOnly && text[relop] != '=') {
            return BAD;
        }
        return integerEnd(text, blanks(text, relop + length), 1);
    }

    static int relopLength(byte[] text, int at) {
        return switch (text[at]) {
            case '=' -> 1;
            case '<', '>' -> text[at + 1] == '=' ? 2 : 1;
            case '!' -> text[at + 1] == '=' ? 2 : 0;
            default -> 0;
        };
    }

    static int vpkgs(byte[] text, int at, boolean equalOnly) {
        int next = blanks(text, at);
        if (text[next] == '\n') {
            return next;
        }
        while (true) {
            next = vpkgEnd(text, next, equalOnly);
            if (next < 0) {
                return BAD;
            }
            next = blanks(text, next);
            if (text[next] != ',') {
                return text[next] == '\n' ? next : BAD;
            }
            next = blanks(text, next + 1);
        }
    }

    static int formula(byte[] text, int at) {
        int next = blanks(text, at);
        int constant = constantEnd(text, next);
        if (constant > 0) {
            return end(text, constant);
        }
        while (true) {
            next = vpkgEnd(text, next, false);
            if (next < 0) {
                return BAD;
            }
            next = blanks(text, next);
            if (text[next] != ',' && text[next] != '|') {
                return text[next] == '\n' ? next : BAD;
            }
            next = blanks(text, next + 1);
        }
    }

    /** {@return the end of {@code true!} or {@code false!}; {@link #BAD} where neither stands: {@code true!= 2} is about a package} */
    static int constantEnd(byte[] text, int at) {
        int length = startsWith(text, at, "true!") ? 5 : startsWith(text, at, "false!") ? 6 : 0;
        return length == 0 || text[at + length] == '=' ? BAD : at + length;
    }

    private static boolean startsWith(byte[] text, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
