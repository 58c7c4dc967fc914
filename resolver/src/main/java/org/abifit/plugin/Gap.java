package org.abifit.plugin;

/**
 * Evidence that is missing: there may be more plug-ins than were found.
 *
 * @param family the family that they would belong to
 * @param priority how much would depend on them
 * @param file the file or folder that is not known
 * @param why why it is not
 */
public record Gap(String family, Priority priority, String file, String why) {}
