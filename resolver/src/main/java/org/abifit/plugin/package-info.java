/**
 * What programs open by {@code dlopen}: the libraries that no {@code DT_NEEDED} names and without which an application that loads
 * still does not work.
 *
 * <p>The door is {@link org.abifit.plugin.PlugIns#find}: the objects of a load and the known {@link org.abifit.plugin.PluginFamily
 * families} in, {@link org.abifit.plugin.PlugIn}s out, each with the evidence for it. Families are data; nothing here knows MPI, NSS
 * or Python. Exact evidence comes from objects that say themselves what they open ({@code .note.dlopen}).
 */
package org.abifit.plugin;
