package org.abifit.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.elf.LibcBuild;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;

/**
 * The loader of the machine that the tests run on, asked in a root of its own: the witness of the model.
 *
 * <p>There is one only on Linux, x86-64, with glibc, where a process may change its root; tests ask {@link #ofThisMachine} and go
 * without where it is empty. {@code -Dabifit.real=FOLDER} names a folder with the {@code ld.so} and {@code libc.so.6} of another build.
 */
public final class RealLoader implements AutoCloseable {
    private static final String FOLDER = System.getProperty("abifit.real", "");

    private final Path scratch;
    private final Path loader;
    private final Path libc;
    private final Path helper;
    private final ElfFile facts;

    /** How a process ended, and all it printed. */
    record Ended(int code, String text) {}

    private RealLoader(Path scratch, Path loader, Path libc, ElfFile facts) throws IOException {
        this.scratch = scratch;
        this.loader = loader;
        this.libc = libc;
        this.facts = facts;
        this.helper = StaticChroot.writeTo(scratch.resolve("chroot"));
    }

    /** {@return the loader of this machine, if there is one that can be asked} */
    public static Optional<RealLoader> ofThisMachine() {
        boolean here = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
        Path loader = FOLDER.isEmpty() ? Path.of(Release.GLIBC_LOADER) : Path.of(FOLDER, "ld.so");
        Path libc = FOLDER.isEmpty() ? Path.of(Release.LIBC) : Path.of(FOLDER, "libc.so.6");
        if (!here || !(ElfReader.readFollowing(loader) instanceof ElfOutcome.Parsed(ElfFile facts)) || facts.libc().isEmpty()) {
            return Optional.empty();
        }
        try {
            RealLoader real = new RealLoader(Files.createTempDirectory("abifit-real"), loader, libc, facts);
            if (real.works()) {
                return Optional.of(real);
            }
            real.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean works() {
        World world = World.of(this).app(org.abifit.testkit.TinyElf.program().exitCode(7));
        return in(world, root -> start(root, World.APP, Map.of("LD_BIND_NOW", "1")).code() == 7);
    }

    /** {@return the release whose behaviour it has, if it is one of those known} */
    public Optional<Release> release() {
        return Stream.of(Release.values()).filter(r -> r.is(facts.libc().orElseThrow())).findFirst();
    }

    /** {@return where programs expect it} */
    public String path() {
        return isMusl() ? Release.MUSL_LOADER : Release.GLIBC_LOADER;
    }

    /** {@return its facts} */
    public ElfFile facts() {
        return facts;
    }

    /** Puts into a world what a program in this machine's own root meets besides its own files: folders and a cache that know none of them. */
    public void showThisMachine(World world) {
        facts.libc().orElseThrow().defaultDirs().stream().filter(d -> Files.isDirectory(Path.of(d))).forEach(d -> world.node(d, Directory.EMPTY));
        if (Files.exists(Path.of("/etc/ld.so.cache"))) {
            world.node("/etc/ld.so.cache", new RegularFile(0, 0644, 0, new Content.Kept(new byte[0])));
        }
    }

    /** {@return whether it is musl's} */
    public boolean isMusl() {
        return facts.libc().orElseThrow().flavour() == LibcBuild.Flavour.MUSL;
    }

    /** {@return whether it can be asked about this world: the C library and processor are those the world speaks of} */
    public boolean canAnswer(World world) {
        boolean cpu = world.cpuLevel().isEmpty() || world.cpuLevel().equals(MachineFacts.ofThisMachine().cpuLevel());
        boolean own = world.parts().stream().noneMatch(Part.OtherLibc.class::isInstance);
        return cpu && own && (!world.usesLibc() || Files.exists(libc)) && release().isPresent() && release().equals(world.release());
    }

    // ---- asking

    /** {@return what it does with the application of a world} */
    public RealAnswer load(World world) {
        return in(world, root -> ask(root, World.APP, world.env()));
    }

    /** {@return what it does with a program of a world whose paths all lie below {@link #scratch}, without a root of its own} */
    public RealAnswer loadInPlace(World world, String app) {
        try {
            world.onDisk().writeTo(Path.of("/"));
            return ask(Path.of("/"), app, world.env());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something asked of a world on disk. */
    interface Question<T> {
        T of(Path root) throws IOException;
    }

    private <T> T in(World world, Question<T> question) {
        Path root = scratch.resolve("root");
        try {
            world.onDisk().writeTo(root);
            put(loader, root.resolve(world.loaderPath().substring(1)));
            if (world.usesLibc()) {
                put(libc, root.resolve(Release.LIBC.substring(1)));
                Path libdl = libc.resolveSibling("libdl.so.2");
                if (Files.exists(libdl)) {
                    put(libdl, root.resolve(Release.LIBDL.substring(1)));
                }
            }
            return question.of(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(root);
        }
    }

    /** Copies, as links may cross file systems. */
    void put(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    /** {@return what it does with a program in a root, traced and started} */
    RealAnswer ask(Path root, String app, Map<String, String> env) throws IOException {
        Ended trace = isMusl() ? run(root, List.of(Release.MUSL_LOADER, "--list", app), env)
                : run(root, List.of(app), with(env, "LD_TRACE_LOADED_OBJECTS", "LD_WARN", "LD_BIND_NOW"));
        Ended now = start(root, app, with(env, "LD_BIND_NOW"));
        Ended lazy = start(root, app, env);
        return RealAnswer.of(trace, now, lazy);
    }

    private static Map<String, String> with(Map<String, String> env, String... names) {
        Map<String, String> more = new java.util.HashMap<>(env);
        Stream.of(names).forEach(n -> more.put(n, "1"));
        return more;
    }

    private Ended start(Path root, String app, Map<String, String> env) throws IOException {
        return run(root, List.of(app), env);
    }

    private Ended run(Path root, List<String> command, Map<String, String> env) throws IOException {
        List<String> whole = root.getNameCount() == 0 ? command : Stream.concat(Stream.of(helper.toString(), root.toString()), command.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(env);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (Boolean.getBoolean("abifit.raw")) System.out.println(command + " " + env + "\n" + text);
        try {
            return new Ended(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@return a folder of its own to write worlds to} */
    public Path scratch() {
        return scratch;
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(scratch);
    }
}
