package org.abifit.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.knowledge.Family;
import org.abifit.loader.VersionGap;
import org.abifit.loader.VersionNames;
import org.abifit.resolver.Choices.Kind;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Choices.Term;
import org.abifit.resolver.Reason.Asker;
import org.abifit.resolver.Universe.Slot;
import org.abifit.runs.Because;
import org.abifit.solver.LexProblem;

/**
 * One image on one host, as clauses.
 *
 * <p>For every slot (a soname) there are three variables: <em>host</em>, the host's file is bound; <em>fromImage</em> and
 * <em>fromHost</em>, the library is loaded and is the image's or the host's. An example: the image's program needs libmpi.so.40, which
 * must come from the host and needs GLIBC_2.38 of libc.so.6, where the image's libc ends at GLIBC_2.36:
 *
 * <pre>
 *   host(libmpi)                                            wanted
 *   fromImage(libmpi) or fromHost(libmpi)                   the program needs it
 *   not fromHost(libmpi) or not fromImage(libc)             libmpi needs GLIBC_2.38, the image's libc has it not
 *   not fromHost(libc) or host(libc)                        what "from host" means
 *   host(libc) = host(ld-linux) = host(libm) ...            one build of a C library is never split
 * </pre>
 *
 * So libc must be the host's, and with it its whole family; if a library of the image needs a libc that is newer still, there is no
 * model, and the reasons of the clauses involved are the explanation. A C library moves as one because ld.so and libc.so.6 of two
 * builds can bind every symbol and crash all the same.
 *
 * <p>Not encoded: where a loader looks first. A model is put to the loader model, and what that refuses comes back as a clause
 * ({@link #refuseVersion}, {@link #refuseSymbol}, {@link #refuseChoice}).
 */
final class Encoding {
    private final Universe universe;
    private final Wants wants;
    private final Request.Policy policy;
    private final LexProblem<Reason> problem = new LexProblem<>();
    private final Map<String, Integer> host = new LinkedHashMap<>();
    private final Map<Provider, Integer> loaded = new LinkedHashMap<>();
    /** Families that are not split: the variable says that their libraries come from the host. */
    private final Map<String, Integer> whole = new LinkedHashMap<>();
    private final String libc;
    private final BindPlan.Mode mode;
    /** Members of the C library that are bound with it whether they are loaded or not. */
    private final List<Slot> idle;
    private final List<Rule> rules = new ArrayList<>();
    /** Variables of costs that depend on others, by what they stand for. */
    private final Map<Term, int[]> counted = new HashMap<>();

    Encoding(Universe universe, Wants wants, Request.Policy policy, BindPlan.Mode mode) {
        this.universe = universe;
        this.wants = wants;
        this.policy = policy;
        this.mode = mode;
        this.idle = universe.idleLibcMembers();
        this.libc = universe.slots().containsKey("libc.so.6") ? "libc.so.6" : universe.loaderName();
        universe.slots().values().forEach(this::variables);
        universe.slots().values().forEach(this::needs);
        universe.apps().forEach((path, elf) -> asks(Asker.app(path), elf, Optional.empty()));
        universe.slots().values().forEach(this::support);
        libcFamily(policy.libcSwap());
        universe.slots().values().forEach(this::forbidden);
        wants.sonames().forEach(this::want);
        wants.families().forEach(this::want);
        minimise();
    }

    LexProblem<Reason> problem() {
        return problem;
    }

    /** A library is loaded from the side that is bound, and never from a side that has none. In SAT terms: (-fromImage or -host), (-fromHost or host). */
    private void variables(Slot slot) {
        int h = problem.variable();
        host.put(slot.soname(), h);
        for (Provider provider : slot.providers()) {
            int v = problem.variable();
            loaded.put(provider, v);
            define(Kind.SIDE, -v, provider.side() == Side.HOST ? h : -h);
        }
        if (slot.host().isEmpty()) {
            define(Kind.SIDE, -h);
        }
    }

    private void define(Kind kind, int... literals) {
        problem.define(literals);
        rules.add(new Rule(kind, Optional.empty(), IntStream.of(literals).boxed().toList()));
    }

    private boolean require(Kind kind, Reason reason, int... literals) {
        boolean news = problem.require(reason, literals);
        if (news) {
            rules.add(new Rule(kind, Optional.of(reason), IntStream.of(literals).boxed().toList()));
        }
        return news;
    }

