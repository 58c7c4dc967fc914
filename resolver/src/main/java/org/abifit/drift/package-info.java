/**
 * What changed between two states of a host, how bad that is, and what became of the plans that were saved for it.
 *
 * <p>{@link org.abifit.drift.Drift} is the door. Files that are the same object on both sides are never unpacked, so the drift of two
 * nodes of one installation costs little more than reading their trees. Whether a loss matters is decided by who uses what is lost: the
 * objects of the old state, those of images that are named, and the saved plans.
 */
package org.abifit.drift;
