package org.abifit.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.Patch;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.Tokens;

/**
 * An ELF file of a case as C for gcc: a source, a version script, options, and the stubs that it is linked against, so that DT_NEEDED and the
 * version needs come out as the case has them. What a link editor never writes it cannot say ({@link Unsaid}); header bytes are patched afterwards.
 */
final class GccSource {
    /** The reason why a file cannot be built. */
    static final class Unsaid extends Exception {
        private static final long serialVersionUID = 1;

        Unsaid(String reason) {
            super(reason);
        }
    }

    /**
     * What gcc is given.
     *
     * @param source C
     * @param script a version script; empty for none
     * @param options of the compiler and the link editor
     * @param stubs by soname, in the order of DT_NEEDED
     * @param patches put over the result
     */
    record Recipe(String source, String script, List<String> options, Map<String, Recipe> stubs, List<Patch> patches) {}

    private final String kind;
    private final String soname;
    private final StringBuilder source = new StringBuilder();
    private final List<String> options = new ArrayList<>(List.of("-O1", "-w", "-nostdlib", "-fno-builtin", "-fno-toplevel-reorder", "-fno-stack-protector", "-fcf-protection=none",
            "-Wl,-z,lazy,--no-as-needed,--build-id=none,--hash-style=gnu,--allow-shlib-undefined"));
    private final List<Patch> patches = new ArrayList<>();
    private final Set<String> needed = new LinkedHashSet<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, GccSource> stubs = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private boolean exportsNothing = true;

    /** A version node: what it exports, and the names behind {@code .symver} that nobody is to see. */
    private record Node(List<String> global, List<String> local) {
        Node() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private GccSource(String kind, String soname) {
        this.kind = kind;
        this.soname = soname;
    }

    /** {@return how to build a file whose programs run under this loader} */
    static Recipe of(String path, TinyElf elf, String loader) throws Unsaid {
        String name = CaseWriter.baseName(path);
        GccSource source = new GccSource(ElfText.kind(elf), name);
        List<List<String>> lines = ElfText.write(elf, name).stream().map(Tokens::of).toList();
        source.kind(lines, loader);
        for (List<String> line : lines) {
            source.line(line);
        }
        return source.recipe();
    }

    private void kind(List<List<String>> lines, String loader) throws Unsaid {
        switch (kind) {
            case "library" -> {
                boolean pie = lines.contains(List.of("flags-1", "PIE"));
                options.addAll(pie ? List.of("-pie", "-fPIE", "-Wl,--no-dynamic-linker,-e,0") : List.of("-shared", "-fPIC"));
                if (lines.stream().noneMatch(l -> l.getFirst().endsWith("soname"))) {
                    options.add("-Wl,-soname," + soname);
                }
            }
            case "program", "fixed-program" -> {
                boolean own = lines.stream().anyMatch(l -> l.getFirst().equals("interpreter"));
                options.addAll(kind.equals("program") ? List.of("-pie", "-fPIE") : List.of("-no-pie", "-fno-pie"));
                options.add("-Wl,--export-dynamic,--dynamic-linker=" + (own ? lines.stream().filter(l -> l.getFirst().equals("interpreter")).findFirst().get().get(1) : loader));
                source.append("__asm__(\".globl _start\\n.hidden _start\\n_start: mov $60, %eax\\n xor %edi, %edi\\n syscall\");\n");
            }
            default -> throw new Unsaid("a " + kind);
        }
    }

    private void line(List<String> words) throws Unsaid {
        String value = words.size() > 1 ? words.get(1) : "";
        switch (words.getFirst()) {
            case "soname" -> options.add("-Wl,-soname," + value);
            case "no-soname", "interpreter", "call", "exit", "exit-with-result", "section-headers" -> { }
            case "needed" -> words.subList(1, words.size()).forEach(this::needs);
            case "rpath" -> options.add("-Wl,--disable-new-dtags,-rpath," + value);
            case "runpath" -> options.add("-Wl,--enable-new-dtags,-rpath," + value);
            case "filter" -> options.add("-Wl,-F," + value);
            case "auxiliary" -> options.add("-Wl,-f," + value);
            case "symbolic" -> options.add("-Wl,-Bsymbolic");
            case "flags" -> flags(words.subList(1, words.size()));
            case "flags-1" -> flags1(words.subList(1, words.size()));
            case "define" -> define(words.subList(1, words.size()));
            case "refer" -> refer(words.subList(1, words.size()));
            case "nodes" -> words.subList(1, words.size()).forEach(n -> nodes.computeIfAbsent(n, k -> new Node()));
            case "stack" -> stack(value);
            case "note" -> note(words.subList(1, words.size()));
            default -> patch(words);
        }
    }

    // ---- options

    private void needs(String name) {
        needed.add(name);
        stubs.computeIfAbsent(name, n -> new GccSource("library", n));
    }