    private void needs(Slot slot) {
        slot.providers().forEach(p -> asks(Asker.of(p), p.elf(), Optional.of(p)));
    }

    /** What an object asks holds if it is loaded; what the application asks holds always. */
    private void asks(Asker asker, ElfFile elf, Optional<Provider> provider) {
        int[] guard = provider.map(p -> new int[] {-loaded.get(p)}).orElse(new int[0]);
        for (String name : elf.needed()) {
            if (name.indexOf('/') < 0 && name.indexOf('$') < 0) {
                library(asker, name, guard);
            }
        }
        elf.verneeds().forEach(need -> versions(asker, need, guard));
    }

    /** In SAT terms: (-asker or fromImage or fromHost). */
    private void library(Asker asker, String name, int[] guard) {
        Slot slot = universe.slots().get(name);
        int[] ways = slot == null ? new int[0] : slot.providers().stream().mapToInt(loaded::get).toArray();
        if (ways.length == 0) {
            require(Kind.NEED, new Reason.MissingLibrary(asker, name), guard);
        } else if (asker.side().isEmpty() || ways.length > 0) {
            define(Kind.NEED, join(guard, ways));
        }
    }

    /** In SAT terms: (-asker or -provider), for each provider that lacks a node. */
    private void versions(Asker asker, Verneed need, int[] guard) {
        Slot slot = universe.slots().get(need.file());
        if (slot == null) {
            return;
        }
        for (Provider provider : slot.providers()) {
            VersionGap gap = universe.gap(need, provider);
            if (!gap.nodes().isEmpty()) {
                require(Kind.VERSION, missingVersion(asker, provider, gap), join(guard, -loaded.get(provider)));
            }
        }
    }

    private static Reason missingVersion(Asker asker, Provider provider, VersionGap gap) {
        return new Reason.MissingVersion(asker, provider.soname(), provider.side(), gap.nodes(), gap.offers());
    }

    /** Nothing is loaded that nobody needs. In SAT terms: (-provider or asker1 or asker2 ...). */
    private void support(Slot slot) {
        if (universe.apps().values().stream().anyMatch(a -> a.needed().contains(slot.soname())) || slot.soname().equals(universe.loaderName())) {
            return;
        }
        List<Provider> askers = loaded.keySet().stream().filter(p -> p.elf().needed().contains(slot.soname())).toList();
        int[] ways = askers.stream().mapToInt(loaded::get).toArray();
        for (Provider provider : slot.providers()) {
            if (wants.sonames().contains(slot.soname()) && provider.side() == Side.HOST) {
                List<String> shown = askers.stream().map(p -> p.side().word() + ":" + p.soname()).toList();
                require(Kind.SUPPORT, new Reason.NotNeeded(slot.soname(), shown), join(ways, -loaded.get(provider)));
            } else {
                define(Kind.SUPPORT, join(ways, -loaded.get(provider)));
            }
        }
    }

    private Stream<Slot> slotsOf(List<Slot> some) {
        return some.stream().filter(slot -> host.containsKey(slot.soname()));
    }

    /** In SAT terms: (-fromHost or host(libc)), (-fromImage or -host(libc)) for each member; (-host(libc) or host) for those that are bound with it in any case. */
    private void libcFamily(boolean swap) {
        Integer h = host.get(libc);
        if (h == null) {
            return;
        }
        for (Slot slot : universe.slots().values()) {
            boolean loader = slot.soname().equals(universe.loaderName());
            for (Provider provider : slot.providers()) {
                boolean member = loader || provider.isLibcFamily();
                if (member && !slot.soname().equals(libc)) {
                    int in = provider.side() == Side.HOST ? host.get(slot.soname()) : loader ? -host.get(slot.soname()) : loaded.get(provider);
                    require(Kind.LOCKSTEP, new Reason.LibcFamily(slot.soname(), provider.side()), -in, provider.side() == Side.HOST ? h : -h);
                }
            }
        }
        slotsOf(idle).filter(slot -> !slot.soname().equals(libc)).forEach(slot -> define(Kind.LOCKSTEP, -h, host.get(slot.soname())));
        if (!swap) {
            require(Kind.EXCLUDED, new Reason.KeepLibc(), -h);
        }
    }

