/**
 * Questions of images and hosts as CUDF, and back. {@link org.abifit.bridge.AbiExport} writes what the resolver's search came to as one
 * upgrade problem, whose optimum has the resolver's verdict and cost, so that solvers which share no code with it can be asked the same.
 * {@link org.abifit.bridge.AbiImport} reads a solution, whoever found it, as choices of host libraries. docs/bridge.md has the mapping.
 */
package org.abifit.bridge;
