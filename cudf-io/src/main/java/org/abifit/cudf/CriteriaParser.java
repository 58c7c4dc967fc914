package org.abifit.cudf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.abifit.cudf.Criteria.Change;
import org.abifit.cudf.Criteria.Item;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.Criteria.Unsatisfied;
import org.abifit.cudf.Criteria.Weighted;

/**
 * Criteria from a text. One grammar reads what the tools and competitions have used:
 * <pre>
 * criteria := alias | items                                blanks mean nothing, capitals are folded
 * alias    := ('paranoid' | 'trendy') [[':'] ('2010' | '2012')] | 'none'
 * items    := item { ',' item }
 * item     := sign term [ '[' NUMBER ']' ]                 - for less, + for more; the number is a weight
 *           | sign 'agregate' '[' items ']'                a weighted sum
 *           | '-' ('lex' | 'lexicographic' | 'lexagregate' | 'lexsemiagregate') '[' [items] ']'
 * term     := 'removed' | 'new' | 'changed' | 'notuptodate' | 'unsat_recommends' | 'unsatrecommends'
 *           | 'count(SET)' | 'sum(PROPERTY)' | 'sum(SET,PROPERTY)' | 'notuptodate(SET)' | 'unsat_recommends(SET)'
 *           | 'aligned(SET,PROPERTY,PROPERTY)' | 'nunsat(SET,PROPERTY)'
 *           | 'count[PROPERTY:,SCOPE]' | 'nunsat[PROPERTY:]' | 'nunsat[PROPERTY:,true]'        the colon may be left out
 * </pre>
 * <p>Bare words count names or pairs as the caller says; an alias with a year counts as that year did, and a term with
 * brackets counts pairs always.
 */
public final class CriteriaParser {
    private static final Set<String> LEXICOGRAPHIC = Set.of("lex", "lexicographic", "lexagregate", "lexsemiagregate");
    private static final int MOST_DEEP = 100;
    private static final Map<String, List<Item>> ALIASES = aliases();

    private final CriteriaCursor in;
    private final Counting counting;
    private final CriteriaTerms terms;
    private int depth;

    private CriteriaParser(String text, Counting counting) {
        in = new CriteriaCursor(text);
        this.counting = counting;
        terms = new CriteriaTerms(in, counting);
    }

    /** What became of a text. */
    public sealed interface Reading {
        /**
         * The text is good.
         *
         * @param criteria what it stands for
         */
        record Understood(Criteria criteria) implements Reading {
        }

        /**
         * The text is not good.
         *
         * @param column the first character that does not fit, counted from 1 in Unicode code points
         * @param message what was expected there and what was found, or why a known word is refused; one line
         */
        record NotUnderstood(int column, String message) implements Reading {
        }
    }

    /**
     * {@return the criteria that a text stands for; bare words count names}
     *
     * @param text in any dialect
     */
    public static Reading parse(String text) {
        return parse(text, Counting.NAMES);
    }

    /**
     * {@return the criteria that a text stands for}
     *
     * @param text in any dialect
     * @param bare what bare words such as {@code removed} count, and aliases without a year
     */
    public static Reading parse(String text, Counting bare) {
        try {
            return new Reading.Understood(new CriteriaParser(text, bare).criteria());
        } catch (CriteriaFault fault) {
            return new Reading.NotUnderstood(1 + text.codePointCount(0, fault.offset()), fault.getMessage());
        }
    }

    private static Map<String, List<Item>> aliases() {
        Map<String, List<Item>> aliases = new LinkedHashMap<>();
        aliases.put("paranoid", List.of(less(Change.REMOVED), less(Change.CHANGED)));
        aliases.put("trendy", List.of(less(Change.REMOVED), less(Change.NOT_UP_TO_DATE),
                new Item(false, new Unsatisfied(PackageSet.SOLUTION, CriteriaTerms.RECOMMENDS)), less(Change.NEW)));
        return aliases;
    }

    private static Item less(Change change) {
        return new Item(false, Counting.NAMES.bare(change));
    }

    private Criteria criteria() throws CriteriaFault {
        Criteria criteria = in.sees("-") || in.sees("+") ? new Criteria(items()) : alias();
        if (!in.atEnd()) {
            throw in.expected("',' or the end");
        }
        return criteria;
    }

    private Criteria alias() throws CriteriaFault {
        if (in.takeWord("none")) {
            return new Criteria(List.of());
        }
        for (Map.Entry<String, List<Item>> alias : ALIASES.entrySet()) {
            if (in.takeWord(alias.getKey())) {
                Criteria byNames = new Criteria(alias.getValue());
                return school() == Counting.PAIRS ? Counting.inPairs(byNames) : byNames;
            }
        }
        throw in.expected("a sign (- or +), paranoid, trendy or none");
    }

    private Counting school() throws CriteriaFault {
        boolean colon = in.take(":");
        if (in.take("2010")) {
            return Counting.NAMES;
        }
        if (in.take("2012")) {
            return Counting.PAIRS;
        }
        if (colon) {
            throw in.expected("2010 or 2012");
        }
        return counting;
    }

    // Lexicographic lists in a lexicographic list are one list.
    private List<Item> items() throws CriteriaFault {
        List<Item> items = new ArrayList<>();
        do {
            int start = in.at();
            boolean maximise = sign();
            if (takesLexicographic()) {
                requireLess(maximise, start);
                items.addAll(inBrackets());
            } else {
                items.add(new Item(maximise, weighted(maximise)));
            }
        } while (in.take(","));
        return items;
    }

    private List<Item> inBrackets() throws CriteriaFault {
        in.expect("[");
        if (in.take("]")) {
            return List.of();
        }
        deeper();
        List<Item> items = items();
        in.expect("]");
        depth--;
        return items;
    }

    private boolean takesLexicographic() {
        return LEXICOGRAPHIC.stream().anyMatch(in::takeWord);
    }

    private static void requireLess(boolean maximise, int start) throws CriteriaFault {
        if (maximise) {
            throw new CriteriaFault(start, "expected '-' before a list: its criteria have signs of their own");
        }
    }

    private boolean sign() throws CriteriaFault {
        if (in.take("+")) {
            return true;
        }
        if (!in.take("-")) {
            throw in.expected("a sign (- or +)");
        }
        return false;
    }

    private Measure weighted(boolean maximise) throws CriteriaFault {
        Measure measure = measure(maximise);
        return in.sees("[") ? new Weighted(List.of(new Weighted.Part(weight(), measure))) : measure;
    }

    private Measure measure(boolean maximise) throws CriteriaFault {
        return in.takeWord("agregate") ? sum(maximise) : terms.read();
    }

    private Measure sum(boolean maximise) throws CriteriaFault {
        in.expect("[");
        deeper();
        List<Weighted.Part> parts = new ArrayList<>();
        do {
            boolean other = sign();
            Measure measure = measure(other);
            long weight = in.sees("[") ? weight() : 1;
            parts.add(new Weighted.Part(other == maximise ? weight : -weight, measure));
        } while (in.moreBefore("]"));
        depth--;
        return new Weighted(parts);
    }

    private long weight() throws CriteriaFault {
        in.expect("[");
        long weight = in.number();
        in.expect("]");
        return weight;
    }

    // A text of brackets only must not exhaust the stack.
    private void deeper() throws CriteriaFault {
        if (++depth > MOST_DEEP) {
            throw new CriteriaFault(in.at(), "more than " + MOST_DEEP + " brackets in one another");
        }
    }
}
