package org.abifit.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for one run; solvers that are killed leave their temporary files in it.
 *
 * @param folder where it is
 */
record Scratch(Path folder) implements AutoCloseable {

    /** {@return a new one} */
    static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("abifit-compare-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
