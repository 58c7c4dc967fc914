package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lua modules (Lmod: {@code setenv}, {@code pushenv}, {@code prepend_path}, {@code append_path}) and EasyBuild recipes (entries such as those of
 * {@code modextravars}), without running them: names that were given texts before, and texts put together with {@code ..} or {@code +}. All
 * branches are taken; what a function returns stays open.
 */
final class ScriptReader {
    private static final List<String> SETTERS = List.of("setenv", "pushenv", "prepend_path", "append_path");

    private final Draft draft;
    private final boolean lua;
    private final Map<String, LinedText> values = new HashMap<>();
    private List<ScriptToken> tokens = List.of();
    private int at;

    /** @param lua whether it is Lua; else it is Python */
    ScriptReader(Draft draft, boolean lua) {
        this.draft = draft;
        this.lua = lua;
    }

    void read(String text) throws LintFault {
        read(text, 1);
    }

    private void read(String text, int firstLine) throws LintFault {
        tokens = ScriptToken.of(text, lua, firstLine);
        at = 0;
        while (at < tokens.size()) {
            statement();
        }
    }

    private boolean is(int i, String symbol) {
        return i < tokens.size() && tokens.get(i).kind() == ScriptToken.Kind.SYMBOL && tokens.get(i).text().equals(symbol);
    }

    private boolean isText(int i) {
        return i < tokens.size() && tokens.get(i).kind() == ScriptToken.Kind.TEXT;
    }

    private boolean isName(int i) {
        return i < tokens.size() && tokens.get(i).kind() == ScriptToken.Kind.NAME;
    }

    private void statement() throws LintFault {
        if (isName(at) && is(at + 1, "=")) {
            String name = tokens.get(at).text();
            at += 2;
            if (isText(at)) {
                footer(tokens.get(at));
            }
            Optional<LinedText> value = expression();
            value.ifPresent(v -> values.put(name, v));
        } else if (lua && isName(at) && is(at + 1, "(") && SETTERS.contains(tokens.get(at).text())) {
            at += 2;
            Optional<LinedText> name = expression();
            if (name.isPresent() && is(at, ",")) {
                at++;
                expression().ifPresent(v -> draft.variable(name.get().text(), v));
            }
        } else if (!lua && isText(at) && is(at + 1, ":") && Draft.known(tokens.get(at).text())) {
            String name = tokens.get(at).text();
            at += 2;
            expression().ifPresent(v -> draft.variable(name, v));
        } else {
            at++;
        }
    }

    /** Recipes hold Lua that goes into the module as it is ({@code modluafooter}). */
    private void footer(ScriptToken text) throws LintFault {
        if (!lua && SETTERS.stream().anyMatch(s -> text.text().contains(s + "("))) {
            new ScriptReader(draft, true).read(text.text(), text.line());
        }
    }

    /** {@return texts put together; empty where there are none} */
    private Optional<LinedText> expression() throws LintFault {
        Optional<LinedText> first = term();
        if (first.isEmpty()) {
            return first;
        }
        LinedText all = first.get();
        while (at < tokens.size()) {
            if (is(at, lua ? ".." : "+")) {
                at++;
                all = all.plus(term().orElse(LinedText.EMPTY));
            } else if (!lua && isText(at)) {
                all = all.plus(term().orElse(LinedText.EMPTY));
            } else {
                break;
            }
        }
        return Optional.of(all);
    }

    private Optional<LinedText> term() throws LintFault {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        ScriptToken token = tokens.get(at);
        return switch (token.kind()) {
            case TEXT -> {
                at++;
                yield Optional.of(token.formatted() ? formatted(token) : LinedText.of(token.text(), token.line()));
            }
            case NAME -> Optional.of(named(token));
            case SYMBOL -> {
                if (!token.text().equals("(")) {
                    yield Optional.empty();
                }
                at++;
                Optional<LinedText> inner = expression();
                if (is(at, ")")) {
                    at++;
                }
                yield inner;
            }
        };
    }

    /** Python's f-strings hold names in braces. */
    private LinedText formatted(ScriptToken token) {
        return LinedText.of(token.text().replaceAll("\\{([A-Za-z_][A-Za-z0-9_]*)\\}", "\\${$1}"), token.line()).expand(values::get);
    }

    private LinedText named(ScriptToken token) throws LintFault {
        StringBuilder name = new StringBuilder(token.text());
        at++;
        while (is(at, ".") && isName(at + 1)) {
            name.append('.').append(tokens.get(at + 1).text());
            at += 2;
        }
        if (is(at, "(") || is(at, "[") || is(at, ":")) {
            return is(at, "(") ? called(name.toString(), token.line()) : open(name.toString(), token.line());
        }
        LinedText value = values.get(name.toString());
        return value != null ? value : open(name.toString(), token.line());
    }

    private static LinedText open(String name, int line) {
        return LinedText.of("${" + name + "}", line);
    }

    private LinedText called(String function, int line) throws LintFault {
        at++;
        List<LinedText> arguments = new ArrayList<>();
        int depth = 1;
        while (at < tokens.size() && depth > 0) {
            int before = at;
            if (depth == 1) {
                expression().ifPresent(arguments::add);
            }
            if (at == before) {
                depth += is(at, "(") ? 1 : is(at, ")") ? -1 : 0;
                at++;
            }
        }
        if (function.equals("os.getenv") && !arguments.isEmpty()) {
            LinedText value = draft.given(arguments.getFirst().text(), line);
            return value != null ? value : open(arguments.getFirst().text(), line);
        }
        if (function.equals("pathJoin")) {
            LinedText joined = LinedText.EMPTY;
            for (LinedText argument : arguments) {
                joined = joined.parts().isEmpty() ? argument : joined.plus(LinedText.of("/", line)).plus(argument);
            }
            return joined;
        }
        return open(function, line);
    }
}
