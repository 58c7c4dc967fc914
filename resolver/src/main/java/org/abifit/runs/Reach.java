package org.abifit.runs;

import java.util.List;
import java.util.Optional;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Verdict;

/** Whether a process comes to put a family's plug-ins to work: somebody must ask for a function that does it. */
final class Reach {
    private final List<RunRules.Sleepers> sleepers;
    private final List<LoadedObject> objects;

    /**
     * @param sleepers libraries whose own calls count only when somebody wakes them
     * @param objects all that is loaded
     */
    Reach(List<RunRules.Sleepers> sleepers, List<LoadedObject> objects) {
        this.sleepers = sleepers;
        this.objects = objects;
    }

    /** {@return what follows when the plug-ins do not fit: failure, not known, or nothing where they are not put to work} */
    Optional<Verdict> of(RunRules.OneBuild rule) {
        boolean may = false;
        for (LoadedObject object : objects) {
            String name = Sides.name(object);
            if (!rule.core().hold(name) && asks(object, rule.entries()) && isAwake(name)) {
                if (!rule.choosy().hold(name)) {
                    return Optional.of(Verdict.FAIL);
                }
                may = true;
            }
        }
        return may ? Optional.of(Verdict.UNKNOWN) : Optional.empty();
    }

    private boolean isAwake(String name) {
        return sleepers.stream().filter(s -> s.libraries().hold(name))
                .allMatch(s -> objects.stream().anyMatch(o -> !s.libraries().hold(Sides.name(o)) && asks(o, s.starts())));
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
