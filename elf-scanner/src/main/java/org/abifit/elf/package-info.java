/**
 * One ELF file's bytes to the facts a dynamic loader decides by.
 *
 * <p>The door is {@link org.abifit.elf.ElfReader}: bytes in, an {@link org.abifit.elf.ElfOutcome} out. Facts are read as
 * the loader reads them: program headers, then {@code PT_DYNAMIC}, then the tables whose addresses it holds. Section
 * headers are never looked at, so a stripped library reads the same.
 *
 * <p>Two rules hold everywhere in this package. Strings (sonames, symbols, paths) are <em>byte strings</em>: each
 * {@code char} is one byte of the file (ISO 8859-1), because ELF strings have no encoding. And every offset and count of
 * a file is hostile until checked: a table that leaves the file is an {@link org.abifit.elf.ElfFault} with offset, field
 * and problem, never a shorter list that looks complete.
 */
package org.abifit.elf;
