package org.abifit.loader;

/**
 * What came of a call of dlopen. An opening that fails leaves the process as it was.
 *
 * @param opening the call
 * @param report the answer, as for a program: {@code verdict} with {@code RTLD_NOW}, {@code lazy} as it was called, {@code message} what
 *     {@code dlerror} gives (after the call as it was made if that fails, else after one with {@code RTLD_NOW}), {@code resolved} and {@code objects} what it brought in
 */
public record OpenedReport(Opening opening, LoadReport report) {}
