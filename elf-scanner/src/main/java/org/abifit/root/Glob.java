package org.abifit.root;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Shell patterns: {@code *} and {@code ?} do not cross a slash, {@code **} does, {@code [a-z]} is a set, {@code \} quotes. */
public final class Glob {
    private final Pattern pattern;
    private final boolean wholePath;
    private final String text;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
        this.wholePath = text.indexOf('/') >= 0;
    }

    /**
     * {@return the pattern of this text}
     *
     * @throws IllegalArgumentException when a set has no end
     */
    public static Glob of(String glob) {
        try {
            return new Glob(glob, Pattern.compile(regex(glob), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern: " + glob, e);
        }
    }

    private static String regex(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean deep = glob.startsWith("**", i);
                    out.append(deep ? ".*" : "[^/]*");
                    i += deep ? 1 : 0;
                }
                case '?' -> out.append("[^/]");
                case '[' -> {
                    int end = glob.indexOf(']', i + 2);
                    if (end < 0) {
                        throw new IllegalArgumentException("set without an end: " + glob);
                    }
                    String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&");
                    out.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                    i = end;
                }
                case '\\' -> {
                    i++;
                    out.append(Pattern.quote(i < glob.length() ? glob.substring(i, i + 1) : "\\"));
                }
                default -> out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    /** {@return whether a name matches, whole} */
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** {@return whether a path matches: a pattern with a slash is held against all of it, one without against its last name} */
    public boolean matchesPath(String path) {
        return matches(wholePath ? path : path.substring(path.lastIndexOf('/') + 1));
    }

    /** {@return whether this text holds a character that only patterns use} */
    public static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    @Override
    public String toString() {
        return text;
    }
}
