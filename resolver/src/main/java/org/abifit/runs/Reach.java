package org.abifit.runs;

import java.util.List;
import java.util.Optional;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;

/** Whether a process comes to open a family's plug-ins: somebody must ask for a function that does it. */
final class Reach {
    private final List<RunRules.Sleepers> sleepers;
    private final List<LoadedObject> objects;

    /**
     * @param sleepers libraries whose own calls count only when somebody wakes them
     * @param objects all that is loaded, in what is opened later too
     */
    Reach(List<RunRules.Sleepers> sleepers, List<LoadedObject> objects) {
        this.sleepers = sleepers;
        this.objects = objects;
    }

    /** {@return what follows when the plug-ins do not fit: failure, not known, or nothing where they are not opened} */
    Optional<Verdict> of(RunRules.OneBuild rule) {
        boolean may = false;
        for (LoadedObject object : objects) {
            if (!Process.isNamed(object, rule.core()) && asks(object, rule.entries()) && isAwake(object)) {
                if (!Process.isNamed(object, rule.choosy())) {
                    return Optional.of(Verdict.FAIL);
                }
                may = true;
            }
        }
        return may ? Optional.of(Verdict.UNKNOWN) : Optional.empty();
    }

    private boolean isAwake(LoadedObject object) {
        return sleepers.stream().filter(s -> Process.isNamed(object, s.libraries()))
                .allMatch(s -> objects.stream().anyMatch(o -> !Process.isNamed(o, s.libraries()) && asks(o, s.starts())));
    }

    private static boolean asks(LoadedObject object, List<String> symbols) {
        return symbols.stream().anyMatch(symbol -> isUndefined(object.elf().symbols(), symbol));
    }

    private static boolean isUndefined(SymbolTable symbols, String name) {
        SymbolTable one = SymbolTable.ofName(name);
        for (int i = symbols.find(one, 0); i >= 0; i = symbols.next(i, one, 0)) {
            if (symbols.undefined(i)) {
                return true;
            }
        }
        return false;
    }
}
