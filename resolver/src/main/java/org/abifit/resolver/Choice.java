package org.abifit.resolver;

import java.util.Set;

/**
 * Which of a host's libraries are bound, as somebody else chose them.
 *
 * @param mode where they go
 * @param bound their sonames; what goes with the C library in any case need not be told
 * @param families families that are not split and come from the host
 */
public record Choice(BindPlan.Mode mode, Set<String> bound, Set<String> families) {}
