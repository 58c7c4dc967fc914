package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed, where, and what happens when it cannot be. */
final class OutTest {
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    /** Refuses everything. */
    private static OutputStream refusing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private Run helpTo(OutputStream to) {
        Out out = new Out(to, notes, Out.Terminal.NONE);
        int code = Main.run(List.of("--help"), new Session(out, Map.of(), Shutdown.never()));
        return new Run(code, "", notes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void staysSilentWhenTheReaderGoesAway() {
        assertEquals(new Run(141, "", ""), helpTo(refusing("Broken pipe")));
    }

    @Test
    void tellsWhenTheResultIsLost() {
        Run run = helpTo(refusing("No space left on device"));
        assertEquals(1, run.code());
        assertEquals("abifit: standard output: cannot be written (No space left on device): look at the disk or the program that reads it\n", run.err());
    }

    @Test
    void coloursOnlyTerminals() {
        assertEquals("x", new Out(results, notes, Out.Terminal.NONE).style(Out.Style.GOOD, "x"));
        assertEquals("x", new Out(results, notes, new Out.Terminal(true, true, false)).style(Out.Style.GOOD, "x"));
        Out out = new Out(results, notes, new Out.Terminal(true, true, true));
        assertEquals("\033[32mx\033[0m", out.style(Out.Style.GOOD, "x"));
        out.colour(Out.Colour.NEVER);
        assertEquals("x", out.style(Out.Style.GOOD, "x"));
    }

    @Test
    void coloursWhenTold() {
        assertTrue(Run.of("--color", "always", "elf", "/none").out().startsWith("\033[1m/none\033[0m"));
        assertTrue(Run.of("elf", "/none", "--color=always").out().startsWith("\033[1m/none\033[0m"));
        assertFalse(Run.of("elf", "/none").out().contains("\033"));
    }

    @Test
    void notesAreOneLineWithoutControlCharacters() {
        new Out(results, notes, Out.Terminal.NONE).note("a\nb\033[2Jc");
        assertEquals("abifit: a b\\x1b[2Jc\n", notes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void progressIsForTerminals() {
        new Out(results, notes, Out.Terminal.NONE).progress("10 of 20");
        assertEquals("", notes.toString(StandardCharsets.UTF_8));
        Out out = new Out(results, notes, new Out.Terminal(false, true, false));
        out.progress("10 of 20");
        out.progress("11 of 20, too soon");
        out.ends(0);
        assertEquals("\r\033[K10 of 20\r\033[K", notes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsUtf8() {
        Out out = new Out(results, notes, Out.Terminal.NONE);
        out.line("é");
        out.ends(0);
        assertEquals(3, results.size());
    }

    @Test
    void namesHoldNoControlCharacters() {
        assertEquals("a\\x1bb", Names.printable("a\033b"));
        assertEquals("é", Names.printable("é"));
    }
}
