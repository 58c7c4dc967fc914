package org.abifit.loader;

import java.util.Optional;

/**
 * An entry of DT_NEEDED (or a filter) and what it came to.
 *
 * @param name the name, tokens expanded
 * @param path the path of the object; empty when there is none
 */
public record Need(String name, Optional<String> path) {}
