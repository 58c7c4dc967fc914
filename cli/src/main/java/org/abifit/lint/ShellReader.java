package org.abifit.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.abifit.lint.Bound.Way;

/**
 * Shell scripts, without running them: assignments in the order of the lines, whatever branch they stand in, with the variables that were
 * assigned before; and the binds in calls of container runtimes. What a command would print stays open.
 */
final class ShellReader {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private final Draft draft;
    private final Map<String, LinedText> values = new HashMap<>();
    private String text;
    private int at;
    private int line;

    ShellReader(Draft draft) {
        this.draft = draft;
    }

    /** A word of a command line, and whether it could be an assignment. */
    private record Word(LinedText text, int line) {
        String all() {
            return text.text();
        }
    }

    void read(String script) throws LintFault {
        text = script;
        at = 0;
        line = 1;
        List<Word> command = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')') {
                command(command);
                command.clear();
                step();
            } else if (c == ' ' || c == '\t' || c == '\r') {
                step();
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                step();
                step();
            } else if (c == '#') {
                skipLine();
            } else {
                command.add(word());
            }
        }
        command(command);
    }

    private char step() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            step();
        }
    }

    private Word word() throws LintFault {
        int start = line;
        LinedText word = LinedText.EMPTY;
        while (at < text.length() && " \t\r\n;&|()".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            int here = line;
            if (c == '\'') {
                word = word.plus(LinedText.of(quoted(), here));
            } else if (c == '"') {
                word = word.plus(doubleQuoted());
            } else if (c == '\\') {
                step();
                if (at < text.length()) {
                    char literal = step();
                    word = literal == '\n' ? word : word.plus(LinedText.of(String.valueOf(literal), here));
                }
            } else if (c == '$' || c == '`') {
                word = word.plus(dollar());
            } else {
                word = word.plus(LinedText.of(String.valueOf(step()), here));
            }
        }
        return new Word(word, start);
    }

    private String quoted() throws LintFault {
        int opened = line;
        step();
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw new LintFault(opened, 0, "a single quote is not closed");
        }
        StringBuilder all = new StringBuilder();
        while (at < end) {
            all.append(step());
        }
        step();
        return all.toString();
    }

    private LinedText doubleQuoted() throws LintFault {
        int opened = line;
        step();
        LinedText all = LinedText.EMPTY;
        while (at < text.length() && text.charAt(at) != '"') {
            int here = line;
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                step();
                char literal = step();
                all = literal == '\n' ? all : all.plus(LinedText.of(String.valueOf(literal), here));
            } else if (c == '$' || c == '`') {
                all = all.plus(dollar());
            } else {
                all = all.plus(LinedText.of(String.valueOf(step()), here));
            }
        }
        if (at >= text.length()) {
            throw new LintFault(opened, 0, "a double quote is not closed");
        }
        step();
        return all;
    }

    /** A variable's value where it is known; else the words that stand for it, which {@link Expansion#open} knows. */
    private LinedText dollar() throws LintFault {
        int here = line;
        int start = at;
        if (text.charAt(at) == '`') {
            skipTo('`', here);
        } else if (text.startsWith("$(", at)) {
            skipNested('(', ')', here);
        } else if (text.startsWith("${", at)) {
            skipNested('{', '}', here);
        } else {
            step();
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                step();
            }
        }
        return Expansion.of(text.substring(start, at).replace("\n", " "), here, this::value);
    }

    private void skipTo(char end, int opened) throws LintFault {
        step();
        while (at < text.length() && text.charAt(at) != end) {
            step();
        }
        if (at >= text.length()) {
            throw new LintFault(opened, 0, "a back quote is not closed");
        }
        step();
    }

    private void skipNested(char open, char close, int opened) throws LintFault {
        step();
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw new LintFault(opened, 0, "'$%s' is not closed".formatted(open));
            }
            char c = step();
            depth += c == open ? 1 : c == close ? -1 : 0;
        } while (depth > 0);
    }

    private LinedText value(String name) {
        return values.containsKey(name) ? values.get(name) : draft.given(name, line);
    }

    private void command(List<Word> words) {
        int first = 0;
        while (first < words.size() && (assign(words.get(first)) || List.of("export", "declare", "local", "then", "else", "do").contains(words.get(first).all())
                || first > 0 && words.get(first - 1).all().equals("declare"))) {
            first++;
        }
        if (words.size() == first + 3 && words.get(first).all().equals("setenv")) {
            set(words.get(first + 1).all(), words.get(first + 2).text());
        }
        boolean optionsOnly = !words.isEmpty() && words.getFirst().all().startsWith("--");
        if (optionsOnly || words.stream().anyMatch(w -> runtime(w.all()))) {
            call(words);
        } else if (put(words)) {
            draft.bind(words.get(2).text(), words.get(3).all(), Way.MOUNT);
        }
    }

    /** {@return whether it is a line of this program's own scripts} They bind by a function of theirs, {@code put file|folder FROM TO}. */
    private static boolean put(List<Word> words) {
        return words.size() == 4 && words.get(0).all().equals("put") && List.of("file", "folder").contains(words.get(1).all()) && words.get(3).all().startsWith("/");
    }

    private boolean assign(Word word) {
        String all = word.all();
        int equals = all.indexOf('=');
        if (equals < 1) {
            return false;
        }
        boolean adds = all.charAt(equals - 1) == '+';
        String name = all.substring(0, adds ? equals - 1 : equals);
        if (!name.matches(NAME)) {
            return false;
        }
        LinedText value = word.text().behind(equals + 1);
        set(name, adds && values.containsKey(name) ? values.get(name).plus(value) : value);
        return true;
    }

    private void set(String name, LinedText value) {
        values.put(name, value);
        draft.variable(name, value);
    }

    private static boolean runtime(String word) {
        return List.of("apptainer", "singularity", "podman", "docker", "podman-hpc", "sarus", "ch-run").contains(word.substring(word.lastIndexOf('/') + 1));
    }

    private void call(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            String option = words.get(i).all();
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String name = equals < 0 ? option : option.substring(0, equals);
            if (equals < 0 && i + 1 >= words.size()) {
                return;
            }
            LinedText value = equals < 0 ? words.get(i + 1).text() : words.get(i).text().behind(equals + 1);
            switch (name) {
                case "--bind", "-B" -> draft.bindList(value);
                case "-b" -> draft.pair(value, Way.MOUNT);
                case "--mount" -> draft.mount(value);
                case "--volume", "-v" -> volume(value);
                case "--env", "--set-env", "-e" -> draft.containerVariable(value);
                default -> { }
            }
        }
    }

    /** {@code -v} takes names of volumes, too; only paths are binds. */
    private void volume(LinedText value) {
        if (value.text().startsWith("/") && value.text().indexOf(':') > 0) {
            draft.pair(value, Way.MOUNT);
        }
    }
}
