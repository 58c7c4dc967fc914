package org.abifit.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Puts random worlds to real loaders for as long as one likes: {@code [--worlds N | --minutes M] [--seed S] [--threads T] [--most D]
 * [--progress true] [--out FOLDER] [--roots DIR]...}. Exit code 0 when the model agreed with all of them, 2 when not, with the worlds cut down and saved in
 * {@code FOLDER}; 1 when there is no loader to ask.
 */
public final class FuzzLoader {
    private long worlds = 1000;
    private long minutes;
    private long seed = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int most = 20;
    private boolean progress;
    private Path out = Path.of("fuzz-cases");
    private final List<Path> roots = new ArrayList<>();

    private FuzzLoader() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FuzzLoader fuzz = new FuzzLoader();
        for (int i = 0; i + 1 < args.length; i += 2) {
            fuzz.option(args[i], args[i + 1]);
        }
        System.exit(fuzz.run());
    }

    private void option(String name, String value) {
        switch (name) {
            case "--worlds" -> worlds = Long.parseLong(value);
            case "--minutes" -> minutes = Long.parseLong(value);
            case "--seed" -> seed = Long.parseLong(value);
            case "--threads" -> threads = Integer.parseInt(value);
            case "--most" -> most = Integer.parseInt(value);
            case "--progress" -> progress = Boolean.parseBoolean(value);
            case "--out" -> out = Path.of(value);
            case "--roots" -> roots.add(Path.of(value));
            default -> throw new IllegalArgumentException("unknown option " + name);
        }
    }

    private int run() throws IOException, InterruptedException {
        List<RealLoader> loaders = RealLoader.all(roots);
        if (loaders.isEmpty()) {
            System.err.println("no loader that can be asked");
            return 1;
        }
        System.err.println("loaders: " + String.join(", ", loaders.stream().map(RealLoader::title).toList()));
        Campaign campaign = new Campaign(loaders, threads, most);
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        BooleanSupplier goesOn = minutes == 0 ? () -> true : () -> System.nanoTime() < end;
        campaign.run(seed, minutes == 0 ? seed + worlds - 1 : Long.MAX_VALUE, goesOn, n -> report(n, campaign));
        loaders.forEach(RealLoader::close);
        campaign.counts().forEach((what, n) -> System.out.println("%10d  %s".formatted(n, what)));
        return save(campaign.cases());
    }

    private void report(long n, Campaign campaign) {
        if (progress) {
            System.err.print("\r%d worlds, %d differences ".formatted(n, campaign.differences().size()));
        }
    }

    private int save(List<Case> cases) throws IOException {
        if (cases.isEmpty()) {
            return 0;
        }
        Files.createDirectories(out);
        for (Case c : cases) {
            Files.writeString(out.resolve(c.id() + ".case"), CaseText.write(c));
        }
        System.out.println("%d differences, saved in %s".formatted(cases.size(), out));
        return 2;
    }
}
