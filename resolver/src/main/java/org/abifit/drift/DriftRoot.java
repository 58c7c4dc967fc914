package org.abifit.drift;

import org.abifit.root.Directory;
import org.abifit.root.MachineFacts;

/**
 * One state of a host, or an image whose objects count as users of it.
 *
 * @param name what its users call it
 * @param tree its root
 * @param machine processor level, page size, kernel
 */
public record DriftRoot(String name, Directory tree, MachineFacts machine) {}
