package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.Machine;
import org.abifit.elf.ReferenceClass;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/** ELF files for people. */
final class ElfText {
    private final Out out;

    ElfText(Out out) {
        this.out = out;
    }

    /** Prints what reading a file came to. */
    void print(String path, ElfOutcome outcome) {
        String name = out.style(Out.Style.HEAD, Names.shown(path));
        switch (outcome) {
            case ElfOutcome.Parsed p -> parsed(name, p.file());
            case ElfOutcome.NotElf n -> out.line("%s: no ELF file%s".formatted(name, n.script().map(s -> ", a script for " + Names.shown(s)).orElse("")));
            case ElfOutcome.Malformed m -> out.line("%s: %s: %s".formatted(name, out.style(Out.Style.BAD, "malformed"), Names.shown(m.fault().toString())));
            case ElfOutcome.Unreadable u -> out.line("%s: %s: %s".formatted(name, out.style(Out.Style.BAD, "unreadable"), u.why()));
        }
    }

    private void parsed(String name, ElfFile file) {
        out.line("%s: %s".formatted(name, header(file.header())));
        field("soname", file.soname().stream().toList());
        field("interp", file.interp().stream().toList());
        field("needed", file.needed());
        field("rpath", ElfWords.folders(file.dynamic().flatMap(Dynamic::rpath)));
        field("runpath", ElfWords.folders(file.dynamic().flatMap(Dynamic::runpath)));
        field("defines", file.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).toList());
        file.verneeds().forEach(v -> field("asks", v.file() + ":", v.versions().stream().map(Verneed.Vernaux::name).toList()));
        symbols(new ElfSymbols(file));
        field("build id", file.notes().buildId().stream().toList());
    }

    private static String header(ElfHeader header) {
        return "%s-bit %s-endian %s, %s".formatted(word(ElfWords.bits(header).map(String::valueOf)), word(ElfWords.order(header)),
                Machine.name(header.machine()), ElfWords.type(header));
    }

    private static String word(Optional<String> word) {
        return word.orElse("unknown");
    }

    private void field(String label, List<String> bytes) {
        field(label, "", bytes);
    }

    private void field(String label, String lead, List<String> bytes) {
        if (!bytes.isEmpty()) {
            out.line("  %-9s%s%s".formatted(label, lead.isEmpty() ? "" : Names.shown(lead) + " ", String.join(" ", bytes.stream().map(Names::shown).toList())));
        }
    }

    private void symbols(ElfSymbols symbols) {
        List<String> exports = new ArrayList<>();
        List<String> imports = new ArrayList<>();
        for (int i = 0; i < symbols.count(); i++) {
            if (symbols.exported(i)) {
                exports.add(symbol(symbols, i, symbols.hidden(i) ? "@" : "@@"));
            }
            if (symbols.imported(i)) {
                imports.add(symbol(symbols, i, "@") + " " + String.join(" ", qualities(symbols, i)));
            }
        }
        list("exports", exports);
        list("imports", imports);
    }

    private static String symbol(ElfSymbols symbols, int i, String at) {
        String version = symbols.version(i);
        return Names.shown(symbols.name(i)) + (version == null ? "" : at + Names.shown(version));
    }

    private static List<String> qualities(ElfSymbols symbols, int i) {
        List<String> words = new ArrayList<>();
        for (ReferenceClass kind : ReferenceClass.values()) {
            if (symbols.referencedAs(i, kind)) {
                words.add(ElfWords.word(kind));
            }
        }
        if (symbols.weak(i)) {
            words.add("weak");
        }
        return words;
    }

    private void list(String label, List<String> lines) {
        if (!lines.isEmpty()) {
            out.line("  %-9s%d".formatted(label, lines.size()));
            lines.forEach(l -> out.line("    " + l));
        }
    }
}
