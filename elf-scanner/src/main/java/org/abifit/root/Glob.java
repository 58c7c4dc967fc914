package org.abifit.root;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Shell patterns: {@code *} and {@code ?} do not cross a slash, {@code **} does, {@code [a-z]} and {@code [!a-z]} are sets,
 * {@code \} quotes.
 *
 * <p>Patterns also come out of images ({@code include} lines of {@code ld.so.conf}), so matching takes time in proportion to
 * pattern and text, whatever they are: all ways to match are followed at once, instead of one after the other.
 */
public final class Glob {
    private final List<Step> steps;
    private final boolean wholePath;
    private final String text;
    /** What every text that matches begins with: most texts are told apart by it. */
    private final String beginning;

    /** Takes a character that it accepts; {@code repeats} is set where it takes any number of them, also none. */
    private record Step(boolean repeats, IntPredicate accepts) {}

    private Glob(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
        this.wholePath = text.indexOf('/') >= 0;
        this.beginning = beginning(text);
    }

    private static String beginning(String text) {
        int end = 0;
        while (end < text.length() && "*?[\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    /**
     * {@return the pattern of this text}
     *
     * @throws IllegalArgumentException when a set has no end
     */
    public static Glob of(String glob) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < glob.length()) {
            at = step(glob, at, steps);
        }
        return new Glob(glob, List.copyOf(steps));
    }

    /** Adds the step that starts at {@code at}; {@return where the next one starts} */
    private static int step(String glob, int at, List<Step> into) {
        char c = glob.charAt(at);
        switch (c) {
            case '*' -> {
                boolean deep = glob.startsWith("**", at);
                into.add(new Step(true, deep ? any -> true : other -> other != '/'));
                return at + (deep ? 2 : 1);
            }
            case '?' -> into.add(new Step(false, other -> other != '/'));
            case '[' -> {
                int end = setEnd(glob, at);
                into.add(new Step(false, set(glob.substring(at + 1, end))));
                return end + 1;
            }
            case '\\' -> {
                char quoted = at + 1 < glob.length() ? glob.charAt(at + 1) : '\\';
                into.add(new Step(false, other -> other == quoted));
                return at + 2;
            }
            default -> into.add(new Step(false, other -> other == c));
        }
        return at + 1;
    }

    /** A bracket that comes first in a set belongs to it. */
    private static int setEnd(String glob, int at) {
        int first = at + 1 + (isNegated(glob.substring(at + 1)) ? 1 : 0);
        int end = glob.indexOf(']', first + 1);
        if (end < 0) {
            throw new IllegalArgumentException("set without an end: " + glob);
        }
        return end;
    }

    private static boolean isNegated(String set) {
        return set.startsWith("!") || set.startsWith("^");
    }

    private static IntPredicate set(String text) {
        boolean negated = isNegated(text);
        String set = negated ? text.substring(1) : text;
        return c -> c != '/' && contains(set, c) != negated;
    }

    private static boolean contains(String set, int c) {
        for (int i = 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            char last = range ? set.charAt(i + 2) : set.charAt(i);
            if (set.charAt(i) <= c && c <= last) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    /** {@return whether a name matches, whole} */
    public boolean matches(String name) {
        if (!name.startsWith(beginning)) {
            return false;
        }
        boolean[] reached = new boolean[steps.size() + 1];
        reach(reached, beginning.length());
        for (int i = beginning.length(); i < name.length(); i++) {
            reached = after(name.charAt(i), reached);
        }
        return reached[steps.size()];
    }

    /** {@return the steps that are next after a character, given those that were next before it} */
    private boolean[] after(char c, boolean[] before) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < steps.size(); i++) {
            if (before[i] && steps.get(i).accepts().test(c)) {
                reach(after, steps.get(i).repeats() ? i : i + 1);
            }
        }
        return after;
    }

    /** A step that repeats may also take nothing, so the one behind it is reached as well. */
    private void reach(boolean[] reached, int first) {
        int step = first;
        reached[step] = true;
        while (step < steps.size() && steps.get(step).repeats()) {
            reached[++step] = true;
        }
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
