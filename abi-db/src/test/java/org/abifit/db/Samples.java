package org.abifit.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfFault;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.root.BytePaths;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.FileIdentity;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;
import org.abifit.root.RootScanner;
import org.abifit.root.ScanOptions;
import org.abifit.root.ScanProblem;
import org.abifit.root.Special;
import org.abifit.root.Symlink;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;

/** Roots and scans that the tests store. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");
    /** A name that is no UTF-8, as a byte string. */
    static final String ODD_NAME = "caf\u00e9\u00ff";
    static final MachineFacts MACHINE = new MachineFacts(Optional.of("x86-64-v3"), Optional.of(4096), Optional.of("6.1.0-18-amd64"));

    private Samples() {}

    /** Writes a root with a bit of everything that a loader meets. */
    static Path root(Path folder) throws IOException {
        byte[] library = TinyElf.library("libfoo.so.1").nodes("FOO_1").define(Definition.function("foo")).build();
        Path root = new TinyTree()
                .file("etc/ld.so.conf", "/opt/lib\n")
                .file("opt/lib/libfoo.so.1.0", library)
                .symlink("opt/lib/libfoo.so.1", "libfoo.so.1.0")
                .hardLink("opt/lib/libfoo.so.1.0.0", "opt/lib/libfoo.so.1.0")
                .file("opt/copy/libfoo.so.1", library)
                .program("usr/bin/app", TinyElf.program().needed("libfoo.so.1").refer(Reference.lazy("foo")).build())
                .program("usr/bin/script", "#!/bin/sh -e\nexit\n".getBytes(StandardCharsets.US_ASCII))
                .file("usr/lib/cut.so", Arrays.copyOf(library, 100))
                .folder("var/empty")
                .writeTo(folder);
        Files.write(BytePaths.path(BytePaths.text(root) + "/" + ODD_NAME), new byte[] {1, 2, 3});
        return root;
    }

    static RootScan scan(Path root) throws Exception {
        return scan(root, Optional.empty());
    }

    static RootScan scan(Path root, Optional<ScanOptions.Prior> prior) throws Exception {
        ScanOptions o = ScanOptions.DEFAULT;
        return RootScanner.scan(root, new ScanOptions(o.excludes(), 1, o.crossMounts(), prior, o.progress(), o.cancelled()));
    }

    /** {@return a scan with every kind of entry, also those that the user who runs the tests cannot make} */
    static RootScan everything() {
        RegularFile library = new RegularFile(16384, 0755, 1, new Content.Elf(object("libfoo.so.1", 3)));
        RegularFile sameAgain = new RegularFile(16384, 0755, 1, new Content.Elf(object("libfoo.so.1", 3)));
        RegularFile other = new RegularFile(9, 04755, 0, new Content.Elf(object("libbar.so.2", 40)));
        Map<String, Node> lib = new TreeMap<>(Map.of("libfoo.so.1", library, "libfoo.so", sameAgain, "libbar.so.2", other,
                ODD_NAME, new Symlink("../" + ODD_NAME)));
        Map<String, Node> top = new TreeMap<>(Map.of(
                "lib", new Directory(lib, Optional.empty()),
                "proc", new Directory(Map.of(), Optional.of("belongs to the kernel \u2014 skipped")),
                "dev", new Directory(Map.of("pipe", new Special(Special.Kind.FIFO), "log", new Special(Special.Kind.SOCKET), "null",
                        new Special(Special.Kind.DEVICE), "odd", new Special(Special.Kind.OTHER)), Optional.empty()),
                "conf", new RegularFile(3, 0644, 0, new Content.Kept(new byte[] {0, -1, 10})),
                "run", new RegularFile(20, 0755, 0, new Content.Script("/bin/sh -e")),
                "text", new RegularFile(5_000_000_000L, 0600, 0, Content.Plain.PLAIN),
                "cut", malformed(),
                "headless", new RegularFile(4, 0644, 0, new Content.Malformed(Optional.empty(), new ElfFault(4, "e_ident", "ends after 4 bytes"))),
                "secret", new RegularFile(7, 0, 0, new Content.Unreadable("permission denied"))));
        Map<RegularFile, FileIdentity> identities = new IdentityHashMap<>();
        identities.put(library, new FileIdentity(2049, Long.MAX_VALUE, -1, 1_700_000_000_123_456_789L));
        identities.put(other, new FileIdentity(-5, 7, 1, Long.MIN_VALUE));
        List<ScanProblem> problems = List.of(new ScanProblem("/cut", ScanProblem.Kind.MALFORMED, "0x1f8: vn_aux: points past the end"),
                new ScanProblem("/proc", ScanProblem.Kind.SKIPPED, "belongs to the kernel"));
        return new RootScan(new Directory(top, Optional.empty()), identities, problems, MACHINE, new RootScan.Counts(0, 0, 0, 0));
    }

    private static RegularFile malformed() {
        byte[] elf = TinyElf.library("libcut.so").define(Definition.function("cut")).build();
        return switch (ElfReader.read(ByteSource.of(Arrays.copyOf(elf, 100)))) {
            case ElfOutcome.Malformed m -> new RegularFile(100, 0644, 0, new Content.Malformed(m.header(), m.fault()));
            case ElfOutcome.Parsed p -> throw new AssertionError(p);
            case ElfOutcome.NotElf n -> throw new AssertionError(n);
            case ElfOutcome.Unreadable u -> throw new AssertionError(u);
        };
    }

    /** {@return a library with that many functions} */
    static ElfRef object(String soname, int functions) {
        TinyElf elf = TinyElf.library(soname);
        IntStream.range(0, functions).forEach(i -> elf.define(Definition.function("function_%d".formatted(i))));
        return switch (ElfReader.read(ByteSource.of(elf.build()))) {
            case ElfOutcome.Parsed p -> ElfRef.of(p.file());
            case ElfOutcome.Malformed m -> throw new AssertionError(m);
            case ElfOutcome.NotElf n -> throw new AssertionError(n);
            case ElfOutcome.Unreadable u -> throw new AssertionError(u);
        };
    }

    /** {@return a scan of a folder with a few libraries that only this number has} */
    static RootScan numbered(int number, int libraries) {
        Map<String, Node> files = new TreeMap<>();
        IntStream.range(0, libraries).forEach(i -> files.put("lib%d.so".formatted(i),
                new RegularFile(1, 0644, 0, new Content.Elf(object("lib%d-%d.so".formatted(number, i), 50)))));
        return new RootScan(new Directory(files, Optional.empty()), new IdentityHashMap<>(), List.of(), MachineFacts.UNKNOWN,
                new RootScan.Counts(0, 0, 0, 0));
    }

    static SnapshotInfo save(AbiStore store, String name, RootScan scan) throws SnapshotFault {
        return store.save(name, Snapshot.Kind.HOST, Map.of("site", "north"), "/", NOON, "0.1.0", scan);
    }

    static byte[] bytes(RootScan scan) {
        return TreeCodec.encode(scan.tree(), scan.machine()).bytes();
    }

    static byte[] bytes(Snapshot snapshot) {
        return TreeCodec.encode(snapshot.tree(), snapshot.machine()).bytes();
    }
}
