package org.abifit.root;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder: names and what they stand for. Immutable, except that {@link #overlay} gives a copy that may be added to, which
 * shares everything else: a container's view of an image with a few files bound costs a few small maps.
 */
public final class Directory implements Node {
    /** A folder without entries. */
    public static final Directory EMPTY = new Directory(Map.of(), Optional.empty());

    private final Map<String, Node> children;
    private final Directory below;
    private final FileView owner;
    private final Optional<String> hidden;

    /**
     * @param children names to entries
     * @param hidden why the entries are not known (no permission, another file system); empty when they are
     */
    public Directory(Map<String, Node> children, Optional<String> hidden) {
        this.children = children;
        this.below = null;
        this.owner = null;
        this.hidden = hidden;
    }

    private Directory(Directory below, FileView owner) {
        this.children = new HashMap<>();
        this.below = below;
        this.owner = owner;
        this.hidden = below.hidden;
    }

    /** {@return the entry of this name, or null} */
    public Node child(String name) {
        Node own = children.get(name);
        return own != null || below == null ? own : below.child(name);
    }

    /** {@return the names, sorted by bytes} */
    public SortedSet<String> names() {
        SortedSet<String> names = below == null ? new TreeSet<>() : below.names();
        names.addAll(children.keySet());
        return names;
    }

    /** {@return why the entries are not known, if they are not} */
    public Optional<String> hidden() {
        return hidden;
    }

    /** {@return a copy that {@link #put} may change, in the name of this view} */
    Directory overlay(FileView view) {
        return new Directory(this, view);
    }

    /** {@return whether this is a copy made for this view; another view's copy looks the same, but is not ours to change} */
    boolean isOverlayOf(FileView view) {
        return owner == view;
    }

    void put(String name, Node node) {
        if (owner == null) {
            throw new IllegalStateException("not an overlay");
        }
        children.put(name, node);
    }
}
