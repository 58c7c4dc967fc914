package org.abifit.root;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

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
    private final Source source;

    /** A folder on disk, of which only what is asked for is looked at. */
    interface Source {
        /** {@return the entry of this name, or null} */
        Node child(String name);

        /** {@return the names there are} */
        Collection<String> names();

        /** {@return why the entries are not known, if they are not} */
        Optional<String> hidden();
    }

    /**
     * @param children names to entries
     * @param hidden why the entries are not known (no permission, another file system); empty when they are
     */
    public Directory(Map<String, Node> children, Optional<String> hidden) {
        this.children = children;
        this.below = null;
        this.owner = null;
        this.hidden = hidden;
        this.source = null;
    }

    /** A folder whose entries are looked at when they are first asked for, and once. */
    Directory(Source source) {
        this.children = new ConcurrentHashMap<>();
        this.below = null;
        this.owner = null;
        this.hidden = Optional.empty();
        this.source = source;
    }

    private Directory(Directory below, FileView owner) {
        this.children = new HashMap<>();
        this.below = below;
        this.owner = owner;
        this.hidden = below.hidden;
        this.source = null;
    }

    /** {@return the entry of this name, or null} */
    public Node child(String name) {
        Node own = children.get(name);
        if (own != null) {
            return own;
        }
        return below != null ? below.child(name) : source != null ? fetch(name) : null;
    }

    private Node fetch(String name) {
        Node found = source.child(name);
        if (found == null) {
            return null;
        }
        Node before = children.putIfAbsent(name, found);
        return before == null ? found : before;
    }

    /** {@return the names, sorted by bytes} */
    public SortedSet<String> names() {
        SortedSet<String> names = below == null ? new TreeSet<>() : below.names();
        names.addAll(source == null ? children.keySet() : source.names());
        return names;
    }

    /** {@return why the entries are not known, if they are not} */
    public Optional<String> hidden() {
        return source != null ? source.hidden() : below != null ? below.hidden() : hidden;
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
