/**
 * Search: clauses with reasons in, the cheapest model or a minimal set of reasons out. The only package that knows SAT4J; it knows
 * nothing of hosts, images or packages, and serves everything here that has to be decided.
 */
package org.abifit.solver;
