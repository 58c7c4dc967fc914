package org.abifit.upgrade;

import java.util.List;

/**
 * Why there is no solution.
 *
 * @param core parts of the problem that do not go together, in the order of the document: the request, what is kept, packages
 * @param minimal whether it is proven that without any one of them they would
 */
public record Explanation(List<Why> core, boolean minimal) {}
