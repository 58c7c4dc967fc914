package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.abifit.bridge.AbiNote;
import org.abifit.bridge.AbiProblem;
import org.abifit.cudf.CudfPrinter;

/** A question of images and hosts as a CUDF file: what its packages do not tell stands above them in comments. */
final class CudfExport {
    private static final String SUFFIX = ".criteria";

    private CudfExport() {}

    /**
     * Writes the document, and beside it the criteria.
     *
     * @param wants what must come from the host
     */
    static void write(Out out, String file, AbiProblem problem, List<String> wants) throws IOException, CommandFailure {
        StringBuilder text = new StringBuilder();
        comments(problem, wants).forEach(c -> text.append("# ").append(c).append('\n'));
        text.append('\n').append(CudfPrinter.print(problem.document()));
        write(Arguments.path(file), text.toString());
        write(Arguments.path(file + SUFFIX), problem.criteriaText() + "\n");
        out.note("%s: %d packages; criteria in %s".formatted(Names.shown(file), problem.document().packages().size(), Names.shown(file + SUFFIX)));
        out.note("for mccs: " + problem.criteriaForMccs());
    }

    private static void write(Path path, String text) throws CommandFailure {
        try {
            Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(path, "cannot be written (%s)".formatted(e.getMessage()), "name a file in a folder that is there");
        }
    }

    private static List<String> comments(AbiProblem problem, List<String> wants) {
        List<String> lines = new ArrayList<>(List.of("Images and hosts, by abifit; docs/bridge.md tells what stands for what.", "criteria: " + problem.criteriaText(),
                "for mccs: " + problem.criteriaForMccs()));
        problem.notes().forEach(n -> lines.add(ascii(sentence(n, wants))));
        return lines;
    }

    private static String sentence(AbiNote note, List<String> wants) {
        String where = "image %s on host %s: ".formatted(toUnicode(note.image()), toUnicode(note.host()));
        String without = note.without().map(id -> "without " + id + ", because ").orElse("");
        return where + without + note.reason().map(r -> new ReasonText(note.image(), note.host(), wants).of(r)).orElse("not decided; here it does not count as served");
    }

    /** Comments are read by tools that know no other characters. */
    private static String ascii(String text) {
        return text.codePoints().collect(StringBuilder::new, (to, c) -> to.append(c >= 0x20 && c < 0x7f ? String.valueOf((char) c) : "?"), StringBuilder::append).toString();
    }
}
