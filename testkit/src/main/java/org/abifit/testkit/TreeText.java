package org.abifit.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A {@link TinyTree} as {@link TextBlock}s:
 *
 * <pre>
 * glibc 2.35 [lib64|aarch64|FOLDER]     loader and C library ({@link TinyLibc}), as Debian lays them out for x86-64 where nothing is said
 * musl
 * library PATH, program PATH ...        the kinds of files of {@link ElfText}, with its lines below
 * link PATH -&gt; TARGET                   hardlink PATH = EXISTING          folder PATH
 * text PATH [executable]                with lines below that start with {@code |}
 * zeros PATH SIZE
 * </pre>
 *
 * <p>A library's soname is its file name unless a line says otherwise.
 */
public final class TreeText {
    private TreeText() {
    }

    /**
     * {@return the tree of these blocks}
     *
     * @throws IllegalArgumentException for a block that has no meaning, with its line
     */
    public static TinyTree read(List<TextBlock> blocks) {
        TinyTree tree = new TinyTree();
        for (TextBlock block : blocks) {
            try {
                put(tree, block);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException("%s (%s)".formatted(e.getMessage(), block.head()), e);
            }
        }
        return tree;
    }

    private static void put(TinyTree tree, TextBlock block) {
        List<String> words = block.words();
        switch (block.word()) {
            case "glibc" -> TinyLibc.glibc(tree, Integer.parseInt(words.getFirst().substring(2)), words.size() > 1 ? words.get(1) : "");
            case "musl" -> TinyLibc.musl(tree);
            case "link" -> tree.symlink(words.get(0), words.get(2));
            case "hardlink" -> tree.hardLink(words.get(0), words.get(2));
            case "folder" -> tree.folder(words.getFirst());
            case "text" -> text(tree, words, block.text());
            case "zeros" -> tree.file(words.get(0), new byte[Integer.parseInt(words.get(1))]);
            default -> elf(tree, block);
        }
    }

    private static void text(TinyTree tree, List<String> words, String text) {
        if (words.contains("executable")) {
            tree.program(words.getFirst(), text.getBytes(StandardCharsets.UTF_8));
        } else {
            tree.file(words.getFirst(), text);
        }
    }

    private static void elf(TinyTree tree, TextBlock block) {
        if (!ElfText.isKind(block.word())) {
            throw new IllegalArgumentException("no such word");
        }
        String path = block.words().getFirst();
        byte[] bytes = ElfText.read(block.word(), path.substring(path.lastIndexOf('/') + 1), block.body()).build();
        if (block.word().equals("library")) {
            tree.file(path, bytes);
        } else {
            tree.program(path, bytes);
        }
    }
}
