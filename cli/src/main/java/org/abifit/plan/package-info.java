/**
 * Plans as data: the neutral form that everything else is made from, its safety, and the formats of container runtimes. Texts are Unicode here, names that are
 * not UTF-8 are refused where a plan is made. Nothing prints.
 */
package org.abifit.plan;