    private void flags(List<String> words) throws Unsaid {
        for (String word : words) {
            switch (word) {
                case "BIND_NOW" -> options.add("-Wl,-z,now");
                case "SYMBOLIC" -> options.add("-Wl,-Bsymbolic");
                case "STATIC_TLS" -> { }
                default -> throw new Unsaid("DT_FLAGS " + word);
            }
        }
    }

    private void flags1(List<String> words) throws Unsaid {
        for (String word : words) {
            switch (word) {
                case "PIE" -> { }
                case "NODEFLIB" -> options.add("-Wl,-z,nodefaultlib");
                default -> throw new Unsaid("DT_FLAGS_1 " + word);
            }
        }
    }

    private void stack(String value) throws Unsaid {
        if (!value.equals("executable")) {
            throw new Unsaid("no PT_GNU_STACK");
        }
        options.add("-Wl,-z,execstack");
    }

    private void note(List<String> words) throws Unsaid {
        switch (words.getFirst()) {
            case "abi-tag" -> {
                String numbers = words.get(1).replace('.', ',');
                source.append("__asm__(\".section .note.ABI-tag, \\\"a\\\", @note\\n.long 4, 16, 1\\n.asciz \\\"GNU\\\"\\n.long 0,%s\\n.text\");\n".formatted(numbers));
            }
            case "property" -> property(words.get(1));
            default -> throw new Unsaid("note " + words.getFirst());
        }
    }

    private void property(String word) throws Unsaid {
        String type = switch (word.substring(0, word.indexOf('='))) {
            case "x86-isa-needed" -> "0xc0008002";
            case "needed" -> "0xb0008000";
            default -> throw new Unsaid("property " + word);
        };
        source.append("__asm__(\".section .note.gnu.property, \\\"a\\\", @note\\n.p2align 3\\n.long 4, 16, 5\\n.asciz \\\"GNU\\\"\\n.long %s, 4, %s, 0\\n.text\");\n"
                .formatted(type, word.substring(word.indexOf('=') + 1)));
    }

    /** What is a number in a header is put there afterwards, as it would be by whoever broke such a file. */
    private void patch(List<String> words) throws Unsaid {
        switch (words.getFirst()) {
            case "ident" -> patches.add(new Patch("at:" + ident(words.get(1)), 1, number(words.get(2))));
            case "type" -> patches.add(new Patch("header:E_TYPE", 2, List.of("NONE", "REL", "EXEC", "DYN", "CORE").indexOf(words.get(1))));
            case "header" -> patches.add(new Patch("header:" + words.get(1), words.get(1).equals("E_VERSION") ? 4 : 2, number(words.get(2))));
            case "patch" -> patches.add(new Patch(words.get(1), Integer.parseInt(words.get(2).substring(1)) / 8, number(words.get(3))));
            default -> throw new Unsaid(words.getFirst());
        }
    }

    private static int ident(String word) {
        return switch (word) {
            case "DATA" -> 5;
            case "VERSION" -> 6;
            case "OSABI" -> 7;
            case "ABIVERSION" -> 8;
            default -> 9;
        };
    }

    private static long number(String word) {
        return word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word);
    }

    // ---- definitions

    private void define(List<String> words) throws Unsaid {
        String[] name = words.getFirst().split("@+", 2);
        boolean hidden = name.length > 1 && !words.getFirst().contains("@@");
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        rest.removeIf(w -> w.startsWith("returns="));
        boolean twice = !names.add(name[0]) || hidden;
        String symbol = twice ? name[0] + "_" + names.size() + "_" + nodes.size() : name[0];
        exportsNothing = false;
        body(symbol, rest);
        if (name.length > 1) {
            Node node = nodes.computeIfAbsent(name[1], k -> new Node());
            if (twice) {
                source.append("__asm__(\".symver %s, %s\");\n".formatted(symbol, words.getFirst()));
                node.local().add(symbol);
            } else {
                node.global().add(symbol);
            }
        } else if (twice) {
            throw new Unsaid("a name defined twice");
        }
    }

    private void body(String symbol, List<String> rest) throws Unsaid {
        String attributes = attributes(rest);
        String kind = rest.isEmpty() || rest.getFirst().startsWith("+") ? "function" : rest.removeFirst();
        switch (kind) {
            case "function" -> source.append("%sint %s(void) { return 1; }\n".formatted(attributes, symbol));
            case "ifunc" -> source.append("static int %1$s_it(void) { return 1; }\nstatic void *%1$s_chosen(void) { return %1$s_it; }\n".formatted(symbol))
                    .append("int %1$s(void) __attribute__((ifunc(\"%1$s_chosen\")));\n".formatted(symbol));
            case "object" -> source.append("%schar %s[%s] = {1};\n".formatted(attributes, symbol, rest.removeFirst()));
            case "tls" -> source.append("%s__thread char %s[%s] = {1};\n".formatted(attributes, symbol, rest.removeFirst()));
            case "type=NOTYPE" -> source.append("__asm__(\".globl %1$s\\n%1$s: ret\");\n".formatted(symbol));
            default -> throw new Unsaid("a definition with " + kind);
        }
        for (String word : rest) {
            uses(symbol, word);
        }
    }

