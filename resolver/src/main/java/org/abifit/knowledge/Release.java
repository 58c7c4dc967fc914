package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Numbers separated by dots, such as a release or the end of a library's name. A number that is missing counts as 0 in comparisons.
 *
 * @param numbers the first one weighs most
 */
public record Release(List<Integer> numbers) implements Comparable<Release> {
    /**
     * {@return the release of a text such as {@code 4.1.2}}
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Release of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("'%s' is no release: numbers separated by dots".formatted(text)));
    }

    /** {@return the release of a text, if it is one} */
    public static Optional<Release> parse(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})*") ? Optional.of(new Release(Stream.of(text.split("\\.")).map(Integer::valueOf).toList())) : Optional.empty();
    }

    /** {@return the {@code i}-th number from 0 on; 0 where there is none} */
    public int number(int i) {
        return i < numbers.size() ? numbers.get(i) : 0;
    }

    @Override
    public int compareTo(Release other) {
        int longer = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < longer; i++) {
            if (number(i) != other.number(i)) {
                return Integer.compare(number(i), other.number(i));
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
