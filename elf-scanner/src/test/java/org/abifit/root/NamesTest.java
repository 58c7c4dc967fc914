package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File names are bytes, whatever the locale. */
class NamesTest {
    private static final List<String> RAW = List.of("%FF%FE", "a%0Ab", "%C3%BCber", "plain", "%C3%28", "100%25", "%7F");
    private static final List<String> NAMES = List.of("\u00ff\u00fe", "a\nb", "\u00c3\u00bcber", "plain", "\u00c3(", "100%", "\u007f");
    @TempDir
    Path root;

    @BeforeEach
    void write() throws Exception {
        for (String raw : RAW) {
            Files.createFile(at(raw));
        }
        Files.createSymbolicLink(at("%FDlink"), at("%FF%FE").getFileName());
        Files.createDirectory(at("%FCfolder"));
    }

    private Path at(String raw) {
        return Path.of(URI.create(root.toUri() + raw));
    }

    @Test
    void namesAreScannedUnderTheirExactBytes() throws Exception {
        Directory tree = Scans.scan(root).tree();
        assertEquals(expected(), new ArrayList<>(tree.names()));
        assertEquals(new Symlink("\u00ff\u00fe"), tree.child("\u00fdlink"));
    }

    @Test
    void aLiveRootFindsThemByTheirBytes() throws Exception {
        Directory tree = LiveRoot.open(root);
        assertEquals(TreeText.of(Scans.scan(root).tree()), TreeText.of(tree));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void theLocaleDoesNotMatter(String locale) throws Exception {
        List<String> want = expected().stream().map(n -> NamesMain.hex(n) + (n.endsWith("link") ? " fffe" : "")).toList();
        ProcessBuilder child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                place(RootScanner.class) + ":" + place(NamesMain.class), NamesMain.class.getName(), root.toUri().toString());
        child.environment().put("LC_ALL", locale);
        Process process = child.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor(), text);
        assertEquals(want, text.lines().toList());
    }

    private static List<String> expected() {
        TreeSet<String> names = new TreeSet<>(NAMES);
        names.addAll(List.of("\u00fdlink", "\u00fcfolder"));
        return List.copyOf(names);
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    @Test
    void everyByteGoesThroughAPathAndBack() {
        for (char c = 1; c <= 0xff; c++) {
            if (c != '/') {
                String name = "x" + c + "y";
                assertEquals("/tmp/" + name, BytePaths.text(BytePaths.path("/tmp/" + name)));
                assertEquals(name, BytePaths.name(BytePaths.path("/" + name)));
                assertEquals(String.valueOf(c), BytePaths.name(BytePaths.path("/tmp/" + c)));
            }
        }
    }

    @Test
    void relativePathsStayRelative() {
        assertEquals("\u00ff/b", BytePaths.text(BytePaths.path("/").relativize(BytePaths.path("/\u00ff/b"))));
    }

    @Test
    void peopleSeeUnicodeAndEscapes() {
        assertEquals("\u00fcber", BytePaths.toUnicode("\u00c3\u00bcber"));
        assertEquals("\\xff\\xfe", BytePaths.toUnicode("\u00ff\u00fe"));
        assertEquals("a\\x0ab\\x7f", BytePaths.toUnicode("a\nb\u007f"));
        assertEquals("\u20ac\ud83d\ude00\\xc3", BytePaths.toUnicode(BytePaths.fromUnicode("\u20ac\ud83d\ude00") + "\u00c3"));
    }

    @Test
    void controlsAndOverlongFormsAreEscapedToo() {
        assertEquals("\\u0085 \\xed\\xa0\\x80 \\xc0\\xaf", BytePaths.toUnicode("\u00c2\u0085 \u00ed\u00a0\u0080 \u00c0\u00af"));
    }

    @Test
    void oddFilesAreKnownAgainAndExcluded() throws Exception {
        RootScan before = Scans.scan(root);
        assertEquals(0, Scans.again(root, before).counts().read());
        assertEquals(before.counts().files() - 2, Scans.without(root, "[\u00ff]*", "/\u00c3\u00bc*").counts().files());
    }
}
