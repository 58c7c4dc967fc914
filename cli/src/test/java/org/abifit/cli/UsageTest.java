package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Wrong usage, help, version, completion. */
final class UsageTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "frob", "--nope", "db", "db frob", "scan", "scan / --kind x", "scan / --jobs 0", "scan / --jobs x", "scan / --name a/b",
        "scan / --name a@3", "scan / --name .", "scan / --exclude [a", "scan / --label x", "scan .", "scan . --name x", "scan / --name", "scan / / --kind host",
        "elf", "elf --format xml a", "db show", "db export x", "db list --db", "schema nope", "help nope", "completion tcsh", "--color blue elf x"})
    void wrongUsageIs64InOneLine(String line) {
        Run run = Run.of(line.isEmpty() ? new Object[0] : line.split(" "));
        assertEquals(64, run.code(), run.err());
        assertTrue(run.err().matches("abifit: [^\\n]*: (did you mean [^\\n]*\\? )?see 'abifit[^\\n]* --help'\\n"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void helpsWithTypingErrors() {
        assertTrue(Run.of("scan", "/", "--exlude", "x").err().contains("did you mean --exclude"));
    }

    static Stream<String> commands() {
        CommandLine line = Main.complete(new Session(new Out(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Out.Terminal.NONE),
                Map.of(), Shutdown.never()));
        return line.getSubcommands().entrySet().stream()
                .flatMap(e -> Stream.concat(Stream.of(e.getKey()), e.getValue().getSubcommands().keySet().stream().map(s -> e.getKey() + " " + s)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHelps(String command) {
        Run help = Run.of((Object[]) (command + " --help").split(" "));
        assertEquals(0, help.code());
        assertTrue(help.out().contains("Usage: abifit " + command), help.out());
        assertTrue(command.equals("help") || help.out().contains("Examples:\n  abifit ") || help.out().contains("Examples:\n  source "), help.out());
        assertEquals(help, Run.of((Object[]) ("help " + command).split(" ")));
    }

    @Test
    void helpFitsATerminal() {
        commands().forEach(c -> List.of(Run.of((Object[]) (c + " --help").split(" ")).out().split("\n"))
                .forEach(l -> assertTrue(l.length() <= 80, c + ": " + l)));
    }

    @Test
    void theProgramExplainsItsExitCodes() {
        String help = Run.of("--help").out();
        assertTrue(help.contains("Exit codes:\n") && help.contains("  64   wrong usage\n"), help);
        assertTrue(help.contains("Examples:\n  abifit scan / "), help);
        assertEquals(help, Run.of("help").out());
    }

    @Test
    void hasAVersion() {
        assertTrue(Run.of("--version").out().matches("abifit [0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z]+)?\\n"), Run.of("--version").out());
    }

    @Test
    void completes() {
        String script = Run.of("completion", "bash").out();
        assertTrue(script.contains("complete -F _complete_abifit") && script.contains("cross-mounts"));
        assertEquals(script, Run.of("completion", "zsh").out());
    }

    @Test
    void aMisspeltOptionIsNoValueOfAnother() {
        Run run = Run.of("resolve", "--image", "debian-12", "--host", "debian-12", "--app", "/bin/ls", "--from-host", "libz.so.1", "--no-libc-swp");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("Unknown option: '--no-libc-swp'"), run.err());
    }

    @Test
    void aWordBeforeTheDashesIsNoCommand() {
        Run run = Run.of("check", "--image", "debian-12", "--app", "/bin/ls", "stray");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("'stray'"), run.err());
    }
}
