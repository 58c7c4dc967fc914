package org.abifit.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.knowledge.Answer.Ground;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sarus' checkers, pair by pair, as its own tests and its source have them. */
final class SarusRuleTest {

    private static Rule rule(String checker) {
        return new Rule("sarus-" + checker, "", RuleKind.SARUS, "loads", List.of("a"), "2026-11-21", Map.of("checker", List.of(checker)));
    }

    private static Answer ask(String checker, Library host, Library container) {
        return new Asking(new Knowledge(List.of(), List.of(), List.of())).ask(rule(checker), host, container);
    }

    private static Library links(String... names) {
        return new Library("/lib/" + names[0], List.of(names), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        // host, container, major, full, strict, dependencies
        "libfoo.so.1.2, libfoo.so.1.2, accept, accept, accept, accept",
        "libfoo.so.1.2.3, libfoo.so.1.2.3, accept, accept, accept, accept",
        "libfoo.so.1.3, libfoo.so.1.2, accept, accept, refuse, accept",
        "libfoo.so.1.2, libfoo.so.1.3, accept, warn, refuse, warn",
        "libfoo.so.1.2.3, libfoo.so.1.2.4, accept, accept, accept, accept",
        "libfoo.so.1.2.4, libfoo.so.1.2.3, accept, accept, accept, accept",
        "libfoo.so.12.5.5, libfoo.so.12.10.5, accept, warn, refuse, warn",
        "libfoo.so.1, libfoo.so.2, refuse, refuse, refuse, warn",
        "libfoo.so.2, libfoo.so.1, refuse, refuse, refuse, warn",
        // A missing second number is less than any, also than 0.
        "libfoo.so.1, libfoo.so.1.2, accept, warn, refuse, warn",
        "libfoo.so.1, libfoo.so.1.0, accept, warn, refuse, warn",
        "libfoo.so.1.0, libfoo.so.1, accept, accept, refuse, accept",
        "libfoo.so.1.2, libfoo.so.1, accept, accept, refuse, accept",
        "libfoo.so.1, libfoo.so.1, accept, accept, accept, accept",
        // Without a first number, MPI libraries stop the hook; dependencies compare what is missing.
        "libfoo.so, libfoo.so, refuse, refuse, refuse, accept",
        "libfoo.so, libfoo.so.0, refuse, refuse, refuse, warn",
        "libfoo.so.1, libfoo.so, refuse, refuse, refuse, warn",
        "libfoo.so.1, libbar.so.1, refuse, refuse, refuse, warn",
        "libfoo-2.0.so.0, libfoo-2.0.so.0, accept, accept, accept, accept",
        "/opt/mpi/lib/libfoo.so.4.3, /usr/lib/libfoo.so.4, accept, accept, refuse, accept",
        "libmpi.so.40.40.7, libmpi.so.40.30.4, accept, accept, refuse, accept",
        // More than three numbers are not looked at.
        "libfoo.so.1.2.3.4, libfoo.so.1.2.3.9, accept, accept, accept, accept",
        // What is no name of a library, or no number, throws.
        "libfoo.a, libfoo.so.1, refuse, refuse, refuse, refuse",
        "libfoo.so.1, libfoo.so.1.socket, refuse, refuse, refuse, refuse",
        "libfoo.so.conf, libfoo.so.conf, refuse, refuse, refuse, refuse",
        "libfoo.so.a, libfoo.so.1, refuse, refuse, refuse, refuse",
        "libfoo.so.99999999999, libfoo.so.1, refuse, refuse, refuse, refuse",
        "libfoo.so.1a, libfoo.so.1, accept, accept, accept, accept",
    })
    void pairsAreJudgedAsSarusDoes(String host, String container, String major, String full, String strict, String dependencies) {
        assertEquals(List.of(major, full, strict, dependencies), List.of("major", "full", "strict", "dependencies").stream()
                .map(checker -> ask(checker, Library.ofName(host), Library.ofName(container)).word().word()).toList());
    }

    @Test
    void theLongestNameOfTheLinksCounts() {
        Library host = links("libmpi.so.12", "libmpi.so.12.1", "libmpi.so.12.1.8");
        assertEquals(List.of("libmpi.so.12.1.8", "libmpi.so.12.4.2"), ask("full", host, links("libmpi.so.12", "libmpi.so.12.4.2")).details());
        assertEquals("warn", ask("full", host, links("libmpi.so.12", "libmpi.so.12.4.2")).word().word());
    }

    @Test
    void targetsOfAnotherNameDoNotCount() {
        Library cray = links("libmpi.so.12", "libmpich_gnu_71.so.3.0.1");
        assertEquals("accept", ask("strict", cray, links("libmpi.so.12")).word().word());
    }

    @Test
    void targetsWhoseNumbersContradictTheLinkDoNotCount() {
        Library vendor = links("libvdpau_nvidia.so.1", "libvdpau_nvidia.so.440.33.01");
        assertEquals(List.of("libvdpau_nvidia.so.1", "libvdpau_nvidia.so.1"), ask("major", vendor, links("libvdpau_nvidia.so.1")).details());
    }

    @Test
    void linksOfFoldersAreNoLibraries() {
        assertEquals("accept", ask("major", new Library("/lib/libfoo.so.1", List.of("libfoo.so.1", "lib", "libfoo.so.1.2"), Optional.empty(), Optional.empty()),
                links("libfoo.so.1")).word().word());
    }

    @Test
    void aDowngradeThatMajorPassesIsNamed() {
        assertEquals(Ground.SARUS_DOWNGRADE, ask("major", Library.ofName("libmpi.so.12.1"), Library.ofName("libmpi.so.12.4")).ground());
        assertEquals(Ground.SARUS_FITS, ask("major", Library.ofName("libmpi.so.12.4"), Library.ofName("libmpi.so.12.1")).ground());
    }
}
