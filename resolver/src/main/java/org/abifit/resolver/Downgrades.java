package org.abifit.resolver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.elf.ElfFile;
import org.abifit.elf.SymbolTable;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.VersionNames;
import org.abifit.resolver.BindPlan.Downgrade;
import org.abifit.resolver.Universe.Slot;

/** What a host library lacks that the image's has, and who would miss it. */
final class Downgrades {

    private Downgrades() {}

    /** {@return what is lost when the host's library of a slot is bound, put apart by whether a loaded object asks for it} */
    static Downgrade of(Slot slot, Collection<LoadReport> reports) {
        Provider ours = slot.image().orElseThrow();
        Provider theirs = slot.host().orElseThrow();
        List<String> used = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        nodes(ours.elf(), theirs.elf()).forEach(node -> (asksForNode(reports, slot.soname(), node) ? used : unused).add(node));
        symbols(ours.elf(), theirs.elf()).forEach(symbol -> (asksForSymbol(reports, symbol) ? used : unused).add(symbol));
        return new Downgrade(slot.soname(), fileName(ours), fileName(theirs), List.copyOf(used), List.copyOf(unused));
    }

    private static String fileName(Provider provider) {
        return provider.realPath().substring(provider.realPath().lastIndexOf('/') + 1);
    }

    private static List<String> nodes(ElfFile ours, ElfFile theirs) {
        return ours.verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).filter(n -> !theirs.defines(n)).sorted(VersionNames::compare).toList();
    }

    private static Set<String> symbols(ElfFile ours, ElfFile theirs) {
        Set<String> lost = new TreeSet<>();
        SymbolTable table = ours.symbols();
        for (int i = 0; i < table.count(); i++) {
            if (!table.undefined(i) && !isDefined(theirs, table.name(i))) {
                lost.add(table.name(i));
            }
        }
        ours.verdefs().forEach(d -> lost.remove(d.name()));
        return lost;
    }

    private static boolean isDefined(ElfFile file, String symbol) {
        return has(file, SymbolTable.ofName(symbol), false);
    }

    private static boolean has(ElfFile file, SymbolTable one, boolean undefined) {
        for (int i = file.symbols().find(one, 0); i >= 0; i = file.symbols().next(i, one, 0)) {
            if (file.symbols().undefined(i) == undefined) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksForNode(Collection<LoadReport> reports, String soname, String node) {
        return reports.stream().flatMap(r -> r.objects().stream()).flatMap(o -> o.elf().verneeds().stream()).filter(n -> n.file().equals(soname))
                .flatMap(n -> n.versions().stream()).map(Verneed.Vernaux::name).anyMatch(node::equals);
    }

    /** Asked for, and given by nobody else. */
    private static boolean asksForSymbol(Collection<LoadReport> reports, String symbol) {
        SymbolTable one = SymbolTable.ofName(symbol);
        return reports.stream().anyMatch(r -> r.objects().stream().map(LoadedObject::elf).anyMatch(e -> has(e, one, true))
                && r.objects().stream().map(LoadedObject::elf).noneMatch(e -> has(e, one, false)));
    }
}
