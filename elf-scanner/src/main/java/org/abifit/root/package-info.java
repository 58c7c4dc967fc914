/**
 * A root file system's directory tree to facts: what lies where, which links point where, and what each file is to a loader.
 *
 * <p>The door is {@link org.abifit.root.RootScanner}. It yields a tree of {@link org.abifit.root.Node}s that holds everything a
 * loader could ask of the file system, so that later questions need neither the disk nor the machine. Paths and names are
 * byte strings (one {@code char} a byte), because file names have no encoding.
 */
package org.abifit.root;
