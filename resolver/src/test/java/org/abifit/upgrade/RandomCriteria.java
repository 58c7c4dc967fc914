package org.abifit.upgrade;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.PackageSet;
import org.abifit.cudf.CriteriaParser;

/** Criteria that people use, and some that nobody does. */
final class RandomCriteria {
    /** The competitions', and those of papers and package managers. */
    static final List<String> USED = List.of("paranoid", "trendy", "paranoid:2012", "trendy:2012", "-removed,-sum(solution,size),-changed",
            "-notuptodate,-removed,-changed", "-removed,-unsat_recommends,-sum(solution,weight)", "-removed,-notuptodate,-unsat_recommends,-sum(new,size)",
            "-removed,-count[heavy:,changed],-count[weight:,request],-count[size:,true],-changed", "-new,-removed,-notuptodate", "-notuptodate,-new",
            "-removed,-notuptodate,-nunsat[suggests:,true],-new", "-lex[-agregate[-removed[2],-notuptodate,+new[3]],-count[size:,false]]",
            "+sum(solution,size),-count(changed)", "-aligned(solution,colour,heavy),-aligned(changed,note,twin),-removed", "+count(up),-count(down),-new", "none",
            "-sum(solution,weight),-sum(solution,size),-new", "-unsat_recommends,-sum(solution,weight),-changed", "-agregate[-unsat_recommends[7],-sum(solution,weight)],-removed");
    private static final List<String> NUMBERS = List.of("size", "size", "weight", "heavy", "colour", "nosuch");
    private static final List<String> FORMULAS = List.of("recommends", "recommends", "suggests", "size", "nosuch");
    private static final List<String> ANY = List.of("colour", "heavy", "size", "note", "twin", "recommends", "nosuch");

    private RandomCriteria() {
    }

    static Criteria of(String text) {
        return switch (CriteriaParser.parse(text)) {
            case CriteriaParser.Reading.Understood(Criteria criteria) -> criteria;
            case CriteriaParser.Reading.NotUnderstood bad -> throw new IllegalArgumentException(text + ": " + bad);
        };
    }

    /** {@return one of those that are used, or any} */
    static Criteria any(Random random) {
        return random.nextInt(5) < 2 ? of(USED.get(random.nextInt(USED.size()))) : strange(random);
    }

    static Criteria strange(Random random) {
        return new Criteria(IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> new Criteria.Item(random.nextInt(3) == 0, measure(random))).toList());
    }

    private static Measure measure(Random random) {
        return random.nextInt(6) > 0 ? single(random) : new Criteria.Weighted(IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new Criteria.Weighted.Part(random.nextInt(9) - 4, single(random))).toList());
    }

    private static Measure single(Random random) {
        PackageSet set = random.nextInt(4) == 0 ? PackageSet.SOLUTION : PackageSet.values()[random.nextInt(PackageSet.values().length)];
        return switch (random.nextInt(6)) {
            case 0 -> new Criteria.Names(Criteria.Change.values()[random.nextInt(4)]);
            case 1 -> new Criteria.Count(set);
            case 2 -> new Criteria.Sum(set, one(NUMBERS, random));
            case 3 -> new Criteria.OutOfDate(set);
            case 4 -> new Criteria.Unsatisfied(set, one(FORMULAS, random));
            default -> new Criteria.Aligned(set, one(ANY, random), one(ANY, random));
        };
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
