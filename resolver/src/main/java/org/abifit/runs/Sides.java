package org.abifit.runs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.root.Content;
import org.abifit.root.ElfRef;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** Which side a file of a container comes from. A host's file that is the image's too, as far as loaders see it, is on both. */
final class Sides {

    /** A side. */
    enum Side {
        IMAGE, BOTH, HOST;

        /** {@return whether one is the image's and the other the host's} */
        boolean isOpposite(Side other) {
            return this == HOST && other == IMAGE || this == IMAGE && other == HOST;
        }
    }

    private final Container container;
    private final FileView shipped;
    private final LoadReport asShipped;
    private final Map<String, Side> known = new HashMap<>();

    /**
     * @param container what is judged
     * @param asShipped what the program loads with nothing bound
     */
    Sides(Container container, LoadReport asShipped) {
        this.container = container;
        this.shipped = container.shipped();
        this.asShipped = asShipped;
    }

    /** {@return the soname of an object, its file name where it has none} */
    static String name(LoadedObject object) {
        return object.elf().soname().orElse(baseName(object.path()));
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return the side of an object that is loaded} */
    Side of(LoadedObject object) {
        return known.computeIfAbsent(object.realPath(), path -> side(path, object.file(), name(object)));
    }

    /** {@return the side of a file; the image's where there is none} */
    Side of(String path) {
        Side there = known.get(path);
        if (there != null) {
            return there;
        }
        if (!(container.files().lookup(path) instanceof Lookup.Found(String real, RegularFile file))) {
            return Side.IMAGE;
        }
        return known.computeIfAbsent(real, r -> side(r, file, elf(file).map(ElfRef::file).flatMap(ElfFile::soname).orElse(baseName(path))));
    }

    private Side side(String real, RegularFile file, String name) {
        if (!container.isBound(real)) {
            return Side.IMAGE;
        }
        Optional<ElfRef> own = elf(file);
        boolean same = own.isPresent() && (own.equals(shippedAt(real)) || own.equals(shippedAs(name)));
        return same ? Side.BOTH : Side.HOST;
    }

    private Optional<ElfRef> shippedAt(String real) {
        return shipped.lookup(real) instanceof Lookup.Found(String path, RegularFile file) ? elf(file) : Optional.empty();
    }

    private Optional<ElfRef> shippedAs(String name) {
        return asShipped.objects().stream().filter(o -> name(o).equals(name)).findFirst().flatMap(o -> elf(o.file()));
    }

    private static Optional<ElfRef> elf(RegularFile file) {
        return file.content() instanceof Content.Elf(ElfRef ref) ? Optional.of(ref) : Optional.empty();
    }
}
