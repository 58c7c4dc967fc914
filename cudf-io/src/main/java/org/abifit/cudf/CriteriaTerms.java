package org.abifit.cudf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.cudf.Criteria.Aligned;
import org.abifit.cudf.Criteria.Change;
import org.abifit.cudf.Criteria.Count;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.OutOfDate;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.Criteria.Sum;
import org.abifit.cudf.Criteria.Unsatisfied;

/**
 * The terms of a criteria text, one method each. Round brackets are those of the competition of 2012 and of aspcud, square
 * ones those of mccs and opam. {@code fresh}, {@code namedinrequest} and {@code nunsat(SET,PROPERTY)} are our own: every
 * measure must have a text.
 */
final class CriteriaTerms {
    static final String RECOMMENDS = "recommends";
    static final Map<String, PackageSet> SETS = sets();
    static final Map<String, PackageSet> SCOPES = scopes();
    private static final Map<String, Term> TERMS = terms();

    private final CriteriaCursor in;
    private final Counting counting;

    CriteriaTerms(CriteriaCursor in, Counting counting) {
        this.in = in;
        this.counting = counting;
    }

    private interface Term {
        Measure read(CriteriaTerms terms) throws CriteriaFault;
    }

    private static Map<String, Term> terms() {
        Map<String, Term> terms = new LinkedHashMap<>();
        terms.put("removed", t -> t.counting.bare(Change.REMOVED));
        terms.put("new", t -> t.counting.bare(Change.NEW));
        terms.put("changed", t -> t.counting.bare(Change.CHANGED));
        terms.put("notuptodate", CriteriaTerms::notUpToDate);
        terms.put("unsat_recommends", CriteriaTerms::unsatRecommends);
        // What apt-cudf makes of it: it strips underscores and colons from what it passes on.
        terms.put("unsatrecommends", CriteriaTerms::unsatRecommends);
        terms.put("count", CriteriaTerms::count);
        terms.put("sum", CriteriaTerms::sum);
        terms.put("aligned", CriteriaTerms::aligned);
        terms.put("nunsat", CriteriaTerms::nunsat);
        return terms;
    }

    private static Map<String, PackageSet> sets() {
        Map<String, PackageSet> sets = new LinkedHashMap<>();
        sets.put("solution", PackageSet.SOLUTION);
        sets.put("changed", PackageSet.CHANGED);
        sets.put("new", PackageSet.NEW);
        sets.put("removed", PackageSet.REMOVED);
        sets.put("up", PackageSet.UP);
        sets.put("down", PackageSet.DOWN);
        sets.put("fresh", PackageSet.FRESH);
        sets.put("installrequest", PackageSet.INSTALL_REQUEST);
        sets.put("upgraderequest", PackageSet.UPGRADE_REQUEST);
        sets.put("request", PackageSet.REQUEST);
        sets.put("namedinrequest", PackageSet.NAMED_IN_REQUEST);
        return sets;
    }

    // mccs knows two words; opam's mccs adds four, two of which mean the same.
    private static Map<String, PackageSet> scopes() {
        Map<String, PackageSet> scopes = new LinkedHashMap<>();
        scopes.put("true", PackageSet.FRESH);
        scopes.put("false", PackageSet.SOLUTION);
        scopes.put("changed", PackageSet.FRESH);
        scopes.put("solution", PackageSet.SOLUTION);
        scopes.put("new", PackageSet.NEW);
        scopes.put("request", PackageSet.NAMED_IN_REQUEST);
        return scopes;
    }

    /** {@return the measure that the next term stands for} */
    Measure read() throws CriteriaFault {
        refuse("unaligned", "unaligned needs to know sources, for which CUDF has no property: write aligned(SET,GROUP,VALUE) with properties of the document");
        refuse("leximin", "leximin orders sorted vectors; criteria here are compared one after the other: write -lex[...]");
        refuse("leximax", "leximax orders sorted vectors; criteria here are compared one after the other: write -lex[...]");
        return TERMS.get(in.word(TERMS.keySet())).read(this);
    }

    private void refuse(String word, String sentence) throws CriteriaFault {
        int start = in.at();
        if (in.takeWord(word)) {
            throw new CriteriaFault(start, sentence);
        }
    }

    private Measure notUpToDate() throws CriteriaFault {
        return in.sees("(") ? new OutOfDate(onlySet()) : counting.bare(Change.NOT_UP_TO_DATE);
    }

    private Measure unsatRecommends() throws CriteriaFault {
        return new Unsatisfied(in.sees("(") ? onlySet() : PackageSet.SOLUTION, RECOMMENDS);
    }

    private Measure count() throws CriteriaFault {
        if (in.sees("(")) {
            return new Count(onlySet());
        }
        if (!in.take("[")) {
            throw in.expected("'(' or '['");
        }
        String property = propertyWithColon();
        in.expect(",");
        PackageSet scope = SCOPES.get(in.word(SCOPES.keySet()));
        in.expect("]");
        return new Sum(scope, property);
    }

    // A set and a property may have the same name: only the comma tells them apart.
    private Measure sum() throws CriteriaFault {
        in.expect("(");
        int start = in.at();
        String first = in.property();
        if (in.take(")")) {
            return new Sum(PackageSet.SOLUTION, first);
        }
        if (!in.take(",")) {
            throw in.expected("',' or ')'");
        }
        PackageSet set = setNamed(first, start);
        String property = in.property();
        in.expect(")");
        return new Sum(set, property);
    }

    private static PackageSet setNamed(String word, int at) throws CriteriaFault {
        if (!SETS.containsKey(word)) {
            throw new CriteriaFault(at, "expected " + String.join(", ", SETS.keySet()) + "; found '" + word + "'");
        }
        return SETS.get(word);
    }

    private Measure aligned() throws CriteriaFault {
        in.expect("(");
        PackageSet set = set();
        in.expect(",");
        String group = in.property();
        in.expect(",");
        String value = in.property();
        in.expect(")");
        return new Aligned(set, group, value);
    }

    private Measure nunsat() throws CriteriaFault {
        if (in.take("(")) {
            PackageSet set = set();
            in.expect(",");
            String property = in.property();
            in.expect(")");
            return new Unsatisfied(set, property);
        }
        in.expect("[");
        String property = propertyWithColon();
        if (in.take(",")) {
            requireProviders();
        }
        in.expect("]");
        return new Unsatisfied(PackageSet.SOLUTION, property);
    }

    // The word says whether a feature can satisfy a disjunction, and CUDF says it does.
    private void requireProviders() throws CriteriaFault {
        refuse("false", "nunsat[...,false] leaves out features, which no other tool can check: write nunsat[...,true]");
        in.word(List.of("true"));
    }

    private String propertyWithColon() throws CriteriaFault {
        String property = in.property();
        in.take(":");
        return property;
    }

    private PackageSet onlySet() throws CriteriaFault {
        in.expect("(");
        PackageSet set = set();
        in.expect(")");
        return set;
    }

    private PackageSet set() throws CriteriaFault {
        return SETS.get(in.word(SETS.keySet()));
    }
}
