package org.abifit.cli;

import java.util.Map;

/**
 * What a command works with.
 *
 * @param out where it prints
 * @param environment the environment of the process; values are byte strings
 * @param shutdown knows whether the user wants it to stop
 */
record Session(Out out, Map<String, String> environment, Shutdown shutdown) {}
