package org.abifit.db;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.db.TreeCodec.Tag;
import org.abifit.elf.ElfCodec;
import org.abifit.elf.ElfFault;
import org.abifit.elf.ElfHeader;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** Reads one stored tree, see {@link TreeCodec}; it may have been made by anybody. */
final class TreeReader {
    /** The scanner goes 256 folders deep; the reader recurses, so this must be few. */
    private static final int MOST_DEPTH = 512;
    private static final int MOST_MODE = 07777;
    private static final int EI_NIDENT = 16;
    /** A name of one byte, its length and a tag. */
    private static final int LEAST_ENTRY = 3;
    /** A claimed number of entries costs memory only up to here; the rest must be there to be read. */
    private static final int MOST_PRESIZED = 1024;
    private static final Tag[] TAGS = Tag.values();

    private final ByteReader in;
    private final List<ElfRef> objects;
    private final List<RegularFile> files = new ArrayList<>();

    TreeReader(ByteReader in, List<ElfRef> objects) {
        this.in = in;
        this.objects = objects;
    }

    TreeCodec.Decoded read(MachineFacts machine) {
        if (!(entry(0) instanceof Directory tree)) {
            throw in.bad("the root is no folder");
        }
        in.end();
        return new TreeCodec.Decoded(tree, machine, files);
    }

    private Node entry(int depth) {
        Tag tag = in.oneOf(TAGS, "tag");
        return switch (tag) {
            case FOLDER -> folder(Optional.empty(), depth);
            case HIDDEN_FOLDER -> folder(Optional.of(in.text()), depth);
            case LINK -> new Symlink(in.name());
            case FIFO -> new Special(Special.Kind.FIFO);
            case SOCKET -> new Special(Special.Kind.SOCKET);
            case DEVICE -> new Special(Special.Kind.DEVICE);
            case OTHER -> new Special(Special.Kind.OTHER);
            case PLAIN, ELF, SCRIPT, KEPT, MALFORMED, UNREADABLE -> file(tag);
        };
    }

    private Directory folder(Optional<String> hidden, int depth) {
        if (depth > MOST_DEPTH) {
            throw in.bad("more than %d folders deep".formatted(MOST_DEPTH));
        }
        int n = in.count("entries", LEAST_ENTRY);
        Map<String, Node> children = LinkedHashMap.newLinkedHashMap(Math.min(n, MOST_PRESIZED));
        String last = "";
        for (int i = 0; i < n; i++) {
            last = name(last);
            children.put(last, entry(depth + 1));
        }
        return new Directory(children, hidden);
    }

    private String name(String last) {
        String name = in.name();
        if (name.compareTo(last) <= 0) {
            throw in.bad("names are not sorted");
        }
        if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw in.bad("a name that no file can have");
        }
        return name;
    }

    private RegularFile file(Tag tag) {
        long size = in.number();
        if (size < 0) {
            throw in.bad("a negative size");
        }
        int mode = in.number("mode", MOST_MODE);
        int linkGroup = in.number("link group", Integer.MAX_VALUE);
        RegularFile file = new RegularFile(size, mode, linkGroup, content(tag));
        files.add(file);
        return file;
    }

    private Content content(Tag tag) {
        return switch (tag) {
            case PLAIN -> Content.Plain.PLAIN;
            case ELF -> new Content.Elf(objects.get(in.number("object", objects.size() - 1)));
            case SCRIPT -> new Content.Script(in.name());
            case KEPT -> new Content.Kept(in.blob());
            case MALFORMED -> new Content.Malformed(header(), new ElfFault(in.number(), in.text(), in.text()));
            case UNREADABLE -> new Content.Unreadable(in.text());
            case FOLDER, HIDDEN_FOLDER, LINK, FIFO, SOCKET, DEVICE, OTHER -> throw in.bad("%s is no file".formatted(tag));
        };
    }

    private Optional<ElfHeader> header() {
        if (in.number("flag", 1) == 0) {
            return Optional.empty();
        }
        try {
            ElfHeader header = ElfCodec.decodeHeader(in.blob());
            if (header.ident().length() != EI_NIDENT) {
                throw in.bad("an ELF header of another size");
            }
            return Optional.of(header);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw in.bad("a damaged ELF header");
        }
    }
}
