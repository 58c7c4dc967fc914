/**
 * Which image serves which hosts, and what to bind: a {@link org.abifit.resolver.Request} in, one {@link org.abifit.resolver.ImageAnswer} per image out.
 *
 * <p>The door is {@link org.abifit.resolver.Resolver#resolve}. For every image and host it lays out who could provide each soname
 * ({@code Universe}), writes what the facts rule out as clauses with reasons ({@code Encoding}), lets the search choose, and puts every
 * choice to the loader model before it is called a plan ({@code PairSearch}). What the loader refuses becomes a clause, and the search
 * goes on: search order, RPATH inheritance and caches are never encoded, only judged.
 */
package org.abifit.resolver;