    private void want(String soname) {
        Slot slot = universe.slots().get(soname);
        if (slot == null || slot.host().isEmpty()) {
            require(Kind.WANTED, new Reason.HostLacks(soname, universe.unusable().getOrDefault(soname, "no such library on the host")));
        } else {
            require(Kind.WANTED, new Reason.Wanted(soname), loaded.get(slot.host().get()));
        }
    }

    // ---- families

    /** Of a wanted family, every member that is loaded comes from the host, and one is. */
    private void want(Family family) {
        String word = Wants.word(family);
        if (family.name().equals(Known.LIBC)) {
            want(libc);
            return;
        }
        List<Provider> members = loaded.keySet().stream().filter(p -> universe.isOf(p, family)).toList();
        int[] ways = members.stream().filter(p -> p.side() == Side.HOST).mapToInt(loaded::get).toArray();
        if (ways.length == 0) {
            require(Kind.WANTED, new Reason.HostLacks(word, "none of its libraries is there"));
            return;
        }
        together(family);
        require(Kind.WANTED, new Reason.Wanted(word), whole.get(family.name()));
        require(Kind.WANTED, new Reason.NotNeeded(word, members.stream().map(p -> p.side().word() + ":" + p.soname()).toList()), ways);
    }

    /**
     * From now on the family is not split. In SAT terms: (-fromHost or whole), (-fromImage or -whole) for each member.
     *
     * @return whether that was news
     */
    boolean together(Family family) {
        if (whole.containsKey(family.name())) {
            return false;
        }
        int variable = problem.variable();
        whole.put(family.name(), variable);
        for (Map.Entry<Provider, Integer> entry : loaded.entrySet()) {
            Provider provider = entry.getKey();
            if (universe.isOf(provider, family)) {
                boolean only = universe.slots().get(provider.soname()).of(provider.side().other()).isEmpty();
                require(Kind.FAMILY, new Reason.FamilySplit(family.name(), provider.soname(), provider.side(), only), -entry.getValue(), provider.side() == Side.HOST ? variable : -variable);
            }
        }
        minimise();
        return true;
    }

    /** {@return whether a family is one that is not split and comes from the host} */
    boolean isWholeFromHost(boolean[] model, Family family) {
        return whole.containsKey(family.name()) && model[whole.get(family.name())];
    }

    /** What the policy keeps from being bound. In SAT terms: (-host). */
    private void forbidden(Slot slot) {
        if (slot.host().isEmpty()) {
            return;
        }
        Provider provider = slot.host().get();
        List<Strategy> ways = universe.strategies(slot);
        boolean goesAlong = ways.isEmpty() && !wants.sonames().contains(slot.soname());
        List<Strategy> needed = goesAlong ? List.of(Strategy.FABRIC, Strategy.MPI, Strategy.GPU, Strategy.FAMILY, Strategy.LIBC) : ways.isEmpty() ? List.of(Strategy.FAMILY) : ways;
        if (needed.stream().noneMatch(policy::allows)) {
            require(Kind.EXCLUDED, new Reason.StrategyForbids(slot.soname(), goesAlong ? Strategy.FAMILY : needed.getFirst()), -host.get(slot.soname()));
        }
        universe.refusal(provider, policy.sources()).ifPresent(why -> require(Kind.EXCLUDED, new Reason.UnsafeSource(slot.soname(), provider.realPath(), why), -host.get(slot.soname())));
    }

    // ---- what is better

    /** The criteria in their order, and of what is equal in all of them the fewest files. */
    private void minimise() {
        problem.forgetObjectives();
        policy.criteria().forEach(c -> minimise(c == Criterion.LIBC_SWAP && wantsLibc() ? List.of() : terms(c)));
        if (!whole.isEmpty()) {
            minimise(files());
        }
    }

    private void minimise(List<Term> terms) {
        problem.minimise(terms.stream().flatMapToInt(t -> IntStream.of(literals(t))).toArray());
    }

