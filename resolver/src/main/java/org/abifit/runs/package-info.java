/**
 * Whether a program that loads will also run: plug-ins of another build than their core, interfaces that are private although
 * nothing in their names says so, launchers that do not start.
 *
 * <p>The door is {@link org.abifit.runs.RunsJudge}: a container, a question and the loader's answer in, {@link org.abifit.runs.Runs}
 * out, by rule or by proof, with the {@link org.abifit.runs.Because grounds}. What belongs together is data ({@link
 * org.abifit.runs.RunRules}); nothing here knows MPI or UCX by name.
 */
package org.abifit.runs;
