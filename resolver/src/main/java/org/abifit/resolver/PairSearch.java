package org.abifit.resolver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.abifit.elf.Verneed;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.knowledge.MpiTable;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadRemark;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.resolver.BindPlan.Because;
import org.abifit.resolver.BindPlan.Downgrade;
import org.abifit.resolver.BindPlan.Mode;
import org.abifit.resolver.BindPlan.ModeBecause;
import org.abifit.resolver.BindPlan.Planned;
import org.abifit.resolver.Reason.Asker;
import org.abifit.resolver.Universe.Slot;
import org.abifit.runs.Command;
import org.abifit.runs.Runs;
import org.abifit.runs.RunsJudge;
import org.abifit.solver.LexOutcome;
import org.abifit.solver.LexProblem;
import org.abifit.solver.LexSolver;

/**
 * The search for a plan for one image on one host: choose, ask the loader model, learn, choose again. Host files first cover the
 * image's; where the loader model refuses that for reasons of its own, they are tried in a folder of their own.
 */
final class PairSearch {
    /** A folder that images do not have. */
    static final String SIDE_FOLDER = "/opt/abifit/lib";
    private static final int CONFLICTS = 200_000;
    /** So many plans that load are looked at for one that runs. */
    private static final int MOST_DOUBTFUL = 4;
    /** So many other choices of the same cost are put to the loader model where the clauses are handed out. */
    private static final int MOST_TIES = 64;

    private final Universe universe;
    private final Wants wants;
    private final Request.Policy policy;
    private final Loader loader;
    private final LexSolver solver = new LexSolver(CONFLICTS);
    private final long deadline;
    /** Whether the clauses are handed out: other solvers may choose any of the best choices. */
    private final boolean thorough;
    private boolean settled;
    private int rounds;
    /** What the loader said against covering the image's files. */
    private Optional<String> refusal = Optional.empty();
    private final Optional<RunsJudge> runs;
    private final Command command;
    /** Plans that load and are not said to run, in the order in which they were found: the cheapest of each kind first. */
    private final List<Doubt> doubtful = new ArrayList<>();

    /** A plan, and the choices of which it is the cheapest. */
    private record Doubt(BindPlan plan, Choices choices) {
        Verdict verdict() {
            return plan.runs().orElseThrow().verdict();
        }
    }

    /** An answer, and the choices that it was taken from: none where it is not decided. */
    record Found(HostAnswer answer, Optional<Choices> choices) {
        static Found of(HostAnswer answer, Encoding encoding) {
            return new Found(answer, answer instanceof HostAnswer.Undecided ? Optional.empty() : Optional.of(encoding.choices()));
        }

        static Found undecided(String host, HostAnswer.Missing... missing) {
            return new Found(new HostAnswer.Undecided(host, List.of(missing)), Optional.empty());
        }
    }

    private PairSearch(Universe universe, Wants wants, Request.Policy policy, Loader loader, Optional<RunsJudge> runs, Command command, boolean thorough) {
        this.thorough = thorough;
        this.runs = runs;
        this.command = command;
        this.universe = universe;
        this.wants = wants;
        this.policy = policy;
        this.loader = loader;
        this.deadline = System.nanoTime() + policy.seconds() * 1_000_000_000L;
    }

    /** {@return the answer, without fixes, and what it was taken from} */
    static Found run(Universe universe, Wants wants, Request.Policy policy, Loader loader, Optional<RunsJudge> runs, Command command, boolean thorough) {
        return new PairSearch(universe, wants, policy, loader, runs, command, thorough).run();
    }

    private Found run() {
        String host = universe.host().name();
        if (!universe.missing().isEmpty()) {
            return new Found(new HostAnswer.Undecided(host, universe.missing()), Optional.empty());
        }
        Found over = search(Mode.OVER, policy.rounds() / 2);
        boolean refused = over.answer() instanceof HostAnswer.Misfit m && m.core().stream().anyMatch(r -> r instanceof Reason.LoaderRefuses);
        if (over.answer() instanceof HostAnswer.Fits || over.answer() instanceof HostAnswer.Misfit && !refused && doubtful.isEmpty()) {
            return over;
        }
        if (doubtful.stream().anyMatch(d -> d.verdict() == Verdict.UNKNOWN)) {
            return inDoubt(host);
        }
        refusal = doubtful.isEmpty() ? refusal(over.answer()) : Optional.empty();
        Found side = search(Mode.SIDE, policy.rounds());
        if (side.answer() instanceof HostAnswer.Fits) {
            return side;
        }
        return doubtful.isEmpty() ? over.answer() instanceof HostAnswer.Undecided || !(side.answer() instanceof HostAnswer.Undecided) ? over : side : inDoubt(host);
    }

