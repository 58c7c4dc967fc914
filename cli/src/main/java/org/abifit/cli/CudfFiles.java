package org.abifit.cli;

import java.io.FileInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfInput;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.PackedDocument;

/** Files of CUDF, as commands are given them: a path, also of a named pipe, or {@code -} for a standard stream. */
final class CudfFiles {
    static final String STANDARD = "-";
    private static final int SHOWN = 10;

    private CudfFiles() {}

    /** {@return the bytes of a file, decompressed if need be} */
    static InputStream open(String file) throws IOException {
        return file.equals(STANDARD) ? CudfInput.decompressed(new FileInputStream(FileDescriptor.in)) : CudfInput.open(Arguments.path(file));
    }

    /** {@return how many bytes a file has, as far as that tells how much will be read; else 0} */
    private static long size(String file) throws IOException {
        return file.equals(STANDARD) || !Files.isRegularFile(Arguments.path(file)) ? 0 : Files.size(Arguments.path(file));
    }

    /**
     * {@return a document that is good}
     *
     * @param strict whether warnings count as faults
     */
    static PackedDocument document(Out out, String file, boolean strict) throws IOException, CommandFailure {
        Loaded<PackedDocument> loaded;
        try (InputStream in = open(file)) {
            loaded = PackedDocument.read(in, size(file));
        }
        return switch (loaded) {
            case Loaded.Accepted<PackedDocument>(PackedDocument document, List<CudfFault> warnings) -> {
                tell(out, file, warnings);
                if (strict && !warnings.isEmpty()) {
                    throw new CommandFailure(file, "has warnings, and --strict refuses them", "mend the lines above");
                }
                yield document;
            }
            case Loaded.Refused<PackedDocument>(List<CudfFault> faults) -> {
                tell(out, file, faults);
                throw new CommandFailure(file, "is no CUDF document", "mend the lines above; 'abifit cudf check' lists all of them");
            }
        };
    }

    private static void tell(Out out, String file, List<CudfFault> faults) {
        for (int i = 0; i < Math.min(SHOWN, faults.size()); i++) {
            out.note("%s:%s".formatted(file, faults.get(i)));
        }
        if (faults.size() > SHOWN) {
            out.note("%s: and %d more".formatted(file, faults.size() - SHOWN));
        }
    }

    /** Writes a text in one go. */
    static void write(Out out, String file, String text) throws IOException {
        if (file.equals(STANDARD)) {
            out.print(text);
        } else {
            Path path = Arguments.path(file);
            Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
