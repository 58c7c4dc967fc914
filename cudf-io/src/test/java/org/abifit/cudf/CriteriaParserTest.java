package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.abifit.cudf.Criteria.Change;
import org.abifit.cudf.Criteria.Item;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CriteriaParser.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All dialects read into one form, and what is no criteria text says where and why. */
class CriteriaParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', textBlock = """
            none = none
            paranoid = -removed,-changed
            paranoid:2010 = -removed,-changed
            Paranoid : 2012 = -count(removed),-count(changed)
            paranoid2012 = -count(removed),-count(changed)
            trendy = -removed,-notuptodate,-unsat_recommends(solution),-new
            trendy:2012 = -count(removed),-notuptodate(solution),-unsat_recommends(solution),-count(new)
            -removed , +New = -removed,+new
            -removed,-sum(installedsize) = -removed,-sum(solution,installedsize)
            -sum(new,installedsize),-sum(sum),-sum(new) = -sum(new,installedsize),-sum(solution,sum),-sum(solution,new)
            -count(up),+count(down),-count(installrequest),-count(upgraderequest),-count(request) = -count(up),+count(down),-count(installrequest),-count(upgraderequest),-count(request)
            -notuptodate(request),-unsat_recommends(new) = -notuptodate(request),-unsat_recommends(new)
            -aligned(changed, source, source-version) = -aligned(changed,source,source-version)
            -lex[-removed,-notuptodate,-nunsat[recommends:,true],-new] = -removed,-notuptodate,-unsat_recommends(solution),-new
            -lexicographic[-lexagregate[-removed,-notuptodate],-lexsemiagregate[-nunsat[suggests:],-new]] = -removed,-notuptodate,-nunsat(solution,suggests),-new
            -lex[] = none
            -count[size:,true],-count[size:,false] = -sum(fresh,size),-sum(solution,size)
            -count[size,changed],-count[size,solution],-count[size,new],-count[size,request] = -sum(fresh,size),-sum(solution,size),-sum(new,size),-sum(namedinrequest,size)
            -removed,-nunsat[recommends,true],-unsatrecommends = -removed,-unsat_recommends(solution),-unsat_recommends(solution)
            -agregate[-removed[3],+new[2],-changed] = -agregate[-removed[3],+new[2],-changed]
            +agregate[-removed[3],+new] = +agregate[-removed[3],+new]
            -removed[10],-new = -agregate[-removed[10]],-new
            -agregate[-agregate[+new[2],-changed][4]] = -agregate[-agregate[+new[2],-changed][4]]
            -removed,-count[avoid-version,changed],-count[version-lag,request],-changed = -removed,-sum(fresh,avoid-version),-sum(namedinrequest,version-lag),-changed
            """)
    void everyDialectHasOneForm(String text, String canonical) {
        assertEquals(canonical, Documents.criteria(text).toString());
        assertEquals(Documents.criteria(text), Documents.criteria(canonical));
        assertEquals(Documents.criteria(text), Documents.criteria(" " + text.replace(",", " ,\t") + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', textBlock = """
            paranoid = -count(removed),-count(changed)
            paranoid:2010 = -removed,-changed
            -removed,-new,-changed,-notuptodate,-unsat_recommends = -count(removed),-count(new),-count(changed),-notuptodate(solution),-unsat_recommends(solution)
            -agregate[-removed[2],-sum(new,size)] = -agregate[-count(removed)[2],-sum(new,size)]
            """)
    void bareWordsCountPairsOnRequest(String text, String canonical) {
        Criteria read = ((Reading.Understood) CriteriaParser.parse(text, Counting.PAIRS)).criteria();
        assertEquals(canonical, read.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '`', textBlock = """
            `` = 1: expected a sign (- or +), paranoid, trendy or none, found the end
            removed = 1: expected a sign (- or +), paranoid, trendy or none, found 'r'
            paranoid:2011 = 10: expected 2010 or 2012, found '2'
            paranoid,-new = 9: expected ',' or the end, found ','
            -removed,new = 10: expected a sign (- or +), found 'n'
            -removed, = 10: expected a sign (- or +), found the end
            -remove = 2: expected removed, new, changed, notuptodate, unsat_recommends, unsatrecommends, count, sum, aligned, nunsat; found 'remove'
            -count = 7: expected '(' or '[', found the end
            -count(all) = 8: expected solution, changed, new, removed, up, down, fresh, installrequest, upgraderequest, request, namedinrequest; found 'all'
            -count[size] = 12: expected ',', found ']'
            -count[size:,old] = 14: expected true, false, changed, solution, new, request; found 'old'
            -sum(up,) = 9: expected the name of a property, found ')'
            -sum(all,size) = 6: expected solution, changed, new, removed, up, down, fresh, installrequest, upgraderequest, request, namedinrequest; found 'all'
            -sum(size = 10: expected ',' or ')', found the end
            -removed[x] = 10: expected a number, found 'x'
            -removed[9999999999999999999] = 10: number out of range (64 bits)
            -agregate[] = 11: expected a sign (- or +), found ']'
            -agregate[-new;-changed] = 15: expected ',' or ']', found ';'
            +lex[-new] = 1: expected '-' before a list: its criteria have signs of their own
            -lex[-new = 10: expected ']', found the end
            -new\u00e9 = 5: expected ',' or the end, found U+00E9
            -nunsat[recommends:,maybe] = 21: expected true; found 'maybe'
            -nunsat[recommends:,false] = 21: nunsat[...,false] leaves out features, which no other tool can check: write nunsat[...,true]
            -leximin[-new,-removed] = 2: leximin orders sorted vectors; criteria here are compared one after the other: write -lex[...]
            -leximax[-new,-removed] = 2: leximax orders sorted vectors; criteria here are compared one after the other: write -lex[...]
            -unaligned[packages] = 2: unaligned needs to know sources, for which CUDF has no property: write aligned(SET,GROUP,VALUE) with properties of the document
            """)
    void faultsSayWhereAndWhy(String text, String fault) {
        Reading.NotUnderstood bad = (Reading.NotUnderstood) CriteriaParser.parse(text);
        assertEquals(fault, bad.column() + ": " + bad.message());
    }

    @Test
    void bracketsDoNotExhaustTheStack() {
        Reading.NotUnderstood bad = (Reading.NotUnderstood) CriteriaParser.parse("-agregate[".repeat(100_000));
        assertEquals("1011: more than 100 brackets in one another", bad.column() + ": " + bad.message());
    }

    @Test
    void theSchoolStandsBesideTheCriterion() {
        Criteria mixed = Documents.criteria("-removed,-count(changed),-sum(size),-sum(new,size),-unsat_recommends,-agregate[-new,-sum(size)],-agregate[-new,-count(new)],-aligned(new,a,b)");
        assertEquals("[-removed (names), -count(changed) (pairs), -sum(solution,size), -sum(new,size) (pairs), -unsat_recommends(solution), "
                + "-agregate[-new,-sum(solution,size)] (names), -agregate[-new,-count(new)], -aligned(new,a,b) (pairs)]",
                mixed.items().stream().map(CriteriaPrinter::label).toList().toString());
    }

    @Property
    void whatIsPrintedIsReadBack(@ForAll("criteria") Criteria criteria) {
        assertEquals(criteria, Documents.criteria(criteria.toString()));
    }

    @Property
    void noTextBreaksTheParser(@ForAll("texts") String text) {
        switch (CriteriaParser.parse(text)) {
            case Reading.Understood good -> assertEquals(good.criteria(), Documents.criteria(good.criteria().toString()));
            case Reading.NotUnderstood bad -> assertEquals(bad.column(), Math.clamp(bad.column(), 1, text.length() + 1));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("-", "+", "removed", "count", "sum", "agregate", "lex", "[", "]", "(", ")", ",", "new", "size", ":", "true", "3", " ", "\u00c4", "nunsat")
                .list().ofMaxSize(12).map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<Criteria> criteria() {
        return items().list().ofMaxSize(4).map(Criteria::new);
    }

    private static Arbitrary<Item> items() {
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.oneOf(measures(), sums(measures()), sums(sums(measures())))).as(Item::new);
    }

    private static Arbitrary<Measure> sums(Arbitrary<Measure> of) {
        return Combinators.combine(Arbitraries.longs().filter(w -> w != Long.MIN_VALUE && w != 0), of).as(Criteria.Weighted.Part::new)
                .list().ofMinSize(1).ofMaxSize(3).map(Criteria.Weighted::new);
    }

    private static Arbitrary<Measure> measures() {
        Arbitrary<PackageSet> sets = Arbitraries.of(PackageSet.class);
        Arbitrary<String> properties = Arbitraries.of("recommends", "size", "new", "a-1");
        return Arbitraries.oneOf(Arbitraries.of(Change.class).map(Criteria.Names::new), sets.map(Criteria.Count::new), sets.map(Criteria.OutOfDate::new),
                Combinators.combine(sets, properties).as(Criteria.Sum::new), Combinators.combine(sets, properties).as(Criteria.Unsatisfied::new),
                Combinators.combine(sets, properties, properties).as(Criteria.Aligned::new));
    }
}
