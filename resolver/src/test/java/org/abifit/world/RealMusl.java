package org.abifit.world;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.elf.LibcBuild;

/**
 * A musl loader that can be started here, and every line that it prints: the witness of the model of musl.
 *
 * <p>Those are the machine's own, if it has one, and the files in {@code -Dabifit.musl=FILE[:FILE]}. There are none but on Linux, x86-64,
 * where a process may change its root; tests go without then. Batches of questions are one shell script, which is quick.
 */
public final class RealMusl implements AutoCloseable {
    /** What the shell says of a process that ended by a signal. */
    private static final Set<String> SIGNALS = Set.of("Segmentation fault", "Bus error", "Floating point exception", "Killed", "Illegal instruction");
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path scratch;
    private final Path helper;
    private final Path loader;
    private final ElfFile facts;

    /** How a process ended, and what it printed on both outputs. */
    public record Ended(int code, List<String> lines) {}

    /**
     * A question: a program of a world that is on disk.
     *
     * @param world the world
     * @param top the folder of the machine that the world lies in; empty for a root of its own
     * @param app the program
     * @param listed whether the loader shall list what it would load, instead of starting it
     */
    public record Asked(World world, String top, String app, boolean listed) {}

    private RealMusl(Path loader, ElfFile facts) throws IOException {
        this.scratch = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "abifit-musl") : Files.createTempDirectory("abifit-musl");
        this.helper = StaticChroot.writeTo(scratch.resolve("chroot"));
        this.loader = Files.copy(loader.toRealPath(), scratch.resolve("ld.so"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        this.facts = facts;
    }

    /** {@return the loaders that can be asked} */
    public static List<RealMusl> all() {
        boolean here = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
        String files = Release.MUSL_LOADER + File.pathSeparator + System.getProperty("abifit.musl", "");
        return here ? Stream.of(files.split(File.pathSeparator)).filter(f -> !f.isEmpty()).map(f -> of(Path.of(f))).flatMap(Optional::stream).toList() : List.of();
    }

    private static Optional<RealMusl> of(Path file) {
        if (!(ElfReader.readFollowing(file) instanceof ElfOutcome.Parsed(ElfFile facts)) || facts.libc().filter(l -> l.flavour() == LibcBuild.Flavour.MUSL).isEmpty()) {
            return Optional.empty();
        }
        try {
            RealMusl real = new RealMusl(file, facts);
            World world = real.world("").app(org.abifit.testkit.TinyElf.program().exitCode(7));
            if (real.ask(List.of(new Asked(world, "", World.APP, false))).getFirst().code() == 7) {
                return Optional.of(real);
            }
            real.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what to call it, as {@code musl 1.2.5}} */
    public String title() {
        return "musl " + facts.libc().flatMap(LibcBuild::release).orElse("?");
    }

    /** {@return an empty world with this loader at its usual place below {@code prefix}} */
    public World world(String prefix) {
        return World.of(prefix + Release.MUSL_LOADER, facts);
    }

    /** {@return a folder that no other question uses} */
    public String place(int number) {
        return scratch.resolve("place" + number).toString();
    }

    /** {@return what it does, for each question} */
    public List<Ended> ask(List<Asked> asked) {
        try {
            StringBuilder script = new StringBuilder("ulimit -c 0\nulimit -t 3\n");
            for (int i = 0; i < asked.size(); i++) {
                Asked one = asked.get(i);
                boolean rooted = one.top().isEmpty();
                Path root = rooted ? scratch.resolve("root" + i) : Path.of("/");
                boolean there = i > 0 && asked.get(i - 1).world() == one.world();
                root = there && rooted ? scratch.resolve("root" + (i - 1)) : root;
                if (!there) {
                    one.world().onDisk().writeTo(root);
                    Path at = root.resolve(one.world().loaderPath().substring(1));
                    Files.createDirectories(at.getParent());
                    Files.createLink(at, loader);
                }
                line(script, one, rooted ? helper + " " + root + " " : "");
            }
            return run(script, asked.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            clear();
        }
    }

    /** {@return what the loader of a root lists for files of that root} */
    public List<Ended> list(Path root, List<String> apps) {
        StringBuilder script = new StringBuilder("ulimit -c 0\nulimit -t 20\n");
        apps.forEach(app -> script.append("env -i %s %s %s --list '%s'\necho \"\n=$?\"\n".formatted(helper, root, Release.MUSL_LOADER, app)));
        try {
            return run(script, apps.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(StringBuilder script, Asked asked, String before) {
        script.append("env -i ");
        for (Map.Entry<String, String> variable : asked.world().env().entrySet()) {
            script.append('\'').append(variable.getKey()).append('=').append(variable.getValue().replace("'", "'\\''")).append("' ");
        }
        script.append(before).append(asked.listed() ? asked.world().loaderPath() + " --list " : "").append(asked.app()).append("\necho \"\n=$?\"\n");
    }

    private List<Ended> run(StringBuilder script, int count) throws IOException {
        Path file = Files.writeString(scratch.resolve("ask.sh"), script, StandardCharsets.ISO_8859_1);
        Process process = new ProcessBuilder("/bin/sh", file.toString()).directory(new File("/")).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<Ended> ended = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("=\\d+")) {
                    ended.add(new Ended(Integer.parseInt(line.substring(1)), lines.stream().filter(l -> !l.isBlank()).toList()));
                    lines.clear();
                } else if (!SIGNALS.contains(line)) {
                    lines.add(line);
                }
            }
        }
        if (ended.size() != count) {
            throw new IOException("the shell ended early: " + lines);
        }
        return ended;
    }

    private void clear() {
        try (Stream<Path> all = Files.list(scratch)) {
            for (Path path : all.filter(Files::isDirectory).toList()) {
                delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        try {
            delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
