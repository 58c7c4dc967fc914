package org.abifit.loader;

import static org.abifit.testkit.TinyElf.library;
import static org.abifit.testkit.TinyElf.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.Symlink;
import org.abifit.world.Release;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/** Host files in a container: what a bind covers, what it makes, and what it cannot do. */
class ContainerTest {
    private final World image = World.of(Release.GLIBC_2_36).app(program().needed("liba.so.1"))
            .elf("/usr/lib/liba.so.1.0", library("liba.so.1")).link("/usr/lib/liba.so.1", "liba.so.1.0")
            .elf("/usr/lib/libb.so.1", library("libb.so.1")).link("/abs", "/usr/lib").link("/loop", "loop").config("/etc/text", "text");
    private final World host = World.of(Release.GLIBC_2_41)
            .elf("/opt/lib/liba.so.1.5", library("liba.so.1").define("new")).link("/opt/lib/liba.so.1", "liba.so.1.5")
            .elf("/opt/lib/libc1.so.1", library("libc1.so.1")).link("/opt/far", "/opt/lib/liba.so.1");

    private Container with(Bind... binds) throws Container.BindException {
        return Container.of(image.tree(), Optional.of(host.files()), List.of(binds), false);
    }

    private static Node at(FileView files, String path) {
        return files.lookupLink(path) instanceof Lookup.Found(String real, Node node) ? node : null;
    }

    private LoadReport load(Container container) {
        return new Loader().load(container.question(World.APP, Map.of(), host.machine()));
    }

    @Test
    void aBindCoversTheFileBehindALinkAndTheLinkStays() throws Exception {
        Container container = with(new Bind("/opt/lib/liba.so.1", "/usr/lib/liba.so.1"));
        assertEquals(new Symlink("liba.so.1.0"), at(container.files(), "/usr/lib/liba.so.1"));
        assertSame(at(host.files(), "/opt/lib/liba.so.1.5"), at(container.files(), "/usr/lib/liba.so.1.0"));
        assertTrue(container.isBound("/usr/lib/liba.so.1"));
        assertTrue(container.isBound("/abs/liba.so.1.0"));
        assertFalse(container.isBound("/usr/lib/libb.so.1"));
    }

    @Test
    void theImageItselfStaysAsItWas() throws Exception {
        Node before = at(image.files(), "/usr/lib/liba.so.1.0");
        with(new Bind("/opt/lib/liba.so.1", "/usr/lib/liba.so.1"));
        assertSame(before, at(image.files(), "/usr/lib/liba.so.1.0"));
    }

    @Test
    void theReportTellsWhatComesFromTheHost() throws Exception {
        Container container = with(new Bind("/opt/lib/liba.so.1", "/usr/lib/liba.so.1"));
        LoadReport report = load(container);
        assertEquals(Verdict.OK, report.verdict());
        assertEquals(List.of("liba.so.1"), container.fromHost(report));
        assertEquals(List.of(), with().fromHost(load(with())));
    }

    @Test
    void aMissingTargetIsMadeWithItsFolders() throws Exception {
        Container container = with(new Bind("/opt/lib/libc1.so.1", "/new/folder/libc1.so.1"));
        assertSame(at(host.files(), "/opt/lib/libc1.so.1"), at(container.files(), "/new/folder/libc1.so.1"));
        assertTrue(container.isBound("/new/folder/libc1.so.1"));
    }

    @Test
    void aMissingTargetBelowALinkIsMadeBehindIt() throws Exception {
        Container container = with(new Bind("/opt/lib/libc1.so.1", "/abs/more/../libc1.so.1"));
        assertSame(at(host.files(), "/opt/lib/libc1.so.1"), at(container.files(), "/usr/lib/libc1.so.1"));
    }

    @Test
    void aLinkToNothingIsFilledWhereItPoints() throws Exception {
        image.link("/usr/lib/gone.so", "far/gone.so");
        Container container = with(new Bind("/opt/lib/libc1.so.1", "/usr/lib/gone.so"));
        assertSame(at(host.files(), "/opt/lib/libc1.so.1"), at(container.files(), "/usr/lib/far/gone.so"));
    }

    @Test
    void sourcesAreFollowedInTheHost() throws Exception {
        Container container = with(new Bind("/opt/far", "/usr/lib/libb.so.1"));
        assertSame(at(host.files(), "/opt/lib/liba.so.1.5"), at(container.files(), "/usr/lib/libb.so.1"));
    }

    @Test
    void aFolderBringsEverythingInIt() throws Exception {
        Container container = with(new Bind("/opt/lib", "/host"));
        assertTrue(container.isBound("/host/liba.so.1"));
        assertEquals(List.of("liba.so.1", "liba.so.1.5", "libc1.so.1"), List.copyOf(((Directory) at(container.files(), "/host")).names()));
    }

    @Test
    void aFolderCoversAFolder() throws Exception {
        Container container = with(new Bind("/opt/lib", "/usr/lib"));
        assertEquals(null, at(container.files(), "/usr/lib/libb.so.1"));
        assertEquals("/usr/lib/liba.so.1", load(container).resolved().get("liba.so.1"));
        assertEquals(List.of("liba.so.1"), container.fromHost(load(container)));
    }

    @Test
    void aLaterBindMayLieInAnEarlierOne() throws Exception {
        Container container = with(new Bind("/opt/lib", "/host"), new Bind("/opt/lib/libc1.so.1", "/host/liba.so.1"));
        assertSame(at(host.files(), "/opt/lib/libc1.so.1"), at(container.files(), "/host/liba.so.1.5"));
        assertTrue(host.files().lookup("/opt/lib/liba.so.1.5") instanceof Lookup.Found);
    }

    @Test
    void anEarlierBindIsCoveredByALaterFolder() throws Exception {
        Container container = with(new Bind("/opt/lib/libc1.so.1", "/host/x.so"), new Bind("/opt/lib", "/host"));
        assertEquals(null, at(container.files(), "/host/x.so"));
    }

    private String refused(String from, String to) {
        return assertThrows(Container.BindException.class, () -> with(new Bind(from, to))).getMessage();
    }

    @Test
    void whatNoRuntimeCouldDo() {
        assertEquals("bind source missing: /opt/none", refused("/opt/none", "/usr/lib/liba.so.1"));
        assertEquals("bind: file on folder or the reverse: /usr/lib", refused("/opt/lib/libc1.so.1", "/usr/lib"));
        assertEquals("bind: file on folder or the reverse: /usr/lib/libb.so.1", refused("/opt/lib", "/usr/lib/libb.so.1"));
        assertEquals("bind: a file lies on the way to /etc/text/x", refused("/opt/lib/libc1.so.1", "/etc/text/x"));
        assertEquals("bind: links turn in a circle: /loop", refused("/opt/lib/libc1.so.1", "/loop"));
    }

    @Test
    void aFolderThatWasNotScannedIsNoPlaceForABind() {
        image.node("/secret", new Directory(Map.of(), Optional.of("permission denied")));
        assertEquals("bind: what lies at /secret is not known: permission denied", refused("/opt/lib/libc1.so.1", "/secret/x"));
    }

    @Test
    void aBindNeedsAHost() {
        Container.BindException refused = assertThrows(Container.BindException.class,
                () -> Container.of(image.tree(), Optional.empty(), List.of(new Bind("/a", "/b")), false));
        assertEquals("a bind needs a host: /a", refused.getMessage());
    }
}
