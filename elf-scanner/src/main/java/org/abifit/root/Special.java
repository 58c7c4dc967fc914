package org.abifit.root;

/** An entry that is neither file, folder nor link; it is never opened. */
public record Special(Kind kind) implements Node {

    /** What kind of entry. */
    public enum Kind { FIFO, SOCKET, DEVICE, OTHER }
}
