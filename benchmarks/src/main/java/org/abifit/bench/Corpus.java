package org.abifit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.abifit.db.Snapshot;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** The images that come with the program. */
final class Corpus {
    private Corpus() {}

    static Snapshot image(String name) {
        try (InputStream in = Corpus.class.getResourceAsStream("/images/" + name + ".abifit")) {
            return Snapshot.read(name, in);
        } catch (IOException e) {
            throw new IllegalStateException("image " + name, e);
        }
    }

    static List<ElfFile> objects(Directory tree) {
        List<ElfFile> objects = new ArrayList<>();
        collect(tree, objects);
        return objects;
    }

    private static void collect(Node node, List<ElfFile> into) {
        switch (node) {
            case Directory d -> d.names().forEach(n -> collect(d.child(n), into));
            case RegularFile f when f.content() instanceof Content.Elf elf -> into.add(elf.ref().file());
            case RegularFile f -> { }
            case Symlink s -> { }
            case Special s -> { }
        }
    }
}
