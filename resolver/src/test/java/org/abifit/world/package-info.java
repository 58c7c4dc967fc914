/**
 * The vocabulary of this module's tests: a {@link org.abifit.world.World} is a small root file system in memory, made of
 * {@code TinyElf} files under a C library of some {@link org.abifit.world.Release}; a {@link org.abifit.world.Case} is one with the
 * answers of the loaders, kept as a text file ({@link org.abifit.world.CaseText}); {@link org.abifit.world.RealLoader} asks the
 * loader of the machine.
 */
package org.abifit.world;
