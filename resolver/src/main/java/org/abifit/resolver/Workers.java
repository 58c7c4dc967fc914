package org.abifit.resolver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.abifit.loader.Loader;

/**
 * Work on all processors: each worker has a loader model of its own, and results come in the order of what was asked. Neighbours go to
 * the same worker, because they are often about the same roots, of which its loader model knows something already.
 */
public final class Workers {
    private static final int PARTS = 6;

    private final List<Loader> loaders;

    /** As many as there are processors. */
    public Workers() {
        this.loaders = Stream.generate(Loader::new).limit(Runtime.getRuntime().availableProcessors()).toList();
    }

    /** One, which works in the thread of whoever asks. */
    Workers(Loader loader) {
        this.loaders = List.of(loader);
    }

    /** {@return what {@code work} makes of each item; what it throws is thrown} */
    public <T, R> List<R> map(List<T> items, BiFunction<T, Loader, R> work) {
        int threads = Math.min(items.size(), loaders.size());
        if (threads <= 1) {
            return items.stream().map(i -> work.apply(i, loaders.getFirst())).toList();
        }
        List<R> results = new ArrayList<>(Collections.nCopies(items.size(), null));
        AtomicInteger next = new AtomicInteger();
        int part = Math.max(1, items.size() / (threads * PARTS));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (Loader loader : loaders.subList(0, threads)) {
                running.add(pool.submit(() -> {
                    for (int from = next.getAndAdd(part); from < items.size(); from = next.getAndAdd(part)) {
                        for (int i = from; i < Math.min(from + part, items.size()); i++) {
                            results.set(i, work.apply(items.get(i), loader));
                        }
                    }
                }));
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
