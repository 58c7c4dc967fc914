package org.abifit.elf;

/**
 * Why an ELF file cannot be read.
 *
 * @param offset where in the file, in bytes from its start
 * @param field the field at fault, by its name in the gABI ({@code vn_aux}, {@code p_offset})
 * @param problem what is wrong with it, with the values that collide
 */
public record ElfFault(long offset, String field, String problem) {

    @Override
    public String toString() {
        return "0x%x: %s: %s".formatted(offset, field, problem);
    }
}
