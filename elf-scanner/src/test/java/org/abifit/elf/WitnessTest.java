package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.fornwall.jelf.ElfDynamicSection;
import net.fornwall.jelf.ElfException;
import org.junit.jupiter.api.Test;

/** The real libraries of the machine, read by us and by a reader that others wrote; it goes by section headers, we never do. */
class WitnessTest {
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/lib"), Path.of("/lib"), Path.of("/usr/lib64"));
    private static final int MOST_FILES = 120, MOST_SYMBOLS = 100_000;
    private static final long MOST_BYTES = 8 << 20;
    private static final long DT_SONAME = 14;

    /** What the other reader says; names of symbols that are not local, in table order. */
    private record Testimony(List<String> needed, Optional<String> soname, List<String> symbols) {}

    @Test
    void bothReadersAgree() throws IOException {
        int agreed = 0;
        int symbols = 0;
        for (Path path : libraries()) {
            Optional<Testimony> testimony = testimony(path);
            if (testimony.isPresent() && symbols < MOST_SYMBOLS && ElfReader.read(path) instanceof ElfOutcome.Parsed parsed) {
                assertEquals(testimony.get(), ours(parsed.file()), path::toString);
                agreed++;
                symbols += parsed.file().symbols().count();
            }
        }
        assumeTrue(agreed > 0, "no libraries on this machine");
    }

    private static Testimony ours(ElfFile file) {
        return new Testimony(file.needed(), file.soname(), Facts.names(file));
    }

    /** {@return nothing where the other reader gives up, or has only a part: it cannot do without section headers} */
    private static Optional<Testimony> testimony(Path path) {
        try {
            net.fornwall.jelf.ElfFile file = net.fornwall.jelf.ElfFile.from(path);
            ElfDynamicSection dynamic = file.getDynamicSection();
            if (dynamic == null || file.getDynamicSymbolTableSection() == null) {
                return Optional.empty();
            }
            Optional<String> soname = dynamic.entries.stream().filter(e -> e.d_tag == DT_SONAME).findFirst()
                    .map(e -> file.getDynamicStringTable().get((int) e.d_val_or_ptr));
            return Optional.of(new Testimony(dynamic.getNeededLibraries(), soname, Arrays.stream(file.getDynamicSymbolTableSection().symbols)
                    .filter(s -> s.getBinding() != Symbol.STB_LOCAL).map(s -> Optional.ofNullable(s.getName()).orElse("")).toList()));
        } catch (ElfException | IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return a sample that is spread over the folders: every so-manieth of the first thousands} */
    private static List<Path> libraries() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : FOLDERS) {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder.toRealPath(), new Collector(all));
            }
        }
        int step = Math.max(1, all.size() / MOST_FILES);
        List<Path> sample = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) {
            sample.add(all.get(i));
        }
        return sample;
    }

    /** Takes regular files that are called like libraries. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private static final int MOST = 5000;
        private final List<Path> into;

        Collector(List<Path> into) {
            this.into = into;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() < MOST_BYTES && path.getFileName().toString().contains(".so")) {
                into.add(path);
            }
            return into.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
