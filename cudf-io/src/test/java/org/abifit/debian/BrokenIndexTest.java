package org.abifit.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.abifit.cudf.CudfDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken stanzas are told by line and field and left out; what follows them is read. */
class BrokenIndexTest {
    private static final String GOOD = "\n\nPackage: good\nVersion: 1\nArchitecture: all\n";

    static Stream<Arguments> broken() {
        return """
            Version: 1;Architecture: all                                                => P:1: Package: is missing
            Package: a;Architecture: all                                                => P:1: Version: is missing
            Package: a;Version: 1                                                       => P:1: Architecture: is missing
            Package: a;Version: ;Architecture: all                                      => P:1: Version: is missing
            Package: a b;Version: 1;Architecture: all                                   => P:1: Package: 'a b' is not a single word of ASCII
            Package: a:i386;Version: 1;Architecture: all                                => P:1: Package: 'a:i386' is no package name
            Package: é;Version: 1;Architecture: all                                     => P:1: Package: 'Ã©' is not a single word of ASCII
            Package: a;Version: x:1;Architecture: all                                   => P:2: Version: 'x:1' is no version: what stands before the colon is no epoch
            Package: a;Version: 1;Version: 2;Architecture: all                          => P:3: Version: is there for the second time
            Package: a;no colon;Version: 1;Architecture: all                            => P:2: expected 'Field: value'
            Package: a;: x;Version: 1;Architecture: all                                 => P:2: expected 'Field: value'
            _Package: a;Version: 1                                                      => P:1: continues a field, but there is none before
            Package: a;Version: 1;Architecture: all;Depends: b (>= 1                    => P:4: Depends: 'b (>= 1': expected ')', found the end
            Package: a;Version: 1;Architecture: all;Depends: b (1)                      => P:4: Depends: 'b (1)': expected one of << <= = >= >>, found '1'
            Package: a;Version: 1;Architecture: all;Depends: b,;_c d                   => P:5: Depends: 'c d': expected '|' or the end, found 'd'
            Package: a;Version: 1;Architecture: all;Depends: b |                        => P:4: Depends: 'b |': expected a package name, found the end
            Package: a;Version: 1;Architecture: all;Depends: b:                         => P:4: Depends: 'b:': expected an architecture, found the end
            Package: a;Version: 1;Architecture: all;Depends: ${x}, b (= 1:)             => P:4: Depends: '1:' is no version: nothing follows the epoch
            Package: a;Version: 1;Architecture: all;Depends: b [amd64                   => P:4: Depends: 'b [amd64': expected a word or ']', found the end
            Package: a;Version: 1;Architecture: all;Depends: b <!x>                     => P:4: Depends: 'b <!x>': only source packages restrict relations
            Package: a;Version: 1;Architecture: all;Conflicts: b | c                    => P:4: Conflicts: '|' after b: there are no alternatives in this field
            Package: a;Version: 1;Architecture: all;Provides: b (>= 1)                  => P:4: Provides: b: only '=' may stand in this field
            Package: a;Version: 1;Architecture: all;Multi-Arch: maybe                   => P:4: Multi-Arch: 'maybe' is none of no, same, foreign, allowed
            Package: a;Version: 1;Architecture: all;Essential: maybe                    => P:4: Essential: 'maybe' is neither yes nor no
            Package: a;Version: 1;Architecture: all;Installed-Size: x                   => P:4: Installed-Size: 'x' is no number
            Package: a;Version: 1;Architecture: all;Installed-Size: -1                  => P:4: Installed-Size: '-1' is no number
            Package: a;Version: 1;Architecture: all;Source: s (1                        => P:4: Source: 's (1': expected ')' at the end
            Package: a;Version: 1;Architecture: all;Source: s t                         => P:4: Source: 's t' is not a single word of ASCII
            """.lines().map(line -> Arguments.of(line.split(" +=> ")[0].replace("_", " "), line.split(" +=> ")[1]));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void theFaultIsToldAndTheRestIsRead(String stanza, String fault) {
        Indexes.Converted converted = Indexes.packages(ConvertOptions.PLAIN, stanza.replace(';', '\n') + GOOD);
        assertEquals(List.of(fault), converted.faults());
        assertEquals(List.of("good = 2"), converted.document().packages().stream().map(p -> p.id().toString()).toList());
    }

    @Test
    void blanksCommasCommentsAndLineEndsDoNotMatter() {
        String odd = "#x\n\n \t \nPackage:a\r\nVERSION:\t1 \r\narchitecture: all\nDepends: ,b(>=1) , \n ,c ( << 2 )|d,\n#y\n\te:any,\nUnknown:\n .\n\n\n";
        Indexes.Converted converted = Indexes.packages(ConvertOptions.PLAIN, odd);
        assertEquals(List.of(), converted.faults());
        assertEquals("[[b >= 2], [c < 3, d], [e]]", converted.document().packages().getFirst().depends().disjunctions().toString());
    }

    @Test
    void oldOperatorsMeanWhatTheyMeantToDpkg() {
        Indexes.Converted converted = Indexes.packages(ConvertOptions.PLAIN, "Package: a\nVersion: 1\nArchitecture: all\nDepends: b (< 2), c (> 2)\n");
        assertEquals("[[b <= 3], [c >= 3]]", converted.document().packages().getFirst().depends().disjunctions().toString());
    }

    @Test
    void anEndlessLineIsNoDanger() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 40L << 20;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int some = (int) Math.min(left, length);
                Arrays.fill(into, from, from + some, (byte) 'x');
                left -= some;
                return some == 0 ? -1 : some;
            }
        };
        Indexes.Converted converted = Indexes.converted(ConvertOptions.PLAIN, DebianRequest.NONE, reader -> {
            reader.packages("endless", endless);
            reader.packages("P", Indexes.bytes(GOOD));
        });
        assertEquals(List.of("endless:1: the line is too long to be one"), converted.faults());
        assertEquals(1, converted.document().packages().size());
    }

    /** Whatever the bytes, what comes out is a document. */
    @Property
    void noBytesBreakIt(@ForAll Random random) throws IOException {
        byte[] bytes = Indexes.text(random.nextBoolean() ? "corners.Packages" : "build.Sources").getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(12); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : " \n\t\r:,|=[]()<>!~%a1".charAt(random.nextInt(19)));
        }
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        ConvertOptions options = new ConvertOptions(Optional.of("amd64"), List.of("i386"), List.of("nocheck"), true, random.nextBoolean());
        CudfDocument document = Indexes.converted(options, DebianRequest.NONE, reader -> {
            reader.packages("P", new ByteArrayInputStream(cut));
            reader.sources("S", new ByteArrayInputStream(cut));
            reader.status("status", new ByteArrayInputStream(cut));
        }).document();
        assertTrue(document.packages().size() <= 12);
    }
}
