package org.abifit.resolver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.knowledge.Family;
import org.abifit.loader.VersionGap;
import org.abifit.loader.VersionNames;
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

    Encoding(Universe universe, Wants wants, Request.Policy policy) {
        this.universe = universe;
        this.wants = wants;
        this.policy = policy;
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
            problem.define(-v, provider.side() == Side.HOST ? h : -h);
        }
        if (slot.host().isEmpty()) {
            problem.define(-h);
        }
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
            problem.require(new Reason.MissingLibrary(asker, name), guard);
        } else if (asker.side().isEmpty() || ways.length > 0) {
            problem.define(join(guard, ways));
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
                problem.require(missingVersion(asker, provider, gap), join(guard, -loaded.get(provider)));
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
                problem.require(new Reason.NotNeeded(slot.soname(), shown), join(ways, -loaded.get(provider)));
            } else {
                problem.define(join(ways, -loaded.get(provider)));
            }
        }
    }

    /** In SAT terms: (-fromHost or host(libc)), (-fromImage or -host(libc)) for each member. */
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
                    problem.require(new Reason.LibcFamily(slot.soname(), provider.side()), -in, provider.side() == Side.HOST ? h : -h);
                }
            }
        }
        if (!swap) {
            problem.require(new Reason.KeepLibc(), -h);
        }
    }

    private void want(String soname) {
        Slot slot = universe.slots().get(soname);
        if (slot == null || slot.host().isEmpty()) {
            problem.require(new Reason.HostLacks(soname, universe.unusable().getOrDefault(soname, "no such library on the host")));
        } else {
            problem.require(new Reason.Wanted(soname), loaded.get(slot.host().get()));
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
            problem.require(new Reason.HostLacks(word, "none of its libraries is there"));
            return;
        }
        together(family);
        problem.require(new Reason.Wanted(word), whole.get(family.name()));
        problem.require(new Reason.NotNeeded(word, members.stream().map(p -> p.side().word() + ":" + p.soname()).toList()), ways);
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
                problem.require(new Reason.FamilySplit(family.name(), provider.soname(), provider.side(), only), -entry.getValue(), provider.side() == Side.HOST ? variable : -variable);
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
            problem.require(new Reason.StrategyForbids(slot.soname(), goesAlong ? Strategy.FAMILY : needed.getFirst()), -host.get(slot.soname()));
        }
        universe.refusal(provider, policy.sources()).ifPresent(why -> problem.require(new Reason.UnsafeSource(slot.soname(), provider.realPath(), why), -host.get(slot.soname())));
    }

    // ---- what is better

    /** The criteria in their order, and of what is equal in all of them the fewest files. */
    private void minimise() {
        problem.forgetObjectives();
        policy.criteria().forEach(this::minimise);
        if (!whole.isEmpty()) {
            problem.minimise(host.values().stream().mapToInt(Integer::intValue).toArray());
        }
    }

    private void minimise(Criterion criterion) {
        problem.minimise(switch (criterion) {
            case LIBC_SWAP -> host.containsKey(libc) && !wantsLibc() ? new int[] {host.get(libc)} : new int[0];
            case DOWNGRADES -> universe.slots().values().stream().filter(Encoding::isDowngrade).mapToInt(s -> host.get(s.soname())).toArray();
            case BINDS -> units();
        });
    }

    private boolean wantsLibc() {
        return wants.sonames().contains(libc) || wants.families().stream().anyMatch(f -> f.name().equals(Known.LIBC));
    }

    /** A family that is not split counts as one. */
    private int[] units() {
        IntStream single = universe.slots().values().stream().filter(s -> s.providers().stream().noneMatch(this::isInWhole)).mapToInt(s -> host.get(s.soname()));
        return IntStream.concat(whole.values().stream().mapToInt(Integer::intValue), single).toArray();
    }

    private boolean isInWhole(Provider provider) {
        return universe.families(provider).stream().anyMatch(f -> whole.containsKey(f.name()));
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
        return problem.require(missingVersion(name, provider, new VersionGap(List.of(node), VersionNames.highest(provider.elf(), node))), join(guard, -loaded.get(provider)));
    }

    /** A program is not loaded with a library whose variable does not fit into its copy. {@return whether this was news} */
    boolean refuseCopy(String app, Provider provider, String message) {
        return problem.require(new Reason.CopySize(Asker.app(app), provider.soname(), message), -loaded.get(provider));
    }

    /** Whoever asks is not loaded, or one of those that define the symbol is. {@return whether this was news} */
    boolean refuseSymbol(Optional<Provider> asker, Asker name, String symbol, Optional<String> version, List<Provider> definers) {
        int[] guard = asker.map(p -> new int[] {-loaded.get(p)}).orElse(new int[0]);
        List<String> shown = definers.stream().map(p -> p.side().word() + ":" + p.soname()).toList();
        return problem.require(new Reason.MissingSymbol(name, symbol, version, shown), join(guard, definers.stream().mapToInt(loaded::get).toArray()));
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
        List<Slot> open = universe.slots().values().stream().filter(s -> s.host().isPresent()).toList();
        int[] other = open.stream().mapToInt(s -> model[host.get(s.soname())] ? -host.get(s.soname()) : host.get(s.soname())).toArray();
        return problem.require(reason, other);
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
