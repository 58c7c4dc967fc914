package org.abifit.resolver;

/** Whose file it is. */
public enum Side {
    IMAGE, HOST;

    /** {@return the word in JSON and text} */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Side other() {
        return this == IMAGE ? HOST : IMAGE;
    }
}
