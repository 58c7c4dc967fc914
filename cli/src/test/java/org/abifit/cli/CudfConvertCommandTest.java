package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code abifit cudf convert} as a user types it. */
final class CudfConvertCommandTest {
    private static final String INDEX = """
            Package: mutt
            Version: 2.2.9-1
            Architecture: amd64
            Depends: libc6 (>= 2.34), mta | exim4

            Package: broken
            Version: 1
            Architecture: amd64
            Depends: a (

            Package: exim4
            Version: 4.96
            Architecture: all
            Provides: mta

            Package: libc6
            Version: 2.36-9
            Architecture: amd64
            """;
    private static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Essential: yes
            Version: 2.31-1
            Architecture: amd64
            """;

    @TempDir
    private Path folder;
    private Path index;
    private Path status;
    private Path out;

    @BeforeEach
    void files() throws IOException {
        index = Files.writeString(folder.resolve("Packages"), INDEX);
        status = Files.writeString(folder.resolve("status"), STATUS);
        out = folder.resolve("out.cudf");
    }

    @Test
    void convertsAndTellsWhatIsLeftOut() throws IOException {
        Run run = Run.of("cudf", "convert", index, out, "--status", status, "--install", "mutt", "--essential", "keep", "--names", folder.resolve("names.tsv"));
        assertEquals(new Run(0, "DIR/out.cudf: 4 packages, 1 installed; 1 stanzas left out\n",
                "abifit: Packages:9: Depends: 'a (': expected one of << <= = >= >>, found the end: the stanza is left out\n"), new Run(run.code(), run.plain(folder), run.err()));
        String document = Files.readString(out);
        assertTrue(document.contains("package: libc6\nversion: 3\nconflicts: libc6\ninstalled: true\nkeep: package\n"), document);
        assertTrue(document.contains("depends: libc6 >= 4 , mta | --virtual-mta | exim4\n"), document);
        assertTrue(document.endsWith("request: \ninstall: mutt\n"), document);
        assertEquals("package\tversion\tdebian\nlibc6\t3\t2.31-1\nmutt\t2\t2.2.9-1\nexim4\t6\t4.96\nlibc6\t5\t2.36-9\n", Files.readString(folder.resolve("names.tsv")));
        assertEquals(List.of("Packages", "names.tsv", "out.cudf", "status"), names());
    }

    @Test
    void writesToStandardOutputAndReadsWhatIsCompressed() throws IOException {
        Path packed = folder.resolve("packed/Packages.gz");
        Files.createDirectories(packed.getParent());
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(Files.readAllBytes(index));
        }
        Run run = Run.of("cudf", "convert", packed, "-", "--native-arch", "amd64", "--foreign-arch", "i386");
        assertEquals(0, run.code());
        assertEquals(run, Run.of("cudf", "convert", index, "-", "--native-arch", "amd64", "--foreign-arch", "i386"));
        assertTrue(run.out().contains("package: exim4%3aamd64\n"), run.out());
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(packed, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Run cut = Run.of("cudf", "convert", packed, out);
        assertEquals(1, cut.code());
        assertTrue(cut.err().matches("abifit: .*Packages\\.gz: GZIP: ends too early: fetch it again\n"), cut.err());
        assertFalse(Files.exists(out));
    }

    @Test
    void sourcesNeedWhatBuildsThem() throws IOException {
        Path sources = Files.writeString(folder.resolve("Sources"), "Package: mutt\nVersion: 2.2.9-1\nArchitecture: any\nBuild-Depends: libc6 <!cross>\n");
        Run run = Run.of("cudf", "convert", "--sources", sources, "--native-arch", "amd64", "-");
        assertTrue(run.out().contains("package: src%3amutt\nversion: 2\ndepends: build-essential%3aamd64 , libc6%3aamd64\n"), run.out());
        assertFalse(Run.of("cudf", "convert", "--sources", sources, "--native-arch", "amd64", "--profile", "cross", "-").out().contains("libc6"));
    }

    @Test
    void failuresLeaveWhatWasThere() throws IOException {
        Files.writeString(out, "before");
        Run none = Run.of("cudf", "convert", Files.writeString(folder.resolve("none"), "x\n"), out);
        assertEquals(1, none.code());
        assertTrue(none.err().endsWith("abifit: convert: no package could be read: look at the faults above\n"), none.err());
        assertEquals(1, Run.of("cudf", "convert", folder.resolve("missing"), out).code());
        assertEquals(1, Run.of("cudf", "convert", index, folder.resolve("no/such/folder")).code());
        assertEquals("before", Files.readString(out));
        assertEquals(List.of("Packages", "none", "out.cudf", "status"), names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "--status", "x y --from rpm", "x y --foreign-arch i386", "x y --sources z", "x y --install a|b", "x y --essential no"})
    void wrongUsageIs64(String line) {
        assertEquals(64, Run.of((Object[]) ("cudf convert " + line).split(" ")).code());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> !n.equals("packed")).sorted().toList();
        }
    }
}