    private static Optional<String> refusal(HostAnswer over) {
        return over instanceof HostAnswer.Misfit m ? m.core().stream().filter(r -> r instanceof Reason.LoaderRefuses).map(r -> ((Reason.LoaderRefuses) r).message()).findFirst()
                : Optional.empty();
    }

    /** A plan of which nobody can tell whether it runs is a plan, and says so; one that is said not to run is none. */
    private Found inDoubt(String host) {
        Optional<Doubt> open = doubtful.stream().filter(d -> d.verdict() == Verdict.UNKNOWN).findFirst();
        if (open.isPresent()) {
            return new Found(new HostAnswer.Fits(host, open.get().plan()), Optional.of(open.get().choices()));
        }
        Optional<Reason.MpiFamily> other = otherMpi();
        if (other.isPresent()) {
            List<Reason> core = new ArrayList<>(wants.sonames().contains(other.get().soname()) ? List.of(new Reason.Wanted(other.get().soname()))
                    : Stream.concat(wants.sonames().stream(), wants.families().stream().map(Wants::word)).map(Reason.Wanted::new).toList());
            core.add(other.get());
            return new Found(new HostAnswer.Misfit(host, core, List.of()), Optional.of(doubtful.getLast().choices().refusing(other.get())));
        }
        return Found.undecided(host, doubtful.stream().map(d -> missing(d.plan())).distinct().toArray(HostAnswer.Missing[]::new));
    }

    /** What is certain: every plan that loads has an MPI of another family. */
    private Optional<Reason.MpiFamily> otherMpi() {
        List<Optional<Reason.MpiFamily>> each = doubtful.stream().map(d -> d.plan().runs().orElseThrow().because().stream()
                .filter(b -> b instanceof org.abifit.runs.Because.OtherMpi).map(b -> (org.abifit.runs.Because.OtherMpi) b)
                .map(b -> new Reason.MpiFamily(b.soname(), b.host(), b.image())).findFirst()).toList();
        return each.stream().allMatch(Optional::isPresent) ? each.getFirst() : Optional.empty();
    }

    private static HostAnswer.Missing missing(BindPlan plan) {
        org.abifit.runs.Because first = plan.runs().orElseThrow().because().getFirst();
        return new HostAnswer.Missing(first.rule(), String.join(", ", plan.binds().stream().map(Planned::soname).distinct().toList()), Optional.of(first));
    }

    private Found search(Mode mode, int most) {
        String host = universe.host().name();
        Encoding encoding = new Encoding(universe, wants, policy, mode);
        Optional<String> idle = wants.sonames().stream().filter(w -> universe.slots().get(w) != null && !encoding.isReachable(w)).findFirst().or(this::idleFamily);
        Optional<Reason> inside = idle.flatMap(this::mpiInside);
        if (inside.isPresent()) {
            return new Found(new HostAnswer.Misfit(host, List.of(new Reason.Wanted(idle.get()), inside.get()), List.of()), Optional.of(encoding.choices().refusing(inside.get())));
        }
        List<Reason> lacking = idle.isPresent() ? lacking() : List.of();
        if (!lacking.isEmpty()) {
            return Found.of(new HostAnswer.Misfit(host, lacking.subList(0, 1), List.of()), encoding);
        }
        if (idle.isPresent()) {
            return Found.undecided(host, new HostAnswer.Missing("not-needed",
                    "nothing that the application loads needs %s; whether it is opened later (dlopen) is not in these files".formatted(idle.get())));
        }
        int doubts = doubtful.size() + MOST_DOUBTFUL;
        for (; rounds < most && doubtful.size() < doubts && System.nanoTime() < deadline; rounds++) {
            switch (solver.solve(encoding.problem())) {
                case LexOutcome.Optimal(boolean[] model, List<Integer> costs) -> {
                    Optional<HostAnswer> answer = judge(encoding, model, mode);
                    if (answer.isPresent()) {
                        ties(encoding, model, costs, mode);
                        return Found.of(answer.get(), encoding);
                    }
                }
                case LexOutcome.Unsatisfiable u -> {
                    return Found.of(refused(host, wantedFirst(solver.core(encoding.problem()))), encoding);
                }
                case LexOutcome.OutOfBudget b -> {
                    return outOfBudget(host);
                }
            }
        }
        return outOfBudget(host);
    }

