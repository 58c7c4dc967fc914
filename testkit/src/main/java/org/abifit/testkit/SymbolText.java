package org.abifit.testkit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions and references as words behind {@code define} and {@code refer}; {@link ElfText} tells their grammar. */
final class SymbolText {
    private static final Map<Integer, String> BINDINGS = Map.of(Elf.STB_WEAK, "weak", Elf.STB_LOCAL, "local", Elf.STB_GNU_UNIQUE, "unique");
    private static final Map<Integer, String> VISIBILITIES = Map.of(Elf.STV_HIDDEN, "hidden", Elf.STV_PROTECTED, "protected", Elf.STV_INTERNAL, "internal");

    private SymbolText() {}

    // ---- writing

    static String write(Definition d) {
        List<String> words = new ArrayList<>(List.of("define", d.name + d.node.map(n -> (d.hidden ? "@" : "@@") + n).orElse("")));
        switch (d.place) {
            case CODE -> {
                if (d.type == Elf.STT_GNU_IFUNC) {
                    words.add("ifunc");
                }
                common(d, d.type == Elf.STT_GNU_IFUNC ? d.type : Elf.STT_FUNC, 0, 0, words);
            }
            case DATA -> sized("object", d, Elf.STT_OBJECT, 0, words);
            case TLS -> sized("tls", d, Elf.STT_TLS, 0, words);
            case ABSOLUTE -> {
                words.addAll(List.of("absolute", Names.hex(d.value.orElseThrow())));
                common(d, Elf.STT_NOTYPE, 0, 0, words);
                words.removeIf(w -> w.startsWith("value="));
            }
        }
        d.result.ifPresent(n -> words.add("returns=" + n));
        d.steps.forEach(s -> words.add(step(s)));
        if (d.content.length > 0) {
            words.add("content=" + HexFormat.of().formatHex(d.content));
        }
        return line(words);
    }

    static String write(Reference r) {
        List<String> words = new ArrayList<>(List.of("refer", r.name + r.node.map(n -> "@" + n).orElse("")));
        r.file.ifPresent(f -> words.addAll(List.of("of", f)));
        switch (r.binds.isEmpty() ? Bind.TLS_DESCRIPTOR : r.binds.getFirst()) {
            case LAZY -> common(r, Elf.STT_FUNC, 0, 1, words);
            case GOT -> {
                words.add("data");
                common(r, Elf.STT_NOTYPE, 0, 1, words);
            }
            case COPY -> sized("copy", r, Elf.STT_OBJECT, 1, words);
            case TLS_OFFSET -> {
                words.add("tls-ie");
                common(r, Elf.STT_TLS, 0, 1, words);
            }
            case TLS_MODULE -> {
                boolean pair = r.binds.size() > 1 && r.binds.get(1) == Bind.TLS_MODULE_OFFSET;
                words.add(pair ? "tls" : "unused");
                common(r, pair ? Elf.STT_TLS : Elf.STT_NOTYPE, 0, pair ? 2 : 0, words);
            }
            case POINTER, TLS_MODULE_OFFSET, TLS_DESCRIPTOR -> {
                words.add("unused");
                common(r, Elf.STT_NOTYPE, 0, 0, words);
            }
        }
        if (r.weakNeed) {
            words.add("weak-need");
        }
        if (r.canonicalPlt) {
            words.add("canonical-plt");
        }
        return line(words);
    }

    private static void sized(String kind, SymbolSpec<?> s, int type, int binds, List<String> words) {
        words.addAll(List.of(kind, Long.toString(s.size)));
        common(s, type, s.size, binds, words);
    }

    /** What differs from the ordinary: {@code type}, {@code size} and the first {@code binds} relocations are understood. */
    private static void common(SymbolSpec<?> s, int type, long size, int binds, List<String> words) {
        if (s.binding != Elf.STB_GLOBAL) {
            words.add(BINDINGS.getOrDefault(s.binding, "binding=" + s.binding));
        }
        if (s.visibility != Elf.STV_DEFAULT) {
            words.add(VISIBILITIES.getOrDefault(s.visibility, "visibility=" + s.visibility));
        }
        if (s.type != type) {
            words.add("type=" + Names.SYMBOL_TYPES.name(s.type));
        }
        if (s.size != size) {
            words.add("size=" + s.size);
        }
        s.value.ifPresent(v -> words.add("value=" + Names.hex(v)));
        s.sectionIndex.ifPresent(i -> words.add("section=" + Names.hex(i)));
        s.versionIndex.ifPresent(i -> words.add("versym=" + Names.hex(i)));
        s.binds.subList(binds, s.binds.size()).forEach(b -> words.add("+" + Names.word(b.name())));
        s.rawRelocations.forEach(n -> words.add("relocation=" + n));
    }

    static String step(Spec.Step step) {
        return switch (step) {
            case Spec.Step.Call call -> "calls=" + call.symbol();
            case Spec.Step.Dlopen dlopen -> "dlopens=%s:%d".formatted(dlopen.file(), dlopen.flags());
        };
    }

