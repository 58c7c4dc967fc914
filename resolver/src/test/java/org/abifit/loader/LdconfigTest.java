package org.abifit.loader;

import static org.abifit.testkit.TinyElf.library;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.root.Content;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.LdSoCache;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Symlink;
import org.abifit.testkit.Machine;
import org.abifit.testkit.TinyElf;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** What ldconfig makes of a root: links of the names that libraries go by, and the cache. */
class LdconfigTest {
    private final World root = World.of(Release.GLIBC_2_36).bytes("/sbin/ldconfig", new byte[100]).config("/etc/ld.so.conf", "/conf\n");

    private FileView run() throws Container.BindException {
        return Container.of(root.tree(), Optional.empty(), List.of(), true).files();
    }

    private static String link(FileView files, String path) {
        return files.lookupLink(path) instanceof Lookup.Found(String real, Symlink link) ? link.target() : "no link";
    }

    private static List<LdSoCache.Entry> entries(FileView files) {
        Lookup found = files.lookup("/etc/ld.so.cache");
        return found instanceof Lookup.Found(String path, RegularFile file) && file.content() instanceof Content.Kept kept
                ? LdSoCache.parse(kept.bytes(), ByteOrder.LITTLE_ENDIAN).entries() : List.of();
    }

    /** The first path of each name: the one a loader takes. */
    private static Map<String, String> paths(FileView files) {
        Map<String, String> paths = new TreeMap<>();
        entries(files).forEach(e -> paths.putIfAbsent(e.key(), e.value()));
        return paths;
    }

    @Test
    void aSonameGetsALinkAndAnEntry() throws Exception {
        root.elf("/conf/liba.so.1.2.3", library("liba.so.1"));
        assertEquals("liba.so.1.2.3", link(run(), "/conf/liba.so.1"));
        assertEquals(Map.of("liba.so.1", "/conf/liba.so.1"), paths(run()));
    }

    @Test
    void theNewestFileWinsByItsNumbers() throws Exception {
        root.elf("/conf/liba.so.1.9", library("liba.so.1")).elf("/conf/liba.so.1.10", library("liba.so.1"));
        assertEquals("liba.so.1.10", link(run(), "/conf/liba.so.1"));
    }

    @Test
    void anOlderLinkIsSetAnew() throws Exception {
        root.elf("/conf/liba.so.1.1", library("liba.so.1")).elf("/conf/liba.so.1.2", library("liba.so.1")).link("/conf/liba.so.1", "liba.so.1.1");
        assertEquals("liba.so.1.2", link(run(), "/conf/liba.so.1"));
    }

    @Test
    void aFileOfTheSonamesOwnNameStays() throws Exception {
        root.elf("/conf/liba.so.1", library("other.so.1")).elf("/conf/liba.so.1.2", library("liba.so.1"));
        assertEquals("no link", link(run(), "/conf/liba.so.1"));
        assertEquals("/conf/liba.so.1", paths(run()).get("liba.so.1"));
    }

    @Test
    void theLinkForTheLinkEditorIsAnEntryOfItsOwn() throws Exception {
        root.elf("/conf/liba.so.1.2", library("liba.so.1")).link("/conf/liba.so", "liba.so.1.2");
        assertEquals(Map.of("liba.so", "/conf/liba.so", "liba.so.1", "/conf/liba.so.1"), paths(run()));
    }

    @Test
    void aLinkOfAnotherNameIsAFileLikeAnyOther() throws Exception {
        root.elf("/far/impl.so", library("liba.so.1")).link("/conf/libz.so.7", "/far/impl.so");
        assertEquals("libz.so.7", link(run(), "/conf/liba.so.1"));
        assertEquals(Map.of("liba.so.1", "/conf/liba.so.1"), paths(run()));
    }

    @Test
    void linksToLinksAreFollowed() throws Exception {
        root.elf("/conf/impl-9", library("liba.so.1")).link("/conf/liba.so.1", "liba.so.1.5").link("/conf/liba.so.1.5", "impl-9");
        assertEquals("/conf/liba.so.1", paths(run()).get("liba.so.1"));
        assertEquals("impl-9", link(run(), "/conf/liba.so.1.5"));
    }

    @Test
    void withoutASonameTheFileNameCounts() throws Exception {
        root.elf("/conf/liba.so.1.2", library());
        assertEquals(Map.of("liba.so.1.2", "/conf/liba.so.1.2"), paths(run()));
    }

