package org.abifit.plan;

/**
 * Something about a plan's safety; sentences are made by whoever shows it.
 *
 * @param rule which
 * @param subject the host path that it is about; empty for the whole plan
 * @param detail what decides: the real path, the folder, the mode, the owner, the soname; may be empty
 */
public record Finding(SafetyRule rule, String subject, String detail) {}
