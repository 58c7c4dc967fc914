package org.abifit.resolver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.abifit.knowledge.Family;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Locator;
import org.abifit.loader.Verdict;
import org.abifit.resolver.HostAnswer.Fix;
import org.abifit.root.FileView;
import org.abifit.root.Glob;
import org.abifit.root.RegularFile;
import org.abifit.runs.RunsJudge;

/** The door: which images serve which hosts, with plans that the loader model accepts, or the reasons why there is none. */
public final class Resolver {
    private final Request request;
    private final Loader loader;
    private final Optional<RunsJudge> runs;
    /** What was asked again for fixes: roots, wants and what plans may do. */
    private final Map<List<Object>, HostAnswer> tried = new HashMap<>();

    private Resolver(Request request, Loader loader) {
        this(request, loader, judge(request.policy().known(), loader));
    }

    private Resolver(Request request, Loader loader, Optional<RunsJudge> runs) {
        this.request = request;
        this.loader = loader;
        this.runs = runs;
    }

    private static Optional<RunsJudge> judge(Known known, Loader loader) {
        return known.rules().map(rules -> new RunsJudge(rules, loader, known.plugins(), known.json()));
    }

    /** {@return the answer to a variant of the request, by the same judge, which keeps what it worked out} */
    private HostAnswer variant(Request other, Image image, Host host) {
        return new Resolver(other, loader, runs).answer(image, host);
    }

    /** {@return an answer per image, the best first} */
    public static List<ImageAnswer> resolve(Request request) {
        return resolve(request, new Workers());
    }

    /** {@return the same, from a loader model that keeps what it worked out, for many requests in one thread} */
    public static List<ImageAnswer> resolve(Request request, Loader loader) {
        return resolve(request, new Workers(loader));
    }

    private static List<ImageAnswer> resolve(Request request, Workers workers) {
        Function<Loader, Resolver> by = resolvers(request);
        Map<RootPair, HostAnswer> known = each(request, workers, (pair, loader) -> by.apply(loader).answer(pair.image(), pair.host()));
        return finished(request, workers, by, known);
    }

    /** {@return the answers together with the clauses that they were taken from} */
    public static Resolution explained(Request request) {
        Workers workers = new Workers();
        Function<Loader, Resolver> by = resolvers(request);
        Map<RootPair, PairSearch.Found> found = each(request, workers, (pair, loader) -> by.apply(loader).found(pair.image(), pair.host(), true));
        Map<RootPair, HostAnswer> known = new HashMap<>();
        found.forEach((pair, f) -> known.put(pair, f.answer()));
        List<Resolution.Pair> pairs = request.images().stream().flatMap(i -> request.hosts().stream().map(h -> pair(i, h, found.get(RootPair.of(i, h))))).toList();
        return new Resolution(finished(request, workers, by, known), pairs);
    }

    private static Resolution.Pair pair(Image image, Host host, PairSearch.Found found) {
        return new Resolution.Pair(image, host, found.answer().on(host.name()), found.choices());
    }

    private static Function<Loader, Resolver> resolvers(Request request) {
        Map<Loader, Resolver> each = new ConcurrentHashMap<>();
        return loader -> each.computeIfAbsent(loader, l -> new Resolver(request, l));
    }

    private static List<ImageAnswer> finished(Request request, Workers workers, Function<Loader, Resolver> by, Map<RootPair, HostAnswer> known) {
        List<ImageAnswer> answers = request.images().stream()
                .map(i -> ImageAnswer.of(i.name(), request.hosts().stream().map(h -> known.get(RootPair.of(i, h)).on(h.name())).toList())).toList();
        return ordered(request, workers.map(answers, (answer, loader) -> by.apply(loader).withFixes(answer, answers)));
    }

    /** {@return what the loader model says to a choice that somebody else made for one image and host of the request} */
    public static HostAnswer judge(Request request, Image image, Host host, Choice choice) {
        Resolver resolver = new Resolver(request, new Loader());
        Wants wants = resolver.expand(image, host);
        Universe universe = Universe.of(image, host, request.apps(), wants, request.policy().known(), resolver.loader);
        return PairSearch.judge(universe, wants, request.policy(), resolver.loader, resolver.runs, request.command(), choice);
    }

