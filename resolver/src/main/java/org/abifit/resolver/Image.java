package org.abifit.resolver;

import org.abifit.root.Directory;

/**
 * What a container is made of.
 *
 * @param name what its users call it
 * @param tree its root
 */
public record Image(String name, Directory tree) {}
