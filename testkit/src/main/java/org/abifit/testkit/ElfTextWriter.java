package org.abifit.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes the lines of {@link ElfText}: what differs from an ordinary file of its kind. */
final class ElfTextWriter {
    private final Spec spec;
    private final Spec usual;
    private final String soname;
    private final List<String> lines = new ArrayList<>();

    private ElfTextWriter(TinyElf elf, String soname) {
        this.spec = elf.spec;
        this.usual = ElfText.start(ElfText.kind(elf)).spec;
        this.soname = soname;
    }

    static List<String> write(TinyElf elf, String soname) {
        ElfTextWriter writer = new ElfTextWriter(elf, soname);
        writer.file();
        writer.segments();
        writer.dynamic();
        writer.versions();
        writer.spec.definitions.forEach(d -> writer.lines.add(SymbolText.write(d)));
        writer.spec.references.forEach(r -> writer.lines.add(SymbolText.write(r)));
        writer.relocations();
        writer.runs();
        writer.spec.patches.forEach(p -> writer.line("patch", p.spot(), "u" + 8 * p.width(), Names.hex(p.value())));
        writer.spec.truncated.ifPresent(n -> writer.line("truncate", n));
        return writer.lines;
    }

    private void line(Object... words) {
        List<String> written = new ArrayList<>();
        for (Object word : words) {
            written.add(word.toString());
        }
        lines.add(SymbolText.line(written));
    }

