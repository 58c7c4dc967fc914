package org.abifit.root;

/**
 * A symbolic link.
 *
 * @param target what it says, not resolved; a byte string
 */
public record Symlink(String target) implements Node {}
