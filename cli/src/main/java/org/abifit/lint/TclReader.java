package org.abifit.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modules in Tcl (Environment Modules): {@code set}, {@code setenv}, {@code pushenv}, {@code prepend-path}, {@code append-path}, a line each. */
final class TclReader {
    private static final Pattern COMMAND = Pattern.compile("\\s*(set|setenv|pushenv|prepend-path|append-path)\\s+(?:-d\\s+\\S+\\s+|--delim[ =]\\S+\\s+)?(\\S+)\\s+(.+?)\\s*");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$(?:::)?env\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    private final Draft draft;
    private final Map<String, LinedText> values = new HashMap<>();

    TclReader(Draft draft) {
        this.draft = draft;
    }

    void read(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            LinedText whole = LinedText.of(lines.get(i), line);
            while (lines.get(i).endsWith("\\") && i + 1 < lines.size()) {
                i++;
                String before = whole.text();
                whole = LinedText.of(before.substring(0, before.length() - 1) + " " + lines.get(i).strip(), line);
            }
            Matcher command = COMMAND.matcher(whole.text());
            if (command.matches()) {
                LinedText value = value(command.group(3), line);
                values.put(command.group(1).equals("set") ? command.group(2) : "", value);
                draft.variable(command.group(2), value);
            }
        }
    }

    private LinedText value(String word, int line) {
        boolean quoted = word.length() > 1 && (word.startsWith("\"") && word.endsWith("\"") || word.startsWith("{") && word.endsWith("}"));
        String bare = ENVIRONMENT.matcher(quoted ? word.substring(1, word.length() - 1) : word).replaceAll("\\${$1}");
        return LinedText.of(bare, line).expand(v -> values.containsKey(v) ? values.get(v) : draft.given(v, line));
    }
}
