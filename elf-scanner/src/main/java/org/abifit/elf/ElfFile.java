package org.abifit.elf;

import java.util.List;
import java.util.Optional;

/**
 * What a dynamic loader reads of one ELF file, and nothing else.
 *
 * @param size the file's size in bytes
 * @param header the ELF header
 * @param interp the {@code PT_INTERP} path; empty for libraries and static programs
 * @param loads the {@code PT_LOAD} segments, in file order
 * @param tls the {@code PT_TLS} segment
 * @param stack what {@code PT_GNU_STACK} says
 * @param dynamic the {@code PT_DYNAMIC} entries; empty when the file has no dynamic section, or an empty one (debug files)
 * @param verdefs the version definitions, base entry included, in file order
 * @param verneeds the version needs, in file order
 * @param symbols the dynamic symbols other than local ones, in table order
 * @param notes what the notes say
 * @param libc the C library that this file is or belongs to, for {@code ld.so} and {@code libc.so}
 */
public record ElfFile(long size, ElfHeader header, Optional<String> interp, List<LoadSegment> loads, Optional<Tls> tls, GnuStack stack,
        Optional<Dynamic> dynamic, List<Verdef> verdefs, List<Verneed> verneeds, SymbolTable symbols, Notes notes, Optional<LibcBuild> libc) {

    /** A {@code PT_LOAD} segment; addresses and sizes in bytes, {@code flags} as {@code PF_X=1, PF_W=2, PF_R=4}. */
    public record LoadSegment(long vaddr, long offset, long fileSize, long memSize, long align, int flags) {}

    /** The {@code PT_TLS} segment: block size and alignment in bytes. */
    public record Tls(long memSize, long align) {}

    /** {@code PT_GNU_STACK}: a file without the header asks for an executable stack on most machines. */
    public enum GnuStack { ABSENT, NON_EXECUTABLE, EXECUTABLE }

    /** {@return the {@code DT_SONAME}} */
    public Optional<String> soname() {
        return dynamic.flatMap(Dynamic::soname);
    }

    /** {@return the {@code DT_NEEDED} names in order} */
    public List<String> needed() {
        return dynamic.map(Dynamic::needed).orElse(List.of());
    }

    /** {@return whether a {@code DT_VERDEF} defines this node (the base entry counts, as in glibc's {@code match_symbol})} */
    public boolean defines(String node) {
        for (Verdef def : verdefs) {
            if (def.name().equals(node)) {
                return true;
            }
        }
        return false;
    }
}