    private void file() {
        if (spec.machine != Machine.X86_64) {
            line("machine", Names.machines().entrySet().stream().filter(e -> e.getValue().equals(spec.machine)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a machine without a name: " + spec.machine)).getKey());
        }
        if (spec.type != usual.type) {
            line("type", Names.TYPES.name(spec.type));
        }
        spec.header.forEach((field, value) -> line("header", field, Names.hex(value)));
        spec.ident.forEach((index, value) -> line("ident", Names.IDENT.name(index), Names.hex(value)));
        if (spec.sectionHeaders) {
            line("section-headers");
        }
        spec.interpreter.filter(i -> spec.interpreterWanted).ifPresent(path -> line("interpreter", path));
        if (usual.interpreterWanted && !spec.interpreterWanted) {
            line("no-interpreter");
        }
        spec.notes.forEach(note -> lines.add("note " + note.text()));
    }

    private void segments() {
        number("page", spec.page);
        number("base", spec.base);
        number("load-align", spec.loadAlign);
        spec.loadShift.forEach((nth, bytes) -> line("shift-load", nth, Names.hex(bytes)));
        spec.segments.forEach(s -> line("segment", Names.SEGMENTS.name(s.type()), s.flags(), Names.hex(s.offset()), Names.hex(s.vaddr()), Names.hex(s.filesz()),
                Names.hex(s.memsz()), Names.hex(s.align())));
        spec.droppedSegments.stream().sorted().forEach(type -> line("without-segment", Names.SEGMENTS.name(type)));
        switch (spec.stack) {
            case EXEC -> line("stack", "executable");
            case ABSENT -> line("stack", "absent");
            case NON_EXEC -> { }
        }
        if (spec.tlsSize != 0) {
            line("thread-local", spec.tlsSize, spec.tlsAlign);
        }
    }

    private void number(String word, OptionalLong number) {
        number.ifPresent(n -> line(word, Names.hex(n)));
    }

    private void dynamic() {
        if (!spec.program && !spec.soname.equals(Optional.of(soname))) {
            lines.add(spec.soname.map(s -> "soname " + Tokens.quote(s)).orElse("no-soname"));
        } else if (spec.program) {
            spec.soname.ifPresent(s -> line("soname", s));
        }
        strings();
        if ((spec.dtFlags & ~usual.dtFlags) != 0) {
            lines.add("flags " + Names.FLAGS.bits(spec.dtFlags & ~usual.dtFlags));
        }
        if ((spec.dtFlags1 & ~usual.dtFlags1) != 0) {
            lines.add("flags-1 " + Names.FLAGS_1.bits(spec.dtFlags1 & ~usual.dtFlags1));
        }
        spec.tags.forEach(t -> tag(t.tag(), t.value()));
        spec.tagOverrides.forEach((tag, value) -> line("override-tag", Names.TAGS.name(tag), Names.hex(value)));
        spec.droppedTags.stream().sorted().forEach(tag -> line("without-tag", Names.TAGS.name(tag)));
        if (spec.hash != Spec.Hash.GNU) {
            line("hash", Names.word(spec.hash.name()));
        }
    }

    /** DT_NEEDED entries that follow each other stand in one line. */
    private void strings() {
        List<String> needed = new ArrayList<>();
        for (Spec.StringTag tag : spec.strings) {
            if (tag.tag() == Elf.DT_NEEDED) {
                needed.add(tag.name());
            } else {
                flush("needed", needed);
                string(tag);
            }
        }
        flush("needed", needed);
    }

    private void string(Spec.StringTag tag) {
        if (tag.tag() == Elf.DT_RPATH || tag.tag() == Elf.DT_RUNPATH || tag.tag() == Elf.DT_FILTER || tag.tag() == Elf.DT_AUXILIARY) {
            line(Names.word(Names.TAGS.name(tag.tag())), tag.name());
        } else {
            line("string", Names.TAGS.name(tag.tag()), tag.name());
        }
    }

    private void flush(String word, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(word + " " + SymbolText.line(names));
            names.clear();
        }
    }

    private void tag(long tag, long value) {
        if (tag == Elf.DT_SYMBOLIC && value == 0) {
            line("symbolic");
        } else {
            line("tag", Names.TAGS.name(tag), Names.hex(value));
        }
    }

    private void versions() {
        spec.baseNode.ifPresent(name -> line("base-node", name));
        if (!spec.baseNodeWanted) {
            line("no-base-node");
        }
        List<String> plain = new ArrayList<>();
        for (VersionNode node : spec.nodes) {
            if (node.parents.isEmpty() && node.flags == 0 && node.index.isEmpty() && node.hash.isEmpty()) {
                plain.add(node.name);
            } else {
                flush("nodes", plain);
                node(node);
            }
        }
        flush("nodes", plain);
        spec.versym.ifPresent(wanted -> line("versym", wanted ? "yes" : "no"));
        needs();
    }

    private void node(VersionNode node) {
        List<String> words = new ArrayList<>(List.of("node", node.name));
        node.parents.forEach(p -> words.add("parent=" + p));
        options(node.flags, node.index, node.hash, words);
        lines.add(SymbolText.line(words));
    }

    private static void options(int flags, OptionalInt index, OptionalLong hash, List<String> words) {
        if (flags != 0) {
            words.add("flags=" + Names.hex(flags));
        }
        index.ifPresent(i -> words.add("index=" + Names.hex(i)));
        hash.ifPresent(h -> words.add("hash=" + Names.hex(h)));
    }

    /** Plain needs of one file that follow each other stand in one line. */
    private void needs() {
        List<String> plain = new ArrayList<>();
        for (VersionNeed need : spec.needs) {
            boolean isPlain = need.flags == 0 && need.index.isEmpty() && need.hash.isEmpty();
            if (!plain.isEmpty() && !(isPlain && plain.getFirst().equals(need.file))) {
                flush("need", plain);
            }
            if (isPlain) {
                if (plain.isEmpty()) {
                    plain.add(need.file);
                }
                plain.add(need.node);
            } else {
                List<String> words = new ArrayList<>(List.of("need-one", need.file, need.node));
                options(need.flags, need.index, need.hash, words);
                lines.add(SymbolText.line(words));
            }
        }
        flush("need", plain);
    }

    private void relocations() {
        if (spec.relative != 0) {
            line("relative", spec.relative);
        }
        if (spec.relr != 0) {
            line("relr", spec.relr);
        }
        spec.rawRelocations.forEach(type -> line("relocation", type));
    }

    private void runs() {
        for (Spec.Step step : spec.steps) {
            switch (step) {
                case Spec.Step.Call call -> line("call", call.symbol());
                case Spec.Step.Dlopen dlopen -> line("dlopen", dlopen.file(), dlopen.flags());
            }
        }
        if (spec.exitCode != 0) {
            line("exit", spec.exitCode);
        }
        if (spec.exitWithResult) {
            line("exit-with-result");
        }
        spec.constructorExit.ifPresent(code -> line("constructor-exits", code));
    }
}