    /** Of the choices that are as good as the one that was found, those that the loader model refuses become clauses, too. */
    private void ties(Encoding encoding, boolean[] found, List<Integer> costs, Mode mode) {
        settled = true;
        List<int[]> seen = new ArrayList<>(List.of(encoding.other(found)));
        boolean more = thorough;
        while (more && seen.size() < MOST_TIES && System.nanoTime() < deadline) {
            LexProblem<Reason> others = encoding.problem().copy();
            seen.forEach(others::define);
            if (solver.solve(others) instanceof LexOutcome.Optimal(boolean[] model, List<Integer> same) && same.equals(costs)) {
                judge(encoding, model, mode);
                seen.add(encoding.other(model));
            } else {
                more = false;
            }
        }
    }

    /** What an application needs and neither side has: no plan helps, whatever is wanted. */
    private List<Reason> lacking() {
        List<Reason> reasons = new ArrayList<>();
        universe.apps().forEach((path, elf) -> elf.needed().stream().filter(n -> Optional.ofNullable(universe.slots().get(n)).filter(s -> s.providers().isEmpty()).isPresent())
                .forEach(n -> reasons.add(new Reason.MissingLibrary(Asker.app(path), n))));
        return reasons;
    }

    /** The application with an MPI of its own, where a wanted MPI is loaded by nobody. */
    private Optional<Reason> mpiInside(String want) {
        List<MpiTable> tables = universe.known().knowledge().mpi();
        boolean family = wants.families().stream().anyMatch(f -> Wants.word(f).equals(want) && f.strategy().equals(Strategy.MPI.word()));
        boolean library = Optional.ofNullable(universe.slots().get(want)).flatMap(Slot::host).flatMap(p -> MpiIdentity.of(tables, p.elf(), want)).isPresent();
        if (!family && !library) {
            return Optional.empty();
        }
        return universe.apps().entrySet().stream().filter(e -> MpiIdentity.of(tables, e.getValue(), e.getKey()).filter(MpiIdentity::builtIn).isPresent())
                .<Reason>map(e -> new Reason.MpiInside(e.getKey())).findFirst();
    }

    /** A family of which nothing could be loaded, whichever side libraries come from. */
    private Optional<String> idleFamily() {
        return wants.families().stream().filter(f -> !f.name().equals(Known.LIBC))
                .filter(f -> universe.slots().values().stream().flatMap(s -> s.providers().stream()).noneMatch(p -> universe.isOf(p, f))).map(Wants::word).findFirst();
    }

    /** What nothing loaded needs may still be opened at run time: where that is all that stands against it, the facts do not decide. */
    private static HostAnswer refused(String host, List<Reason> core) {
        List<HostAnswer.Missing> outgrown = core.stream().filter(r -> r instanceof Reason.CopySize).map(r -> (Reason.CopySize) r)
                .map(c -> new HostAnswer.Missing(c.rule(), "the loader only warns, and what lies behind the program's copy may be overwritten: " + c.message())).toList();
        if (!outgrown.isEmpty()) {
            return new HostAnswer.Undecided(host, outgrown);
        }
        if (core.stream().anyMatch(r -> !(r instanceof Reason.Wanted || r instanceof Reason.NotNeeded))) {
            return new HostAnswer.Misfit(host, core, List.of());
        }
        List<HostAnswer.Missing> idle = core.stream().filter(r -> r instanceof Reason.NotNeeded).map(r -> notNeeded((Reason.NotNeeded) r, core)).toList();
        return idle.isEmpty() ? new HostAnswer.Misfit(host, core, List.of()) : new HostAnswer.Undecided(host, idle);
    }

    private static HostAnswer.Missing notNeeded(Reason.NotNeeded reason, List<Reason> core) {
        List<String> others = core.stream().filter(r -> r instanceof Reason.Wanted w && !w.soname().equals(reason.soname())).map(r -> ((Reason.Wanted) r).soname()).toList();
        String then = others.isEmpty() ? "" : " once %s comes from the host".formatted(String.join(", ", others));
        return new HostAnswer.Missing(reason.rule(), "nothing that is loaded needs %s%s; whether it is opened later (dlopen) is not in these files".formatted(reason.soname(), then));
    }

