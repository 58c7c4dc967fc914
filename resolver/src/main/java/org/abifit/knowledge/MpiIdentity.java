package org.abifit.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfHeader;

/**
 * Which MPI a file is, as far as its own facts tell.
 *
 * @param implementation openmpi, mpich, cray-mpich, ...; {@code unknown} where the file holds an MPI that no table tells apart
 * @param abi the ABI family: openmpi, mpich, mpi-abi; empty where it has its own or is not known
 * @param builtIn whether MPI is linked into a program, where no other can take its place
 * @param release the releases it can be of, for people; empty where nothing tells
 * @param from the oldest of them
 * @param before the first that is none of them any more
 * @param evidence what told so, in the order in which it counted
 */
public record MpiIdentity(String implementation, String abi, boolean builtIn, String release, Optional<Release> from, Optional<Release> before, List<Evidence> evidence) {
    /** Functions that every MPI library defines; the profiling name comes with shared libraries that leave the other one weak. */
    private static final List<String> MPI_FUNCTIONS = List.of("MPI_Init", "PMPI_Init");

    /** What told something. */
    public enum Sign { SYMBOL, FILE_NAME, SONAME, NEEDED }

    /** A sign, and the name that it was. */
    public record Evidence(Sign sign, String name) {}

    /**
     * {@return which MPI a file is; empty where it is none}
     *
     * @param tables what is known, as {@link Knowledge#mpi()}
     * @param fileName the name of the file itself, links followed: it bears the release
     */
    public static Optional<MpiIdentity> of(List<MpiTable> tables, ElfFile file, String fileName) {
        boolean program = file.interp().isPresent() || file.header().type() == ElfHeader.ET_EXEC;
        if (program) {
            return MPI_FUNCTIONS.stream().filter(f -> Members.defines(file, f)).findFirst().map(f -> builtIn(tables, file, f));
        }
        Set<String> names = new LinkedHashSet<>(List.of(fileName));
        file.soname().ifPresent(names::add);
        List<MpiTable> possible = tables.stream().filter(t -> !Members.definesOne(file, t.exceptSymbols())).toList();
        return byContent(tables, file, names).or(() -> names.stream().flatMap(name -> byName(possible, name).stream()).findFirst())
                .map(found -> found.dated(file, fileName));
    }

    /** {@return which MPI a library of this name would be; empty where a name does not tell} */
    public static Optional<MpiIdentity> ofName(List<MpiTable> tables, String fileName) {
        return byName(tables, fileName).map(found -> found.identity(found.table().releases().stream().filter(r -> r.needed().isEmpty() && fits(r, fileName)).findFirst(),
                fileName, List.of()));
    }

    private record Found(MpiTable table, List<Evidence> evidence) {

        MpiIdentity dated(ElfFile file, String fileName) {
            Optional<MpiTable.Row> row = table.releases().stream().filter(r -> fits(r, fileName) && r.needed().stream().allMatch(n -> file.needed().stream().anyMatch(n::matches)))
                    .findFirst();
            List<Evidence> more = row.stream().flatMap(r -> r.needed().stream()).flatMap(n -> file.needed().stream().filter(n::matches)).distinct()
                    .map(n -> new Evidence(Sign.NEEDED, n)).toList();
            return identity(row, fileName, more);
        }

        MpiIdentity identity(Optional<MpiTable.Row> row, String fileName, List<Evidence> more) {
            List<Evidence> all = new ArrayList<>(evidence);
            row.filter(r -> !r.files().isEmpty()).ifPresent(r -> all.add(new Evidence(Sign.FILE_NAME, fileName)));
            all.addAll(more);
            return new MpiIdentity(table.implementation(), table.abi(), false, row.map(MpiTable.Row::release).orElse(""), row.map(MpiTable.Row::from), row.map(MpiTable.Row::before),
                    all.stream().distinct().toList());
        }
    }

    private static boolean fits(MpiTable.Row row, String fileName) {
        return row.files().isEmpty() || Members.matches(row.files(), fileName);
    }

    /** Of tables that know a symbol of the file, one that refines another counts more, also when only the name tells it apart. */
    private static Optional<Found> byContent(List<MpiTable> tables, ElfFile file, Set<String> names) {
        List<Found> signs = tables.stream().filter(t -> !Members.definesOne(file, t.exceptSymbols()))
                .flatMap(t -> t.symbols().stream().filter(s -> Members.defines(file, s)).limit(1).map(s -> new Found(t, List.of(new Evidence(Sign.SYMBOL, s))))).toList();
        List<Found> found = signs.stream().filter(f -> f.table().refines().isEmpty() || signs.stream().anyMatch(s -> s.table().name().equals(f.table().refines()))).toList();
        Predicate<MpiTable> refines = t -> found.stream().anyMatch(f -> f.table().name().equals(t.refines()));
        Optional<Found> refined = found.stream().filter(f -> refines.test(f.table())).findFirst();
        Optional<Found> named = tables.stream().filter(refines).flatMap(t -> named(t, names).map(e -> new Found(t, joined(found, t, e)))).findFirst();
        return refined.or(() -> named).or(() -> found.stream().findFirst());
    }

    private static List<Evidence> joined(List<Found> found, MpiTable refining, Evidence name) {
        List<Evidence> all = new ArrayList<>();
        found.stream().filter(f -> f.table().name().equals(refining.refines())).forEach(f -> all.addAll(f.evidence()));
        all.add(name);
        return List.copyOf(all);
    }

    private static Stream<Evidence> named(MpiTable table, Set<String> names) {
        return names.stream().filter(n -> Members.matches(table.files(), n)).limit(1).map(n -> new Evidence(Sign.FILE_NAME, n));
    }

    /** A name that several implementations use tells none of them apart, and an ABI family only where they agree on that. */
    private static Optional<Found> byName(List<MpiTable> tables, String name) {
        List<Found> found = tables.stream().flatMap(t -> named(t, Set.of(name)).map(e -> new Found(t, List.of(e)))).toList();
        long families = found.stream().map(f -> f.table().abi()).distinct().count();
        return families > 1 ? Optional.empty() : found.stream().findFirst().map(f -> found.size() == 1 ? f : new Found(f.table().anonymous(), f.evidence()));
    }

    private static MpiIdentity builtIn(List<MpiTable> tables, ElfFile program, String function) {
        Evidence sign = new Evidence(Sign.SYMBOL, function);
        return byContent(tables, program, Set.of())
                .map(f -> new MpiIdentity(f.table().implementation(), f.table().abi(), true, "", Optional.empty(), Optional.empty(), Stream.concat(Stream.of(sign), f.evidence().stream()).toList()))
                .orElse(new MpiIdentity(MpiTable.UNKNOWN, "", true, "", Optional.empty(), Optional.empty(), List.of(sign)));
    }
}
