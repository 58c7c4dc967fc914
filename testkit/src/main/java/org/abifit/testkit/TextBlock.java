package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A line that is not indented, and the indented ones below it without their indentation: what the text files of tests are made of. Lines
 * that begin with {@code #} are for the reader.
 *
 * @param head the line
 * @param body the lines below
 */
public record TextBlock(String head, List<String> body) {

    /**
     * {@return the blocks of a text, in order}
     *
     * @throws IllegalArgumentException when it begins with an indented line
     */
    public static List<TextBlock> of(String text) {
        List<TextBlock> blocks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                addTo(blocks, line.stripLeading());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                blocks.add(new TextBlock(line, new ArrayList<>()));
            }
        }
        return blocks;
    }

    private static void addTo(List<TextBlock> blocks, String line) {
        if (line.startsWith("#")) {
            return;
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("an indented line belongs to nothing: " + line);
        }
        blocks.getLast().body().add(line);
    }

    /** {@return the first word of the line} */
    public String word() {
        return head.split(" ", 2)[0];
    }

    /** {@return what follows the first word} */
    public String rest() {
        return head.contains(" ") ? head.split(" ", 2)[1].strip() : "";
    }

    /** {@return the words behind the first} */
    public List<String> words() {
        return Tokens.of(rest());
    }

    /** {@return the text of the lines below, each of which starts with {@code |}; with {@code |-} it has no line end} */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String line : body) {
            if (!line.startsWith("|")) {
                throw new IllegalArgumentException("a line of a text starts with |: " + line);
            }
            boolean open = line.startsWith("|-");
            String rest = line.substring(open ? 2 : 1);
            text.append(rest.startsWith(" ") ? rest.substring(1) : rest).append(open ? "" : "\n");
        }
        return text.toString();
    }
}
