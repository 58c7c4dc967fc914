package org.abifit.loader;

/**
 * Something worth knowing that is no error: a line that the loader prints and goes on after, or a note of ours.
 *
 * @param kind a stable word ({@code no-version-information}, {@code preload-ignored}, {@code script} ...)
 * @param object what it is about
 * @param message a sentence; for warnings the loader's own
 */
public record LoadRemark(String kind, String object, String message) {}
