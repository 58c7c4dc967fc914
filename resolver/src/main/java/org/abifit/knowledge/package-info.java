/**
 * What is known of libraries beyond their own facts, as data: families that move together, the releases of MPI, rules by which two
 * libraries are compared. The values come from files that {@code cli} reads; nothing here knows a name of a library by itself.
 */
package org.abifit.knowledge;
