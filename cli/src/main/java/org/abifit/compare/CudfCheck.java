package org.abifit.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * cudf-check of libCUDF, a judge that shares nothing with ours. Its text counts, not its exit code: that is 1 also where a solution is right and what was
 * installed before was broken.
 *
 * @param program where it is
 */
public record CudfCheck(Path program) {
    private static final Limits LIMITS = Limits.of(120, OptionalLong.empty());

    /**
     * {@return whether it takes packages for a solution; empty when it does not say}
     *
     * @param folder where files may be put
     */
    Optional<Boolean> isSolution(Path folder, String document, String solution) throws IOException {
        Path work = Files.createDirectories(folder.resolve("cudf-check"));
        Path in = Files.writeString(work.resolve("document.cudf"), document);
        Path out = Files.writeString(work.resolve("solution.cudf"), solution);
        Runner.run(List.of(program.toString(), "-cudf", in.toString(), "-sol", out.toString()), work, LIMITS, () -> false);
        String said = Files.readString(work.resolve(Runner.STDOUT), StandardCharsets.ISO_8859_1);
        return said.contains("is_solution: true") ? Optional.of(true) : said.contains("is_solution: false") ? Optional.of(false) : Optional.empty();
    }
}
