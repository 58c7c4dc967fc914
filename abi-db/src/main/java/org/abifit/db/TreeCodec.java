package org.abifit.db;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;

/**
 * The stored form of a tree: equal trees give equal bytes, wherever and whenever they were scanned, so the SHA-256 of the bytes
 * is the tree's fingerprint.
 *
 * <p>Layout: a format number; the facts of the machine; the digests of all objects of the tree, 32 bytes each, in the order in
 * which the entries come to them; then the entries in preorder, those of a folder sorted by the bytes of their names. An ELF file
 * is an index into the digests. Numbers are {@linkplain ByteWriter#number variable-length}, names are counted. By entry, after a
 * {@link Tag}:
 * <pre>
 * FOLDER          number of entries, then name and entry each
 * HIDDEN_FOLDER   why, then as FOLDER
 * LINK            target
 * FIFO SOCKET DEVICE OTHER
 * PLAIN ...       size, mode, link group, then by tag:
 *   ELF           index of the object
 *   SCRIPT        what follows #!
 *   KEPT          the bytes
 *   MALFORMED     1 and the header, or 0; offset, field and problem of the fault
 *   UNREADABLE    why
 * </pre>
 * What a rescan of the same disk knows files by is no part of this: see {@link IdentityCodec}.
 */
final class TreeCodec {
    /** The number of this layout; other ones are refused. */
    static final int FORMAT = 1;

    static final int DIGEST_BYTES = 32;

    /** What an entry is. Order and number are part of the format. */
    enum Tag { FOLDER, HIDDEN_FOLDER, LINK, FIFO, SOCKET, DEVICE, OTHER, PLAIN, ELF, SCRIPT, KEPT, MALFORMED, UNREADABLE }

    /**
     * A tree to be stored.
     *
     * @param bytes its stored form
     * @param fingerprint their SHA-256, in hexadecimal
     * @param objects what its ELF files are, each once
     * @param entries how many entries it has
     * @param files its regular files, in preorder
     * @param elf how many of them are ELF files
     */
    record Encoded(byte[] bytes, String fingerprint, List<ElfRef> objects, long entries, List<RegularFile> files, long elf) {

        /** {@return how much there is, in a scan with that many problems} */
        SnapshotInfo.Counts counts(int problems) {
            return new SnapshotInfo.Counts(entries, files.size(), elf, objects.size(), problems);
        }
    }

    /**
     * A stored tree.
     *
     * @param tree the tree
     * @param machine the facts of the machine
     * @param files its regular files, in preorder
     */
    record Decoded(Directory tree, MachineFacts machine, List<RegularFile> files) {}

    private TreeCodec() {}

    /** {@return the stored form of a tree and the facts of its machine} */
    static Encoded encode(Directory tree, MachineFacts machine) {
        return new TreeWriter().write(tree, machine);
    }

    /**
     * {@return the tree of a stored form}
     *
     * @param objects gives the object of a digest; it need not read it
     * @throws IllegalArgumentException when the bytes are not a stored form of this format
     */
    static Decoded decode(byte[] bytes, Function<String, ElfRef> objects) {
        ByteReader in = start(bytes);
        MachineFacts machine = machine(in);
        List<ElfRef> refs = digests(in).stream().map(objects).toList();
        return new TreeReader(in, refs).read(machine);
    }

    /**
     * {@return the digests of the objects that a stored tree refers to}
     *
     * @throws IllegalArgumentException as {@link #decode} does
     */
    static List<String> digests(byte[] bytes) {
        ByteReader in = start(bytes);
        machine(in);
        return digests(in);
    }

    private static ByteReader start(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long format = in.number();
        if (format != FORMAT) {
            throw new IllegalArgumentException("tree of format %d; this version reads format %d".formatted(format, FORMAT));
        }
        return in;
    }

    private static List<String> digests(ByteReader in) {
        int n = in.count("objects", DIGEST_BYTES);
        List<String> digests = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            digests.add(HexFormat.of().formatHex(in.raw(DIGEST_BYTES)));
        }
        return digests;
    }

    /** {@return what comes before the entries} */
    static ByteWriter head(MachineFacts machine, List<ElfRef> objects) {
        ByteWriter out = new ByteWriter(objects.size() * DIGEST_BYTES + 128);
        out.number(FORMAT);
        out.optionalText(machine.cpuLevel()).number(machine.pageSize().orElse(0)).optionalText(machine.kernel());
        out.number(objects.size());
        objects.forEach(o -> out.raw(HexFormat.of().parseHex(o.digest())));
        return out;
    }

    private static MachineFacts machine(ByteReader in) {
        return new MachineFacts(in.optionalText(), Optional.of(in.number("page size", Integer.MAX_VALUE)).filter(n -> n != 0),
                in.optionalText());
    }
}
