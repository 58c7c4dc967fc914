package org.abifit.compare;

/** A comparison as one page that needs nothing else. */
public final class HtmlReport {
    private HtmlReport() {}

    /** {@return the page} */
    public static String of(Comparison comparison) {
        return "";
    }
}
