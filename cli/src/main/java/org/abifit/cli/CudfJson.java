package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaPrinter;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfReason;

/** Parts of what the commands of {@code abifit cudf} print for programs. */
final class CudfJson {
    private CudfJson() {}

    /** A fault and the file it is in. */
    record Found(String document, String file, CudfFault fault) {
    }

    /** Writes an element of {@code faults}. */
    static void fault(JsonGenerator json, Found found) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", found.fault().isError() ? "error" : "warning");
        json.writeStringField("document", found.document());
        Json.name(json, "file", found.file());
        json.writeNumberField("line", found.fault().line());
        json.writeNumberField("column", found.fault().column());
        json.writeStringField("message", found.fault().message());
        json.writeEndObject();
    }

    /** Writes an element of {@code reasons}. */
    static void reason(JsonGenerator json, CudfReason reason) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", reason.kind());
        json.writeStringField("package", CudfReasonText.about(reason));
        json.writeStringField("text", CudfReasonText.of(reason));
        json.writeEndObject();
    }

    /** Writes what was asked for: {@code criteria}, {@code counting}, and {@code measures} that name the school of each criterion. */
    static void criteria(JsonGenerator json, Criteria criteria, Counting counting) throws IOException {
        json.writeStringField("criteria", CriteriaPrinter.print(criteria));
        json.writeStringField("counting", counting.word());
        Json.list(json, "measures", criteria.items(), CudfJson::measure);
    }

    private static void measure(JsonGenerator json, Criteria.Item item) throws IOException {
        json.writeStartObject();
        json.writeStringField("criterion", CriteriaPrinter.print(item));
        Optional<String> school = Counting.of(item.measure()).map(Counting::word);
        if (school.isPresent()) {
            json.writeStringField("counting", school.get());
        } else {
            json.writeNullField("counting");
        }
        json.writeEndObject();
    }

    /** Writes a field of costs: whole numbers of any size. */
    static void cost(JsonGenerator json, String field, List<BigInteger> cost) throws IOException {
        Json.list(json, field, cost, JsonGenerator::writeNumber);
    }
}
