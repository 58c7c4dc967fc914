package org.abifit.world;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.abifit.elf.ElfFile;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.FileView;
import org.abifit.root.LdSoCache;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Symlink;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;

/**
 * A root file system in memory with the loader of some release, and an application at {@code /app}.
 *
 * <pre>{@code
 * World world = World.of(Release.GLIBC_2_36)
 *         .app(TinyElf.program().needed("liba.so.1"))
 *         .elf("/usr/lib/liba.so.1", TinyElf.library("liba.so.1"));
 * assertEquals(Verdict.OK, world.load().verdict());
 * }</pre>
 *
 * <p>What is put here can also be written to disk ({@link #onDisk}), where the release's own files are left out: there the files of
 * a real loader take their place.
 */
public final class World {
    /** The application. */
    public static final String APP = "/app";
    /** libc6, x86-64. */
    public static final int X86_64_LIBC6 = 0x0303;
    private static final int FILE_MODE = 0644;
    private static final int PROGRAM_MODE = 0755;

    private final Optional<Release> release;
    private final String loaderPath;
    private final FileView files = new FileView(Directory.EMPTY).overlay();
    private final TinyTree onDisk = new TinyTree();
    private final SortedMap<String, String> env = new TreeMap<>();
    private final List<LdSoCache.Entry> cache = new ArrayList<>();
    private final List<String> hwcaps = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<String> cpuLevel = Optional.empty();
    private boolean usesLibc;
    private int linkGroups;

    private World(Optional<Release> release, String loaderPath, ElfFile loader) {
        this.release = release;
        this.loaderPath = loaderPath;
        facts(loaderPath, loader);
    }

    /** {@return a root that holds the loader of a release, and nothing else} */
    public static World of(Release release) {
        return new World(Optional.of(release), release.loaderPath(), release.loader());
    }

    /** {@return a root that holds a loader with the facts of a real one, and nothing else} */
    public static World of(RealLoader real) {
        return new World(real.release(), real.path(), real.facts());
    }

    /** {@return a root that holds a loader with these facts in a place of one's own, and nothing else} */
    static World of(String loaderPath, ElfFile loader) {
        return new World(Optional.empty(), loaderPath, loader);
    }

    // ---- files

    /** Puts the application, made for the loader of this world unless it names another. */
    public World app(TinyElf elf) {
        return program(APP, elf);
    }

    /** Puts a program that runs under the loader of this world, unless it names another. */
    public World program(String path, TinyElf elf) {
        parts.add(new Part.Elf(path, elf));
        return file(path, elf.build(loaderPath), PROGRAM_MODE);
    }

    /** Puts a library, or any other file, as it is. */
    public World elf(String path, TinyElf elf) {
        parts.add(new Part.Elf(path, elf));
        return file(path, elf.build(), FILE_MODE);
    }

    /** Puts an executable file as it is. */
    public World executable(String path, byte[] bytes) {
        parts.add(new Part.Bytes(path, bytes, true));
        return file(path, bytes, PROGRAM_MODE);
    }

    /** Puts bytes, whatever they are. */
    public World bytes(String path, byte[] bytes) {
        parts.add(new Part.Bytes(path, bytes, false));
        return file(path, bytes, FILE_MODE);
    }

    private World file(String path, byte[] bytes, int mode) {
        if (mode == PROGRAM_MODE) {
            onDisk.program(path, bytes);
        } else {
            onDisk.file(path, bytes);
        }
        return node(path, new RegularFile(bytes.length, mode, 0, Facts.content(bytes)));
    }

    /** Puts a small text file that is kept whole, as those under {@code /etc} are. */
    public World config(String path, String text) {
        parts.add(new Part.Config(path, text));
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        onDisk.file(path, bytes);
        return node(path, new RegularFile(bytes.length, FILE_MODE, 0, new Content.Kept(bytes)));
    }

    /** Puts a link. */
    public World link(String path, String target) {
        parts.add(new Part.Link(path, target));
        onDisk.symlink(path, target);
        return node(path, new Symlink(target));
    }

    /** Gives a file that is there a second name. */
    public World hardLink(String path, String existing) {
        parts.add(new Part.HardLink(path, existing));
        RegularFile file = (RegularFile) ((FileView.Lookup.Found) files.lookup(existing)).node();
        RegularFile linked = file.linkGroup() != 0 ? file : new RegularFile(file.size(), file.mode(), ++linkGroups, file.content());
        onDisk.hardLink(path, existing);
        return node(existing, linked).node(path, linked);
    }

    /** Makes an empty folder. */
    public World folder(String path) {
        parts.add(new Part.Folder(path));
        onDisk.folder(path);
        return node(path, Directory.EMPTY);
    }

    /** Puts a part of another world. */
    public World put(Part part) {
        return switch (part) {
            case Part.Elf(String path, TinyElf elf) -> ElfText.kind(elf).equals("library") ? elf(path, elf) : program(path, elf);
            case Part.Bytes(String path, byte[] bytes, boolean executable) -> executable ? executable(path, bytes) : bytes(path, bytes);
            case Part.Config(String path, String text) -> config(path, text);
            case Part.Link(String path, String target) -> link(path, target);
            case Part.HardLink(String path, String existing) -> hardLink(path, existing);
            case Part.Folder(String path) -> folder(path);
            case Part.Libc libc -> libc();
            case Part.OtherLibc(Release of) -> libcOf(of);
            case Part.Cached(LdSoCache.Entry entry, String level) -> level.isEmpty() ? cached(entry) : cachedHwcaps(entry.key(), level, entry.value());
        };
    }

