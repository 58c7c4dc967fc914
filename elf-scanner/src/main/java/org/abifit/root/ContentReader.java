package org.abifit.root;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;

/** Reads what files hold, in batches on a few threads; equal facts become one object. */
final class ContentReader implements AutoCloseable {
    private static final int BATCH = 64;

    private final ExecutorService pool;
    private final List<Future<?>> running = new ArrayList<>();
    private List<Draft> batch = new ArrayList<>();
    private final ConcurrentHashMap<Stored, ElfRef> objects = new ConcurrentHashMap<>();
    private final AtomicLong read = new AtomicLong();

    /** A stored form as a key. Its checksum costs a fraction of its digest, which is left to those who ask for it. */
    private static final class Stored {
        private final byte[] bytes;
        private final int checksum;

        Stored(byte[] bytes) {
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            this.bytes = bytes;
            this.checksum = (int) crc.getValue();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stored stored && stored.checksum == checksum && Arrays.equals(stored.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return checksum;
        }
    }

    ContentReader(int jobs) {
        pool = jobs <= 1 ? null : Executors.newFixedThreadPool(jobs, r -> {
            Thread thread = new Thread(r, "abifit-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    void read(Draft draft) {
        batch.add(draft);
        if (batch.size() == BATCH) {
            submit();
        }
    }

    private void submit() {
        List<Draft> now = batch;
        batch = new ArrayList<>();
        if (pool == null) {
            now.forEach(this::fill);
        } else {
            running.add(pool.submit(() -> now.forEach(this::fill)));
        }
    }

    /**
     * Waits until all is read.
     *
     * @throws RootScan.CancelledException when {@code cancelled} said so; then some drafts stay without content
     */
    void finish(BooleanSupplier cancelled) throws RootScan.CancelledException {
        submit();
        for (Future<?> future : running) {
            if (cancelled.getAsBoolean()) {
                throw new RootScan.CancelledException();
            }
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("reading failed in a way that is ours", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private void fill(Draft draft) {
        draft.content = content(draft);
        read.incrementAndGet();
    }

    /** {@return a file's bytes} */
    static Content whole(Draft draft) {
        try {
            return new Content.Kept(Files.readAllBytes(draft.path));
        } catch (IOException e) {
            return new Content.Unreadable(ElfOutcome.Unreadable.of(e).why());
        }
    }

    private Content content(Draft draft) {
        return draft.size == 0 ? Content.Plain.PLAIN : switch (ElfReader.read(draft.path)) {
            case ElfOutcome.Parsed p -> new Content.Elf(only(ElfRef.of(p.file())));
            case ElfOutcome.NotElf n -> content(n);
            case ElfOutcome.Malformed m -> new Content.Malformed(m.header(), m.fault());
            case ElfOutcome.Unreadable u -> new Content.Unreadable(u.why());
        };
    }

    /** {@return what a file is that is not ELF} */
    static Content content(ElfOutcome.NotElf outcome) {
        return outcome.script().<Content>map(Content.Script::new).orElse(Content.Plain.PLAIN);
    }

    /** {@return the ref that stands for all files with these facts} */
    private ElfRef only(ElfRef ref) {
        ElfRef first = objects.putIfAbsent(new Stored(ref.stored()), ref);
        return first == null ? ref : first;
    }

    long read() {
        return read.get();
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
