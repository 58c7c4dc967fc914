package org.abifit.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.abifit.compare.Setting.Document;
import org.abifit.compare.Setting.Entrant;

/**
 * All runs of a study, one a line, each written when it is over: who is interrupted goes on where it stopped. Lines with {@code #} tell the
 * setting; the rest is a table that any program reads.
 */
public final class ResultsFile {
    private static final String HEADER = String.join("\t", ResultLine.COLUMNS);

    private ResultsFile() {}

    /**
     * What a file has.
     *
     * @param setting how the runs were made
     * @param results in the order of the file
     */
    public record Content(Setting setting, List<Result> results) {

        /** Copies the list. */
        public Content {
            results = List.copyOf(results);
        }
    }

    /** Says that a file is none of ours. */
    public static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        FormatException(int line, String problem) {
            super(problem);
            this.line = line;
        }

        /** {@return the line, from 1} */
        public int line() {
            return line;
        }
    }

    /**
     * {@return what a file has}
     *
     * @throws FormatException where a line is neither setting nor run; a last line without its end is a run that was interrupted, and left out
     */
    public static Content read(Path file) throws IOException, FormatException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        Reader reader = new Reader();
        for (int i = 0; i < lines.size(); i++) {
            try {
                reader.take(lines.get(i));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new FormatException(i + 1, String.valueOf(e.getMessage()));
            }
        }
        return new Content(reader.setting(), reader.results);
    }

    /** Writes a setting as the head of a file; what is there already stays. */
    public static void begin(Path file, Setting setting) throws IOException {
        StringBuilder head = new StringBuilder();
        setting.machine().forEach((key, value) -> fact(head, "machine", key, value));
        Limits limits = setting.limits();
        fact(head, "limits", String.valueOf(limits.cpuSeconds()), String.valueOf(limits.wallSeconds()), String.valueOf(limits.graceSeconds()),
                limits.memoryBytes().isPresent() ? String.valueOf(limits.memoryBytes().getAsLong()) : "");
        setting.solvers().forEach(e -> fact(head, "solver", e.solver().name(), e.solver().style().word(), String.valueOf(e.solver().witness()), e.version(),
                e.solver().template()));
        setting.documents().forEach((name, document) -> fact(head, "document", name, document.sha256(), String.valueOf(document.bytes())));
        append(file, Files.exists(file) && Files.size(file) > 0 ? head.toString() : head + HEADER + "\n");
    }

    private static void fact(StringBuilder into, String... words) {
        into.append('#').append(String.join("\t", List.of(words).stream().map(ResultLine::clean).toList())).append('\n');
    }

    /** Adds a run. */
    public static void add(Path file, Result result) throws IOException {
        append(file, ResultLine.of(result) + "\n");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Cuts off a line that was not written to its end. */
    public static void mend(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            Files.write(file, Arrays.copyOf(bytes, end));
        }
    }

    /** Takes line by line; a fact that is told again replaces the one before. */
    private static final class Reader {
        private final TreeMap<String, String> machine = new TreeMap<>();
        private final TreeMap<String, Document> documents = new TreeMap<>();
        private final List<Entrant> solvers = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();
        private Optional<Limits> limits = Optional.empty();

        void take(String line) {
            if (line.startsWith("#")) {
                fact(line.substring(1).split("\t", -1));
            } else if (!line.equals(HEADER)) {
                results.add(ResultLine.parse(line));
            }
        }

        private void fact(String[] f) {
            switch (f[0]) {
                case "machine" -> machine.put(f[1], f[2]);
                case "limits" -> limits = Optional.of(new Limits(Double.parseDouble(f[1]), Double.parseDouble(f[2]), Double.parseDouble(f[3]),
                        f[4].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(f[4]))));
                case "solver" -> solver(new Entrant(new Solver(f[1], Style.of(f[2]).orElseThrow(() -> new IllegalArgumentException(f[2])), Words.split(f[5]),
                        Boolean.parseBoolean(f[3])), f[4]));
                case "document" -> documents.put(f[1], new Document(f[2], Long.parseLong(f[3])));
                case String other -> throw new IllegalArgumentException("'%s' is no fact of a setting".formatted(other));
            }
        }

        private void solver(Entrant told) {
            solvers.removeIf(e -> e.solver().name().equals(told.solver().name()));
            solvers.add(told);
        }

        Setting setting() {
            return new Setting(machine, limits.orElseThrow(() -> new IllegalArgumentException("no limits are told")), solvers, documents);
        }
    }
}
