package org.abifit.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Locator;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.root.FileView;

/**
 * Which version nodes an image has to define: those that the wanted libraries of the hosts ask of others, and so do the libraries in
 * their closure that no image of the catalogue has, and which therefore come from the host, too.
 */
final class Floors {
    /** By the numbers in a node's name: GLIBC_2.9 before GLIBC_2.38. */
    static final Comparator<String> BY_NUMBER = Floors::compare;
    private static final Pattern NUMBERED = Pattern.compile("[A-Za-z][A-Za-z0-9_]*_[0-9]+(\\.[0-9]+)*");

    private final SurveyQuestion question;
    private final Loader loader = new Loader();
    /** By family and provider, then host. */
    private final Map<String, Map<String, Found>> floors = new TreeMap<>();

    private record Found(String provider, String node, String library) {}

    private Floors(SurveyQuestion question) {
        this.question = question;
    }

    static List<Bases.Floor> of(SurveyQuestion question) {
        return new Floors(question).floors();
    }

    private List<Bases.Floor> floors() {
        Optional<ElfFile> like = question.images().stream().flatMap(i -> HostLibraries.program(i.tree()).stream()).findFirst();
        if (like.isEmpty()) {
            return List.of();
        }
        Set<String> offered = offered(like.get());
        question.hosts().forEach(h -> host(h, like.get(), offered));
        List<Bases.Floor> all = new ArrayList<>();
        floors.forEach((family, byHost) -> {
            List<Bases.Need> needs = question.hosts().stream().filter(h -> byHost.containsKey(h.name()))
                    .map(h -> new Bases.Need(h.name(), byHost.get(h.name()).node(), byHost.get(h.name()).library())).toList();
            all.add(new Bases.Floor(family, byHost.values().iterator().next().provider(), needs, forcedBy(needs)));
        });
        return all;
    }

    /** {@return the sonames that some image has} */
    private Set<String> offered(ElfFile like) {
        Set<String> names = new HashSet<>();
        for (Image image : question.images()) {
            names.addAll(Locator.of(new FileView(image.tree()), like, question.hosts().getFirst().machine()).names());
        }
        return names;
    }

    private void host(Host host, ElfFile like, Set<String> offered) {
        Map<String, ElfFile> must = new LinkedHashMap<>();
        for (String want : question.wants()) {
            for (Locator.Located located : HostLibraries.located(host, want, like)) {
                must.put(located.elf().soname().orElse(want), located.elf());
                List<LoadedObject> objects = loader.closure(new LoadQuestion(new FileView(host.tree()), located.path(), new TreeMap<>(), host.machine())).objects();
                objects.stream().filter(o -> o.name().indexOf('/') < 0 && !offered.contains(o.name())).forEach(o -> must.putIfAbsent(o.name(), o.elf()));
            }
        }
        must.forEach((library, elf) -> {
            for (Verneed need : elf.verneeds()) {
                if (!must.containsKey(need.file())) {
                    need.versions().stream().filter(v -> !v.weak()).map(Verneed.Vernaux::name).filter(n -> NUMBERED.matcher(n).matches())
                            .forEach(n -> raise(host, need.file(), n, library));
                }
            }
        });
    }

    private void raise(Host host, String provider, String node, String library) {
        String family = node.substring(0, node.lastIndexOf('_'));
        floors.computeIfAbsent(family, f -> new LinkedHashMap<>()).merge(host.name(), new Found(provider, node, library),
                (old, other) -> compare(other.node(), old.node()) > 0 ? other : old);
    }

    private Optional<String> forcedBy(List<Bases.Need> needs) {
        Bases.Need highest = needs.stream().max(Comparator.comparing(Bases.Need::node, BY_NUMBER)).orElseThrow();
        boolean alone = needs.stream().filter(n -> n.node().equals(highest.node())).count() == 1;
        return alone && question.hosts().size() > 1 ? Optional.of(highest.host()) : Optional.empty();
    }

    private static int compare(String a, String b) {
        List<Integer> left = numbers(a);
        List<Integer> right = numbers(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i).compareTo(right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Integer> numbers(String node) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : node.substring(node.lastIndexOf('_') + 1).split("\\.")) {
            numbers.add(part.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(part));
        }
        return numbers;
    }
}
