/**
 * The command line: arguments in, sentences and an exit code out.
 *
 * <p>{@link org.abifit.cli.Main} is the door. A command is one class: it declares its options, asks the libraries below, and prints.
 * No other package prints, ends the process, or knows who called it.
 *
 * <p>Inside, names of files are byte strings (one {@code char} a byte) from the first argument to the last line of output:
 * {@link org.abifit.cli.Arguments} recovers the bytes that the user typed whatever the locale, and
 * {@link org.abifit.root.BytePaths#toUnicode} makes a name printable, in text and in JSON.
 */
package org.abifit.cli;
