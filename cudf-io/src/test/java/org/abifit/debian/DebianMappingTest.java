package org.abifit.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes and what they come to, to the letter. What the golden documents say was held against dose-ceve where it can read them. */
class DebianMappingTest {
    private static final DebianRequest REQUEST = new DebianRequest(
            List.of(DebianRequest.Wanted.of("tool"), DebianRequest.Wanted.of("script:i386 (>= 2)"), DebianRequest.Wanted.of("awk")),
            List.of(DebianRequest.Wanted.of("old=1.5")), List.of(DebianRequest.Wanted.of("real (<< 9:1)")));

    private static Indexes.Converted corners(ConvertOptions options) {
        return Indexes.converted(options, REQUEST, reader -> {
            reader.status("status", Indexes.bytes(Indexes.text("status")));
            reader.packages("Packages", Indexes.bytes(Indexes.text("corners.Packages")));
            if (options.nativeArchitecture().isPresent()) {
                reader.sources("Sources", Indexes.bytes(Indexes.text("build.Sources")));
            }
        });
    }

    private record Golden(String name, ConvertOptions options) {
    }

    static Stream<Golden> goldens() {
        return Stream.of(new Golden("single.cudf", ConvertOptions.PLAIN), new Golden("multi.cudf", Indexes.MULTI),
                new Golden("kept.cudf", new ConvertOptions(Optional.of("i386"), List.of(), List.of("nocheck"), true, true)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void cornersComeToGolden(Golden golden) {
        CudfDocument document = corners(golden.options()).document();
        assertEquals(Indexes.text(golden.name()), CudfPrinter.print(document));
        CudfLoader.Loaded<CudfDocument> again = CudfLoader.load(CudfParser.parse(CudfPrinter.print(document)));
        assertEquals(document, assertInstanceOf(CudfLoader.Loaded.Accepted.class, again).content());
    }

    @Test
    void equalVersionsOfOneNameAreOnePackage() {
        assertEquals(List.of("Packages:18: lib 00:1.00 i386 is in CUDF the same package as one before"), corners(ConvertOptions.PLAIN).faults());
        assertEquals(List.of(), corners(Indexes.MULTI).faults());
    }

    @Test
    void whatIsInstalledIsReadFromTheStatusFirst() {
        String status = "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nDepends: here\n";
        String index = "Package: a\nVersion: 1\nArchitecture: all\nDepends: there\n\nPackage: a\nVersion: 2\nArchitecture: all\n";
        CudfDocument document = Indexes.converted(ConvertOptions.PLAIN, DebianRequest.NONE, reader -> {
            reader.status("status", Indexes.bytes(status));
            reader.packages("P", Indexes.bytes(index));
        }).document();
        assertEquals(2, document.packages().size());
        assertTrue(document.packages().getFirst().installed() && !document.packages().getLast().installed());
        assertEquals("here", document.packages().getFirst().depends().disjunctions().getFirst().getFirst().name());
    }

    @Test
    void wildcardsCoverArchitectures() {
        for (String fact : List.of("any amd64 yes", "amd64 amd64 yes", "linux-any amd64 yes", "any-amd64 amd64 yes", "any-amd64 x32 yes", "any-i386 amd64 no",
                "kfreebsd-any amd64 no", "linux-amd64 amd64 yes", "linux-i386 amd64 no", "any-arm armhf yes", "any-arm armel yes", "any-arm arm64 no",
                "gnu-any-any amd64 yes", "musl-linux-any amd64 no", "musl-linux-any musl-linux-amd64 yes", "any-any-any-any hurd-i386 yes", "hurd-any hurd-i386 yes",
                "kfreebsd-amd64 amd64 no", "eabihf-any-any-any armhf yes", "eabihf-any-any-any armel no", "gnu-any-any freebsd-amd64 no")) {
            String[] parts = fact.split(" ");
            assertEquals(parts[2].equals("yes"), ArchitectureWildcard.covers(parts[0], parts[1]), fact);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a |b", "a [amd64]", "a (>= 1", "a=", "a (1)", "a b", "a (>= x:1)"})
    void requestsAreChecked(String text) {
        String problem = "";
        try {
            DebianRequest.Wanted.of(text);
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
        }
        assertTrue(problem.contains("'"), "'" + text + "': " + problem);
    }
}