    private void uses(String symbol, String word) throws Unsaid {
        switch (word) {
            case "+pointer" -> source.append("static __attribute__((used)) void *%1$s_pointer = %1$s;\n".formatted(symbol));
            case "+tls-offset" -> {
                options.add("-ftls-model=initial-exec");
                source.append("static __attribute__((used)) char *%1$s_place(void) { return %1$s; }\n".formatted(symbol));
            }
            case "unique" -> source.append("__asm__(\".type %s, @gnu_unique_object\");\n".formatted(symbol));
            default -> throw new Unsaid("a definition with " + word);
        }
    }

    private static String attributes(List<String> rest) {
        StringBuilder attributes = new StringBuilder();
        if (rest.remove("weak")) {
            attributes.append("__attribute__((weak)) ");
        }
        if (rest.remove("protected")) {
            attributes.append("__attribute__((visibility(\"protected\"))) ");
        }
        return attributes.toString();
    }

    // ---- references

    private void refer(List<String> words) throws Unsaid {
        String[] name = words.getFirst().split("@", 2);
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        String file = "";
        if (rest.remove("of")) {
            file = rest.removeFirst();
        }
        if (!names.add(name[0])) {
            throw new Unsaid("a name referred to twice, or defined too");
        }
        String weak = rest.remove("weak") ? "__attribute__((weak)) " : "";
        String kind = rest.isEmpty() || rest.getFirst().startsWith("+") || rest.getFirst().equals("weak-need") ? "lazy" : rest.removeFirst();
        String size = kind.equals("copy") ? rest.removeFirst() : "8";
        reference(kind, name[0], size, weak);
        rest.removeIf(w -> w.equals("+pointer") && source.append("static __attribute__((used)) void *%1$s_pointer = %1$s;\n".formatted(name[0])) != null);
        if (!rest.isEmpty()) {
            throw new Unsaid("a reference with " + rest.getFirst());
        }
        stub(name, file, kind, size);
    }

    private void reference(String kind, String name, String size, String weak) throws Unsaid {
        switch (kind) {
            case "lazy" -> source.append("extern %2$sint %1$s(void);\nstatic __attribute__((used)) int call_%1$s(void) { return %1$s() + 1; }\n".formatted(name, weak));
            case "data" -> source.append("extern %2$schar %1$s[];\nstatic __attribute__((used)) char *address_of_%1$s = %1$s;\n".formatted(name, weak));
            case "copy" -> source.append("extern char %1$s[%2$s];\nstatic __attribute__((used)) char first_of_%1$s(void) { return %1$s[0]; }\n".formatted(name, size));
            case "tls", "tls-ie" -> {
                source.append("extern %2$s__thread char %1$s[];\nstatic __attribute__((used)) char *place_of_%1$s(void) { return %1$s; }\n".formatted(name, weak));
                if (kind.equals("tls-ie")) {
                    options.add("-ftls-model=initial-exec");
                }
            }
            default -> throw new Unsaid("a reference that is " + kind);
        }
    }

    /** A library may leave a name undefined; a program and a version need somebody that has it when they are linked. */
    private void stub(String[] name, String file, String kind, String size) throws Unsaid {
        boolean versioned = name.length > 1;
        if (!versioned && this.kind.equals("library")) {
            return;
        }
        if (versioned && !needed.contains(file)) {
            throw new Unsaid("a version need of a file that is not needed");
        }
        if (needed.isEmpty()) {
            throw new Unsaid("a program that refers to what no library could have had");
        }
        String of = versioned ? file : needed.iterator().next();
        String place = switch (kind) {
            case "data", "copy" -> " object " + size;
            case "tls", "tls-ie" -> " tls " + size;
            default -> "";
        };
        stubs.get(of).define(Tokens.of(name[0] + (versioned ? "@@" + name[1] : "") + place));
    }

    // ---- the whole

    private Recipe recipe() {
        Map<String, Recipe> linked = new LinkedHashMap<>();
        for (String name : needed) {
            GccSource stub = stubs.get(name);
            stub.options.addAll(List.of("-shared", "-fPIC", "-Wl,-soname," + name));
            linked.put(name, stub.recipe());
        }
        if (exportsNothing) {
            source.append("static __attribute__((used)) int nothing;\n");
        }
        return new Recipe(source.toString(), script(), List.copyOf(options), linked, List.copyOf(patches));
    }

    private String script() {
        StringJoiner script = new StringJoiner("\n");
        nodes.forEach((name, node) -> script.add("%s {%s%s };".formatted(name, list(" global: ", node.global()), list(" local: ", node.local()))));
        return nodes.isEmpty() ? "" : script + "\n";
    }

    private static String list(String word, List<String> names) {
        return names.isEmpty() ? "" : word + String.join("; ", names) + ";";
    }
}
