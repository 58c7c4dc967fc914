/**
 * Small ELF files and file trees for tests, written without compiler or linker.
 *
 * <p>Start with {@link org.abifit.testkit.TinyElf}: {@code TinyElf.library("liba.so").define("foo").build()} is a library
 * that the real loader accepts.
 * {@link org.abifit.testkit.Broken} damages such a file, {@link org.abifit.testkit.Spots} tells at which offset a field lies,
 * and {@link org.abifit.testkit.TinyTree} puts files, links and folders under a root.
 */
package org.abifit.testkit;
