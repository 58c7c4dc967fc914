/**
 * Debian's indexes and installation states to upgrade problems: {@code Packages}, {@code Sources} and dpkg's
 * {@code status} (Debian Policy, chapters 5 and 7; deb822(5)) to {@link org.abifit.cudf.CudfDocument}s.
 *
 * <p>{@link org.abifit.debian.DebianReader} reads files into a {@link org.abifit.debian.DebianUniverse};
 * {@link org.abifit.debian.DebianMapping} turns that into CUDF, package by package:
 * <pre>
 * DebianReader reader = new DebianReader(options, fault -&gt; say(fault));
 * reader.packages("Packages", in);
 * DebianMapping mapping = new DebianMapping(reader.universe(), options, request);
 * mapping.packages(fault -&gt; say(fault), one -&gt; print(one));
 * </pre>
 *
 * <p>Indexes come from elsewhere and may be broken: a stanza that cannot be read is told as a
 * {@link org.abifit.debian.DebianFault} and left out, the rest goes on.
 *
 * <p>The encoding is the one that the tools of the Mancoosi project made common (one table of numbers for all versions
 * of the universe, {@code --virtual-NAME} for what is provided, {@code NAME%3aARCH} for packages of an architecture), so
 * that documents can be compared with theirs.
 */
package org.abifit.debian;
