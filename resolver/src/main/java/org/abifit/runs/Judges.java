package org.abifit.runs;

import org.abifit.plugin.PlugInJudge;

/**
 * Judges of plug-ins.
 *
 * @param all knows all families that the rules name
 * @param atLoad those that are opened as soon as their library is loaded
 */
record Judges(PlugInJudge all, PlugInJudge atLoad) {}
