package org.abifit.compare;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaPrinter;
import org.abifit.cudf.Dialect;

/** How a solver wants its criteria written, and what it counts where they have bare words. */
public enum Style {
    /** The terms of MISC 2012, pairs of name and version; also where the question is about names, as aspcud knows no others. */
    ASPCUD(Counting.PAIRS) {
        @Override
        public Optional<String> write(Criteria criteria) {
            return Dialect.ASPCUD.write(Counting.inPairs(criteria));
        }
    },
    /** {@code -lex[...]}, names. */
    MCCS(Counting.NAMES) {
        @Override
        public Optional<String> write(Criteria criteria) {
            return Dialect.MCCS.write(criteria);
        }
    },
    /** The five words of MISC 2010 and 2011, names. */
    PACKUP(Counting.NAMES) {
        @Override
        public Optional<String> write(Criteria criteria) {
            return Dialect.PACKUP.write(criteria);
        }
    },
    /** The same and one sum, names. */
    P2CUDF(Counting.NAMES) {
        @Override
        public Optional<String> write(Criteria criteria) {
            return Dialect.P2CUDF.write(criteria);
        }
    },
    /** All that our own grammar says, names. */
    MISC(Counting.NAMES) {
        @Override
        public Optional<String> write(Criteria criteria) {
            return Optional.of(CriteriaPrinter.print(criteria));
        }
    };

    private final Counting counting;

    Style(Counting counting) {
        this.counting = counting;
    }

    /** {@return what solvers of this style count} */
    public Counting counting() {
        return counting;
    }

    /** {@return the criteria for a solver; empty where it cannot be asked} */
    public abstract Optional<String> write(Criteria criteria);

    /** {@return the word for it, in options and files} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the style of a word} */
    public static Optional<Style> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
