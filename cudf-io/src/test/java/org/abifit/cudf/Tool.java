package org.abifit.cudf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another program that knows CUDF, where this machine has it. */
record Tool(String program) {
    private static final Map<String, String> EXCEPTIONS = exceptions();

    /** What came of a run: what it printed, both streams, and its exit code. */
    record Run(String printed, int code) {
    }

    /** Skips the test where the program is absent. */
    static Tool require(String program) {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is not installed");
        return new Tool(program);
    }

    Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Run(printed, process.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what this tool is known to do wrong with a document} */
    Optional<String> exception(String document) {
        return Optional.ofNullable(EXCEPTIONS.get(program + "\t" + document));
    }

    private static Map<String, String> exceptions() {
        Map<String, String> exceptions = new HashMap<>();
        for (String line : Documents.text("../tool-exceptions.tsv").lines().filter(line -> !line.startsWith("#")).toList()) {
            String[] fields = line.split("\t");
            if (fields.length != 4) {
                throw new IllegalStateException("four columns: " + line);
            }
            exceptions.put(fields[0] + "\t" + fields[1], fields[2]);
        }
        return exceptions;
    }
}