    private static List<Reason> wantedFirst(List<Reason> core) {
        return core.stream().sorted(Comparator.comparing(r -> !(r instanceof Reason.Wanted))).toList();
    }

    private Found outOfBudget(String host) {
        return Found.undecided(host, new HostAnswer.Missing("budget",
                "%d choices of host libraries were refused by the loader model; --rounds and --timeout set how long to go on".formatted(rounds)));
    }

    // ---- a choice that somebody else made

    /** {@return what the loader model says to a choice: {@link HostAnswer.Misfit} gives its one reason} */
    static HostAnswer judge(Universe universe, Wants wants, Request.Policy policy, Loader loader, Optional<RunsJudge> runs, Command command, Choice choice) {
        PairSearch search = new PairSearch(universe, wants, policy, loader, runs, command, false);
        return universe.missing().isEmpty() ? search.judge(choice) : new HostAnswer.Undecided(universe.host().name(), universe.missing());
    }

    private HostAnswer judge(Choice choice) {
        Encoding encoding = new Encoding(universe, wants, policy, choice.mode());
        universe.known().together().stream().filter(f -> choice.families().contains(f.name())).forEach(encoding::together);
        Optional<HostAnswer> answer = judge(encoding, encoding.model(choice.bound(), choice.families()), choice.mode());
        return answer.orElseGet(() -> doubtful.isEmpty() ? new HostAnswer.Misfit(universe.host().name(), List.of(encoding.last()), List.of())
                : new HostAnswer.Fits(universe.host().name(), doubtful.getLast().plan()));
    }

    // ---- a model becomes a plan

    /** Binds that could be a plan: those of libraries, and what goes along with them. */
    private record Draft(Mode mode, Map<Bind, Slot> libraries, Map<Bind, Because> others, Map<Bind, String> familyOf, SortedMap<String, String> env) {
        List<Bind> binds() {
            return Stream.concat(libraries.keySet().stream(), others.keySet().stream()).sorted(Comparator.comparing(Bind::to)).toList();
        }
    }

    /** What the loader model says to a draft. */
    private record Judged(Container container, Map<String, LoadReport> reports, boolean lazyOnly) {}

    private Draft draft(Encoding encoding, boolean[] model, Mode mode) {
        Map<Bind, Slot> libraries = binds(withIdleLibc(encoding, model), mode);
        Map<Bind, Because> others = new LinkedHashMap<>();
        Map<Bind, String> familyOf = new HashMap<>();
        for (Family family : universe.known().together()) {
            if (encoding.isWholeFromHost(model, family)) {
                libraries.forEach((bind, slot) -> {
                    if (universe.isOf(slot.host().orElseThrow(), family)) {
                        familyOf.putIfAbsent(bind, family.name());
                    }
                });
                PlugInBinds.of(universe, family, libraries).forEach((bind, because) -> {
                    if (others.putIfAbsent(bind, because) == null) {
                        familyOf.put(bind, family.name());
                    }
                });
            }
        }
        return new Draft(mode, libraries, others, familyOf, environment(libraries, mode));
    }

