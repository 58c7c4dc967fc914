package org.abifit.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cases of the conformance suite: all {@code .case} files of the test resources, in the order of their names. */
final class Cases {
    static final List<Case> ALL = all();

    private Cases() {}

    private static List<Case> all() {
        try (Stream<Path> files = Files.list(Path.of(Cases.class.getResource("/cases").toURI()))) {
            return files.filter(f -> f.toString().endsWith(".case")).sorted().map(Cases::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Case read(Path file) {
        try {
            return CaseText.read(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("%s: %s".formatted(file.getFileName(), e.getMessage()), e);
        }
    }
}
