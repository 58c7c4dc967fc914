package org.abifit.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.abifit.loader.Loader;

/**
 * Work on all processors: each worker has a loader model of its own, and results come in the order of what was asked. Neighbours go to
 * the same worker, because they are often about the same roots, of which its loader model knows something already.
 */
public final class Workers {
    private static final int PARTS = 6;

    private Workers() {}

    /** {@return what {@code work} makes of each item; what it throws is thrown} */
    public static <T, R> List<R> map(List<T> items, BiFunction<T, Loader, R> work) {
        int threads = Math.min(items.size(), Runtime.getRuntime().availableProcessors());
        if (threads <= 1) {
            Loader loader = new Loader();
            return items.stream().map(i -> work.apply(i, loader)).toList();
        }
        List<R> results = new ArrayList<>(java.util.Collections.nCopies(items.size(), null));
        AtomicInteger next = new AtomicInteger();
        int part = Math.max(1, items.size() / (threads * PARTS));
        Runnable worker = () -> {
            Loader loader = new Loader();
            for (int from = next.getAndAdd(part); from < items.size(); from = next.getAndAdd(part)) {
                for (int i = from; i < Math.min(from + part, items.size()); i++) {
                    results.set(i, work.apply(items.get(i), loader));
                }
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker));
            }
            running.forEach(Workers::await);
        }
        return results;
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException("a worker ended", e.getCause());
        }
    }
}
