package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFault;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.Machine;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/** ELF files as JSON, one object each; the fields stand in {@code elf.schema.json}. */
final class ElfJson {
    private static final ReferenceClass[] CLASSES = ReferenceClass.values();

    private final JsonGenerator json;

    ElfJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes what reading a file came to. */
    void write(String path, ElfOutcome outcome) throws IOException {
        json.writeStartObject();
        Json.name(json, "path", path);
        switch (outcome) {
            case ElfOutcome.Parsed p -> parsed(p.file());
            case ElfOutcome.NotElf n -> json.writeStringField("status", "not-elf");
            case ElfOutcome.Malformed m -> malformed(m);
            case ElfOutcome.Unreadable u -> unreadable(u.why());
        }
        json.writeEndObject();
    }

    private void parsed(ElfFile file) throws IOException {
        json.writeStringField("status", "elf");
        header(file.header());
        Json.name(json, "interp", file.interp());
        Json.name(json, "soname", file.soname());
        Json.names(json, "needed", file.needed());
        Json.names(json, "rpath", ElfWords.folders(file.dynamic().flatMap(Dynamic::rpath)));
        Json.names(json, "runpath", ElfWords.folders(file.dynamic().flatMap(Dynamic::runpath)));
        versions(file);
        symbols(new ElfSymbols(file));
        Json.name(json, "buildId", file.notes().buildId());
        json.writeNullField("fault");
    }

    private void header(ElfHeader header) throws IOException {
        Optional<Integer> bits = ElfWords.bits(header);
        if (bits.isPresent()) {
            json.writeNumberField("class", bits.get());
        } else {
            json.writeNullField("class");
        }
        Json.name(json, "order", ElfWords.order(header));
        json.writeStringField("machine", Machine.name(header.machine()));
        json.writeStringField("type", ElfWords.type(header));
    }

    private void versions(ElfFile file) throws IOException {
        json.writeArrayFieldStart("verdefs");
        for (Verdef verdef : file.verdefs()) {
            if (!verdef.isBase()) {
                json.writeString(Names.shown(verdef.name()));
            }
        }
        json.writeEndArray();
        Json.list(json, "verneeds", file.verneeds(), (to, verneed) -> {
            to.writeStartObject();
            Json.name(to, "file", verneed.file());
            Json.names(to, "versions", verneed.versions().stream().map(Verneed.Vernaux::name).toList());
            to.writeEndObject();
        });
    }

    private void symbols(ElfSymbols symbols) throws IOException {
        json.writeArrayFieldStart("exports");
        for (int i = 0; i < symbols.count(); i++) {
            if (symbols.exported(i)) {
                export(symbols, i);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("imports");
        for (int i = 0; i < symbols.count(); i++) {
            if (symbols.imported(i)) {
                imported(symbols, i);
            }
        }
        json.writeEndArray();
    }

    private void export(ElfSymbols symbols, int i) throws IOException {
        json.writeStartObject();
        named(symbols, i);
        json.writeBooleanField("hidden", symbols.hidden(i));
        json.writeEndObject();
    }

    private void imported(ElfSymbols symbols, int i) throws IOException {
        json.writeStartObject();
        named(symbols, i);
        json.writeBooleanField("weak", symbols.weak(i));
        json.writeArrayFieldStart("classes");
        for (ReferenceClass kind : CLASSES) {
            if (symbols.referencedAs(i, kind)) {
                json.writeString(ElfWords.word(kind));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void named(ElfSymbols symbols, int i) throws IOException {
        json.writeStringField("name", Names.shown(symbols.name(i)));
        String version = symbols.version(i);
        if (version == null) {
            json.writeNullField("version");
        } else {
            json.writeStringField("version", Names.shown(version));
        }
    }

    private void malformed(ElfOutcome.Malformed malformed) throws IOException {
        json.writeStringField("status", "malformed");
        if (malformed.header().isPresent()) {
            header(malformed.header().get());
        }
        ElfFault fault = malformed.fault();
        json.writeObjectFieldStart("fault");
        json.writeNumberField("offset", fault.offset());
        json.writeStringField("field", fault.field());
        Json.name(json, "problem", fault.problem());
        json.writeEndObject();
    }

    private void unreadable(String why) throws IOException {
        json.writeStringField("status", "unreadable");
        json.writeObjectFieldStart("fault");
        json.writeNullField("offset");
        json.writeNullField("field");
        json.writeStringField("problem", why);
        json.writeEndObject();
    }
}