    /** {@return what it was made of, in order, besides what only exists as facts} */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Puts the facts of a file that has no bytes here. */
    public World facts(String path, ElfFile file) {
        return node(path, new RegularFile(file.size(), PROGRAM_MODE, 0, new Content.Elf(ElfRef.of(file))));
    }

    /** Puts an entry of the tree, in memory only. */
    public World node(String path, Node node) {
        files.put(path, node);
        return this;
    }

    /** Puts the release's libc.so.6 and libdl.so.2 into its default folder; on disk they are those of the real loader. */
    public World libc() {
        parts.add(new Part.Libc());
        usesLibc = true;
        return facts(Release.LIBDL, release.orElseThrow().libdl()).facts(Release.LIBC, release.orElseThrow().libc());
    }

    /** Puts the libc.so.6 of another release into the default folder, in memory only. */
    public World libcOf(Release other) {
        parts.add(new Part.OtherLibc(other));
        return facts(Release.LIBC, other.libc());
    }

    // ---- what else decides

    /** Adds an entry of ld.so.cache: this name lies at this path. */
    public World cached(String name, String path) {
        return cached(new LdSoCache.Entry(X86_64_LIBC6, name, path, 0));
    }

    /** Adds an entry of ld.so.cache for a subfolder of {@code glibc-hwcaps}. */
    public World cachedHwcaps(String name, String level, String path) {
        if (!hwcaps.contains(level)) {
            hwcaps.add(level);
        }
        return cached(new LdSoCache.Entry(X86_64_LIBC6, name, path, 1L << 62 | hwcaps.indexOf(level)), level);
    }

    /** Adds an entry of ld.so.cache. */
    public World cached(LdSoCache.Entry entry) {
        return cached(entry, "");
    }

    private World cached(LdSoCache.Entry entry, String level) {
        parts.add(new Part.Cached(entry, level));
        cache.add(entry);
        return this;
    }

    /** Sets a variable of the environment. */
    public World env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Sets the processor's level, {@code x86-64-v1} to {@code v4}. */
    public World cpu(String level) {
        cpuLevel = Optional.of(level);
        return this;
    }

    // ---- answers

    /** {@return what the model says of the application} */
    public LoadReport load() {
        return load(APP);
    }

    /** {@return what the model says of a file} */
    public LoadReport load(String app) {
        return new Loader().load(question(app));
    }

    /** {@return the question about a file} */
    public LoadQuestion question(String app) {
        return new LoadQuestion(files(), app, env, machine());
    }

    /** {@return the file system as it is now} */
    public FileView files() {
        return new FileView(tree());
    }

    /** {@return the tree as it is now} */
    public Directory tree() {
        writeCache();
        return frozen(files.root());
    }

    private static Directory frozen(Directory folder) {
        Map<String, Node> children = new LinkedHashMap<>();
        folder.names().forEach(name -> children.put(name, folder.child(name) instanceof Directory below ? frozen(below) : folder.child(name)));
        return new Directory(children, folder.hidden());
    }

    /** {@return a machine of the processor level asked for, by default that of 2013's processors} */
    public MachineFacts machine() {
        return new MachineFacts(Optional.of(cpuLevel.orElse("x86-64-v3")), Optional.of(4096), Optional.of("6.1.0"));
    }

    // ---- the same on disk

    /** {@return the files, without those of the release itself} */
    TinyTree onDisk() {
        writeCache();
        return onDisk;
    }

    Optional<Release> release() {
        return release;
    }

    String loaderPath() {
        return loaderPath;
    }

    /** {@return the environment} */
    public SortedMap<String, String> env() {
        return env;
    }

    boolean usesLibc() {
        return usesLibc;
    }

    /** {@return the processor level, where the files are about it} */
    Optional<String> cpuLevel() {
        return cpuLevel;
    }

    private void writeCache() {
        if (!cache.isEmpty()) {
            byte[] bytes = new LdSoCache(sorted(), hwcaps.stream().sorted().toList()).toBytes(ByteOrder.LITTLE_ENDIAN);
            node("/etc/ld.so.cache", new RegularFile(bytes.length, FILE_MODE, 0, new Content.Kept(bytes)));
            onDisk.file("/etc/ld.so.cache", bytes);
            cache.clear();
        }
    }

    /** Loaders search the cache by halving, so it must be sorted as ldconfig sorts it: descending. */
    private List<LdSoCache.Entry> sorted() {
        List<LdSoCache.Entry> sorted = cache.stream().map(this::withSortedLevel).collect(Collectors.toCollection(ArrayList::new));
        sorted.sort((a, b) -> org.abifit.loader.VersionNames.compare(b.key(), a.key()));
        return sorted;
    }

    /** Loaders expect the names of levels in the order of their bytes. */
    private LdSoCache.Entry withSortedLevel(LdSoCache.Entry e) {
        return e.hwcapIndex() < 0 ? e : new LdSoCache.Entry(e.flags(), e.key(), e.value(), 1L << 62 | hwcaps.stream().sorted().toList()
                .indexOf(hwcaps.get(e.hwcapIndex())));
    }
}