    /** In SAT terms: (-variable or unless1 or unless2 ... or counted), as often as it counts. */
    private int[] literals(Term term) {
        if (term.unless().isEmpty() && term.times() == 1) {
            return new int[] {term.variable()};
        }
        return counted.computeIfAbsent(term, t -> IntStream.range(0, t.times()).map(i -> {
            int cost = problem.variable();
            define(Kind.COUNTED, join(t.unless().stream().mapToInt(Integer::intValue).toArray(), -t.variable(), cost));
            return cost;
        }).toArray());
    }

    /** {@return what a plan costs under a criterion} */
    private List<Term> terms(Criterion criterion) {
        return switch (criterion) {
            case LIBC_SWAP -> host.containsKey(libc) ? List.of(new Term(host.get(libc), List.of(), 1)) : List.of();
            case DOWNGRADES -> universe.slots().values().stream().filter(Encoding::isDowngrade).map(s -> new Term(host.get(s.soname()), List.of(), 1)).toList();
            case BINDS -> units();
        };
    }

    private List<Term> files() {
        return host.values().stream().map(h -> new Term(h, List.of(), 1)).toList();
    }

    private boolean wantsLibc() {
        return wants.sonames().contains(libc) || wants.families().stream().anyMatch(f -> f.name().equals(Known.LIBC));
    }

    /** A family that is not split counts as one; what is bound with the C library in any case counts with it. */
    private List<Term> units() {
        List<Term> units = new ArrayList<>();
        whole.values().forEach(w -> units.add(new Term(w, List.of(), 1)));
        universe.slots().values().stream().filter(s -> s.host().isPresent()).forEach(s -> units.add(new Term(host.get(s.soname()), movesWith(s), files(s))));
        return units;
    }

    private int files(Slot slot) {
        int own = universe.targets(slot, mode).size();
        return slot.soname().equals(libc) ? own + idle.stream().filter(s -> !s.soname().equals(libc)).mapToInt(s -> universe.targets(s, mode).size()).sum() : own;
    }

    /** {@return what a library is counted with: its families that are not split, the C library} */
    private List<Integer> movesWith(Slot slot) {
        List<Integer> with = new ArrayList<>(universe.families(slot.host().orElseThrow()).stream().filter(f -> whole.containsKey(f.name())).map(f -> whole.get(f.name())).toList());
        if (!slot.soname().equals(libc) && idle.stream().anyMatch(i -> i.soname().equals(slot.soname()))) {
            with.add(host.get(libc));
        }
        return with;
    }

    /** A member of the C library is none: it moves with it. A host library that lacks a node of the image's, or where neither has nodes a lower file name. */
    static boolean isDowngrade(Slot slot) {
        if (slot.image().isEmpty() || slot.host().isEmpty() || slot.providers().stream().anyMatch(Provider::isLibcFamily)) {
            return false;
        }
        ElfFile ours = slot.image().get().elf();
        ElfFile theirs = slot.host().get().elf();
        if (ours.verdefs().size() > 1 || theirs.verdefs().size() > 1) {
            return ours.verdefs().stream().anyMatch(d -> !d.isBase() && !theirs.defines(d.name()));
        }
        return VersionNames.compareFiles(slot.host().get().realPath(), slot.image().get().realPath()) < 0;
    }

    /** {@return whether a library could be loaded at all: somebody may need it} */
    boolean isReachable(String soname) {
        return soname.equals(universe.loaderName()) || universe.apps().values().stream().anyMatch(a -> a.needed().contains(soname))
                || universe.slots().values().stream().flatMap(s -> s.providers().stream()).anyMatch(p -> p.elf().needed().contains(soname));
    }

    // ---- for other tools

    /** {@return the clauses as they are now} */
    Choices choices() {
        List<Choices.Slot> slots = universe.slots().values().stream().map(s -> new Choices.Slot(s.soname(), host.get(s.soname()), s.image().map(this::loaded), s.host().map(this::loaded),
                idle.stream().anyMatch(i -> i.soname().equals(s.soname())))).toList();
        Map<Criterion, List<Term>> costs = new LinkedHashMap<>();
        policy.criteria().forEach(c -> costs.put(c, terms(c)));
        return new Choices(mode, universe.apps(), slots, new TreeMap<>(whole), Optional.of(libc).filter(host::containsKey), List.copyOf(rules), costs, whole.isEmpty() ? List.of() : files());
    }

    private Choices.Loaded loaded(Provider provider) {
        return new Choices.Loaded(provider, loaded.get(provider));
    }

