package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.abifit.testkit.TinyTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a tree of its own, with a java that prints its arguments instead of running them. */
final class LauncherTest {
    private static final Path LAUNCHER = Path.of("../abifit");
    private static final String ECHO = """
            #!/bin/sh
            printf 'java %s\\n' "$0"
            printf 'locale %s\\n' "${LC_ALL:-} ${JAVA_TOOL_OPTIONS:-none}"
            printf '[%s]\\n' "$@"
            """;

    @TempDir
    private Path folder;
    private Path launcher;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void build() throws IOException {
        folder = folder.toRealPath();
        Path home = new TinyTree().program("abifit", Files.readAllBytes(LAUNCHER)).file("cli/target/abifit.jar", "").writeTo(folder.resolve("a b"));
        launcher = home.resolve("abifit");
        environment.put("ABIFIT_NO_BUILD", "1");
        environment.put("JAVA_HOME", java("jdk", "25.0.1+8").toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    private Path java(String name, String release) throws IOException {
        return new TinyTree().program("bin/java", ECHO.getBytes(StandardCharsets.UTF_8))
                .file("release", "IMPLEMENTOR=\"x\"\nJAVA_RUNTIME_VERSION=\"%s\"\nJAVA_VERSION=\"0\"\n".formatted(release)).writeTo(folder.resolve(name));
    }

    private Run run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path err = folder.resolve("err");
        Process process = builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }

    private static List<String> arguments(Run run) {
        List<String> all = new ArrayList<>();
        run.out().lines().filter(l -> l.startsWith("[")).forEach(l -> all.add(l.substring(1, l.length() - 1)));
        return all;
    }

    @Test
    void passesArgumentsOnAsTheyAre() throws Exception {
        List<String> all = arguments(run(launcher.toString(), "elf", "a  b", "", "*", "$HOME", "é"));
        assertEquals(List.of("org.abifit.cli.Main", "elf", "a  b", "", "*", "$HOME", "é"), all.subList(all.size() - 7, all.size()));
        assertTrue(all.contains("-XX:+UseSerialGC") && all.contains(folder + "/a b/cli/target/abifit.jar"), all.toString());
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/one"), Path.of("../a b/abifit"));
        Files.createSymbolicLink(folder.resolve("two"), folder.resolve("bin/one"));
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        for (String[] way : new String[][] {{folder + "/two"}, {"./two"}, {"sh", "two"}, {"sh", "-c", "one"}}) {
            Run run = run(way);
            assertTrue(arguments(run).contains(folder + "/a b/cli/target/abifit.jar"), String.join(" ", way) + run);
        }
    }

    @Test
    void takesAJavaThatIsNewEnough() throws Exception {
        environment.put("JAVA_HOME", java("old", "17.0.2+1").toString());
        java("new", "23");
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/java"), Path.of("../new/bin/java"));
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        assertTrue(run(launcher.toString()).out().startsWith("java " + folder.resolve("bin/../new") + "/bin/java\n"));
    }

    @Test
    void givesJavaMoreFlags() throws Exception {
        environment.put("ABIFIT_JAVA_OPTS", "-Xmx1g  -XX:+UseParallelGC");
        environment.put("JAVA_TOOL_OPTIONS", "-Dnoise=1");
        environment.put("LC_ALL", "C");
        Run run = run(launcher.toString(), "elf");
        List<String> all = arguments(run);
        assertEquals(List.of("-Xmx1g", "-XX:+UseParallelGC", "org.abifit.cli.Main", "elf"), all.subList(all.size() - 4, all.size()));
        assertFalse(all.contains("-XX:+UseSerialGC"));
        assertTrue(run.out().contains("locale C.UTF-8 none\n"));
    }

    @Test
    void usesWhatWasPreparedForThisJava() throws Exception {
        new TinyTree().file("archive", "x.jsa\n").file("x.jsa", "").file("native/libsqlitejdbc.so", "").writeTo(folder.resolve("a b/cli/target/ready-25.0.1+8"));
        List<String> all = arguments(run(launcher.toString(), "elf"));
        assertTrue(all.contains("-XX:SharedArchiveFile=%s/a b/cli/target/ready-25.0.1+8/x.jsa".formatted(folder)), all.toString());
        assertTrue(all.contains("-Dorg.sqlite.lib.path=%s/a b/cli/target/ready-25.0.1+8/native".formatted(folder)), all.toString());
        environment.put("JAVA_HOME", java("other", "26").toString());
        assertFalse(run(launcher.toString(), "elf").out().contains("SharedArchiveFile"));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("a b/cli/target/abifit.jar"));
        Run run = run(launcher.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("abifit: %s/a b: is not built".formatted(folder)), run.err());
        assertEquals("", run.out());
    }
}
