package org.abifit.testkit;

import java.util.List;

/**
 * A {@link TinyElf} as lines of text, both ways.
 *
 * <p>The kind of file is {@code library}, {@code program}, {@code fixed-program} or {@code static-program}; a library's soname is the one that
 * is implied unless a line says otherwise. Each line is a word and what belongs to it ({@link Tokens} splits and quotes):
 *
 * <pre>
 * soname NAME | no-soname          needed NAME...           rpath PATH       runpath PATH
 * filter NAME                      auxiliary NAME           string TAG NAME  tag TAG NUMBER
 * override-tag TAG NUMBER          without-tag TAG          symbolic         hash sysv|both|none
 * flags BIND_NOW|SYMBOLIC|...      flags-1 NODEFLIB|PIE|...
 * define NAME[@NODE|@@NODE] [object SIZE|tls SIZE|ifunc|absolute VALUE] [weak|local|unique] [hidden|protected|internal]
 *        [type=T] [size=N] [value=N] [section=N] [versym=N] [+got|+pointer|+lazy...] [returns=N] [calls=NAME] [dlopens=FILE:FLAGS]
 * refer NAME[@NODE of FILE] [data|copy SIZE|tls|tls-ie|unused] [weak] [weak-need] [canonical-plt] [as above]
 * nodes NAME...                    node NAME [parent=NAME] [flags=N] [index=N] [hash=N]
 * base-node NAME | no-base-node    versym yes|no
 * need FILE NODE...                need-one FILE NODE [flags=N] [index=N] [hash=N]
 * relative WORDS                   relr WORDS               relocation TYPE (without a symbol)
 * call NAME                        dlopen FILE FLAGS        exit CODE        exit-with-result
 * constructor-exits CODE
 * machine NAME                     type REL|EXEC|DYN|CORE|N header FIELD N   ident INDEX N
 * section-headers                  interpreter PATH|no-interpreter          page N   base N
 * load-align N                     shift-load NTH BYTES     segment TYPE FLAGS OFFSET VADDR FILESZ MEMSZ ALIGN
 * without-segment TYPE             stack executable|absent  thread-local SIZE ALIGN
 * note abi-tag A.B.C | build-id HEX | property NAME=BITS... | dlopen JSON | package JSON | raw SECTION OWNER TYPE HEX
 * patch SPOT u8|u16|u32|u64 NUMBER ({@link Patch})          truncate SIZE
 * </pre>
 *
 * <p>References are lazily bound calls and definitions functions where nothing else is said.
 */
public final class ElfText {
    private ElfText() {}

    /** {@return the kind of file, the word that {@link #read} wants} */
    public static String kind(TinyElf elf) {
        if (!elf.spec.program) {
            return "library";
        }
        if (!elf.spec.dynamic) {
            return "static-program";
        }
        return elf.spec.type == Elf.ET_EXEC ? "fixed-program" : "program";
    }

    /** {@return whether this word is a kind of file} */
    public static boolean isKind(String word) {
        return List.of("library", "program", "fixed-program", "static-program").contains(word);
    }

    static TinyElf start(String kind) {
        return switch (kind) {
            case "library" -> TinyElf.library();
            case "program" -> TinyElf.program();
            case "fixed-program" -> TinyElf.fixedProgram();
            case "static-program" -> TinyElf.staticProgram();
            default -> throw new IllegalArgumentException("no such kind of file: " + kind);
        };
    }

    /** {@return the lines that make the same file again, under its {@link #kind}; {@code soname} is what a library is called without a line} */
    public static List<String> write(TinyElf elf, String soname) {
        return ElfTextWriter.write(elf, soname);
    }

    /**
     * {@return the file that the lines describe}
     *
     * @throws IllegalArgumentException for a line that has no meaning
     */
    public static TinyElf read(String kind, String soname, List<String> lines) {
        TinyElf elf = start(kind);
        if (kind.equals("library")) {
            elf.soname(soname);
        }
        for (String line : lines) {
            ElfTextReader.read(elf, Tokens.of(line));
        }
        return elf;
    }
}
