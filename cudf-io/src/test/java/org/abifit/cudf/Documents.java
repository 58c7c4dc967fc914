package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;

/** The documents beside the tests, and what tests want of them. */
final class Documents {
    private Documents() {
    }

    /** {@return the names of the files in a folder that end like this, sorted} */
    static List<String> names(String folder, String ending) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CudfSyntax parse(String name) {
        try (InputStream in = Files.newInputStream(path(name))) {
            return CudfParser.parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CudfDocument load(String name) {
        return accepted(CudfLoader.load(parse(name)));
    }

    static List<PackageId> loadSolution(String name) {
        return accepted(CudfLoader.loadSolution(parse(name)));
    }

    static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> good -> good.content();
            case Loaded.Refused<T> bad -> fail(bad.faults().toString());
        };
    }

    static List<CudfFault> faults(Loaded<?> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<?> good -> good.warnings();
            case Loaded.Refused<?> bad -> bad.faults();
        };
    }

    static Criteria criteria(String text) {
        return switch (CriteriaParser.parse(text)) {
            case CriteriaParser.Reading.Understood good -> good.criteria();
            case CriteriaParser.Reading.NotUnderstood bad -> fail(text + ":" + bad.column() + ": " + bad.message());
        };
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what stands behind {@code # keyword } in the comments of a document} */
    static List<String> comments(String name, String keyword) {
        String start = "# " + keyword + " ";
        return text(name).lines().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).toList();
    }

    static Path path(String name) {
        try {
            return Path.of(Documents.class.getResource("/documents/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
