package org.abifit.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.abifit.loader.Verdict;

/** Worlds of a range of seeds, put to every loader there is and to the model. */
public final class Campaign {
    private static final int BATCH = 200;

    private final List<RealLoader> loaders;
    private final int threads;
    private final int mostDifferences;
    private final List<Judge.Comparison> differences = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> shapes = ConcurrentHashMap.newKeySet();
    private final SortedMap<String, Long> counts = Collections.synchronizedSortedMap(new TreeMap<>());

    /**
     * Prepares a campaign.
     *
     * @param mostDifferences after how many it ends; each costs a few hundred starts to cut down
     */
    public Campaign(List<RealLoader> loaders, int threads, int mostDifferences) {
        this.loaders = loaders;
        this.threads = threads;
        this.mostDifferences = mostDifferences;
    }

    /**
     * Puts worlds to the loaders until there are no more, or too many differences.
     *
     * @param first the seed of the first
     * @param last the seed of the last
     * @param goesOn asked before each batch
     * @param done told the number of worlds put so far, after each batch
     */
    public void run(long first, long last, BooleanSupplier goesOn, LongConsumer done) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        AtomicLong put = new AtomicLong();
        List<Callable<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            lanes.add(() -> {
                lane(next, last, goesOn, put, done);
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> lane : pool.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void lane(AtomicLong next, long last, BooleanSupplier goesOn, AtomicLong put, LongConsumer done) {
        try (Judge judge = new Judge()) {
            while (goesOn.getAsBoolean() && differences.size() < mostDifferences) {
                long from = next.getAndAdd(BATCH);
                long to = Math.min(last, from + BATCH - 1);
                if (from > last) {
                    return;
                }
                batch(judge, from, to);
                done.accept(put.addAndGet(to - from + 1));
            }
        }
    }

    private void batch(Judge judge, long from, long to) {
        Set<Long> cut = new HashSet<>();
        for (Judge.Comparison c : judge.judge(LongStream.rangeClosed(from, to).mapToObj(RandomSketch::of).toList(), loaders)) {
            count(c);
            if (c.differs() && differences.size() < mostDifferences && cut.add(c.sketch().seed())) {
                Judge.Comparison small = judge.cut(c);
                if (shapes.add(small.shape())) {
                    differences.add(small);
                }
            }
        }
    }

    private void count(Judge.Comparison c) {
        String title = c.loader().title();
        add(title + ": answers");
        String outcome = c.differs() ? "differs" : c.undecided() ? "undecided" : c.truth().verdict() == Verdict.OK ? "ok" : "fail";
        add("%s: %s".formatted(title, c.truth().crashed() ? "crashed" : outcome));
        if (!c.truth().crashed()) {
            c.truth().errors().stream().map(e -> e.split(" ")[0]).distinct().forEach(e -> add("kind " + e));
            c.truth().messageClass().ifPresent(m -> add("line " + m));
        }
    }

    private void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** {@return the differences, cut down, for people: one of each shape} */
    public List<String> differences() {
        return differences.stream().map(Judge.Comparison::describe).toList();
    }

    /** {@return the same as cases} */
    public List<Case> cases() {
        return differences.stream().map(Judge.Comparison::toCase).toList();
    }

    /** {@return how often each kind of answer came up: by loader, by kind of error ({@code kind ...}), by first line ({@code line ...})} */
    public SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
