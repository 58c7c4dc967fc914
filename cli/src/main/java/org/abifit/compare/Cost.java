package org.abifit.compare;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.abifit.cudf.Criteria;

/**
 * What a solution costs: a number for each criterion, the most important first.
 *
 * @param numbers as measured; where a criterion is maximised, large is good
 */
public record Cost(List<BigInteger> numbers) {

    /** Copies the list. */
    public Cost {
        numbers = List.copyOf(numbers);
    }

    /** {@return the cost of a text such as {@code 0,114}; of the empty text one without numbers} */
    public static Cost of(String text) {
        return new Cost(text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(BigInteger::new).toList());
    }

    /** {@return whether this is worse: negative for better, 0 for equal} */
    public int compare(Cost other, Criteria criteria) {
        OptionalInt at = firstDifference(other);
        return at.isEmpty() ? 0 : difference(other, criteria, at.getAsInt()).signum();
    }

    private OptionalInt firstDifference(Cost other) {
        return IntStream.range(0, numbers.size()).filter(i -> !numbers.get(i).equals(other.numbers.get(i))).findFirst();
    }

    private BigInteger difference(Cost other, Criteria criteria, int at) {
        BigInteger more = numbers.get(at).subtract(other.numbers.get(at));
        return criteria.items().get(at).maximise() ? more.negate() : more;
    }

    /**
     * How far a cost is from a better one.
     *
     * @param position the first criterion in which they differ, from 0
     * @param more by how much
     * @param relative the same as a share of the better one, of 1 where that is 0
     */
    public record Gap(int position, BigInteger more, double relative) {}

    /** {@return how far this is from a better one; none where it is not worse} */
    public Optional<Gap> gap(Cost best, Criteria criteria) {
        return firstDifference(best).stream().filter(at -> difference(best, criteria, at).signum() > 0).mapToObj(at -> {
            BigInteger more = difference(best, criteria, at);
            return new Gap(at, more, more.doubleValue() / best.numbers.get(at).abs().max(BigInteger.ONE).doubleValue());
        }).findFirst();
    }

    /** {@return the numbers with commas between} */
    @Override
    public String toString() {
        return numbers.stream().map(BigInteger::toString).collect(Collectors.joining(","));
    }
}
