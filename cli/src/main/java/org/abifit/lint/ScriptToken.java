package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of Lua or Python, as far as texts are concerned; numbers count as names.
 *
 * @param kind what it is
 * @param text the text without quotes, the name, or the symbol
 * @param formatted whether it is an f-string of Python
 * @param line where it begins, from 1
 */
record ScriptToken(Kind kind, String text, boolean formatted, int line) {

    /** Kinds of words. */
    enum Kind { TEXT, NAME, SYMBOL }

    /**
     * {@return the words of a script, without comments}
     *
     * @throws LintFault when a text does not end
     */
    static List<ScriptToken> of(String script, boolean lua, int firstLine) throws LintFault {
        return new Cutter(script, lua, firstLine).all();
    }

    /** Goes through a script once. */
    private static final class Cutter {
        private final String script;
        private final boolean lua;
        private final List<ScriptToken> tokens = new ArrayList<>();
        private int at;
        private int line;

        Cutter(String script, boolean lua, int firstLine) {
            this.script = script;
            this.lua = lua;
            this.line = firstLine;
        }

        List<ScriptToken> all() throws LintFault {
            while (at < script.length()) {
                char c = script.charAt(at);
                if (c == '\n') {
                    line++;
                    at++;
                } else if (Character.isWhitespace(c)) {
                    at++;
                } else if (comment()) {
                    skipComment();
                } else if (c == '"' || c == '\'') {
                    quoted(false);
                } else if (lua && longBracket() >= 0) {
                    bracketed(true);
                } else if (Character.isLetterOrDigit(c) || c == '_') {
                    name();
                } else {
                    symbol();
                }
            }
            return tokens;
        }

        private boolean comment() {
            return lua ? script.startsWith("--", at) : script.charAt(at) == '#';
        }

        private void skipComment() throws LintFault {
            at += lua ? 2 : 1;
            if (lua && longBracket() >= 0) {
                bracketed(false);
                return;
            }
            while (at < script.length() && script.charAt(at) != '\n') {
                at++;
            }
        }

        /** {@return how many equal signs the long bracket that opens here has, or -1} */
        private int longBracket() {
            int i = at + 1;
            if (at >= script.length() || script.charAt(at) != '[') {
                return -1;
            }
            while (i < script.length() && script.charAt(i) == '=') {
                i++;
            }
            return i < script.length() && script.charAt(i) == '[' ? i - at - 1 : -1;
        }

        private void bracketed(boolean keep) throws LintFault {
            int level = longBracket();
            int start = at + level + 2;
            int end = script.indexOf("]" + "=".repeat(level) + "]", start);
            if (end < 0) {
                throw new LintFault(line, 0, "'[[' is not closed");
            }
            if (keep) {
                tokens.add(new ScriptToken(Kind.TEXT, script.substring(start, end), false, line));
            }
            line += (int) script.substring(at, end).chars().filter(c -> c == '\n').count();
            at = end + level + 2;
        }

        private void quoted(boolean formatted) throws LintFault {
            int opened = line;
            String quote = script.substring(at, at + 1);
            boolean tripled = !lua && script.startsWith(quote.repeat(3), at);
            String end = tripled ? quote.repeat(3) : quote;
            at += end.length();
            StringBuilder text = new StringBuilder();
            while (!script.startsWith(end, at)) {
                if (at >= script.length() || !tripled && script.charAt(at) == '\n') {
                    throw new LintFault(opened, 0, "a text is not closed: %s is missing".formatted(end));
                }
                char c = script.charAt(at++);
                if (c == '\\' && at < script.length()) {
                    c = script.charAt(at++);
                    if (c == '\n') {
                        line++;
                        continue;
                    }
                    c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
                    text.append(c == '\n' ? ' ' : c);
                    continue;
                }
                line += c == '\n' ? 1 : 0;
                text.append(c);
            }
            at += end.length();
            tokens.add(new ScriptToken(Kind.TEXT, text.toString(), formatted, opened));
        }

        private void name() throws LintFault {
            int start = at;
            while (at < script.length() && (Character.isLetterOrDigit(script.charAt(at)) || script.charAt(at) == '_')) {
                at++;
            }
            String name = script.substring(start, at);
            boolean prefix = !lua && at < script.length() && (script.charAt(at) == '"' || script.charAt(at) == '\'') && name.matches("[fFrRbBuU]{1,2}");
            if (prefix) {
                quoted(name.toLowerCase(java.util.Locale.ROOT).contains("f"));
            } else {
                tokens.add(new ScriptToken(Kind.NAME, name, false, line));
            }
        }

        private void symbol() {
            int length = lua && script.startsWith("..", at) || script.startsWith("==", at) ? 2 : 1;
            tokens.add(new ScriptToken(Kind.SYMBOL, script.substring(at, at + length), false, line));
            at += length;
        }
    }
}
