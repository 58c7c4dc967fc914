package org.abifit.db;

/**
 * What {@link AbiStore#gc} gave back.
 *
 * @param objects objects that no snapshot held
 * @param trees trees that no snapshot held
 * @param bytes by how much the file is smaller
 */
public record Reclaimed(int objects, int trees, long bytes) {}
