package org.abifit.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.loader.LoadedObject;

/** Whether a host's MPI library stands where the image has one of another family: handles, constants and structures differ behind MPI's names. */
final class MpiCheck {
    private final Process process;

    MpiCheck(Process process) {
        this.process = process;
    }

    List<Because> grounds(RunRules.OneMpi rule) {
        List<Because> grounds = new ArrayList<>();
        for (LoadedObject object : process.report().objects()) {
            if (process.sides().of(object) == Sides.Side.HOST) {
                shipped(object).flatMap(own -> other(rule, object, own)).ifPresent(grounds::add);
            }
        }
        return grounds;
    }

    private Optional<LoadedObject> shipped(LoadedObject object) {
        return process.shipped().report().objects().stream().filter(o -> Sides.name(o).equals(Sides.name(object))).findFirst();
    }

    private static Optional<Because> other(RunRules.OneMpi rule, LoadedObject host, LoadedObject image) {
        Optional<MpiIdentity> theirs = identity(rule, host);
        Optional<MpiIdentity> ours = theirs.isEmpty() ? theirs : identity(rule, image);
        return ours.filter(o -> !o.abi().equals(theirs.get().abi()))
                .map(o -> new Because.OtherMpi(rule.id(), Sides.name(host), theirs.get().implementation(), o.implementation()));
    }

    private static Optional<MpiIdentity> identity(RunRules.OneMpi rule, LoadedObject object) {
        return MpiIdentity.of(rule.tables(), object.elf(), Sides.baseName(object.realPath()));
    }
}
