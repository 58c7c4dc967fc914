package org.abifit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.abifit.testkit.TextBlock;
import org.abifit.testkit.Tokens;

/**
 * Reads the file of a {@link Scenario}: blocks of a line and the indented lines below it; {@code #} begins a line for the reader.
 *
 * <pre>
 * scenario ID TITLE
 * question SENTENCE                     source WORDS            answer SENTENCE         for the reader
 * host NAME | image NAME                a root; the files below belong to it, in the words of {@code TreeText}
 *   like OTHER                          all files of another root, which those below replace by path
 *   label KEY=VALUE
 * cache NAME =&gt; PATH [aarch64]        an entry of the root's ld.so.cache
 * without PATH                          a file of the other root that this one does not have
 * file NAME                             a file beside the roots, with lines that start with {@code |}
 * run COMMAND...
 *   --more ARGUMENTS                    lines that start with - go on with the command line
 *   into NAME                           what it prints becomes a file beside the roots
 *   exit CODE                           0 where nothing is said
 *   says TEXT | says-not TEXT           a line holds it, no line does
 *   json POINTER = VALUE                text, number or word
 *   json POINTER has TEXT | lacks TEXT  somewhere at or below it
 *   json POINTER size N
 *   fits LINES COLUMNS                  not longer, not wider
 *   golden FILE                         it is this file, byte for byte
 *   unanswered REASON                   abifit does not answer so yet
 * </pre>
 *
 * <p>{@code {files}} in a command line is the folder of the files beside the roots, {@code {roots}} that of the roots. Snapshots are called as their roots.
 */
final class ScenarioReader {
    private final Map<String, Scenario.Root> roots = new LinkedHashMap<>();
    private final List<TextBlock> files = new ArrayList<>();
    private final List<Scenario.Asked> runs = new ArrayList<>();
    private Consumer<TextBlock> part = ScenarioReader::stray;
    private Consumer<TextBlock> cached = ScenarioReader::stray;
    private Consumer<String> without = path -> { };
    private String id = "";
    private String title = "";

    private ScenarioReader() {}

    /**
     * {@return the scenario of a text}
     *
     * @throws IllegalArgumentException for a text that is none, with the line at fault
     */
    static Scenario read(String text) {
        ScenarioReader reader = new ScenarioReader();
        for (TextBlock block : TextBlock.of(text)) {
            try {
                reader.block(block);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException("%s (%s)".formatted(e.getMessage(), block.head()), e);
            }
        }
        return new Scenario(reader.id, reader.title, List.copyOf(reader.roots.values()), reader.files, reader.runs);
    }

    private static void stray(TextBlock block) {
        throw new IllegalArgumentException("a file of no root");
    }

    private void block(TextBlock block) {
        switch (block.word()) {
            case "scenario" -> {
                id = block.words().getFirst();
                title = block.rest().substring(id.length()).strip();
            }
            case "question", "answer", "source" -> { }
            case "host", "image" -> root(block);
            case "cache" -> cached.accept(block);
            case "without" -> without.accept(block.words().getFirst());
            case "file" -> files.add(block);
            case "run" -> runs.add(run(block));
            default -> part.accept(block);
        }
    }

    private void root(TextBlock block) {
        List<TextBlock> parts = new ArrayList<>();
        List<TextBlock> cache = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String line : block.body()) {
            List<String> words = Tokens.of(line);
            switch (words.getFirst()) {
                case "like" -> {
                    parts.addAll(known(words.get(1)).parts());
                    cache.addAll(known(words.get(1)).cache());
                }
                case "label" -> labels.add(words.get(1));
                default -> throw new IllegalArgumentException("no such line: " + line);
            }
        }
        String name = block.words().getFirst();
        roots.put(name, new Scenario.Root(name, block.word(), labels, parts, cache));
        cached = cache::add;
        without = path -> {
            if (!parts.removeIf(p -> target(p).equals(path))) {
                throw new IllegalArgumentException("there is no such file");
            }
        };
        part = p -> {
            parts.removeIf(old -> target(old).equals(target(p)));
            parts.add(p);
        };
    }

    private Scenario.Root known(String name) {
        return Optional.ofNullable(roots.get(name)).orElseThrow(() -> new IllegalArgumentException("no such root: " + name));
    }

    /** What a file replaces: the one of its path; a C library the one in the same place. */
    private static String target(TextBlock part) {
        return switch (part.word()) {
            case "glibc" -> "glibc " + String.join(" ", part.words().subList(1, part.words().size()));
            case "musl" -> "musl";
            default -> part.words().getFirst();
        };
    }

    private static Scenario.Asked run(TextBlock block) {
        List<String> arguments = new ArrayList<>(block.words());
        List<Scenario.Wanted> wanted = new ArrayList<>();
        Optional<String> into = Optional.empty();
        Optional<String> unanswered = Optional.empty();
        int exit = 0;
        for (String line : block.body()) {
            TextBlock words = new TextBlock(line, List.of());
            switch (words.word()) {
                case "exit" -> exit = Integer.parseInt(words.rest());
                case "into" -> into = Optional.of(words.rest());
                case "unanswered" -> unanswered = Optional.of(words.rest());
                default -> {
                    if (line.startsWith("-")) {
                        arguments.addAll(Tokens.of(line));
                    } else {
                        wanted.add(wanted(words));
                    }
                }
            }
        }
        return new Scenario.Asked(arguments, into, exit, wanted, unanswered);
    }

    private static Scenario.Wanted wanted(TextBlock line) {
        List<String> words = line.words();
        return switch (line.word()) {
            case "says" -> new Scenario.Wanted.Says(line.rest());
            case "says-not" -> new Scenario.Wanted.SaysNot(line.rest());
            case "fits" -> new Scenario.Wanted.Fits(Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)));
            case "golden" -> new Scenario.Wanted.Golden(words.getFirst());
            case "json" -> json(words.get(0), words.get(1), line.rest().split(" ", 3)[2]);
            default -> throw new IllegalArgumentException("no such line: " + line.head());
        };
    }

    private static Scenario.Wanted json(String pointer, String verb, String value) {
        return switch (verb) {
            case "=" -> new Scenario.Wanted.Is(pointer, value);
            case "has" -> new Scenario.Wanted.Has(pointer, value);
            case "lacks" -> new Scenario.Wanted.Lacks(pointer, value);
            case "size" -> new Scenario.Wanted.Size(pointer, Integer.parseInt(value));
            default -> throw new IllegalArgumentException("no such word: " + verb);
        };
    }
}
