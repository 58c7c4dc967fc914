package org.abifit.root;

/** One entry of a root file system. */
public sealed interface Node permits Directory, Symlink, RegularFile, Special {}
