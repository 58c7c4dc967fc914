package org.abifit.world;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.Machine;
import org.abifit.loader.Verdict;
import org.abifit.root.FileView;
import org.abifit.root.LiveRoot;
import org.abifit.root.MachineFacts;
import org.abifit.testkit.TinyElf;

/**
 * A loader that can be started here: the witness of the model.
 *
 * <p>There are some only on Linux, x86-64, where a process may change its root; where there are none, {@link #all} is empty and tests
 * go without. Besides the loader of the machine there are those in roots named by {@code -Dabifit.roots=DIR[:DIR]}, each
 * {@code DIR/NAME} a root file system; {@code -Dabifit.real=FOLDER} puts {@code FOLDER/ld.so} and {@code FOLDER/libc.so.6} in the place
 * of the machine's own. What a loader does is taken from its own bytes, never from the name of its root.
 */
public final class RealLoader implements AutoCloseable {
    private final Path file;
    private final Path libc;
    private final ElfFile facts;
    private Oracle oracle;

    private RealLoader(Path file, Path libc, ElfFile facts) {
        this.file = file;
        this.libc = libc;
        this.facts = facts;
    }

    /** {@return the loader of this machine, if there is one that can be asked} */
    public static Optional<RealLoader> ofThisMachine() {
        String folder = System.getProperty("abifit.real", "");
        return folder.isEmpty() ? of(Path.of(Release.GLIBC_LOADER), Path.of(Release.LIBC)).filter(RealLoader::works)
                : of(Path.of(folder, "ld.so"), Path.of(folder, "libc.so.6")).filter(RealLoader::works);
    }

    /** {@return every loader that can be asked, this machine's first, then those of the roots in {@code -Dabifit.roots}; one of each build} */
    public static List<RealLoader> all() {
        List<Path> roots = Stream.of(System.getProperty("abifit.roots", "").split(File.pathSeparator)).filter(s -> !s.isEmpty()).map(Path::of).toList();
        return all(roots);
    }

    /** {@return every loader that can be asked: this machine's, and those of the root file systems in these folders} */
    static List<RealLoader> all(List<Path> folders) {
        Map<String, RealLoader> builds = new LinkedHashMap<>();
        ofThisMachine().ifPresent(l -> builds.put(l.digest(), l));
        for (Path folder : folders) {
            for (Path root : roots(folder)) {
                inRoot(root).forEach(l -> {
                    if (!builds.containsKey(l.digest()) && l.works()) {
                        builds.put(l.digest(), l);
                    }
                });
            }
        }
        return List.copyOf(builds.values());
    }

    private static List<Path> roots(Path folder) {
        try (Stream<Path> roots = Files.list(folder)) {
            return roots.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RealLoader> inRoot(Path root) {
        return Stream.of(Release.GLIBC_LOADER, Release.MUSL_LOADER).map(l -> followed(root, l)).flatMap(Optional::stream)
                .flatMap(l -> of(l, followed(root, Release.LIBC).orElse(l)).stream()).toList();
    }

    /** Links of a root lead to places in that root, not in this machine's. */
    private static Optional<Path> followed(Path root, String path) {
        try {
            return new FileView(LiveRoot.open(root)).lookup(path) instanceof FileView.Lookup.Found f
                    ? Optional.of(root.resolve(f.path().substring(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<RealLoader> of(Path loader, Path libc) {
        boolean here = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
        if (!here || !(ElfReader.readFollowing(loader) instanceof ElfOutcome.Parsed(ElfFile facts)) || facts.libc().isEmpty()) {
            return Optional.empty();
        }
        return facts.header().machine() == Machine.X86_64 && facts.header().is64() ? Optional.of(new RealLoader(loader, libc, facts)) : Optional.empty();
    }

    private boolean works() {
        World world = World.of(this).app(TinyElf.program());
        try {
            return load(world).lazy() == Verdict.OK;
        } catch (UncheckedIOException e) {
            return false;
        } finally {
            close();
        }
    }

    private String digest() {
        try {
            return ElfReader.read(ByteSource.of(Files.readAllBytes(file))) instanceof ElfOutcome.Parsed p
                    ? p.file().notes().buildId().orElse("") + p.file().size() : file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the release whose behaviour it has, if it is one of those known} */
    public Optional<Release> release() {
        return Stream.of(Release.values()).filter(r -> r.is(facts.libc().orElseThrow())).findFirst();
    }

    /** {@return what to call it: {@code glibc 2.36}, {@code musl 1.2.3}; a glibc without a banner by the release it behaves like} */
    public String title() {
        LibcBuild build = facts.libc().orElseThrow();
        String like = release().map(r -> "2." + r.minor()).orElse("?");
        return (isMusl() ? "musl " : "glibc ") + build.release().orElse(like);
    }

    /** {@return where programs expect it} */
    public String path() {
        return isMusl() ? Release.MUSL_LOADER : Release.GLIBC_LOADER;
    }

    /** {@return the file that it is} */
    Path file() {
        return file;
    }

    /** {@return the libc.so.6 of the same build} */
    Path libc() {
        return libc;
    }

    /** {@return its facts} */
    public ElfFile facts() {
        return facts;
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
        try {
            if (oracle == null) {
                oracle = new Oracle();
            }
            oracle.put(List.of(world));
            return oracle.ask(this, w -> true).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) {
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
        if (oracle != null) {
            oracle.close();
            oracle = null;
        }
    }
}
