package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that decide what is loaded are kept whole, wherever they lie. */
class ConfigurationTest {
    @TempDir
    Path folder;

    private RootScan scan(TinyTree tree) throws Exception {
        return Scans.scan(tree.writeTo(folder));
    }

    private static Set<String> kept(RootScan scan) {
        Set<String> kept = new TreeSet<>();
        collect(scan.tree(), "", kept);
        return kept;
    }

    private static void collect(Directory in, String at, Set<String> kept) {
        for (String name : in.names()) {
            switch (in.child(name)) {
                case Directory below -> collect(below, at + "/" + name, kept);
                case RegularFile file when file.content() instanceof Content.Kept -> kept.add(at + "/" + name);
                default -> { }
            }
        }
    }

    @Test
    void theUsualPlaces() throws Exception {
        Set<String> usual = new TreeSet<>(List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.preload", "/etc/ld.so.conf.d/a.conf", "/etc/ld-musl-x86_64.path",
                "/etc/os-release", "/usr/lib/os-release"));
        TinyTree tree = new TinyTree().file("etc/ld.so.confx", "x").file("etc/ld-musl-x86_64.pathx", "x").file("ld.so.conf", "x").file("opt/etc/ld.so.conf", "x");
        usual.forEach(path -> tree.file(path, path));
        RootScan scan = scan(tree);
        assertEquals(usual, kept(scan));
        assertEquals("/etc/ld.so.cache", Scans.kept(scan, "/etc/ld.so.cache"));
    }

    @Test
    void whatNamesPlugIns() throws Exception {
        Set<String> texts = new TreeSet<>(List.of("/etc/nsswitch.conf", "/etc/libibverbs.d/mlx5.driver", "/etc/pam.d/su", "/etc/slurm/slurm.conf", "/etc/slurm-llnl/plugstack.conf",
                "/etc/slurm/plugstack.conf.d/a.conf", "/etc/OpenCL/vendors/pocl.icd", "/usr/share/glvnd/egl_vendor.d/50_mesa.json", "/usr/share/vulkan/icd.d/lvp.json",
                "/etc/vulkan/implicit_layer.d/x.json", "/usr/lib64/gconv/gconv-modules", "/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.d/extra.conf"));
        TinyTree tree = new TinyTree().file("etc/other.conf", "x").file("usr/lib64/gconv/ISO646.so", "x").file("etc/glvnd/x.json", "x").file("usr/lib64/gconv-modules", "x");
        texts.forEach(path -> tree.file(path, path));
        assertEquals(texts, kept(scan(tree)));
    }

    @Test
    void whatNamesPlugInsIsFoundBehindLinksAndSmall() throws Exception {
        TinyTree tree = new TinyTree().symlink("etc/nsswitch.conf", "/etc/authselect/nsswitch.conf").file("etc/authselect/nsswitch.conf", "passwd: files\n")
                .file("etc/pam.d/large", "x".repeat((1 << 20) + 1));
        RootScan scan = scan(tree);
        assertEquals(Set.of("/etc/authselect/nsswitch.conf"), kept(scan));
        assertEquals(List.of(), scan.problems());
    }

    @Test
    void placesThatLinksLeadTo() throws Exception {
        RootScan scan = scan(new TinyTree().symlink("etc", "usr/etc").symlink("usr/etc/ld.so.cache", "../../var/cache/ld.so.cache").file("var/cache/ld.so.cache", "c")
                .symlink("usr/etc/ld.so.preload", "/run/preload").file("run/preload", "p").symlink("usr/etc/ld.so.conf.d", "/opt/conf.d").file("opt/conf.d/x", "x")
                .symlink("usr/etc/os-release", "../lib/os-release").file("usr/lib/os-release", "o").symlink("usr/etc/ld-musl-arm.path", "/nowhere"));
        assertEquals(Set.of("/var/cache/ld.so.cache", "/run/preload", "/opt/conf.d/x", "/usr/lib/os-release"), kept(scan));
    }

    /** Each file that is kept may name the next one. */
    @Test
    void includesOfIncludesWhereverTheyLead() throws Exception {
        RootScan scan = scan(new TinyTree().symlink("etc/ld.so.conf", "/a/one").file("a/one", "include /b/*.conf\n").file("b/two.conf", "include ../c/three\n")
                .file("c/three", "#!/not/a/script\ninclude /d/four /d/one\n").file("d/four", "/last\n").symlink("d/one", "/a/one").file("b/two.txt", "x"));
        assertEquals(Set.of("/a/one", "/b/two.conf", "/c/three", "/d/four"), kept(scan));
        assertEquals(List.of("/last"), LdSoConf.read(new FileView(scan.tree())).directories());
        assertEquals(List.of(), scan.problems());
        assertEquals(6 - 1, scan.counts().files());
    }

    @Test
    void librariesThatAConfigurationNamesStayLibraries() throws Exception {
        RootScan scan = scan(new TinyTree().file("etc/ld.so.conf", "include /lib/*\n").file("lib/libx.so", TinyElf.library().build()).file("lib/broken", "\177ELF"));
        assertInstanceOf(Content.Elf.class, Scans.file(scan, "/lib/libx.so").content());
        assertInstanceOf(Content.Malformed.class, Scans.file(scan, "/lib/broken").content());
        assertEquals(List.of("/lib/broken"), scan.problems().stream().map(ScanProblem::path).toList());
    }

    @Test
    void brokenIncludePatternsEndNoScan() throws Exception {
        assertEquals(Set.of("/etc/ld.so.conf"), kept(scan(new TinyTree().file("etc/ld.so.conf", "include [a\ninclude /x/[!\ninclude\n").folder("x"))));
    }

    @Test
    void identitiesBelongToTheFilesOfTheTree() throws Exception {
        RootScan scan = scan(new TinyTree().file("etc/ld.so.conf", "include /x\n").file("x", "/y\n").file("z", "z"));
        assertEquals(3, scan.identities().size());
        for (String path : List.of("/etc/ld.so.conf", "/x", "/z")) {
            assertEquals(Set.of(true), Set.of(scan.identities().containsKey(Scans.file(scan, path))), path);
        }
    }

    @Test
    void whatIsTooLargeIsNamedInsteadOfKept() throws Exception {
        Path root = new TinyTree().file("etc/ld.so.conf", "include /zeros\n").file("etc/ld.so.cache", "").file("zeros", "").writeTo(folder);
        for (String name : List.of("etc/ld.so.cache", "zeros")) {
            try (RandomAccessFile sparse = new RandomAccessFile(root.resolve(name).toFile(), "rw")) {
                sparse.setLength(4L << 30);
            }
        }
        RootScan scan = Scans.scan(root);
        assertEquals(Set.of("/etc/ld.so.conf"), kept(scan));
        assertEquals(List.of("/etc/ld.so.cache UNREADABLE", "/zeros UNREADABLE"), scan.problems().stream().map(p -> p.path() + " " + p.kind()).toList());
    }

    @Test
    void togetherTheyTakeSomeMemoryAndNoMore() throws Exception {
        TinyTree tree = new TinyTree();
        for (int i = 0; i < 20; i++) {
            tree.file("etc/ld.so.conf.d/%02d.conf".formatted(i), "");
        }
        Path root = tree.writeTo(folder);
        for (int i = 0; i < 20; i++) {
            try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("etc/ld.so.conf.d/%02d.conf".formatted(i)).toFile(), "rw")) {
                sparse.setLength(8 << 20);
            }
        }
        RootScan scan = Scans.scan(root);
        assertEquals(8, kept(scan).size());
        assertEquals(12, scan.problems().size());
    }
}
