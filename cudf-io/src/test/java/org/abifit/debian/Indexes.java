package org.abifit.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfDocument;

/** Indexes of the tests, as texts and as files beside them. */
final class Indexes {
    static final ConvertOptions MULTI = new ConvertOptions(Optional.of("amd64"), List.of("i386"), List.of(), false, false);

    private Indexes() {
    }

    /** What a conversion came to. */
    record Converted(CudfDocument document, List<String> faults) {
    }

    static String text(String name) {
        try (InputStream in = Indexes.class.getResourceAsStream("/debian/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What reads into a reader. */
    interface Reading {
        void into(DebianReader reader) throws IOException;
    }

    static Converted converted(ConvertOptions options, DebianRequest request, Reading reading) {
        List<String> faults = new ArrayList<>();
        DebianReader reader = new DebianReader(options, fault -> faults.add(fault.toString()));
        try {
            reading.into(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DebianMapping mapping = new DebianMapping(reader.universe(), options, request);
        List<CudfDocument.Package> packages = new ArrayList<>();
        mapping.packages(fault -> faults.add(fault.toString()), (one, version) -> packages.add(one));
        return new Converted(new CudfDocument(Optional.of(mapping.preamble()), packages, mapping.request()), faults);
    }

    static Converted packages(ConvertOptions options, String text) {
        return converted(options, DebianRequest.NONE, reader -> reader.packages("P", bytes(text)));
    }
}
