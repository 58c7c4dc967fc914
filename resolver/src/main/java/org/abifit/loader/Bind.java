package org.abifit.loader;

/**
 * A host file (or folder) put at a path of the container. Links are followed on both sides, each inside its own root, as container
 * runtimes do: the file that a link points at is covered, the link stays.
 *
 * @param from the path in the host
 * @param to the path in the container; made where it is missing
 */
public record Bind(String from, String to) {}