    private static List<ImageAnswer> ordered(Request request, List<ImageAnswer> answers) {
        List<ImageAnswer> complete = new ArrayList<>(answers);
        Comparator<ImageAnswer> order = Comparator.comparing(ImageAnswer::fit).thenComparing(a -> -fits(a));
        for (Criterion criterion : request.policy().criteria()) {
            order = order.thenComparing(a -> cost(criterion, a));
        }
        complete.sort(order);
        return complete;
    }

    /** One image and one of the hosts that hold the same. */
    private record Pair(Image image, Host host) {}

    /** Hosts that hold the same are answered once. */
    private static <T> Map<RootPair, T> each(Request request, Workers workers, BiFunction<Pair, Loader, T> work) {
        Map<RootPair, Pair> different = new LinkedHashMap<>();
        request.images().forEach(i -> request.hosts().forEach(h -> different.putIfAbsent(RootPair.of(i, h), new Pair(i, h))));
        List<T> worked = workers.map(List.copyOf(different.values()), work);
        Map<RootPair, T> known = new HashMap<>();
        different.keySet().forEach(k -> known.put(k, worked.get(known.size())));
        return known;
    }

    /** {@return whether a file is a program that a loader starts} */
    public static boolean isProgram(RegularFile file) {
        return Universe.isProgram(file);
    }

    // ---- strategies

    /** {@return what each strategy comes to, for every image and host of the request} */
    public static List<Comparison> compare(Request request) {
        Resolver resolver = new Resolver(request, new Loader());
        return request.images().stream().flatMap(image -> request.hosts().stream().map(host -> resolver.compare(image, host))).toList();
    }

    /** {@return the answers that the best strategies give, the best image first; where none gives a plan, what is said without any of them} */
    public static List<ImageAnswer> best(Request request, List<Comparison> comparisons) {
        List<ImageAnswer> answers = request.images().stream().map(image -> ImageAnswer.of(image.name(),
                comparisons.stream().filter(c -> c.image().equals(image.name())).map(c -> c.best().map(Comparison.Row::answer).orElseGet(() -> plain(request, image, c.host())))
                        .toList())).toList();
        return ordered(request, answers);
    }

    private static HostAnswer plain(Request request, Image image, String host) {
        List<Host> one = request.hosts().stream().filter(h -> h.name().equals(host)).toList();
        return resolve(new Request(List.of(image), one, request.apps(), request.wants(), request.policy(), request.command())).getFirst().hosts().getFirst();
    }

