package org.abifit.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.loader.Locator;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/** Libraries that belong together: by the private version nodes they share, and by what is known of families. */
final class Families {
    private static final String C_LIBRARY = "libc", C_LIBRARY_NODE = "GLIBC_PRIVATE";
    private static final String KERNEL_DRIVER = "kernel-driver";
    /** Libraries that hold keys, check signatures or say who somebody is. */
    private static final Pattern SECURITY = Pattern.compile(
            "lib(ssl|crypto|krb5|k5crypto|krb5support|gssapi_krb5|gnutls|gcrypt|nettle|hogweed|nss3|nssutil3|softokn3|freebl3|sasl2|pam|pam_misc|selinux|ssh|munge)[.-].*");

    private final Knowledge knowledge;

    Families(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /** A family of which a part is bound, and where that begins. */
    record Split(int line, Severity severity, Fact.FamilySplit fact) {}

    /** {@return whether a library is of the C library's build} */
    static boolean cLibrary(ElfFile elf) {
        return elf.libc().isPresent() || elf.defines(C_LIBRARY_NODE) || privateNeeds(elf).values().stream().anyMatch(nodes -> nodes.contains(C_LIBRARY_NODE));
    }

    /** {@return whether a library guards secrets} */
    static boolean security(String soname) {
        return SECURITY.matcher(soname).matches();
    }

    /** {@return whether a library comes with the C library, which every image has, whatever its build} */
    boolean withCLibrary(String soname, Optional<ElfFile> elf) {
        return elf.map(Families::cLibrary).orElse(false) || knowledge.family(C_LIBRARY).map(f -> f.holdsName(soname)).orElse(false);
    }

    /** {@return whether a library must be that of the host's kernel driver} */
    boolean lockstep(String soname, Optional<ElfFile> elf) {
        return knowledge.families().stream().filter(f -> f.lockstep().equals(KERNEL_DRIVER))
                .anyMatch(f -> elf.map(e -> f.holds(soname, e)).orElseGet(() -> f.holdsName(soname)));
    }

    /** {@return the private nodes that a library needs, by the file that has to define them} */
    private static Map<String, SortedSet<String>> privateNeeds(ElfFile elf) {
        Map<String, SortedSet<String>> needs = new LinkedHashMap<>();
        for (Verneed need : elf.verneeds()) {
            need.versions().stream().map(Verneed.Vernaux::name).filter(Nodes::isPrivate).forEach(n -> needs.computeIfAbsent(need.file(), f -> new TreeSet<>()).add(n));
        }
        return needs;
    }

    /** Parts of one family, while they are gathered. */
    private static final class Gathered {
        private int line = Integer.MAX_VALUE;
        private Severity severity = Severity.NOTE;
        private final SortedSet<String> bound = new TreeSet<>();
        private final SortedSet<String> left = new TreeSet<>();
        private final SortedSet<String> nodes = new TreeSet<>();

        void add(Source library, Severity weight, String leftOut, Set<String> ties) {
            line = Math.min(line, library.bound().line());
            severity = severity.compareTo(weight) < 0 ? severity : weight;
            bound.add(library.soname());
            left.add(leftOut);
            nodes.addAll(ties);
        }
    }

    /**
     * {@return families of which only a part is bound}
     *
     * @param libraries what is bound
     * @param provided the names under which it is found
     * @param other gives the library of a soname that would be used instead of a bound one: the image's, or without an image the host's, as
     *     one that will not be there
     * @param plugInSides where plug-ins of a bound library would lie that are not bound
     * @param otherNames the names of libraries there
     * @param sameAsHost whether a library is the very one of the host
     * @param byName whether families count that only names tell
     */
    List<Split> split(List<Source> libraries, Set<String> provided, Function<String, Optional<Locator.Located>> other, List<FileView> plugInSides,
            SortedSet<String> otherNames, Function<Locator.Located, Boolean> sameAsHost, boolean byName) {
        Map<String, Gathered> families = new LinkedHashMap<>();
        for (Source library : libraries) {
            ElfFile elf = library.elf().orElseThrow();
            privateNeeds(elf).forEach((file, nodes) -> {
                Optional<Locator.Located> there = provided.contains(file) ? Optional.empty() : other.apply(file);
                there.filter(l -> !sameAsHost.apply(l)).ifPresent(l -> gather(families, name(file, l.elf(), nodes)).add(library, Severity.ERROR, file, nodes));
            });
            if (elf.verdefs().stream().map(Verdef::name).anyMatch(Nodes::isPrivate)) {
                askers(library, provided, other, plugInSides, otherNames).forEach((asker, nodes) ->
                        gather(families, name(library.soname(), elf, nodes)).add(library, cLibrary(elf) ? Severity.ERROR : Severity.WARNING, asker, nodes));
            }
        }
        if (byName) {
            known(libraries, provided, other, otherNames, sameAsHost, families);
        }
        return families.entrySet().stream().map(e -> new Split(e.getValue().line, e.getValue().severity, new Fact.FamilySplit(e.getKey(),
                List.copyOf(e.getValue().bound), List.copyOf(e.getValue().left), List.copyOf(e.getValue().nodes)))).toList();
    }

    private static Gathered gather(Map<String, Gathered> families, String name) {
        return families.computeIfAbsent(name, n -> new Gathered());
    }

    /** {@return the libraries and plug-ins, not bound, that need private nodes of a bound library, with these} */
    private static Map<String, Set<String>> askers(Source library, Set<String> provided, Function<String, Optional<Locator.Located>> other,
            List<FileView> plugInSides, SortedSet<String> otherNames) {
        Map<String, Set<String>> askers = new LinkedHashMap<>();
        for (String name : otherNames) {
            if (!provided.contains(name)) {
                other.apply(name).filter(l -> !provided.contains(l.elf().soname().orElse(name)))
                        .ifPresent(l -> asks(l.elf(), library.soname()).ifPresent(nodes -> askers.put(l.elf().soname().orElse(name), nodes)));
            }
        }
        String folder = Paths.folder(library.real()) + "/" + library.soname().replaceFirst("[.-].*", "");
        for (FileView side : plugInSides) {
            plugIns(side, folder).forEach((name, elf) -> {
                if (!provided.contains(name)) {
                    asks(elf, library.soname()).ifPresent(nodes -> askers.put(name, nodes));
                }
            });
        }
        return askers;
    }

    /** {@return the objects in a folder, by name} */
    private static Map<String, ElfFile> plugIns(FileView side, String folder) {
        Map<String, ElfFile> all = new TreeMap<>();
        if (side.lookup(folder) instanceof Lookup.Found(String real, Directory there)) {
            for (String name : there.names()) {
                if (side.lookup(folder + "/" + name) instanceof Lookup.Found(String at, RegularFile f) && f.content() instanceof Content.Elf e) {
                    all.put(name, e.ref().file());
                }
            }
        }
        return all;
    }

    private static Optional<Set<String>> asks(ElfFile asker, String soname) {
        return Optional.ofNullable(privateNeeds(asker).get(soname));
    }

    /** Families that no private nodes tie, such as the parts of libglvnd: members that the other side has and that are not bound. */
    private void known(List<Source> libraries, Set<String> provided, Function<String, Optional<Locator.Located>> other, SortedSet<String> otherNames,
            Function<Locator.Located, Boolean> sameAsHost, Map<String, Gathered> families) {
        for (Family family : knowledge.families()) {
            boolean tied = family.name().equals(C_LIBRARY) || families.containsKey(family.name());
            if (!family.parts().isEmpty() || !family.lockstep().isEmpty() || tied) {
                continue;
            }
            List<Source> members = libraries.stream().filter(l -> family.holds(l.soname(), l.elf().orElseThrow())).toList();
            for (String name : members.isEmpty() ? List.<String>of() : List.copyOf(otherNames)) {
                if (!provided.contains(name) && family.holdsName(name)) {
                    other.apply(name).filter(l -> l.elf().soname().map(name::equals).orElse(true) && !sameAsHost.apply(l)).ifPresent(l ->
                            members.forEach(m -> gather(families, family.name()).add(m, Severity.WARNING, name, Set.of())));
                }
            }
        }
    }

    private String name(String soname, ElfFile elf, Set<String> nodes) {
        List<String> known = new ArrayList<>(knowledge.familiesOf(soname, elf).stream().map(Family::name).toList());
        return known.isEmpty() ? nodes.iterator().next() : known.getFirst();
    }
}
