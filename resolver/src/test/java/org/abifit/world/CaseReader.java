package org.abifit.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.loader.Opening;
import org.abifit.root.LdSoCache;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.TextBlock;

/** Reads {@link CaseText}. */
final class CaseReader {
    private final List<String> comment = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final SortedMap<String, String> env = new TreeMap<>();
    private final List<Opening> opens = new ArrayList<>();
    private final List<Golden> goldens = new ArrayList<>();
    private Optional<String> cpu = Optional.empty();
    private String title = "";

    private CaseReader() {}

    static Case read(String text) {
        CaseReader reader = new CaseReader();
        text.lines().takeWhile(line -> line.startsWith("#")).forEach(line -> reader.comment.add(line.substring(line.startsWith("# ") ? 2 : 1)));
        TextBlock.of(text).forEach(reader::block);
        String[] name = reader.title.split(" ", 2);
        if (name.length < 2) {
            throw new IllegalArgumentException("a case has an id and a title");
        }
        return new Case(name[0], name[1], reader.comment, reader.parts, reader.env, reader.cpu, reader.opens, reader.goldens);
    }

    private void block(TextBlock block) {
        try {
            switch (block.word()) {
                case "case" -> title = block.rest();
                case "env" -> env(block.words().getFirst());
                case "cpu" -> cpu = Optional.of(block.rest());
                case "open" -> opens.add(open(block.words()));
                case "expect" -> goldens.add(GoldenReader.read(block.rest(), block.body()));
                default -> parts.add(part(block));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("%s (%s)".formatted(e.getMessage(), block.head()), e);
        }
    }

    private void env(String word) {
        env.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
    }

    private static Opening open(List<String> words) {
        boolean named = words.contains("by");
        return new Opening(words.getFirst(), named ? words.get(words.indexOf("by") + 1) : "", words.contains("now"), words.contains("global"));
    }

    private static Part part(TextBlock block) {
        List<String> words = block.words();
        return switch (block.word()) {
            case "link" -> new Part.Link(words.get(0), words.get(2));
            case "hardlink" -> new Part.HardLink(words.get(0), words.get(2));
            case "folder" -> new Part.Folder(words.getFirst());
            case "libc" -> new Part.Libc();
            case "libc-of" -> new Part.OtherLibc(release(words.getFirst()));
            case "config" -> new Part.Config(words.getFirst(), block.text());
            case "text" -> new Part.Bytes(words.getFirst(), block.text().getBytes(StandardCharsets.ISO_8859_1), words.contains("executable"));
            case "bytes" -> new Part.Bytes(words.getFirst(), HexFormat.of().parseHex(String.join("", block.body())), words.contains("executable"));
            case "zeros" -> new Part.Bytes(words.getFirst(), new byte[Integer.parseInt(words.get(1))], false);
            case "cache" -> cached(words);
            default -> elf(block);
        };
    }

    private static Part elf(TextBlock block) {
        if (!ElfText.isKind(block.word())) {
            throw new IllegalArgumentException("no such word");
        }
        String path = block.words().getFirst();
        return new Part.Elf(path, ElfText.read(block.word(), CaseWriter.baseName(path), block.body()));
    }

    private static Release release(String word) {
        return Stream.of(Release.values()).filter(r -> !r.isMusl() && word.equals("2." + r.minor())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no release that is known"));
    }

    private static Part cached(List<String> words) {
        int flags = World.X86_64_LIBC6;
        long hwcap = 0;
        String level = "";
        for (String word : words.subList(3, words.size())) {
            if (word.startsWith("flags=")) {
                flags = Integer.decode(word.substring("flags=".length()));
            } else if (word.startsWith("hwcap=")) {
                hwcap = Long.decode(word.substring("hwcap=".length()));
            } else {
                level = word;
            }
        }
        return new Part.Cached(new LdSoCache.Entry(flags, words.get(0), words.get(2), hwcap), level);
    }
}
