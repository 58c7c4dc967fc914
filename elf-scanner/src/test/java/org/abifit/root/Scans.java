package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.abifit.testkit.Definition;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;

/** Scans and trees that several tests begin with. */
final class Scans {
    private Scans() {}

    static RootScan scan(Path root) throws Exception {
        return RootScanner.scan(root, ScanOptions.DEFAULT);
    }

    static RootScan scan(Path root, int jobs) throws Exception {
        return scan(root, jobs, List.of(), Optional.empty(), () -> false);
    }

    static RootScan without(Path root, String... globs) throws Exception {
        return scan(root, 2, Stream.of(globs).map(Glob::of).toList(), Optional.empty(), () -> false);
    }

    static RootScan again(Path root, RootScan before) throws Exception {
        return scan(root, 2, List.of(), Optional.of(new ScanOptions.Prior(before.tree(), before.identities())), () -> false);
    }

    /** {@return a scan on the caller's thread that asks now and then whether to stop} */
    static RootScan asking(Path root, BooleanSupplier cancelled) throws Exception {
        return scan(root, 1, List.of(), Optional.empty(), cancelled);
    }

    private static RootScan scan(Path root, int jobs, List<Glob> excludes, Optional<ScanOptions.Prior> prior, BooleanSupplier cancelled)
            throws Exception {
        return RootScanner.scan(root, new ScanOptions(excludes, jobs, false, prior, (entries, read) -> { }, cancelled));
    }

    /** {@return the entry at a path, links not followed} */
    static Node at(RootScan scan, String path) {
        return assertInstanceOf(FileView.Lookup.Found.class, new FileView(scan.tree()).lookupLink(path), path).node();
    }

    static RegularFile file(RootScan scan, String path) {
        return assertInstanceOf(RegularFile.class, at(scan, path), path);
    }

    static String kept(RootScan scan, String path) {
        return new String(assertInstanceOf(Content.Kept.class, file(scan, path).content(), path).bytes(), StandardCharsets.ISO_8859_1);
    }

    static ElfRef elf(RootScan scan, String path) {
        return assertInstanceOf(Content.Elf.class, file(scan, path).content(), path).ref();
    }

    /** {@return a library whose size does not depend on the name of its one function, as long as that has three letters} */
    static byte[] library(String function) {
        return TinyElf.library("libfoo.so.1").define(Definition.function(function)).build();
    }

    /** {@return a root with libraries, links of all sorts, a script, configuration and an empty folder} */
    static TinyTree system() {
        return new TinyTree()
                .file("etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n")
                .file("etc/ld.so.conf.d/local.conf", "/usr/local/lib\n")
                .file("usr/lib/libfoo.so.1.0", library("foo"))
                .symlink("usr/lib/libfoo.so.1", "libfoo.so.1.0")
                .hardLink("usr/lib/libagain.so", "usr/lib/libfoo.so.1.0")
                .file("usr/lib/libbar.so", library("bar"))
                .hardLink("opt/libbar.so", "usr/lib/libbar.so")
                .program("usr/bin/tool", TinyElf.program().needed("libfoo.so.1").build())
                .program("usr/bin/script", "#!/bin/sh -e\necho\n".getBytes(StandardCharsets.US_ASCII))
                .file("usr/share/text", "nothing a loader asks for")
                .symlink("lib", "usr/lib")
                .folder("var/empty");
    }
}
