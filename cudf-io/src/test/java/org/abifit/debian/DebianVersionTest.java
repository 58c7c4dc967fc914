package org.abifit.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of versions (deb-version(7)): facts, and that it is an order. */
class DebianVersionTest {
    private static final Path DPKG = Path.of("/usr/bin/dpkg");

    @ParameterizedTest
    @ValueSource(strings = {
        "1 < 2", "9 < 10", "1.9 < 1.10", "1.0 < 1.0.1", "1 < 1.0", "1.0 < 1.0a", "1.0a < 1.0b", "1.0a < 1.0+", "1.0+ < 1.0.",
        "1.0~ < 1.0", "1.0~~ < 1.0~", "1.0~rc1 < 1.0", "1.0~rc1 < 1.0~rc2", "1.0~~a < 1.0~", "1.0 < 1.0-1", "1.0-0 = 1.0", "1.0-1 < 1.0-1.1", "1.0-1~bpo1 < 1.0-1",
        "1.0-1 < 1.0-1+b1", "1.0-2 < 1.0-10", "1.0-9 < 1.0.1-1", "2.0 < 1:1.0", "1:1.0 < 2:0.1", "0:1.0 = 1.0", "00:1.00 = 1.0", "1:0 < 10:0",
        "1.001 = 1.1", "1.01 < 1.2", "0 < 0.", "1.2-3-4 < 1.2-4-3", "1-2-1 < 1-10-1", "a < b", "Z < a", "1.0a < 1.0aa", "1.0.1 < 1.0.a", "2.36-9+deb12u9 < 2.36-9+deb12u14",
        "20220101 < 20220102", "99999999999999999999 < 100000000000000000000", "1.0+dfsg-1 < 1.0+dfsg1-1", "1.0~beta < 1.0+beta", "1:2:3 < 1:2:4"})
    void facts(String fact) {
        List<String> parts = Arrays.asList(fact.split(" "));
        int expected = parts.get(1).equals("<") ? -1 : 0;
        if (fact.equals("0 < 0.")) {
            expected = -1;
        }
        assertEquals(expected, Integer.signum(DebianVersion.ORDER.compare(parts.get(0), parts.get(2))), fact);
        assertEquals(-expected, Integer.signum(DebianVersion.ORDER.compare(parts.get(2), parts.get(0))), fact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "a:1", "-1:1", "1:", "1 0", "1(", "é", "1,2", "9999999999:1", "1\u00a0"})
    void noVersions(String text) {
        assertTrue(DebianVersion.problem(text).isPresent(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.0", "0000000000000001:1", "1.0-1", "2.36-9+deb12u14", "1:2:3", "~", "a_b", "999999999:1"})
    void versions(String text) {
        assertEquals(Optional.empty(), DebianVersion.problem(text), text);
    }

    /** dpkg itself, where it is installed. */
    @Property(tries = 100)
    void dpkgAgrees(@ForAll("versions") String a, @ForAll("versions") String b) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(DPKG));
        String left = "1" + a.substring(a.indexOf(':') + 1);
        String right = "1" + b.substring(b.indexOf(':') + 1);
        Assumptions.assumeFalse(left.endsWith("-") || right.endsWith("-") || hasColon(left) || hasColon(right));
        String order = DebianVersion.ORDER.compare(left, right) < 0 ? "lt" : DebianVersion.ORDER.compare(left, right) > 0 ? "gt" : "eq";
        Process dpkg = new ProcessBuilder(DPKG.toString(), "--compare-versions", left, order, right).redirectErrorStream(true).start();
        String said = new String(dpkg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, dpkg.waitFor(), left + " " + order + " " + right + ": " + said);
    }

    private static boolean hasColon(String version) {
        return version.indexOf(':') >= 0;
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.strings().withChars("01290aZ.+-~:").ofMinLength(1).ofMaxLength(8).filter(v -> DebianVersion.problem(v).isEmpty());
    }

    @Property
    void theyAreInATotalOrder(@ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
        int ab = Integer.signum(DebianVersion.ORDER.compare(a, b));
        int bc = Integer.signum(DebianVersion.ORDER.compare(b, c));
        assertEquals(-ab, Integer.signum(DebianVersion.ORDER.compare(b, a)));
        assertEquals(0, DebianVersion.ORDER.compare(a, a));
        if (ab <= 0 && bc <= 0) {
            assertEquals(Math.min(ab, bc), Integer.signum(DebianVersion.ORDER.compare(a, c)), a + " " + b + " " + c);
        }
    }
}
