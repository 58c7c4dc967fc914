/**
 * Search: clauses with reasons in, the cheapest model or a minimal set of reasons out; or the fewest sets that cover. The only package
 * that knows SAT4J and ojAlgo; it knows nothing of hosts, images or packages, and serves everything here that has to be decided.
 */
package org.abifit.solver;