    /** {@return the model in which these libraries are the host's, with whatever goes with the C library, and all others the image's} */
    boolean[] model(Set<String> bound, Set<String> families) {
        int last = Stream.of(host, loaded, whole).flatMap(m -> m.values().stream()).mapToInt(Integer::intValue).max().orElse(0);
        boolean[] model = new boolean[last + 1];
        bound.stream().filter(host::containsKey).forEach(s -> model[host.get(s)] = true);
        if (swapsLibc(model)) {
            slotsOf(idle).forEach(s -> model[host.get(s.soname())] = true);
        }
        families.stream().filter(whole::containsKey).forEach(f -> model[whole.get(f)] = true);
        loaded.forEach((provider, variable) -> model[variable] = model[host.get(provider.soname())] == (provider.side() == Side.HOST));
        return model;
    }

    /** {@return the reason that was found last} */
    Reason last() {
        return rules.reversed().stream().flatMap(r -> r.reason().stream()).findFirst().orElseThrow();
    }

    // ---- reading a model

    /** {@return the slots whose host library a model binds} */
    List<Slot> bound(boolean[] model) {
        return universe.slots().values().stream().filter(s -> model[host.get(s.soname())]).toList();
    }

    boolean isLoaded(boolean[] model, Provider provider) {
        return model[loaded.get(provider)];
    }

    /** {@return the soname that stands for the C library} */
    String libc() {
        return libc;
    }

    boolean swapsLibc(boolean[] model) {
        return host.containsKey(libc) && model[host.get(libc)];
    }

    // ---- what the loader model taught

    /** {@return whether this was news} */
    boolean refuseVersion(Optional<Provider> asker, Asker name, Provider provider, String node) {
        int[] guard = asker.map(p -> new int[] {-loaded.get(p)}).orElse(new int[0]);
        return require(Kind.LEARNT, missingVersion(name, provider, new VersionGap(List.of(node), VersionNames.highest(provider.elf(), node))), join(guard, -loaded.get(provider)));
    }

    /** A program is not loaded with a library whose variable does not fit into its copy. {@return whether this was news} */
    boolean refuseCopy(String app, Provider provider, String message) {
        return require(Kind.LEARNT, new Reason.CopySize(Asker.app(app), provider.soname(), message), -loaded.get(provider));
    }

    /** Whoever asks is not loaded, or one of those that define the symbol is. {@return whether this was news} */
    boolean refuseSymbol(Optional<Provider> asker, Asker name, String symbol, Optional<String> version, List<Provider> definers) {
        int[] guard = asker.map(p -> new int[] {-loaded.get(p)}).orElse(new int[0]);
        List<String> shown = definers.stream().map(p -> p.side().word() + ":" + p.soname()).toList();
        return require(Kind.LEARNT, new Reason.MissingSymbol(name, symbol, version, shown), join(guard, definers.stream().mapToInt(loaded::get).toArray()));
    }

    /** Not this choice again. {@return whether this was news} */
    boolean refuseChoice(boolean[] model, String message) {
        return refuse(model, new Reason.LoaderRefuses(bound(model).stream().map(Slot::soname).toList(), message));
    }

    /** Not this choice again: it loads, and is not said to run. */
    void refuseRuns(boolean[] model, List<Because> grounds) {
        refuse(model, new Reason.RunsRefuses(bound(model).stream().map(Slot::soname).toList(), grounds));
    }

    private boolean refuse(boolean[] model, Reason reason) {
        return require(Kind.LEARNT, reason, other(model));
    }

    /** {@return the clause of all choices but that of a model} */
    int[] other(boolean[] model) {
        List<Slot> open = universe.slots().values().stream().filter(s -> s.host().isPresent()).toList();
        return open.stream().mapToInt(s -> model[host.get(s.soname())] ? -host.get(s.soname()) : host.get(s.soname())).toArray();
    }

    Set<Provider> providers() {
        return loaded.keySet();
    }

    private static int[] join(int[] a, int... b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
    }

    /** {@return all providers but those that a model loads} */
    List<Provider> notLoaded(boolean[] model) {
        List<Provider> others = new ArrayList<>(loaded.keySet());
        others.removeIf(p -> isLoaded(model, p));
        return others;
    }
}
