package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.elf.NoteSection;
import org.abifit.knowledge.Library;
import org.abifit.root.BytePaths;

/** Libraries of which a rule is asked, read from files: with the names of all links that lead there. */
final class LibraryFiles {
    private static final int MOST_LINKS = 40;

    private final Optional<Path> root;
    private final List<String> names = new ArrayList<>();
    private int links;

    private LibraryFiles(Optional<Path> root) {
        this.root = root;
    }

    /**
     * {@return a library}
     *
     * @param root the folder in which absolute paths and links begin; that of this machine where there is none
     * @param path as it was given; where there is no such file, only its name counts
     */
    static Library read(Optional<Path> root, String path) {
        LibraryFiles walk = new LibraryFiles(root);
        Path real = walk.resolved(walk.onDisk(path.startsWith("/") ? "" : "."), path);
        String last = real == null ? "" : BytePaths.text(real.getFileName());
        if (real == null || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return Library.ofName(path);
        }
        walk.names.add(last);
        Optional<ElfFile> elf = ElfReader.read(real) instanceof ElfOutcome.Parsed parsed ? Optional.of(parsed.file()) : Optional.empty();
        return new Library(path, List.copyOf(walk.names), elf, elf.flatMap(e -> NoteSection.read(real, ".note.cuda.fwd_compatibility")).flatMap(LibraryFiles::forward));
    }

    private Path onDisk(String inside) {
        return root.map(r -> r.resolve(inside)).orElse(Path.of(inside.isEmpty() ? "/" : inside));
    }

    /** Follows links element by element, as Sarus does; null where there are too many. */
    private Path resolved(Path from, String path) {
        Path at = path.startsWith("/") ? onDisk("") : from;
        for (String element : path.split("/")) {
            if (element.equals("..")) {
                at = at.equals(onDisk("")) || at.getParent() == null ? at.resolve("..") : at.getParent();
            } else if (!element.isEmpty() && !element.equals(".")) {
                at = stepped(at, element);
            }
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private Path stepped(Path at, String element) {
        Path next = BytePaths.path(BytePaths.text(at.toAbsolutePath()) + "/" + element);
        if (!Files.isSymbolicLink(next)) {
            return next;
        }
        if (++links > MOST_LINKS) {
            return null;
        }
        names.add(element);
        try {
            return resolved(at, BytePaths.text(Files.readSymbolicLink(next)));
        } catch (IOException e) {
            return null;
        }
    }

    private static Optional<Library.CudaForward> forward(String note) {
        return JsonTree.read(note).filter(Map.class::isInstance).map(Map.class::cast).map(map -> {
            List<Integer> branches = new ArrayList<>();
            if (map.get("Driver") instanceof List<?> drivers) {
                drivers.stream().filter(Number.class::isInstance).forEach(d -> branches.add(((Number) d).intValue()));
            }
            return new Library.CudaForward(String.valueOf(map.get("CUDA Version")), List.copyOf(branches));
        });
    }
}
