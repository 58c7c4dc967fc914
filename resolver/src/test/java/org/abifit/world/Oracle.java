package org.abifit.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A scratch folder in which worlds are put to real loaders. All questions about a batch of worlds are lines of one shell script, as a
 * process that Java starts costs several times what one costs that a shell starts.
 */
final class Oracle implements AutoCloseable {
    private static final List<Path> IN_MEMORY = List.of(Path.of("/dev/shm"), Path.of("/run/shm"));
    /** A loader that turns in a circle over a broken file is ended after this many seconds of processor time, and counts as crashed. */
    private static final int MOST_SECONDS = 2;
    private static final int MOST_TEXT = 1 << 18;
    private static final String[] NOW = {"LD_BIND_NOW"}, TRACE = {"LD_TRACE_LOADED_OBJECTS", "LD_WARN", "LD_BIND_NOW"}, AS_IS = {};
    /** Ends before anything is relocated, so that lazy binding makes no difference. */
    private static final Pattern EARLY = Pattern.compile("error while loading shared libraries: .*(cannot open shared object file|wrong ELF class|invalid ELF header"
            + "|file too short|cannot dynamically load|ELF file)|`needed != NULL'");

    private final Path scratch;
    private final Path helper;
    private final Map<Path, Path> copies = new HashMap<>();
    private List<World> worlds = List.of();

    /** How a process ended, and all it printed. */
    record Ended(int code, String text) {
        boolean crashed() {
            return code > 128;
        }
    }

    Oracle() throws IOException {
        scratch = scratch();
        helper = StaticChroot.writeTo(scratch.resolve("chroot"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static Path scratch() throws IOException {
        for (Path folder : IN_MEMORY) {
            if (Files.isWritable(folder)) {
                return Files.createTempDirectory(folder, "abifit-real");
            }
        }
        return Files.createTempDirectory("abifit-real");
    }

    /** Writes worlds, in the place of those written before. */
    void put(List<World> next) throws IOException {
        clear();
        worlds = List.copyOf(next);
        for (int i = 0; i < worlds.size(); i++) {
            worlds.get(i).onDisk().writeTo(root(i));
        }
    }

    private void clear() {
        for (int i = 0; i < worlds.size(); i++) {
            RealLoader.delete(root(i));
        }
        worlds = List.of();
    }

    private Path root(int i) {
        return scratch.resolve(Integer.toString(i));
    }

    /**
     * {@return what a loader does with the application of each world}
     *
     * @param lazyToo worlds that are started with lazy binding even when that cannot make a difference: a program that starts with all
     *     symbols bound starts without, as far as its files are sound
     */
    List<RealAnswer> ask(RealLoader loader, Predicate<World> lazyToo) throws IOException {
        place(loader);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < worlds.size(); i++) {
            all.add(i);
        }
        List<Ended> traces = run(all, loader.isMusl() ? Release.MUSL_LOADER + " --list " + World.APP : World.APP, loader.isMusl() ? AS_IS : TRACE);
        List<Ended> nows = run(all, World.APP, NOW);
        List<Integer> late = all.stream().filter(i -> lazyToo.test(worlds.get(i)) || mayDiffer(loader, nows.get(i))).toList();
        List<Ended> lazies = new ArrayList<>(nows);
        List<Ended> lates = run(late, World.APP, AS_IS);
        for (int k = 0; k < late.size(); k++) {
            lazies.set(late.get(k), lates.get(k));
        }
        return all.stream().map(i -> RealAnswer.of(traces.get(i), nows.get(i), lazies.get(i))).toList();
    }

    /** musl binds everything at start in any case. */
    private static boolean mayDiffer(RealLoader loader, Ended now) {
        return !loader.isMusl() && now.code() > 1 && !EARLY.matcher(now.text()).find();
    }

    /** One copy of each loader in the scratch folder serves all worlds, by links. */
    private void place(RealLoader loader) throws IOException {
        Path copy = copy(loader.file());
        for (int i = 0; i < worlds.size(); i++) {
            link(copy, root(i).resolve(worlds.get(i).loaderPath().substring(1)));
            if (worlds.get(i).usesLibc()) {
                link(copy(loader.libc()), root(i).resolve(Release.LIBC.substring(1)));
                Path libdl = loader.libc().resolveSibling("libdl.so.2");
                if (Files.exists(libdl)) {
                    link(copy(libdl), root(i).resolve(Release.LIBDL.substring(1)));
                }
            }
        }
    }

    private Path copy(Path file) throws IOException {
        Path known = copies.get(file);
        if (known == null) {
            known = Files.copy(file.toRealPath(), scratch.resolve("copy" + copies.size()), StandardCopyOption.COPY_ATTRIBUTES);
            copies.put(file, known);
        }
        return known;
    }

    private static void link(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.deleteIfExists(to);
        Files.createLink(to, from);
    }

    private List<Ended> run(List<Integer> which, String command, String... variables) throws IOException {
        StringBuilder script = new StringBuilder("ulimit -c 0\nulimit -t %d\n".formatted(MOST_SECONDS));
        for (int i : which) {
            worlds.get(i).env().forEach((name, value) -> script.append(name).append('=').append(quoted(value)).append(' '));
            for (String variable : variables) {
                script.append(variable).append("=1 ");
            }
            script.append(helper).append(' ').append(root(i)).append(' ').append(command).append("\necho \"\n=$?\"\n");
        }
        Path file = Files.writeString(scratch.resolve("ask.sh"), script, StandardCharsets.ISO_8859_1);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString()).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        Process process = builder.start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            List<Ended> ended = new ArrayList<>(which.size());
            for (int k = 0; k < which.size(); k++) {
                ended.add(next(out));
            }
            return ended;
        } finally {
            process.destroy();
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static Ended next(BufferedReader out) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("=") && line.length() > 1 && line.substring(1).chars().allMatch(Character::isDigit)) {
                return new Ended(Integer.parseInt(line.substring(1)), text.toString());
            }
            if (text.length() < MOST_TEXT) {
                text.append(line).append('\n');
            }
        }
        throw new IOException("the shell ended early: " + text);
    }

    /** Also when somebody interrupts a long run: what lies in memory would stay there. */
    @Override
    public void close() {
        worlds = List.of();
        RealLoader.delete(scratch);
    }
}