    private Comparison compare(Image image, Host host) {
        Map<Strategy, HostAnswer> answers = new EnumMap<>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            if (strategy != Strategy.BUNDLE || host.bundle().isPresent()) {
                answers.put(strategy, by(strategy, image, host));
            }
        }
        Optional<Strategy> best = answers.entrySet().stream().filter(e -> e.getValue() instanceof HostAnswer.Fits).min(this::byPlan).map(Map.Entry::getKey);
        return new Comparison(image.name(), host.name(), answers.entrySet().stream()
                .map(e -> new Comparison.Row(e.getKey(), e.getValue(), best.filter(e.getKey()::equals).isPresent())).toList());
    }

    /** What is said to run goes before what may, then the criteria count. */
    private int byPlan(Map.Entry<Strategy, HostAnswer> one, Map.Entry<Strategy, HostAnswer> other) {
        Comparator<Map.Entry<Strategy, HostAnswer>> order = Comparator.comparing(e -> plan(e).runs().filter(r -> r.verdict() != Verdict.OK).isPresent());
        for (Criterion criterion : request.policy().criteria()) {
            order = order.thenComparing(e -> plan(e).cost(criterion));
        }
        return order.thenComparing(Map.Entry::getKey).compare(one, other);
    }

    private static BindPlan plan(Map.Entry<Strategy, HostAnswer> entry) {
        return ((HostAnswer.Fits) entry.getValue()).plan();
    }

    /** Alone first; where that is not enough, with whatever else it takes. Without wants of the user's own, the strategy's are all. */
    private HostAnswer by(Strategy strategy, Image image, Host host) {
        HostAnswer applies = with(List.of(Request.wantOf(strategy)), Set.of(strategy), image, host);
        if (applies instanceof HostAnswer.Undecided u && u.missing().stream().anyMatch(m -> m.rule().equals("not-needed"))) {
            return applies;
        }
        List<String> wants = new ArrayList<>(request.wants());
        wants.add(Request.wantOf(strategy));
        HostAnswer alone = request.wants().isEmpty() ? applies : with(wants, Set.of(strategy), image, host);
        return alone instanceof HostAnswer.Fits || strategy == Strategy.NONE ? alone : with(wants, Set.of(), image, host);
    }

    private HostAnswer with(List<String> wants, Set<Strategy> strategies, Image image, Host host) {
        Request other = new Request(List.of(image), List.of(host), request.apps(), wants, request.policy().withStrategies(strategies), request.command());
        return variant(other, image, host);
    }

    private HostAnswer answer(Image image, Host host) {
        return found(image, host, false).answer();
    }

    /** @param thorough whether the clauses are handed out */
    private PairSearch.Found found(Image image, Host host, boolean thorough) {
        Wants wants = expand(image, host);
        if (wants.isEmpty() && request.wants().stream().anyMatch(w -> !w.equals(Request.wantOf(Strategy.NONE)))) {
            List<String> strategies = request.wants().stream().filter(w -> w.startsWith(Wants.STRATEGY)).map(w -> w.substring(Wants.STRATEGY.length())).toList();
            if (!strategies.isEmpty()) {
                return PairSearch.Found.undecided(host.name(), new HostAnswer.Missing("not-needed",
                        "nothing that the applications load belongs to strategy %s; what is opened later (dlopen) is not in these files".formatted(String.join(", ", strategies))));
            }
            Reason lacks = new Reason.HostLacks(String.join(", ", request.wants()), "no library of the host matches");
            return new PairSearch.Found(new HostAnswer.Misfit(host.name(), List.of(lacks), List.of()), Optional.of(Choices.none(BindPlan.Mode.OVER, lacks)));
        }
        Universe universe = Universe.of(image, host, request.apps(), wants, request.policy().known(), loader);
        return PairSearch.run(universe, wants, request.policy(), loader, runs, request.command(), thorough);
    }

    /** A pattern stands for the host's sonames that it matches and that the applications load; any MPI for those that they load; another name for itself. */
    private Wants expand(Image image, Host host) {
        Set<String> sonames = new LinkedHashSet<>();
        Map<String, Family> families = new LinkedHashMap<>();
        for (String want : request.wants()) {
            if (want.startsWith(Wants.FAMILY)) {
                families(image, host, want.substring(Wants.FAMILY.length())).forEach(f -> families.put(f.name(), f));
            } else if (want.startsWith(Wants.STRATEGY)) {
                Strategy strategy = Strategy.of(want.substring(Wants.STRATEGY.length())).orElseThrow();
                loaded(image, host, request.policy().known().of(strategy)).forEach(f -> families.put(f.name(), f));
                if (strategy == Strategy.BUNDLE) {
                    sonames.addAll(inBundle(image, host));
                }
            } else if (Glob.isPattern(want)) {
                Glob glob = Glob.of(want);
                loadedBy(image, host).stream().filter(glob::matches).forEach(sonames::add);
            } else {
                sonames.add(want);
            }
        }
        return new Wants(List.copyOf(sonames), List.copyOf(families.values()));
    }

    private List<Family> families(Image image, Host host, String name) {
        Optional<Family> family = request.policy().known().knowledge().family(name);
        List<Family> meant = family.map(f -> request.policy().known().meaning(f)).orElse(List.of());
        List<Family> loaded = meant.size() < 2 ? meant : loaded(image, host, meant);
        return loaded.isEmpty() ? meant : loaded;
    }

    /** {@return those families of which the applications load a library as shipped, or miss one; the host's library of that name tells which, else its name} */
    private List<Family> loaded(Image image, Host host, List<Family> families) {
        List<LoadedObject> objects = request.apps().stream().flatMap(app -> closure(image, host, app).objects().stream().skip(1)).toList();
        Set<String> missing = missing(image, host);
        return families.stream().filter(f -> objects.stream().anyMatch(o -> f.holds(o.name(), o.elf())) || missing.stream().anyMatch(n -> isOf(f, n, image, host))).toList();
    }

    /** {@return the names of libraries that the applications do not find in the image} */
    private Set<String> missing(Image image, Host host) {
        Set<String> names = new LinkedHashSet<>();
        request.apps().forEach(app -> closure(image, host, app).errors().stream().filter(e -> e.kind() == LoadError.Kind.LIB_NOT_FOUND).forEach(e -> e.name().ifPresent(names::add)));
        return names;
    }

    private boolean isOf(Family family, String missing, Image image, Host host) {
        Optional<LoadedObject> app = request.apps().stream().flatMap(a -> closure(image, host, a).objects().stream().limit(1)).findFirst();
        Optional<Locator.Located> there = app.flatMap(a -> Locator.of(new FileView(host.tree()), a.elf(), host.machine()).locate(missing));
        return there.map(l -> family.holds(missing, l.elf())).orElseGet(() -> family.holdsName(missing));
    }

    private LoadReport closure(Image image, Host host, String app) {
        return loader.closureAsShipped(new FileView(image.tree()), app, host.machine());
    }

    /** {@return what the applications load or miss and a host's bundle has} */
    private Set<String> inBundle(Image image, Host host) {
        Set<String> names = new LinkedHashSet<>();
        for (String app : request.apps()) {
            LoadReport report = closure(image, host, app);
            report.objects().stream().skip(1).filter(o -> !o.elf().defines(Provider.PRIVATE)).forEach(o -> names.add(o.name()));
            report.errors().forEach(e -> e.name().ifPresent(names::add));
        }
        names.removeIf(n -> !host.bundleHas(n));
        return names;
    }

    private Set<String> loadedBy(Image image, Host host) {
        Set<String> names = new LinkedHashSet<>();
        for (String app : request.apps()) {
            LoadReport report = closure(image, host, app);
            names.addAll(report.resolved().keySet());
            if (!report.objects().isEmpty()) {
                names.retainAll(withMissing(names, Universe.hostNames(host, report.objects().getFirst().elf(), loader), report));
            }
        }
        return names;
    }

    private static Set<String> withMissing(Set<String> names, Set<String> onHost, LoadReport report) {
        report.errors().forEach(e -> e.name().ifPresent(names::add));
        Set<String> both = new LinkedHashSet<>(names);
        both.retainAll(onHost);
        return both;
    }

    // ---- fixes

    private ImageAnswer withFixes(ImageAnswer answer, List<ImageAnswer> all) {
        List<HostAnswer> hosts = answer.hosts().stream().map(h -> h instanceof HostAnswer.Misfit m
                ? new HostAnswer.Misfit(m.host(), m.core(), fixes(answer, m, all)) : h).toList();
        return new ImageAnswer(answer.image(), answer.fit(), hosts);
    }

    private List<Fix> fixes(ImageAnswer answer, HostAnswer.Misfit misfit, List<ImageAnswer> all) {
        Host host = request.hosts().stream().filter(h -> h.name().equals(misfit.host())).findFirst().orElseThrow();
        Image image = request.images().stream().filter(i -> i.name().equals(answer.image())).findFirst().orElseThrow();
        return Fixes.of(request, image, host, misfit, all, loader, other -> again(other, image, host));
    }

    private HostAnswer again(Request other, Image image, Host host) {
        List<Object> key = List.of(RootPair.of(image, host), other.wants(), other.policy().libcSwap(), other.policy().strategies());
        HostAnswer known = tried.get(key);
        if (known == null) {
            known = variant(other, image, host);
            tried.put(key, known);
        }
        return known;
    }

    // ---- order of answers

    private static int fits(ImageAnswer answer) {
        return (int) answer.hosts().stream().filter(h -> h instanceof HostAnswer.Fits).count();
    }

    private static int cost(Criterion criterion, ImageAnswer answer) {
        return answer.hosts().stream().mapToInt(h -> h instanceof HostAnswer.Fits f ? f.plan().cost(criterion) : 0).sum();
    }
}
