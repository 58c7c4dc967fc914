package org.abifit.root;

/**
 * A regular file.
 *
 * @param size in bytes
 * @param mode permission bits, set-id bits included ({@code 07777})
 * @param linkGroup files of one tree with the same number, other than 0, are names of one inode
 * @param content what it is to a loader
 */
public record RegularFile(long size, int mode, int linkGroup, Content content) implements Node {

    /** {@return whether anybody may execute it} */
    public boolean executable() {
        return (mode & 0111) != 0;
    }

    /** {@return whether it is set-user-id or set-group-id} */
    public boolean setId() {
        return (mode & 06000) != 0;
    }
}