    /** Folders in which the image's loader would not look by itself. */
    private SortedMap<String, String> environment(Map<Bind, Slot> libraries, Mode mode) {
        Set<String> folders = new TreeSet<>();
        for (Map.Entry<Bind, Slot> entry : libraries.entrySet()) {
            String to = entry.getKey().to();
            if (universe.host().isOfBundle(to) || mode == Mode.SIDE && to.startsWith(SIDE_FOLDER + "/")) {
                folders.add(to.substring(0, to.lastIndexOf('/')));
            }
        }
        return folders.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("LD_LIBRARY_PATH", String.join(":", folders)));
    }

    private Optional<HostAnswer> judge(Encoding encoding, boolean[] model, Mode mode) {
        Draft draft = draft(encoding, model, mode);
        Container container;
        try {
            container = Container.of(universe.image().tree(), Optional.of(universe.hostFiles()), draft.binds(), false);
        } catch (Container.BindException e) {
            encoding.refuseChoice(model, e.getMessage());
            return Optional.empty();
        }
        return judge(encoding, model, draft, container);
    }

    private Optional<HostAnswer> judge(Encoding encoding, boolean[] model, Draft draft, Container container) {
        boolean lazyOnly = false;
        Map<String, LoadReport> reports = new LinkedHashMap<>();
        for (String app : universe.apps().keySet()) {
            LoadReport report = loader.load(container.question(app, draft.env(), universe.host().machine()));
            if (report.verdict() == Verdict.UNKNOWN) {
                return Optional.of(new HostAnswer.Undecided(universe.host().name(),
                        report.missing().stream().map(m -> new HostAnswer.Missing(m.kind(), m.message())).toList()));
            }
            boolean asShipped = report.verdict() == Verdict.FAIL && addsNothing(report, universe.baseline(app));
            if (report.verdict() == Verdict.FAIL && !asShipped) {
                learn(encoding, model, container, app, report);
                return Optional.empty();
            }
            if (outgrows(encoding, container, app, report)) {
                return Optional.empty();
            }
            lazyOnly |= asShipped;
            reports.put(app, report);
        }
        Optional<String> astray = astray(encoding, model, container, reports.values());
        if (astray.isPresent()) {
            encoding.refuseChoice(model, astray.get());
            return Optional.empty();
        }
        BindPlan plan = plan(encoding, model, draft, new Judged(container, reports, lazyOnly));
        return isSaidToRun(encoding, model, plan) ? Optional.of(new HostAnswer.Fits(universe.host().name(), plan)) : Optional.empty();
    }

    /** What does not run may do so as a whole family; else something else is tried. */
    private boolean isSaidToRun(Encoding encoding, boolean[] model, BindPlan plan) {
        if (plan.runs().map(Runs::verdict).filter(v -> v != Verdict.OK).isEmpty()) {
            return true;
        }
        doubtful.add(new Doubt(plan, encoding.choices()));
        boolean grown = false;
        for (Family family : universe.known().together()) {
            if (!settled && encoding.bound(model).stream().anyMatch(slot -> universe.isOf(slot.host().orElseThrow(), family))) {
                grown |= encoding.together(family);
            }
        }
        if (!grown) {
            encoding.refuseRuns(model, plan.runs().orElseThrow().because());
        }
        return false;
    }

    /** {@return whether the applications run, the worst of them} */
    private Optional<Runs> runs(Draft draft, Judged judged) {
        return runs.flatMap(judge -> judged.reports().entrySet().stream()
                .map(e -> judge.judge(judged.container(), judged.container().question(e.getKey(), draft.env(), universe.host().machine()), e.getValue(), command))
                .min(Comparator.comparing(r -> List.of(Verdict.FAIL, Verdict.UNKNOWN, Verdict.OK).indexOf(r.verdict()))));
    }

    /** {@return whether a host's variable does not fit into the program's copy of it, which is then learnt} */
    private boolean outgrows(Encoding encoding, Container container, String app, LoadReport report) {
        List<LoadRemark> shipped = universe.baseline(app).warnings();
        boolean any = false;
        for (LoadRemark warning : report.warnings()) {
            if (warning.kind().equals("copy-size") && !shipped.contains(warning) && container.isBound(warning.object())) {
                Optional<Provider> provider = report.objects().stream().filter(o -> o.path().equals(warning.object()))
                        .flatMap(o -> Optional.ofNullable(universe.slots().get(o.name())).flatMap(Slot::host).stream()).findFirst();
                any |= provider.isPresent() && encoding.refuseCopy(app, provider.get(), warning.message());
            }
        }
        return any;
    }

    /** {@return what comes from another side than the choice says, if anything} */
    private Optional<String> astray(Encoding encoding, boolean[] model, Container container, Collection<LoadReport> reports) {
        Set<String> fromHost = new HashSet<>();
        for (LoadReport report : reports) {
            fromHost.addAll(container.fromHost(report));
            for (String want : wants.sonames()) {
                if (report.resolved().containsKey(want) && !container.isBound(report.resolved().get(want))) {
                    return Optional.of("%s still comes from the image: %s".formatted(want, report.resolved().get(want)));
                }
            }
            for (LoadedObject object : report.objects().subList(Math.min(1, report.objects().size()), report.objects().size())) {
                Provider provider = provider(container, object);
                if (provider.side() == Side.IMAGE && universe.families(provider).stream().anyMatch(f -> encoding.isWholeFromHost(model, f))) {
                    return Optional.of("%s still comes from the image: %s".formatted(object.name(), object.path()));
                }
            }
        }
        boolean all = fromHost.containsAll(wants.sonames()) && (!wantsLibc() || fromHost.contains(encoding.libc()));
        return all ? Optional.empty() : Optional.of("not all that is wanted is loaded from the host");
    }

    private boolean wantsLibc() {
        return wants.families().stream().anyMatch(f -> f.name().equals(Known.LIBC));
    }

    /** {@return a loaded object as a provider; the universe's own where it is that} */
    private static Provider provider(Container container, LoadedObject object) {
        return new Provider(container.isBound(object.path()) ? Side.HOST : Side.IMAGE, object.name(), object.path(), object.realPath(), object.elf());
    }

    /** As shipped the program leaves functions unbound until they are called; the plan may leave the same, and no more. */
    private static boolean addsNothing(LoadReport report, LoadReport baseline) {
        return baseline.verdict() == Verdict.FAIL && baseline.lazy() == Verdict.OK && report.lazy() == Verdict.OK
                && identities(baseline).containsAll(identities(report));
    }

    private static Set<String> identities(LoadReport report) {
        Set<String> all = new HashSet<>();
        report.errors().forEach(e -> all.add(e.kind() + " " + e.name() + " " + e.version()));
        return all;
    }

    private List<Slot> withIdleLibc(Encoding encoding, boolean[] model) {
        List<Slot> bound = new ArrayList<>(encoding.bound(model));
        if (encoding.swapsLibc(model)) {
            universe.idleLibcMembers().stream().filter(idle -> bound.stream().noneMatch(b -> b.soname().equals(idle.soname()))).forEach(bound::add);
        }
        return bound;
    }

    private Map<Bind, Slot> binds(List<Slot> bound, Mode mode) {
        Map<Bind, Slot> binds = new LinkedHashMap<>();
        for (Slot slot : bound) {
            universe.targets(slot, mode).forEach(to -> binds.put(new Bind(slot.host().orElseThrow().path(), to), slot));
        }
        Map<Bind, Slot> sorted = new LinkedHashMap<>();
        binds.entrySet().stream().sorted(Comparator.comparing(e -> e.getKey().to())).forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private BindPlan plan(Encoding encoding, boolean[] model, Draft draft, Judged judged) {
        List<Planned> planned = new ArrayList<>();
        for (Bind bind : draft.binds()) {
            Slot slot = draft.libraries().get(bind);
            String name = slot == null ? bind.to().substring(bind.to().lastIndexOf('/') + 1) : slot.soname();
            Because because = slot == null ? draft.others().get(bind) : because(encoding, model, slot);
            planned.add(new Planned(bind, name, because, Optional.ofNullable(draft.familyOf().get(bind))));
        }
        List<Downgrade> downgrades = encoding.bound(model).stream().filter(Encoding::isDowngrade).map(slot -> Downgrades.of(slot, judged.reports().values())).toList();
        return new BindPlan(draft.mode(), planned, draft.env(), judged.lazyOnly(), encoding.swapsLibc(model), downgrades, strategies(draft), modeBecause(draft), runs(draft, judged));
    }

    private SortedSet<Strategy> strategies(Draft draft) {
        SortedSet<Strategy> all = new TreeSet<>();
        draft.libraries().values().forEach(slot -> all.addAll(universe.strategies(slot)));
        if (all.isEmpty()) {
            all.add(draft.binds().isEmpty() ? Strategy.NONE : Strategy.FAMILY);
        }
        return all;
    }

    private ModeBecause modeBecause(Draft draft) {
        if (draft.binds().isEmpty()) {
            return new ModeBecause(ModeBecause.Why.NOTHING_BOUND, Optional.empty());
        }
        if (draft.mode() == Mode.SIDE) {
            return new ModeBecause(ModeBecause.Why.COVER_REFUSED, refusal);
        }
        boolean own = draft.binds().stream().anyMatch(b -> universe.host().isOfBundle(b.to()));
        return new ModeBecause(own ? ModeBecause.Why.OWN_PATH : ModeBecause.Why.COVERS, Optional.empty());
    }

    private Because because(Encoding encoding, boolean[] model, Slot slot) {
        Provider host = slot.host().orElseThrow();
        boolean libc = slot.providers().stream().anyMatch(Provider::isLibcFamily) || slot.soname().equals(universe.loaderName());
        if (wants.sonames().contains(slot.soname()) || wants.families().stream().anyMatch(f -> universe.isOf(host, f) || libc && f.name().equals(Known.LIBC))) {
            return new Because.Wanted();
        }
        if (libc && !slot.soname().equals("libc.so.6")) {
            return new Because.LibcFamily();
        }
        Optional<String> family = universe.families(host).stream().filter(f -> encoding.isWholeFromHost(model, f)).map(Family::name).findFirst();
        return universe.slots().values().stream().flatMap(s -> s.providers().stream()).filter(p -> encoding.isLoaded(model, p))
                .sorted(Comparator.comparing((Provider p) -> !wants.sonames().contains(p.soname())).thenComparing(Provider::isLibcFamily))
                .flatMap(asker -> because(asker, slot).stream()).findFirst()
                .orElseGet(() -> family.<Because>map(Because.FamilyMember::new).orElseGet(Because.LoaderAsks::new));
    }

    private static Optional<Because> because(Provider asker, Slot slot) {
        if (slot.image().isEmpty()) {
            return asker.elf().needed().contains(slot.soname()) ? Optional.of(new Because.ImageLacks(asker.soname())) : Optional.empty();
        }
        List<String> lacks = asker.elf().verneeds().stream().filter(n -> n.file().equals(slot.soname())).flatMap(n -> n.versions().stream())
                .filter(v -> !v.weak()).map(Verneed.Vernaux::name).filter(n -> !slot.image().get().elf().defines(n)).toList();
        boolean versioned = !slot.image().get().elf().verdefs().isEmpty();
        return lacks.isEmpty() || !versioned ? Optional.empty() : Optional.of(new Because.ImageTooOld(asker.soname(), lacks));
    }

    // ---- learning

    private void learn(Encoding encoding, boolean[] model, Container container, String app, LoadReport report) {
        Map<String, Provider> byPath = new HashMap<>();
        for (LoadedObject object : report.objects()) {
            Slot slot = universe.slots().get(object.name());
            Side side = container.isBound(object.path()) ? Side.HOST : Side.IMAGE;
            if (slot != null) {
                slot.of(side).filter(p -> p.elf() == object.elf()).ifPresent(p -> byPath.put(object.path(), p));
            }
        }
        boolean news = false;
        Set<String> shipped = identities(universe.baseline(app));
        for (LoadError error : report.errors()) {
            news |= switch (error.kind()) {
                case VERSION_NOT_FOUND -> version(encoding, byPath, app, error);
                case UNDEFINED_SYMBOL -> !shipped.contains(error.kind() + " " + error.name() + " " + error.version()) && symbol(encoding, model, byPath, app, error);
                case EXEC, INTERP_MISSING, BAD_ELF, WRONG_CLASS, LIB_NOT_FOUND, SYMBOL_VERSION, STATIC_TLS, LOADER_OTHER -> false;
            };
        }
        if (!news) {
            encoding.refuseChoice(model, report.errors().getFirst().message());
        }
    }

    private boolean version(Encoding encoding, Map<String, Provider> byPath, String app, LoadError error) {
        Provider provider = byPath.get(error.object().orElseThrow());
        Optional<Asking> asking = asking(byPath, app, error);
        return provider != null && asking.isPresent()
                && encoding.refuseVersion(asking.get().provider(), asking.get().name(), provider, error.version().orElseThrow());
    }

    private boolean symbol(Encoding encoding, boolean[] model, Map<String, Provider> byPath, String app, LoadError error) {
        Optional<Asking> asking = asking(byPath, app, error);
        if (asking.isEmpty()) {
            return false;
        }
        List<Provider> definers = encoding.notLoaded(model).stream()
                .filter(p -> loader.defines(p.elf(), error.name().orElseThrow(), error.version())).toList();
        return encoding.refuseSymbol(asking.get().provider(), asking.get().name(), error.name().orElseThrow(), error.version(), definers);
    }

    /** Who asked: the application, or a provider. */
    private record Asking(Optional<Provider> provider, Asker name) {}

    private static Optional<Asking> asking(Map<String, Provider> byPath, String app, LoadError error) {
        String by = error.requiredBy().orElse("");
        if (by.equals(app)) {
            return Optional.of(new Asking(Optional.empty(), Asker.app(app)));
        }
        return Optional.ofNullable(byPath.get(by)).map(p -> new Asking(Optional.of(p), Asker.of(p)));
    }
}
