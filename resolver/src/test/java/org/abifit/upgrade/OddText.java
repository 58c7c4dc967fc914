package org.abifit.upgrade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfPrinter;

/**
 * Texts of a document as nobody writes them, all of the same meaning: properties in any order, defaults written out, comments,
 * continuation lines, blanks more and fewer, and CR LF at will. And texts that a machine has bitten.
 */
final class OddText {
    private static final List<String> BITES = List.of("\n", " ", "\t", "\r\n", "\r", "\0", "#", ",", "|", ": ", "=", "!", "0", "-", "true!", "\u00e4", "package: a\n",
            "version: 1\n", "\n\n", "installed: true\n", "request: \n", "keep: none\n", "# c\n", " ,\n", "99999999999999999999", "\u2028");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private OddText(Random random) {
        this.random = random;
    }

    static String of(CudfDocument document, Random random) {
        return new OddText(random).write(CudfPrinter.print(document));
    }

    private String write(String plain) {
        for (String stanza : plain.split("\n\n")) {
            List<String> lines = new ArrayList<>(List.of(stanza.split("\n")));
            boolean pack = lines.get(0).startsWith("package: ");
            addDefaults(lines, pack ? List.of("depends: true!", "conflicts: ", "provides: ", "installed: false", "was-installed: false", "keep: none", "size:   01", "size: +1") : List.of());
            Collections.shuffle(lines.subList(1, lines.size()), random);
            lines.forEach(line -> line(line, line.startsWith("note: ") || line.startsWith("preamble: ")));
            comment();
            text.append(random.nextInt(5) > 0 ? "\n" : random.nextBoolean() ? "  \n" : "\n# between\n \t\n\n");
        }
        return random.nextInt(8) > 0 ? text.toString() : text.toString().replace("\n", "\r\n");
    }

    private void addDefaults(List<String> lines, List<String> defaults) {
        for (String one : defaults) {
            String name = one.substring(0, one.indexOf(' ') + 1);
            if (random.nextInt(4) == 0 && lines.stream().noneMatch(line -> line.startsWith(name))) {
                lines.add(one);
            }
        }
    }

    private void line(String line, boolean isText) {
        comment();
        int colon = line.indexOf(' ') + 1;
        String value = line.substring(colon);
        text.append(line, 0, colon).append(isText ? value : spaced(value)).append('\n');
    }

    private void comment() {
        if (random.nextInt(12) == 0) {
            text.append(random.nextBoolean() ? "# version: 7\n" : "#\u00e4\n");
        }
    }

    private String spaced(String value) {
        StringBuilder spaced = new StringBuilder();
        for (String word : value.split(" ", -1)) {
            spaced.append(spaced.isEmpty() ? "" : random.nextInt(6) > 0 ? " " : random.nextBoolean() ? "   " : random.nextInt(3) > 0 ? "\n  " : "\n# why\n  ").append(word);
        }
        return random.nextInt(5) > 0 ? spaced.toString() : spaced.toString().replaceAll(" (>=|<=|!=|=|<|>|,|\\|) ", "$1");
    }

    /** {@return the bytes with some of them changed, gone, doubled or new} */
    static byte[] bitten(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int i = random.nextInt(6) / 4; i >= 0; i--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + (random.nextInt(3) == 0 ? random.nextInt(12) : random.nextInt(2)));
            bytes = replaced(bytes, from, to, random);
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, Random random) {
        byte[] by = switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> new byte[] {(byte) (' ' + random.nextInt(95))};
            default -> BITES.get(random.nextInt(BITES.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        };
        byte[] all = new byte[from + by.length + bytes.length - to];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(by, 0, all, from, by.length);
        System.arraycopy(bytes, to, all, from + by.length, bytes.length - to);
        return all;
    }
}
