package org.abifit.db;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.elf.ElfCodec;
import org.abifit.root.FileIdentity;
import org.abifit.root.RegularFile;

/**
 * The stored form of file identities: by what a rescan of the same disk knows files again. They are worthless elsewhere, so
 * they are kept beside the tree: the format of its objects, then one per regular file in preorder, as differences from the file
 * before.
 */
final class IdentityCodec {
    private static final FileIdentity ZERO = new FileIdentity(0, 0, 0, 0);

    private IdentityCodec() {}

    /** {@return the stored form} */
    static byte[] encode(List<RegularFile> files, Map<RegularFile, FileIdentity> identities) {
        ByteWriter out = new ByteWriter(files.size() * 16 + 16);
        out.number(ElfCodec.FORMAT).number(files.size());
        FileIdentity last = ZERO;
        for (RegularFile file : files) {
            FileIdentity now = identities.get(file);
            out.number(now == null ? 0 : 1);
            if (now != null) {
                out.signed(now.device() - last.device()).signed(now.inode() - last.inode());
                out.signed(now.modifiedNanos() - last.modifiedNanos()).signed(now.changedNanos() - last.changedNanos());
                last = now;
            }
        }
        return out.toBytes();
    }

    /** {@return whether the objects of the tree are stored as this version does it; else the files must be read again} */
    static boolean isCurrent(byte[] bytes) {
        return new ByteReader(bytes).number() == ElfCodec.FORMAT;
    }

    /**
     * {@return the identities of a stored form, by object}
     *
     * @throws IllegalArgumentException when the bytes are not the identities of that many files
     */
    static Map<RegularFile, FileIdentity> decode(byte[] bytes, List<RegularFile> files) {
        ByteReader in = new ByteReader(bytes);
        in.number();
        if (in.count("files", 1) != files.size()) {
            throw in.bad("identities of another number of files than %d".formatted(files.size()));
        }
        Map<RegularFile, FileIdentity> identities = new IdentityHashMap<>(files.size());
        FileIdentity last = ZERO;
        for (RegularFile file : files) {
            if (in.number("flag", 1) == 1) {
                last = new FileIdentity(last.device() + in.signed(), last.inode() + in.signed(), last.modifiedNanos() + in.signed(),
                        last.changedNanos() + in.signed());
                identities.put(file, last);
            }
        }
        in.end();
        return identities;
    }
}
