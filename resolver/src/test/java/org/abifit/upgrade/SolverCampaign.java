package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfDocument;
import org.abifit.solver.Ideas;
import org.abifit.solver.Ideas.Idea;

/**
 * Puts random tiny documents to the solver and to enumeration: {@code N SEED [CRITERIA]}. Each of N documents is asked for under
 * some criteria that are used and some that are strange, and once more with every idea taken away. Exit code 0 when all verdicts and
 * costs are the same, 2 when not, with the documents cut down.
 */
public final class SolverCampaign {
    private static final int MOST = 20;

    private final Map<String, Integer> differences = new LinkedHashMap<>();
    private int documents;
    private int solvable;
    private int answers;
    private int withoutIdea;

    private SolverCampaign() {
    }

    /** Runs it. */
    public static void main(String[] args) {
        SolverCampaign campaign = new SolverCampaign();
        campaign.run(Integer.parseInt(args[0]), Long.parseLong(args[1]), args.length > 2 ? Integer.parseInt(args[2]) : 6);
        campaign.differences.keySet().forEach(System.out::println);
        System.out.printf("%d documents, %d solvable; %d answers under %s criteria each, %d more with an idea taken away; %d differ%n", campaign.documents,
                campaign.solvable, campaign.answers, args.length > 2 ? args[2] : "6", campaign.withoutIdea, campaign.differences.size());
        System.exit(campaign.differences.isEmpty() ? 0 : 2);
    }

    /** {@return differences, cut down; none, if all is well} */
    static List<String> differences(int documents, long seed, int criteria) {
        SolverCampaign campaign = new SolverCampaign();
        campaign.run(documents, seed, criteria);
        return List.copyOf(campaign.differences.keySet());
    }

    private void run(int count, long seed, int criteria) {
        for (int i = 0; i < count && differences.size() < MOST; i++) {
            Random random = new Random(seed + i);
            CudfDocument document = RandomUpgrades.tiny(random);
            Twin twin = new Twin(document);
            documents++;
            solvable += twin.isSolvable() ? 1 : 0;
            for (Criteria one : criteria(random, criteria)) {
                answers++;
                compare(document, twin, one, Ideas.ALL);
            }
            for (Idea idea : Idea.values()) {
                withoutIdea++;
                compare(document, twin, RandomCriteria.any(random), Ideas.without(List.of(idea)));
            }
        }
    }

    private static List<Criteria> criteria(Random random, int count) {
        List<Criteria> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(2 * i < count ? RandomCriteria.of(RandomCriteria.USED.get(random.nextInt(RandomCriteria.USED.size()))) : RandomCriteria.strange(random));
        }
        return all;
    }

    private void compare(CudfDocument document, Twin twin, Criteria criteria, Ideas ideas) {
        if (twin.difference(criteria, ideas).isPresent()) {
            CudfDocument small = Shrink.of(document, d -> new Twin(d).difference(criteria, ideas).isPresent());
            differences.put("with " + ideas.used() + "\n" + new Twin(small).difference(criteria, ideas).orElseThrow(), 1);
        }
    }
}
