package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The folders of ldconfig, in its order. */
@Timeout(60)
class LdSoConfTest {
    private final FileView view = new FileView(new Directory(java.util.Map.of(), Optional.empty())).overlay();

    private LdSoConfTest with(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        view.put(path, new RegularFile(bytes.length, 0644, 0, new Content.Kept(bytes)));
        return this;
    }

    private List<String> folders() {
        return LdSoConf.read(view).directories();
    }

    @Test
    void aRootWithoutItHasNoFolders() {
        assertEquals(List.of(), folders());
    }

    @Test
    void linesAreFoldersInOrderAndOnlyOnce() {
        with("/etc/ld.so.conf", "/z\n  /a \n\n/z/\n/b//\n/a");
        assertEquals(List.of("/z", "/a", "/b"), folders());
    }

    @Test
    void commentsHwcapLinesAndKindsAreLeftOut() {
        with("/etc/ld.so.conf", "# /no\n/a # /no\nhwcap 0 nosegneg\nHWCAP\t1 x\n/b =libc6\nrelative/folder\n");
        assertEquals(List.of("/a", "/b"), folders());
    }

    @Test
    void includesStandWhereTheyAreWritten() {
        with("/etc/ld.so.conf", "/first\ninclude ld.so.conf.d/*.conf\n/last\n").with("/etc/ld.so.conf.d/b.conf", "/b\n/first\n")
                .with("/etc/ld.so.conf.d/a.conf", "/a\n").with("/etc/ld.so.conf.d/.c.conf", "/hidden\n").with("/etc/ld.so.conf.d/c.txt", "/no\n");
        assertEquals(List.of("/first", "/a", "/b", "/last"), folders());
        assertEquals(Set.of("/etc/ld.so.conf", "/etc/ld.so.conf.d/a.conf", "/etc/ld.so.conf.d/b.conf"), LdSoConf.read(view).files());
    }

    @Test
    void oneIncludeLineMayNameSeveralFiles() {
        with("/etc/ld.so.conf", "include\t/opt/x.conf  y.conf /no/such/*.conf /nor.this\n").with("/opt/x.conf", "/x").with("/etc/y.conf", "/y");
        assertEquals(List.of("/x", "/y"), folders());
    }

    @Test
    void aWordThatOnlyBeginsLikeIncludeIsNone() {
        with("/etc/ld.so.conf", "includes /opt/x.conf\ninclude\n").with("/opt/x.conf", "/x");
        assertEquals(List.of(), folders());
    }

    @Test
    void linkedFilesAreNamedByTheirRealPath() {
        with("/opt/real.conf", "/x").with("/etc/ld.so.conf", "include /etc/link.conf");
        view.put("/etc/link.conf", new Symlink("../opt/real.conf"));
        assertEquals(List.of("/x"), folders());
        assertEquals(Set.of("/etc/ld.so.conf", "/opt/real.conf"), LdSoConf.read(view).files());
    }

    @Test
    void loopsOfIncludesEnd() {
        with("/etc/ld.so.conf", "/a\ninclude /etc/b.conf\n/c\n").with("/etc/b.conf", "/b\ninclude /etc/ld.so.conf\n");
        assertEquals(List.of("/a", "/b", "/c"), folders());
    }

    @Test
    void aScanKeepsWhatIncludesNameOutsideOfEtc(@TempDir Path root) throws Exception {
        new TinyTree().file("etc/ld.so.conf", "include /opt/*.cfg\n").file("opt/x.cfg", "/x\n").file("opt/other", "/y\n").writeTo(root);
        Directory tree = Scans.scan(root).tree();
        assertEquals(List.of("/x"), LdSoConf.read(new FileView(tree)).directories());
        assertEquals(Content.Plain.PLAIN, ((RegularFile) ((Directory) tree.child("opt")).child("other")).content());
    }

    /** ldconfig cuts all slashes off the end, and takes no notice of what is empty then. */
    @Test
    void theRootIsNoFolder() {
        with("/etc/ld.so.conf", "/\n///\n/ok\n=x\n");
        assertEquals(List.of("/ok"), folders());
    }

    @Test
    void relativeIncludesGoByTheirOwnFile() {
        with("/etc/ld.so.conf", "include /opt/a.conf\n").with("/opt/a.conf", "include sub/*.conf\n").with("/opt/sub/b.conf", "/b").with("/etc/sub/b.conf", "/no");
        assertEquals(List.of("/b"), folders());
    }

    @Test
    void aFileThatIsNotReadYetIsNamed() {
        with("/etc/ld.so.conf", "include /opt/later.conf /opt/missing.conf /etc\n");
        view.put("/opt/later.conf", new RegularFile(3, 0644, 0, Content.Plain.PLAIN));
        assertEquals(Set.of("/etc/ld.so.conf", "/opt/later.conf"), LdSoConf.read(view).files());
    }

    /** As glob(3) has it, a bracket without its other half stands for itself. */
    @Test
    void brokenPatternsAreNames() {
        with("/etc/ld.so.conf", "include a[b.conf\ninclude [\n").with("/etc/a[b.conf", "/ab").with("/etc/[", "/bracket");
        assertEquals(List.of("/ab", "/bracket"), folders());
    }

    @Test
    void aConfigurationMadeToCostHoursDoesNot() {
        for (int i = 0; i < 500; i++) {
            with("/etc/d/f" + i, "include /etc/d/*\n");
        }
        String patterns = "include /etc/d/*a*a*a*a*a*a*b\n".repeat(20_000);
        with("/etc/ld.so.conf", "/".repeat(1 << 20) + "\n" + "/x/".repeat(1 << 10) + "\n" + patterns + "include /etc/d/*\n");
        assertEquals(1, folders().size());
    }
}
