package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/**
 * A library of which a rule is asked: a file, or only its name.
 *
 * @param path as it was given
 * @param names the file names of the links that were followed, in order, and of the file itself; only the name where there is no file
 * @param file the facts of the file
 * @param forward what a CUDA driver library says of the drivers it works on
 */
public record Library(String path, List<String> names, Optional<ElfFile> file, Optional<CudaForward> forward) {

    /**
     * {@code .note.cuda.fwd_compatibility} of a driver library that comes with a toolkit (nvidia-container-toolkit cmd/nvidia-cdi-hook/cudacompat).
     *
     * @param cuda the CUDA release it brings
     * @param branches the driver branches that it works on, as 535
     */
    public record CudaForward(String cuda, List<Integer> branches) {}

    /** {@return a library of which there is only a name} */
    public static Library ofName(String path) {
        return new Library(path, List.of(path.substring(path.lastIndexOf('/') + 1)), Optional.empty(), Optional.empty());
    }

    /** {@return the name of the file itself} */
    public String realName() {
        return names.getLast();
    }

    /** {@return its soname; the name it is asked for by, where that is not known} */
    public String soname() {
        return file.flatMap(ElfFile::soname).orElse(names.getFirst());
    }

    /** {@return whether it belongs to a family, by its facts where there are any} */
    boolean isOf(Family family) {
        return file.map(f -> family.holds(soname(), f) || names.stream().anyMatch(n -> family.holds(n, f))).orElseGet(() -> names.stream().anyMatch(family::holdsName));
    }

    /** {@return the numbers behind {@code .so} of the longest of its names; empty where there are none} */
    Optional<Release> number() {
        return names.stream().map(Library::number).flatMap(Optional::stream).reduce((a, b) -> b.numbers().size() > a.numbers().size() ? b : a);
    }

    static Optional<Release> number(String name) {
        int so = name.lastIndexOf(".so.");
        return so < 0 ? Optional.empty() : Release.parse(name.substring(so + 4));
    }

    /** {@return whether both are surely the same build} */
    boolean isBuildOf(Library other) {
        Optional<String> build = file.flatMap(f -> f.notes().buildId());
        return build.isPresent() && build.equals(other.file.flatMap(f -> f.notes().buildId()));
    }

    /** {@return the version nodes that it defines, sorted} */
    Set<String> defined() {
        Set<String> nodes = new TreeSet<>();
        file.ifPresent(f -> f.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).forEach(nodes::add));
        return nodes;
    }

    /** {@return the version nodes that it defines or needs, sorted} */
    Set<String> mentioned() {
        Set<String> nodes = defined();
        file.ifPresent(f -> f.verneeds().stream().flatMap(n -> n.versions().stream()).map(Verneed.Vernaux::name).forEach(nodes::add));
        return nodes;
    }

    /** {@return the symbols with one of these beginnings that the other one defines and this one does not, sorted} */
    List<String> lacks(Library other, List<String> beginnings) {
        Set<String> lacking = new TreeSet<>();
        if (file.isPresent() && other.file.isPresent()) {
            ElfFile theirs = other.file.get();
            for (int i = 0; i < theirs.symbols().count(); i++) {
                String name = theirs.symbols().undefined(i) ? "" : theirs.symbols().name(i);
                if (!name.isEmpty() && beginnings.stream().anyMatch(name::startsWith) && !Members.defines(file.get(), name)) {
                    lacking.add(name);
                }
            }
        }
        return List.copyOf(lacking);
    }
}
