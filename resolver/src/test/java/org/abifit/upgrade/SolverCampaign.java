package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfDocument;
import org.abifit.solver.Ideas;
import org.abifit.solver.Ideas.Idea;

/**
 * Puts random tiny documents to the solver and to enumeration: {@code N SEED}. Each of N documents is asked for under six criteria,
 * of which half are in use somewhere and half are strange, and under one more with each idea taken away. Exit code 0 when all verdicts
 * and costs are the same, 2 when not, with the documents cut down.
 */
public final class SolverCampaign {
    private static final int MOST = 20;

    private final int criteria;
    private final int ideas;
    private final Set<String> differences = new LinkedHashSet<>();
    private int documents;
    private int solvable;
    private int answers;
    private int without;

    /**
     * @param criteria under how many each document is asked for
     * @param ideas and with how many ideas taken away, one at a time
     */
    SolverCampaign(int criteria, int ideas) {
        this.criteria = criteria;
        this.ideas = ideas;
    }

    /** Runs it. */
    public static void main(String[] args) {
        SolverCampaign campaign = new SolverCampaign(6, Idea.values().length);
        campaign.run(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        campaign.differences.forEach(System.out::println);
        System.out.println(campaign);
        System.exit(campaign.differences.isEmpty() ? 0 : 2);
    }

    void run(int count, long seed) {
        for (int i = 0; i < count && differences.size() < MOST; i++) {
            Random random = new Random(seed + i);
            CudfDocument document = (seed + i) % 8 == 0 ? RandomUpgrades.choice(random) : RandomUpgrades.tiny(random);
            Twin twin = new Twin(document);
            documents++;
            solvable += twin.isSolvable() ? 1 : 0;
            criteria(random).forEach(one -> compare(document, twin, one, Ideas.ALL));
            for (int idea = 0; idea < ideas; idea++) {
                Idea gone = Idea.values()[(i + idea) % Idea.values().length];
                compare(document, twin, RandomCriteria.any(random), Ideas.without(List.of(gone)));
            }
        }
    }

    private List<Criteria> criteria(Random random) {
        List<Criteria> all = new ArrayList<>();
        for (int i = 0; i < criteria; i++) {
            all.add(2 * i < criteria ? RandomCriteria.of(RandomCriteria.USED.get(random.nextInt(RandomCriteria.USED.size()))) : RandomCriteria.strange(random));
        }
        return all;
    }

    private void compare(CudfDocument document, Twin twin, Criteria one, Ideas used) {
        answers += used.equals(Ideas.ALL) ? 1 : 0;
        without += used.equals(Ideas.ALL) ? 0 : 1;
        if (twin.difference(one, used).isPresent()) {
            CudfDocument small = Shrink.of(document, d -> new Twin(d).difference(one, used).isPresent());
            differences.add("with " + used.used() + "\n" + new Twin(small).difference(one, used).orElseThrow());
        }
    }

    /** {@return where solver and enumeration differ, cut down} */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** {@return how many documents had a solution} */
    int solvable() {
        return solvable;
    }

    @Override
    public String toString() {
        return "%d documents, %d solvable; %d answers, %d more with an idea taken away; %d differ".formatted(documents, solvable, answers, without, differences.size());
    }
}
