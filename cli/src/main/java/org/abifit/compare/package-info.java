/**
 * CUDF solvers side by side: {@link org.abifit.compare.Runner} runs one of them under limits and measures its whole process tree,
 * {@link org.abifit.compare.Judge} judges what it wrote, {@link org.abifit.compare.Study} does so for documents, criteria and solvers and keeps
 * every run in a file, {@link org.abifit.compare.Comparison} draws the conclusions: a status for each answer, points as in the MISC competitions,
 * ratios. Conclusions are data; tables and pages are made from them, and nothing needs to be run again for that.
 */
package org.abifit.compare;