    @Test
    void whatIsNoLibraryIsLeftOut() throws Exception {
        root.elf("/conf/plugin.so", library("liba.so.1")).elf("/conf/liba.so.1", TinyElf.fixedProgram().soname("liba.so.1"))
                .elf("/conf/libb.so.1", library("libb.so.1").machine(Machine.AARCH64)).bytes("/conf/libc1.so", new byte[100]).link("/conf/libd.so.1", "none");
        assertEquals(Map.of(), paths(run()));
    }

    @Test
    void otherClassesOfTheMachineGetOtherFlags() throws Exception {
        root.elf("/conf/liba.so.1", library("liba.so.1").machine(Machine.I386).needed("libc.so.6")).elf("/usr/lib/liba.so.1", library("liba.so.1"));
        assertEquals(List.of("/conf/liba.so.1 3", "/usr/lib/liba.so.1 303"),
                entries(run()).stream().map(e -> e.value() + " " + Integer.toHexString(e.flags())).toList());
        assertEquals("/usr/lib/liba.so.1", root.app(TinyElf.program().needed("liba.so.1")) == null ? null : resolve("liba.so.1"));
    }

    private String resolve(String name) throws Container.BindException {
        Container container = Container.of(root.tree(), Optional.empty(), List.of(), true);
        return new Loader().load(container.question(World.APP, Map.of(), root.machine())).resolved().get(name);
    }

    @Test
    void configuredFoldersComeBeforeThoseCompiledIn() throws Exception {
        root.elf("/usr/lib/liba.so.1", library("liba.so.1")).elf("/conf/liba.so.1", library("liba.so.1"));
        assertEquals("/conf/liba.so.1", paths(run()).get("liba.so.1"));
    }

    @Test
    void configuredFoldersCountInTheOrderOfTheirLines() throws Exception {
        root.config("/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n/conf\n").config("/etc/ld.so.conf.d/b.conf", "/b\n").config("/etc/ld.so.conf.d/a.conf", "/a\n")
                .elf("/conf/liba.so.1", library("liba.so.1")).elf("/b/liba.so.1", library("liba.so.1")).elf("/a/liba.so.1", library("liba.so.1"));
        assertEquals(List.of("/a/liba.so.1", "/b/liba.so.1", "/conf/liba.so.1"), entries(run()).stream().map(LdSoCache.Entry::value).toList());
    }

    @Test
    void oneFolderUnderTwoNamesCountsOnce() throws Exception {
        root.config("/etc/ld.so.conf", "/also\n/conf\n").link("/also", "/conf").elf("/conf/liba.so.1", library("liba.so.1"));
        assertEquals(List.of("/also/liba.so.1"), entries(run()).stream().map(LdSoCache.Entry::value).toList());
    }

    @Test
    void foldersForProcessorsAreEnteredByTheirNames() throws Exception {
        root.cpu("x86-64-v3").app(TinyElf.program().needed("liba.so.1")).elf("/conf/liba.so.1", library("liba.so.1"))
                .elf("/conf/glibc-hwcaps/x86-64-v3/liba.so.1.0", library("liba.so.1")).elf("/conf/glibc-hwcaps/x86-64-v4/liba.so.1.0", library("liba.so.1"));
        assertEquals("/conf/glibc-hwcaps/x86-64-v3/liba.so.1.0", resolve("liba.so.1"));
        root.cpu("x86-64-v2");
        assertEquals("/conf/liba.so.1", resolve("liba.so.1"));
        assertEquals("no link", link(run(), "/conf/glibc-hwcaps/x86-64-v3/liba.so.1"));
    }

    @Test
    void aLibraryThatWasNotFoundIsFoundAfterwards() throws Exception {
        root.app(TinyElf.program().needed("liba.so.1")).elf("/conf/liba.so.1.2", library("liba.so.1"));
        assertEquals(Verdict.FAIL, root.load().verdict());
        assertEquals("/conf/liba.so.1", resolve("liba.so.1"));
    }

    @Test
    void theOldCacheIsForgotten() throws Exception {
        root.cached("libgone.so.1", "/gone/libgone.so.1").elf("/conf/liba.so.1", library("liba.so.1"));
        assertEquals(Map.of("liba.so.1", "/conf/liba.so.1"), paths(run()));
    }

    @Test
    void withoutAnLdconfigNothingHappens() throws Exception {
        World bare = World.of(Release.GLIBC_2_36).config("/etc/ld.so.conf", "/conf\n").elf("/conf/liba.so.1.2", library("liba.so.1"));
        FileView files = Container.of(bare.tree(), Optional.empty(), List.of(), true).files();
        assertEquals(List.of(), entries(files));
        assertEquals("no link", link(files, "/conf/liba.so.1"));
        Node folder = ((Lookup.Found) files.lookup("/conf")).node();
        assertEquals(1, ((org.abifit.root.Directory) folder).names().size());
    }
}
