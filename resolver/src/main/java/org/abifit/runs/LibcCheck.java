package org.abifit.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.LibcBuild;
import org.abifit.elf.Verneed;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** Loader, C library and their private companions of a process come from one build. */
final class LibcCheck {
    private final Process process;

    LibcCheck(Process process) {
        this.process = process;
    }

    List<Because> grounds(RunRules.OneLibc rule) {
        List<Because> grounds = new ArrayList<>();
        Optional<LoadedObject> library = process.named(rule.library()).stream().findFirst();
        Optional<String> loader = process.report().objects().stream().findFirst().flatMap(o -> o.elf().interp());
        if (library.isPresent() && loader.isPresent()) {
            Sides.Side side = process.sides().of(library.get());
            if (side.isOpposite(process.sides().of(loader.get()))) {
                grounds.add(pair(rule, release(elf(loader.get())), release(Optional.of(library.get().elf()))));
            }
            List<LoadedObject> others = process.report().objects().stream().filter(o -> side.isOpposite(process.sides().of(o)) && sharesPrivately(o.elf(), rule)).toList();
            if (!others.isEmpty()) {
                List<String> library1 = Process.names(library.stream());
                List<String> companions = Process.names(others.stream());
                boolean bound = side == Sides.Side.HOST;
                grounds.add(new Because.SplitFamily(rule.id(), bound ? library1 : companions, bound ? companions : library1, Verdict.UNKNOWN));
            }
        }
        return grounds;
    }

    private static Because pair(RunRules.OneLibc rule, Optional<String> loader, Optional<String> library) {
        boolean crashes = rule.crashes().contains(loader.orElse("") + " " + library.orElse(""));
        return new Because.TwoLibcs(rule.id(), loader, library, crashes ? Verdict.FAIL : Verdict.UNKNOWN);
    }

    private static boolean sharesPrivately(ElfFile elf, RunRules.OneLibc rule) {
        return elf.verneeds().stream().flatMap(n -> n.versions().stream()).map(Verneed.Vernaux::name).anyMatch(rule.nodes()::hold);
    }

    private static Optional<String> release(Optional<ElfFile> elf) {
        return elf.flatMap(ElfFile::libc).flatMap(LibcBuild::release);
    }

    private Optional<ElfFile> elf(String path) {
        return process.question().files().lookup(path) instanceof Lookup.Found(String real, RegularFile file) && file.content() instanceof Content.Elf(var ref) ? Optional.of(ref.file())
                : Optional.empty();
    }
}
