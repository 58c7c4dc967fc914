package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What failed, in one line. */
final class FailuresTest {
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    private String report(Throwable failure) {
        notes.reset();
        assertEquals(1, Failures.report(failure, List.of("scan", "it's"), new Out(OutputStream.nullOutputStream(), notes, Out.Terminal.NONE)));
        return notes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void filesWhatAndWhatNext() {
        assertEquals("abifit: /x: no such file or folder: check the path\n", report(new NoSuchFileException("/x")));
        assertEquals("abifit: /x: no such file or folder: check the path\n", report(new UncheckedIOException(new NoSuchFileException("/x"))));
        assertEquals("abifit: a: b: c\n", report(new CommandFailure("a", "b", "c")));
        assertEquals("abifit: input or output: boom: check the disk and the network\n", report(new IOException("boom")));
        assertTrue(report(new OutOfMemoryError()).contains("ABIFIT_JAVA_OPTS=-Xmx"));
    }

    @Test
    void aBugLeavesACase() throws Exception {
        String line = report(new IllegalStateException("never"));
        Matcher said = Pattern.compile("abifit: internal error: java.lang.IllegalStateException: never: please report it, with (\\S+)\\n").matcher(line);
        assertTrue(said.matches(), line);
        Path file = Path.of(said.group(1));
        String text = Files.readString(file);
        Files.delete(file);
        assertTrue(text.contains("command line: abifit scan 'it'\\''s'\n"), text);
        assertTrue(text.contains("at org.abifit.cli.FailuresTest.aBugLeavesACase"), text);
    }
}
