package org.abifit.loader;

import java.util.Optional;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verdef;

/**
 * Version names in sentences. Loaders compare names, never numbers; the order here only serves to say "offers up to".
 */
public final class VersionNames {
    private VersionNames() {}

    /** {@return the order of two version nodes, or of two file names: runs of digits as numbers} */
    public static int compare(String a, String b) {
        return Ldconfig.compare(a, b);
    }

    /** {@return the order of two library files by their names, as ldconfig decides which is newer} */
    public static int compareFiles(String pathA, String pathB) {
        return Ldconfig.compare(Glibc.baseName(pathA), Glibc.baseName(pathB));
    }

    /** {@return the highest node that an object defines of the family of {@code node} ({@code GLIBC} of {@code GLIBC_2.38})} */
    public static Optional<String> highest(ElfFile elf, String node) {
        String family = node.replaceAll("_?[0-9][0-9.]*$", "");
        return elf.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).filter(n -> n.startsWith(family) && n.matches(".*[0-9]$"))
                .filter(n -> n.replaceAll("_?[0-9][0-9.]*$", "").equals(family)).max(VersionNames::compare);
    }
}
