package org.abifit.resolver;

import org.abifit.root.Directory;
import org.abifit.root.MachineFacts;

/**
 * A machine that runs containers.
 *
 * @param name what its users call it
 * @param tree its root
 * @param machine processor level, page size, kernel
 */
public record Host(String name, Directory tree, MachineFacts machine) {}
