package org.abifit.root;

import java.util.Objects;
import java.util.function.Supplier;

/** A regular file. What it holds may be read only when it is first asked for. */
public final class RegularFile implements Node {
    private final long size;
    private final int mode;
    private final int linkGroup;
    private Supplier<Content> source;
    private Content content;

    /**
     * @param size in bytes
     * @param mode permission bits, set-id bits included ({@code 07777})
     * @param linkGroup files of one tree with the same number, other than 0, are names of one inode
     * @param content what it is to a loader
     */
    public RegularFile(long size, int mode, int linkGroup, Content content) {
        this.size = size;
        this.mode = mode;
        this.linkGroup = linkGroup;
        this.content = content;
    }

    /** A file that is read when its content is first asked for, and once. */
    RegularFile(long size, int mode, int linkGroup, Supplier<Content> source) {
        this.size = size;
        this.mode = mode;
        this.linkGroup = linkGroup;
        this.source = source;
    }

    /** {@return its size in bytes} */
    public long size() {
        return size;
    }

    /** {@return its permission bits, set-id bits included} */
    public int mode() {
        return mode;
    }

    /** {@return the number of its inode among those of the tree with several names, or 0} */
    public int linkGroup() {
        return linkGroup;
    }

    /** {@return what it is to a loader} */
    public synchronized Content content() {
        if (content == null) {
            content = source.get();
            source = null;
        }
        return content;
    }

    /** {@return whether anybody may execute it} */
    public boolean executable() {
        return (mode & 0111) != 0;
    }

    /** {@return whether it is set-user-id or set-group-id; without the right for the group to execute it, the latter bit means something else} */
    public boolean setId() {
        return (mode & 04000) != 0 || (mode & 02010) == 02010;
    }

    @Override
    public boolean equals(Object o) {
        return o == this || o instanceof RegularFile f && size == f.size && mode == f.mode && linkGroup == f.linkGroup && content().equals(f.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, mode, linkGroup);
    }

    @Override
    public String toString() {
        return "RegularFile[size=%d, mode=%o, linkGroup=%d, content=%s]".formatted(size, mode, linkGroup, content());
    }
}
