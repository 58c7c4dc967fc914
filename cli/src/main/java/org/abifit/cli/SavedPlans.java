package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.db.AbiStore;
import org.abifit.db.SavedPlan;
import org.abifit.db.SnapshotFault;
import org.abifit.db.SnapshotInfo;
import org.abifit.drift.PlanCase;
import org.abifit.loader.Bind;
import org.abifit.plan.EmitFormat;
import org.abifit.plan.NeutralPlan;
import org.abifit.plan.PlanException;
import org.abifit.plan.PlanReader;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.root.BytePaths;
import org.abifit.root.Directory;

/** Plans that are kept in the database: written by {@code resolve --save}, judged again by {@code diff}. */
record SavedPlans(AbiStore store, RootSource source) {
    private static final String ALGORITHM = "sha256:";

    /** Stores the plans of the best image, one for each host that it fits, and says so. */
    static void save(Session session, DatabaseFile database, RootSource source, String name, List<ImageAnswer> answers, List<String> apps, List<String> wants)
            throws IOException, CommandFailure, SnapshotFault {
        ImageAnswer best = answers.getFirst();
        List<SavedPlan> plans = new ArrayList<>();
        for (HostAnswer answer : best.hosts()) {
            if (answer instanceof HostAnswer.Fits fits) {
                Plans maker = new Plans(source.root(best.image()), source.root(fits.host()), new ReasonText(best.image(), fits.host(), wants));
                plans.add(new SavedPlan(name, hostName(fits.host()), best.image(), text(maker.neutral(apps, fits.plan()))));
            }
        }
        if (plans.isEmpty()) {
            session.out().note("there is no plan to save as " + name);
            return;
        }
        try (AbiStore store = database.writing(session)) {
            store.savePlans(plans, Instant.now());
            session.out().note("%d %s saved as %s".formatted(plans.size(), plans.size() == 1 ? "plan" : "plans", name));
        }
    }

    private static String text(NeutralPlan plan) throws CommandFailure {
        try {
            return EmitFormat.PLAN.emit(plan).text();
        } catch (PlanException e) {
            throw new CommandFailure(e.subject(), e.problem(), e.next());
        }
    }

    /** {@return a host as plans are saved for it: without a generation} */
    static String hostName(String ref) {
        return ref.indexOf('/') < 0 ? ref.replaceFirst("@[0-9]+$", "") : ref;
    }

    /**
     * {@return the saved plans that these names mean; without names, those for a host}
     *
     * @throws CommandFailure when there is none of a name
     */
    List<SavedPlan> named(List<String> names, String host) throws CommandFailure, SnapshotFault {
        List<SavedPlan> all = store.plans();
        if (names.isEmpty()) {
            return all.stream().filter(p -> p.host().equals(hostName(host))).toList();
        }
        for (String name : names) {
            if (all.stream().noneMatch(p -> p.name().equals(name))) {
                throw new CommandFailure(Names.printable(name), "there is no saved plan of that name", "list them with 'abifit db plans'");
            }
        }
        return all.stream().filter(p -> names.contains(p.name())).toList();
    }

    /**
     * {@return a plan with the image that it was made for}
     *
     * @throws CommandFailure when it cannot be read
     */
    PlanCase toJudge(SavedPlan saved) throws CommandFailure, SnapshotFault {
        NeutralPlan plan = read(saved);
        List<Bind> binds = plan.binds().stream().map(b -> new Bind(fromUnicode(b.from()), fromUnicode(b.to()))).toList();
        SortedMap<String, String> env = new TreeMap<>();
        plan.env().forEach((key, value) -> env.put(fromUnicode(key), fromUnicode(value)));
        List<String> apps = plan.apps().stream().map(BytePaths::fromUnicode).toList();
        return new PlanCase(saved.name(), saved.host(), saved.image(), image(saved.image(), plan.image().digest()), apps, binds, env, plan.ldconfig(), plan.lazyOnly());
    }

    private static NeutralPlan read(SavedPlan saved) throws CommandFailure {
        try {
            return PlanReader.read("saved plan " + Names.printable(saved.name()), saved.json());
        } catch (PlanException e) {
            throw new CommandFailure(e.subject(), e.problem(), "remove it with 'abifit db plans --remove' and save it again");
        }
    }

    /** The image may have been scanned again since: the plan is about the snapshot with its digest, under whatever name; of a folder, about what lies there. */
    private Optional<Directory> image(String name, Optional<String> digest) throws SnapshotFault {
        for (SnapshotInfo info : store.list()) {
            if (digest.equals(Optional.of(ALGORITHM + info.fingerprint()))) {
                return root(info.ref(), digest);
            }
        }
        return root(name, digest);
    }

    private Optional<Directory> root(String ref, Optional<String> digest) throws SnapshotFault {
        try {
            RootSource.Root root = source.root(ref);
            boolean another = root.fingerprint().isPresent() && digest.isPresent() && !digest.get().equals(ALGORITHM + root.fingerprint().get());
            return another ? Optional.empty() : Optional.of(root.tree());
        } catch (CommandFailure e) {
            // An image that is not to be had leaves its plan undecided; the others are judged all the same.
            return Optional.empty();
        }
    }
}
