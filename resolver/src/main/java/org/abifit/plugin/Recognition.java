package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;
import org.abifit.elf.ElfFile;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.LoadedObject;
import org.abifit.root.Glob;

/**
 * Who opens plug-ins of a family.
 *
 * @param sonames the objects whose soname (file name, where they have none) matches
 * @param programs where there is none of those, the program, where its file name matches
 * @param beside where not empty, an object must be loaded too whose soname matches
 * @param imports where not empty, one of these symbols must be asked for by some object that is no opener itself
 */
public record Recognition(List<Glob> sonames, List<Glob> programs, List<Glob> beside, List<String> imports) {

    /**
     * {@return the objects that open plug-ins, each once, in the order of the load}
     *
     * @param objects a load, the program first
     */
    List<Opener> openers(List<LoadedObject> objects) {
        List<Opener> openers = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            if (isCalled(objects.get(i), sonames)) {
                openers.add(new Opener(objects.get(i), i == 0));
            }
        }
        if (openers.isEmpty() && !objects.isEmpty() && matches(programs, baseName(objects.getFirst().realPath()), baseName(objects.getFirst().path()))) {
            openers.add(new Opener(objects.getFirst(), true));
        }
        boolean counts = (beside.isEmpty() || objects.stream().anyMatch(o -> isCalled(o, beside))) && (imports.isEmpty() || objects.stream().anyMatch(this::asksForOne));
        return counts ? openers : List.of();
    }

    private static boolean isCalled(LoadedObject object, List<Glob> patterns) {
        return matches(patterns, object.elf().soname().orElse(baseName(object.path())));
    }

    private boolean asksForOne(LoadedObject object) {
        return !isCalled(object, sonames) && imports.stream().anyMatch(symbol -> isUndefined(object.elf(), symbol));
    }

    private static boolean isUndefined(ElfFile elf, String symbol) {
        SymbolTable one = SymbolTable.ofName(symbol);
        for (int i = elf.symbols().find(one, 0); i >= 0; i = elf.symbols().next(i, one, 0)) {
            if (elf.symbols().undefined(i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<Glob> patterns, String... names) {
        return patterns.stream().anyMatch(p -> List.of(names).stream().anyMatch(p::matches));
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
