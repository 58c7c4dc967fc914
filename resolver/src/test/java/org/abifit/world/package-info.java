/**
 * The vocabulary of this module's tests: a {@link org.abifit.world.World} is a small root file system in memory, made of
 * {@code TinyElf} files under a C library of some {@link org.abifit.world.Release}; a {@link org.abifit.world.Scene} puts the same
 * files to several releases and says what each answers; {@link org.abifit.world.RealLoader} asks the loader of the machine.
 */
package org.abifit.world;
