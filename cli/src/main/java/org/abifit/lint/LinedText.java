package org.abifit.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A byte string put together from parts of a file, each of which knows its line.
 *
 * @param parts in order
 */
record LinedText(List<Part> parts) {
    /** A text without characters. */
    static final LinedText EMPTY = new LinedText(List.of());

    /** Characters of one line. */
    record Part(String text, int line) {}

    /** {@return a text; characters after a line's end belong to the next line} */
    static LinedText of(String text, int line) {
        List<Part> parts = new ArrayList<>();
        int at = line;
        for (int start = 0; start <= text.length(); at++) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            parts.add(new Part(text.substring(start, next), at));
            start = end < 0 ? text.length() + 1 : next;
        }
        return new LinedText(List.copyOf(parts));
    }

    /** {@return this text with another behind it} */
    LinedText plus(LinedText other) {
        List<Part> all = new ArrayList<>(parts);
        for (Part part : other.parts) {
            Part last = all.isEmpty() ? null : all.getLast();
            if (last != null && last.line() == part.line()) {
                all.set(all.size() - 1, new Part(last.text() + part.text(), part.line()));
            } else {
                all.add(part);
            }
        }
        return new LinedText(List.copyOf(all));
    }

    /** {@return this text without its first characters} */
    LinedText behind(int characters) {
        List<Part> rest = new ArrayList<>();
        int left = characters;
        for (Part part : parts) {
            int cut = Math.min(left, part.text().length());
            left -= cut;
            rest.add(new Part(part.text().substring(cut), part.line()));
        }
        return new LinedText(List.copyOf(rest));
    }

    /** {@return the characters} */
    String text() {
        StringBuilder all = new StringBuilder();
        parts.forEach(p -> all.append(p.text()));
        return all.toString();
    }

    /** {@return the line of the text, which for a path that begins with a variable's value is that of the rest} */
    int line() {
        return last(p -> p.text().indexOf('/') >= 0).or(() -> last(p -> !p.text().isBlank())).or(() -> last(p -> true)).map(Part::line).orElse(1);
    }

    private Optional<Part> last(Predicate<Part> like) {
        return parts.stream().filter(like).reduce((a, b) -> b);
    }

    /** {@return the texts between separators, without empty ones; separators in what stands for a variable or command do not count} */
    List<LinedText> split(char separator) {
        List<LinedText> all = new ArrayList<>();
        List<Part> now = new ArrayList<>();
        for (Part part : parts) {
            int start = 0;
            for (int at = 0; at < part.text().length(); at = Expansion.end(part.text(), at)) {
                if (part.text().charAt(at) == separator) {
                    now.add(new Part(part.text().substring(start, at), part.line()));
                    all.add(new LinedText(List.copyOf(now)));
                    now.clear();
                    start = at + 1;
                }
            }
            now.add(new Part(part.text().substring(start), part.line()));
        }
        all.add(new LinedText(List.copyOf(now)));
        return all.stream().filter(t -> !t.text().isBlank()).toList();
    }

    /** {@return this text with variables replaced (see {@link Expansion#of}); those that have no value stay} */
    LinedText expand(Function<String, LinedText> values) {
        LinedText all = EMPTY;
        for (Part part : parts) {
            all = all.plus(Expansion.of(part.text(), part.line(), values));
        }
        return all;
    }
}