    static String line(List<String> words) {
        return String.join(" ", words.stream().map(Tokens::quote).toList());
    }

    // ---- reading

    static Definition definition(List<String> words) {
        String written = words.getFirst();
        int at = written.indexOf('@');
        String name = at < 0 ? written : written.substring(0, at);
        List<String> rest = Names.rest(words, 1);
        Definition d = start(name, rest);
        if (at >= 0) {
            boolean isDefault = written.startsWith("@@", at);
            d = isDefault ? d.version(written.substring(at + 2)) : d.hiddenVersion(written.substring(at + 1));
        }
        for (String word : rest) {
            define(d, word);
        }
        return d;
    }

    private static Definition start(String name, List<String> rest) {
        switch (rest.isEmpty() ? "" : rest.getFirst()) {
            case "object" -> {
                return Definition.object(name, taken(rest));
            }
            case "tls" -> {
                return Definition.tls(name, taken(rest));
            }
            case "absolute" -> {
                return Definition.absolute(name, taken(rest));
            }
            case "ifunc" -> {
                rest.removeFirst();
                return Definition.ifunc(name);
            }
            default -> {
                return Definition.function(name);
            }
        }
    }

    private static long taken(List<String> rest) {
        rest.removeFirst();
        return Names.parse(rest.removeFirst());
    }

    private static void define(Definition d, String word) {
        String value = word.substring(word.indexOf('=') + 1);
        switch (key(word)) {
            case "returns" -> d.returns(Names.parseInt(value));
            case "calls" -> d.calls(value);
            case "dlopens" -> d.dlopens(value.substring(0, value.lastIndexOf(':')), Names.parseInt(value.substring(value.lastIndexOf(':') + 1)));
            case "content" -> d.content(HexFormat.of().parseHex(value));
            default -> common(d, word, value);
        }
    }

    static Reference reference(List<String> words) {
        String written = words.getFirst();
        int at = written.indexOf('@');
        String name = at < 0 ? written : written.substring(0, at);
        List<String> rest = Names.rest(words, 1);
        Optional<String> file = Optional.empty();
        if (!rest.isEmpty() && rest.getFirst().equals("of")) {
            rest.removeFirst();
            file = Optional.of(rest.removeFirst());
        }
        Reference r = refer(name, rest);
        if (at >= 0) {
            r.version(file.orElseThrow(() -> new IllegalArgumentException("a version of which file? " + words)), written.substring(at + 1));
        }
        for (String word : rest) {
            refer(r, word);
        }
        return r;
    }

    private static Reference refer(String name, List<String> rest) {
        switch (rest.isEmpty() ? "" : rest.getFirst()) {
            case "data" -> {
                rest.removeFirst();
                return Reference.data(name);
            }
            case "copy" -> {
                return Reference.copy(name, taken(rest));
            }
            case "tls" -> {
                rest.removeFirst();
                return Reference.tls(name);
            }
            case "tls-ie" -> {
                rest.removeFirst();
                return Reference.initialExecTls(name);
            }
            case "unused" -> {
                rest.removeFirst();
                return Reference.unused(name);
            }
            default -> {
                return Reference.lazy(name);
            }
        }
    }

    private static void refer(Reference r, String word) {
        switch (word) {
            case "weak-need" -> r.weakNeed = true;
            case "canonical-plt" -> r.canonicalPlt();
            default -> common(r, word, word.substring(word.indexOf('=') + 1));
        }
    }

    private static void common(SymbolSpec<?> s, String word, String value) {
        switch (key(word)) {
            case "weak" -> s.weak();
            case "local" -> s.binding(Elf.STB_LOCAL);
            case "unique" -> s.binding(Elf.STB_GNU_UNIQUE);
            case "hidden" -> s.visibility(Elf.STV_HIDDEN);
            case "protected" -> s.visibility(Elf.STV_PROTECTED);
            case "internal" -> s.visibility(Elf.STV_INTERNAL);
            case "binding" -> s.binding(Names.parseInt(value));
            case "visibility" -> s.visibility(Names.parseInt(value));
            case "type" -> s.type((int) Names.SYMBOL_TYPES.number(value));
            case "size" -> s.size(Names.parse(value));
            case "value" -> s.value(Names.parse(value));
            case "section" -> s.sectionIndex(Names.parseInt(value));
            case "versym" -> s.versionIndex(Names.parseInt(value));
            case "relocation" -> s.relocation(Names.parseInt(value));
            default -> s.also(bind(word));
        }
    }

    private static Bind bind(String word) {
        if (!word.startsWith("+")) {
            throw new IllegalArgumentException("no such word of a symbol: " + word);
        }
        return Bind.valueOf(Names.constant(word.substring(1)));
    }

    private static String key(String word) {
        return word.indexOf('=') < 0 ? word : word.substring(0, word.indexOf('='));
    }
}
