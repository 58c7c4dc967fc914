package org.abifit.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.abifit.loader.Bind;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.resolver.RootPair;
import org.abifit.resolver.Workers;

/**
 * Images ranked for a set of hosts: which of them take the wanted host libraries everywhere, which host forces the floor, and what would
 * be best without it.
 *
 * @param images best first
 * @param floors the newest version nodes that must come from the image, by family of nodes
 * @param without per host what changes when it is not to be served; those that hold back the most images first
 */
public record Bases(List<Ranked> images, List<Floor> floors, List<Without> without) {

    /**
     * An image.
     *
     * @param hosts an entry for each host, in the order of the question
     */
    public record Ranked(String image, List<OnHost> hosts) {
        /** {@return on how many hosts there is a plan} */
        public long fits() {
            return hosts.stream().filter(h -> h.answer() instanceof HostAnswer.Fits).count();
        }

        /** {@return on how many of these the host's C library would replace the image's} */
        public long swaps() {
            return hosts.stream().filter(h -> h.answer() instanceof HostAnswer.Fits f && f.plan().libcSwap()).count();
        }

        /** {@return whether there is a plan on all hosts} */
        public boolean fitsAll() {
            return fits() == hosts.size();
        }

        /** {@return whether no host is known to refuse it} */
        public boolean couldFitAll() {
            return hosts.stream().noneMatch(h -> h.answer() instanceof HostAnswer.Misfit);
        }

        private long cost(Criterion criterion) {
            return hosts.stream().mapToLong(h -> h.answer() instanceof HostAnswer.Fits f ? f.plan().cost(criterion) : 0).sum();
        }
    }

    /**
     * An image on one host.
     *
     * @param wanted where the wanted libraries go when there is no application to say so; the plan's binds come on top
     */
    public record OnHost(String host, List<Bind> wanted, HostAnswer answer) {}

    /**
     * What the image has to define, so that all that must come from the hosts can be bound in.
     *
     * @param family of version nodes, as GLIBCXX
     * @param provider the soname that defines them
     * @param needs per host the newest node, in the order of the question
     * @param forcedBy the host that needs the newest, where the others do with less
     */
    public record Floor(String family, String provider, List<Need> needs, Optional<String> forcedBy) {
        /** {@return the newest node of all} */
        public Need highest() {
            return needs.stream().max(Comparator.comparing(Need::node, Floors.BY_NUMBER)).orElseThrow();
        }
    }

    /** A node that a host's library needs of the image's. */
    public record Need(String host, String node, String library) {}

    /**
     * The question without one host.
     *
     * @param best the image that would then be the first
     * @param gained images that then fit everywhere with their own C library, and did not before
     */
    public record Without(String host, Ranked best, List<String> gained) {}

    /** {@return the answer; the images in the order of the question where nothing tells them apart} */
    public static Bases of(SurveyQuestion question) {
        List<Ranked> images = cells(question);
        List<Ranked> ranked = ranked(images);
        return new Bases(ranked, Floors.of(question), without(question, images));
    }

    private static List<Ranked> ranked(List<Ranked> images) {
        Comparator<Ranked> order = Comparator.comparing((Ranked r) -> r.fitsAll() ? 0 : r.fits() > 0 ? 1 : r.couldFitAll() ? 2 : 3).thenComparing(r -> -r.fits());
        for (Criterion criterion : Criterion.USUAL) {
            order = order.thenComparing(r -> r.cost(criterion));
        }
        return images.stream().sorted(order).toList();
    }

    private static List<Without> without(SurveyQuestion question, List<Ranked> images) {
        if (question.hosts().size() < 2 || images.isEmpty()) {
            return List.of();
        }
        List<Without> all = new ArrayList<>();
        for (Host dropped : question.hosts()) {
            List<Ranked> rest = images.stream().map(r -> new Ranked(r.image(), r.hosts().stream().filter(h -> !h.host().equals(dropped.name())).toList())).toList();
            List<String> gained = IntStream.range(0, images.size()).filter(i -> isClean(rest.get(i)) && !isClean(images.get(i))).mapToObj(i -> images.get(i).image()).toList();
            all.add(new Without(dropped.name(), ranked(rest).getFirst(), gained));
        }
        return all.stream().sorted(Comparator.comparing(w -> -w.gained().size())).toList();
    }

    private static boolean isClean(Ranked image) {
        return image.fitsAll() && image.swaps() == 0;
    }

    // ---- cells

    private record Task(Image image, Host host) {}

    private static List<Ranked> cells(SurveyQuestion question) {
        return question.apps().isEmpty() ? libraries(question) : applications(question);
    }

    private static List<Ranked> libraries(SurveyQuestion question) {
        Map<RootPair, Task> different = new LinkedHashMap<>();
        question.images().forEach(i -> question.hosts().forEach(h -> different.putIfAbsent(RootPair.of(i, h), new Task(i, h))));
        List<OnHost> worked = new Workers().map(List.copyOf(different.values()),
                (task, loader) -> new HostLibraries(task.image(), task.host(), question.wants(), question.policy(), loader).answer());
        Map<RootPair, OnHost> answers = new LinkedHashMap<>();
        int next = 0;
        for (RootPair pair : different.keySet()) {
            answers.put(pair, worked.get(next++));
        }
        return question.images().stream().map(i -> new Ranked(i.name(), question.hosts().stream().map(h -> {
            OnHost equal = answers.get(RootPair.of(i, h));
            return new OnHost(h.name(), equal.wanted(), equal.answer());
        }).toList())).toList();
    }

    /** All applications at once: an image that is no home to one of them is none at all. */
    private static List<Ranked> applications(SurveyQuestion question) {
        List<Task> tasks = new ArrayList<>();
        List<Image> holding = question.images().stream().filter(i -> question.apps().stream().allMatch(a -> a.isIn(i))).toList();
        holding.forEach(i -> question.hosts().forEach(h -> tasks.add(new Task(i, h))));
        List<String> paths = question.apps().stream().map(App::path).toList();
        List<OnHost> worked = new Workers().map(tasks, (task, loader) -> new OnHost(task.host().name(), List.of(), Resolver.resolve(
                new Request(List.of(task.image()), List.of(task.host()), paths, question.wants(), question.policy()), loader).getFirst().hosts().getFirst()));
        Map<String, List<OnHost>> byImage = new TreeMap<>();
        IntStream.range(0, tasks.size()).forEach(i -> byImage.computeIfAbsent(tasks.get(i).image().name(), n -> new ArrayList<>()).add(worked.get(i)));
        return holding.stream().map(i -> new Ranked(i.name(), byImage.get(i.name()))).toList();
    }
}
