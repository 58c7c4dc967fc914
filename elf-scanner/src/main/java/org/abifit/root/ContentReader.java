package org.abifit.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;

/** Reads what files hold, in batches on a few threads; equal facts become one object. */
final class ContentReader implements AutoCloseable {
    private static final Pattern KEPT = Pattern.compile("/etc/ld\\.so\\.(cache|conf|preload)|/etc/ld\\.so\\.conf\\.d/.*|/etc/ld-musl-[^/]*\\.path|(/etc|/usr/lib)/os-release");
    private static final int KEPT_LIMIT = 16 << 20;
    /** What {@code include} lines of ld.so.conf may name. */
    private static final int CONFIGURATION_LIMIT = 64 << 10;
    private static final int BATCH = 64;

    private final ExecutorService pool;
    private final List<Future<?>> running = new ArrayList<>();
    private List<RootScanner.Draft> batch = new ArrayList<>();
    private final ConcurrentHashMap<String, ElfRef> objects = new ConcurrentHashMap<>();
    private final AtomicLong read = new AtomicLong();

    ContentReader(int jobs) {
        pool = jobs <= 1 ? null : Executors.newFixedThreadPool(jobs, r -> {
            Thread thread = new Thread(r, "abifit-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    void read(RootScanner.Draft draft) {
        batch.add(draft);
        if (batch.size() == BATCH) {
            submit();
        }
    }

    private void submit() {
        List<RootScanner.Draft> now = batch;
        batch = new ArrayList<>();
        if (pool == null) {
            now.forEach(this::fill);
        } else {
            running.add(pool.submit(() -> now.forEach(this::fill)));
        }
    }

    void finish() {
        submit();
        for (Future<?> future : running) {
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

    private void fill(RootScanner.Draft draft) {
        draft.content = KEPT.matcher(draft.at).matches() ? keep(draft) : content(draft);
        read.incrementAndGet();
    }

    /** {@return the file's bytes, where they are few enough to be a configuration file} */
    static Content keep(RootScanner.Draft draft) {
        try {
            return draft.size > KEPT_LIMIT ? Content.Plain.PLAIN : new Content.Kept(Files.readAllBytes(draft.path));
        } catch (IOException e) {
            return new Content.Unreadable(reason(e));
        }
    }

    /** {@return why, without the path: where a root is mounted must not show in what is known of it} */
    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.NoSuchFileException gone -> "no such file";
            case java.nio.file.FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getClass().getSimpleName();
        };
    }

    private Content content(RootScanner.Draft draft) {
        return draft.size == 0 ? Content.Plain.PLAIN : content(draft.path, file -> {
            ElfRef ref = ElfRef.of(file);
            ElfRef first = objects.putIfAbsent(ref.digest(), ref);
            return first == null ? ref : first;
        });
    }

    /** {@return what one file holds, read now, for a tree that is never stored} */
    static Content unstored(Path path, String at, long size) {
        boolean configuration = KEPT.matcher(at).matches() || at.endsWith(".conf") && size < CONFIGURATION_LIMIT;
        if (configuration) {
            return keep(new RootScanner.Draft(path, at, size, 0, new FileIdentity(0, 0, 0, 0)));
        }
        return size == 0 ? Content.Plain.PLAIN : content(path, ElfRef::unstored);
    }

    private static Content content(Path path, Function<ElfFile, ElfRef> refer) {
        return switch (ElfReader.read(path)) {
            case ElfOutcome.Parsed p -> new Content.Elf(refer.apply(p.file()));
            case ElfOutcome.NotElf n -> n.script().<Content>map(Content.Script::new).orElse(Content.Plain.PLAIN);
            case ElfOutcome.Malformed m -> new Content.Malformed(m.header(), m.fault());
            case ElfOutcome.Unreadable u -> new Content.Unreadable(u.why());
        };
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
