package org.abifit.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a command prints: results to standard output, whatever is said besides to standard error. Always UTF-8, whatever the
 * locale. Standard output is buffered until the end, so that a result is either written or reported as lost.
 */
final class Out {
    private static final int BUFFER = 1 << 16;
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SIGPIPE_EXIT = 141;

    private final OutputStream results;
    private final OutputStream notes;
    private final boolean liveNotes;
    private boolean coloured;
    private boolean colourful;
    private boolean progressShown;
    private long progressAt;

    /** When to colour. */
    enum Colour { AUTO, ALWAYS, NEVER }

    /** What a colour means. */
    enum Style {
        GOOD("32"), BAD("31"), DOUBT("33"), HEAD("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** Which of the two streams is a terminal, and whether it shows colours. */
    record Terminal(boolean results, boolean notes, boolean colours) {
        /** Neither. */
        static final Terminal NONE = new Terminal(false, false, false);
    }

    /** Thrown when standard output does not take what is printed. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException(IOException cause) {
            super(cause);
        }

        /** {@return whether the reader just went away} */
        boolean brokenPipe() {
            return String.valueOf(getCause().getMessage()).contains("Broken pipe");
        }

        /** {@return the operating system's words} */
        String why() {
            return String.valueOf(getCause().getMessage());
        }
    }

    /**
     * Prints to two streams.
     *
     * @param results for results
     * @param notes for notes, errors and progress
     */
    Out(OutputStream results, OutputStream notes, Terminal terminal) {
        this.results = new Results(results);
        this.notes = notes;
        this.liveNotes = terminal.notes();
        this.colourful = terminal.results() && terminal.colours();
        this.coloured = colourful;
    }

    /** {@return what prints to the process's own streams} */
    static Out ofProcess(Map<String, String> environment) {
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Out(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err),
                new Terminal(isTerminal(1), isTerminal(2), colours));
    }

    /** The JDK's console is there only when both ends are terminals; links tell of each. */
    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Says when to colour from now on. */
    void colour(Colour when) {
        coloured = switch (when) {
            case AUTO -> colourful;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** {@return whether results are coloured} */
    boolean coloured() {
        return coloured;
    }

    /** {@return a text in a colour, where colours are shown} */
    String style(Style style, String text) {
        return coloured ? "\033[%sm%s\033[0m".formatted(style.code, text) : text;
    }

    /** {@return standard output, for bytes; to be neither closed nor wrapped in another buffer that is not flushed} */
    OutputStream bytes() {
        return results;
    }

    /** {@return standard output, for what wants a writer} */
    PrintWriter printer() {
        return new PrintWriter(results, true, StandardCharsets.UTF_8);
    }

    /** Prints a line of the result. */
    void line(String text) {
        print(text);
        print("\n");
    }

    /** Prints a part of the result. */
    void print(String text) {
        try {
            results.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LostException(e);
        }
    }

    /** Says something besides the result, in one line that bears the program's name. */
    void note(String text) {
        clearProgress();
        say("abifit: " + oneLine(text) + "\n");
    }

    private static String oneLine(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.codePoints().collect(StringBuilder::new, Out::appendPrintable, StringBuilder::append).toString() : text;
    }

    private static void appendPrintable(StringBuilder to, int c) {
        if (Character.isISOControl(c)) {
            to.append(c == '\n' ? " " : "\\x%02x".formatted(c));
        } else {
            to.appendCodePoint(c);
        }
    }

    /** Standard error is the last resort: what it does not take is lost. */
    private void say(String text) {
        try {
            notes.write(text.getBytes(StandardCharsets.UTF_8));
            notes.flush();
        } catch (IOException e) {
            // Nobody is left to be told.
        }
    }

    /** Shows how far something is, on a terminal only, and not more often than an eye follows. */
    void progress(String text) {
        if (!liveNotes || progressShown && System.nanoTime() - progressAt < PROGRESS_NANOS) {
            return;
        }
        progressShown = true;
        progressAt = System.nanoTime();
        say("\r\033[K" + oneLine(text));
    }

    /** Takes the progress line away. */
    void clearProgress() {
        if (progressShown) {
            progressShown = false;
            say("\r\033[K");
        }
    }

    /** {@return the exit code, once everything is written: another one if it cannot be} */
    int ends(int code) {
        clearProgress();
        try {
            results.flush();
            return code;
        } catch (LostException e) {
            return lost(e);
        } catch (IOException e) {
            return lost(new LostException(e));
        }
    }

    /** {@return the exit code when the result cannot be printed: silence if nobody reads it, as for other tools in a pipe} */
    int lost(LostException e) {
        if (e.brokenPipe()) {
            return SIGPIPE_EXIT;
        }
        note("standard output: cannot be written (%s): look at the disk or the program that reads it".formatted(e.why()));
        return Main.FAILURE;
    }

    /** Standard output whose failures pass through code that knows nothing of them; after the first, everything is dropped. */
    private static final class Results extends OutputStream {
        private final OutputStream to;
        private boolean lost;

        Results(OutputStream to) {
            this.to = new BufferedOutputStream(to, BUFFER);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            attempt(() -> to.write(bytes, from, length));
        }

        @Override
        public void flush() {
            attempt(to::flush);
        }

        private interface Attempt {
            void run() throws IOException;
        }

        private void attempt(Attempt attempt) {
            if (lost) {
                return;
            }
            try {
                attempt.run();
            } catch (IOException e) {
                lost = true;
                throw new LostException(e);
            }
        }
    }
}
