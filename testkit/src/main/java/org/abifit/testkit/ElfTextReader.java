package org.abifit.testkit;

import java.util.List;
import java.util.Optional;

/** Reads the lines of {@link ElfText}, one at a time. */
final class ElfTextReader {
    private final TinyElf elf;
    private final List<String> words;

    private ElfTextReader(TinyElf elf, List<String> words) {
        this.elf = elf;
        this.words = words;
    }

    static void read(TinyElf elf, List<String> words) {
        ElfTextReader reader = new ElfTextReader(elf, words);
        try {
            if (!(reader.dynamic() || reader.symbols() || reader.runs() || reader.file() || reader.segments())) {
                throw new IllegalArgumentException("no such line: " + SymbolText.line(words));
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a word is missing: " + SymbolText.line(words), e);
        }
    }

    private String word(int i) {
        return words.get(i);
    }

    private long number(int i) {
        return Names.parse(words.get(i));
    }

    private List<String> rest(int from) {
        return Names.rest(words, from);
    }

    private boolean dynamic() {
        switch (word(0)) {
            case "soname" -> elf.soname(word(1));
            case "no-soname" -> elf.spec.soname = Optional.empty();
            case "needed" -> elf.needed(rest(1).toArray(String[]::new));
            case "rpath" -> elf.rpath(word(1));
            case "runpath" -> elf.runpath(word(1));
            case "filter" -> elf.filter(word(1));
            case "auxiliary" -> elf.auxiliary(word(1));
            case "string" -> elf.stringTag(Names.TAGS.number(word(1)), word(2));
            case "tag" -> elf.tag(Names.TAGS.number(word(1)), number(2));
            case "override-tag" -> elf.overrideTag(Names.TAGS.number(word(1)), number(2));
            case "without-tag" -> elf.withoutTag(Names.TAGS.number(word(1)));
            case "symbolic" -> elf.symbolic();
            case "flags" -> elf.flags(Names.FLAGS.bits(rest(1)));
            case "flags-1" -> elf.flags1(Names.FLAGS_1.bits(rest(1)));
            case "hash" -> elf.spec.hash = Spec.Hash.valueOf(Names.constant(word(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean symbols() {
        switch (word(0)) {
            case "define" -> elf.define(SymbolText.definition(rest(1)));
            case "refer" -> elf.refer(SymbolText.reference(rest(1)));
            case "nodes" -> elf.nodes(rest(1).toArray(String[]::new));
            case "node" -> elf.node(node());
            case "base-node" -> elf.baseNode(word(1));
            case "no-base-node" -> elf.noBaseNode();
            case "versym" -> elf.versym(word(1).equals("yes"));
            case "need" -> elf.need(word(1), rest(2).toArray(String[]::new));
            case "need-one" -> elf.need(need());
            case "relative" -> elf.relative((int) number(1));
            case "relr" -> elf.relr((int) number(1));
            case "relocation" -> elf.rawRelocation((int) number(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private VersionNode node() {
        VersionNode node = VersionNode.of(word(1));
        for (String option : rest(2)) {
            String value = option.substring(option.indexOf('=') + 1);
            switch (option.substring(0, option.indexOf('=') + 1)) {
                case "parent=" -> node.parent(value);
                case "flags=" -> node.flags(Names.parseInt(value));
                case "index=" -> node.index(Names.parseInt(value));
                case "hash=" -> node.hash(Names.parse(value));
                default -> throw new IllegalArgumentException("no such word of a node: " + option);
            }
        }
        return node;
    }

    private VersionNeed need() {
        VersionNeed need = VersionNeed.of(word(1), word(2));
        for (String option : rest(3)) {
            String value = option.substring(option.indexOf('=') + 1);
            switch (option.substring(0, option.indexOf('=') + 1)) {
                case "flags=" -> need.flags(Names.parseInt(value));
                case "index=" -> need.index(Names.parseInt(value));
                case "hash=" -> need.hash(Names.parse(value));
                default -> throw new IllegalArgumentException("no such word of a need: " + option);
            }
        }
        return need;
    }

    private boolean runs() {
        switch (word(0)) {
            case "call" -> elf.call(word(1));
            case "dlopen" -> elf.dlopen(word(1), (int) number(2));
            case "exit" -> elf.exitCode((int) number(1));
            case "exit-with-result" -> elf.exitWithResult();
            case "constructor-exits" -> elf.constructorExits((int) number(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean file() {
        switch (word(0)) {
            case "machine" -> elf.machine(Optional.ofNullable(Names.machines().get(word(1)))
                    .orElseThrow(() -> new IllegalArgumentException("no such machine: " + word(1))));
            case "type" -> elf.type((int) Names.TYPES.number(word(1)));
            case "header" -> elf.header(Ehdr.valueOf(word(1)), number(2));
            case "ident" -> elf.ident((int) Names.IDENT.number(word(1)), (int) number(2));
            case "section-headers" -> elf.sectionHeaders();
            case "interpreter" -> elf.interpreter(word(1));
            case "no-interpreter" -> elf.noInterpreter();
            case "note" -> elf.note(Note.parse(rest(1)));
            case "patch" -> elf.patch(new Patch(word(1), Integer.parseInt(word(2).substring(1)) / 8, number(3)));
            case "truncate" -> elf.truncate((int) number(1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean segments() {
        switch (word(0)) {
            case "page" -> elf.page(number(1));
            case "base" -> elf.base(number(1));
            case "load-align" -> elf.loadAlign(number(1));
            case "shift-load" -> elf.shiftLoad((int) number(1), number(2));
            case "segment" -> elf.segment((int) Names.SEGMENTS.number(word(1)), (int) number(2), number(3), number(4), number(5), number(6), number(7));
            case "without-segment" -> elf.withoutSegment((int) Names.SEGMENTS.number(word(1)));
            case "stack" -> elf.spec.stack = word(1).equals("executable") ? Spec.Stack.EXEC : Spec.Stack.ABSENT;
            case "thread-local" -> elf.threadLocal(number(1), number(2));
            default -> {
                return false;
            }
        }
        return true;
    }
}
