package org.abifit.db;

/**
 * A plan that was stored to be judged again when its host changes. One name may have a plan for each of several hosts.
 *
 * @param name what its users call it
 * @param host the host it is for: a snapshot's name without a generation, or a folder; a byte string
 * @param image the image it is for, as it was named; a byte string
 * @param json the neutral plan, as text; nothing here looks into it
 */
public record SavedPlan(String name, String host, String image, String json) {}
