package org.abifit.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.abifit.db.TreeCodec.Tag;
import org.abifit.elf.ElfCodec;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.ElfRef;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** Writes one tree, see {@link TreeCodec}. */
final class TreeWriter {
    private final Map<String, Integer> index = new HashMap<>();
    private final List<ElfRef> objects = new ArrayList<>();
    private final List<RegularFile> files = new ArrayList<>();
    private final ByteWriter out = new ByteWriter(1 << 18);
    private long entries;
    private long elf;

    TreeCodec.Encoded write(Directory tree, MachineFacts machine) {
        folder(tree);
        byte[] bytes = TreeCodec.head(machine, objects).raw(out.toBytes()).toBytes();
        return new TreeCodec.Encoded(bytes, ElfRef.digest(bytes), List.copyOf(objects), entries, List.copyOf(files), elf);
    }

    private void folder(Directory folder) {
        out.number((folder.hidden().isPresent() ? Tag.HIDDEN_FOLDER : Tag.FOLDER).ordinal());
        folder.hidden().ifPresent(out::text);
        var names = folder.names();
        out.number(names.size());
        for (String name : names) {
            out.name(name);
            entry(folder.child(name));
        }
    }

    private void entry(Node node) {
        entries++;
        switch (node) {
            case Directory sub -> folder(sub);
            case Symlink link -> out.number(Tag.LINK.ordinal()).name(link.target());
            case Special special -> out.number(tag(special.kind()).ordinal());
            case RegularFile file -> file(file);
        }
    }

    private static Tag tag(Special.Kind kind) {
        return switch (kind) {
            case FIFO -> Tag.FIFO;
            case SOCKET -> Tag.SOCKET;
            case DEVICE -> Tag.DEVICE;
            case OTHER -> Tag.OTHER;
        };
    }

    private void file(RegularFile file) {
        files.add(file);
        switch (file.content()) {
            case Content.Plain plain -> start(Tag.PLAIN, file);
            case Content.Elf e -> elf(file, e);
            case Content.Script script -> start(Tag.SCRIPT, file).name(script.line());
            case Content.Kept kept -> start(Tag.KEPT, file).blob(kept.bytes());
            case Content.Malformed malformed -> malformed(file, malformed);
            case Content.Unreadable unreadable -> start(Tag.UNREADABLE, file).text(unreadable.why());
        }
    }

    private ByteWriter start(Tag tag, RegularFile file) {
        return out.number(tag.ordinal()).number(file.size()).number(file.mode()).number(file.linkGroup());
    }

    private void elf(RegularFile file, Content.Elf content) {
        elf++;
        int next = index.size();
        int at = index.computeIfAbsent(content.ref().digest(), d -> next);
        if (at == next) {
            objects.add(content.ref());
        }
        start(Tag.ELF, file).number(at);
    }

    private void malformed(RegularFile file, Content.Malformed malformed) {
        start(Tag.MALFORMED, file).number(malformed.header().isPresent() ? 1 : 0);
        malformed.header().ifPresent(h -> out.blob(ElfCodec.encode(h)));
        out.number(malformed.fault().offset()).text(malformed.fault().field()).text(malformed.fault().problem());
    }
}
