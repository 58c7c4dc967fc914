package org.abifit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.db.SnapshotFault;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Known;
import org.abifit.resolver.Request;
import org.abifit.survey.App;

/** The options of questions about many images and hosts, shared by {@code consolidate} and {@code bases}. */
final class SurveyOptions implements Declared.Part {
    /** Before the name of a family. */
    static final String FAMILY = "family:";

    private List<String> hosts = List.of();
    private List<String> apps = List.of();
    private List<String> wants = List.of();
    private List<String> replacements = List.of();
    private boolean keepLibc;
    private int rounds = Request.Policy.DEFAULT.rounds();
    private int seconds = Request.Policy.DEFAULT.seconds();
    private String cpuLevel;
    private final KnowledgeChoice knowledge = new KnowledgeChoice();
    private final PluginChoice plugins = new PluginChoice();

    @Override
    public void declare(Declared into) {
        into.several("--host", "ROOT", Arguments::bytes, v -> hosts = v, "Hosts that are all to be served; '/' is this machine.")
                .several("--app", "[IMAGE:]PATH", Arguments::bytes, v -> apps = v,
                        "Applications: paths in the images. With an image, it counts in that one only; the same path with several images, in these.")
                .several("--from-host", "WANT", Arguments::bytes, v -> wants = v, "What must come from the host: sonames, patterns as 'libcuda*', or families as family:rdma.")
                .several("--what-if", "HOST=OTHER", Arguments::bytes, v -> replacements = v,
                        "Answer again with another root (an upgrade, say) in place of a host, and tell the difference.")
                .flag("--no-libc-swap", v -> keepLibc = v, "Keep the image's C library: no plan may replace it by the host's.")
                .option("--rounds", "N", Arguments::count, v -> rounds = v, "How many choices of host libraries to try per question (default: 300).")
                .option("--timeout", "SECONDS", Arguments::count, v -> seconds = v, "How long to look for a plan per question (default: 60).")
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> cpuLevel = v, "Processor level of all hosts, as x86-64-v3.")
                .with(knowledge).with(plugins);
    }

    /** {@return what is wrong with the options, if anything} */
    Optional<String> problem() {
        if (hosts.isEmpty()) {
            return Optional.of("needs --host: the machines to be served");
        }
        Optional<String> odd = replacements.stream().filter(r -> r.indexOf('=') < 1 || !hosts.contains(r.substring(0, r.indexOf('=')))).findFirst();
        if (odd.isPresent()) {
            return Optional.of("--what-if takes HOST=OTHER with one of the hosts given, not " + odd.get());
        }
        return cpuLevel != null && !cpuLevel.matches("x86-64-v[1-4]") ? Optional.of("--cpu-level takes x86-64-v1 to x86-64-v4, not " + cpuLevel) : Optional.empty();
    }

    List<String> hosts() {
        return hosts;
    }

    List<String> wants() {
        return wants;
    }

    /** {@return what plans may do, and what is known} */
    Request.Policy policy(Map<String, String> environment) throws CommandFailure {
        Knowledge all = knowledge.all(environment);
        Known known = new Known(all, plugins.all(environment), JsonTree::read, Optional.of(KnowledgeChoice.rules(all)));
        return new Request.Policy(!keepLibc, Criterion.USUAL, rounds, seconds).knowing(known);
    }

    /** Says that a family is not known, and which are. */
    void checkFamilies(List<String> wanted, Request.Policy policy) {
        Knowledge all = policy.known().knowledge();
        Optional<String> unknown = wanted.stream().filter(w -> w.startsWith(FAMILY)).map(w -> w.substring(FAMILY.length())).filter(f -> all.family(f).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            throw new UsageException("no family is called '%s'; there are %s".formatted(unknown.get(), String.join(", ", all.families().stream().map(Family::name).toList())));
        }
    }

    /** {@return the applications, each path once, in the order given} */
    List<App> apps() {
        Map<String, SortedSet<String>> images = new LinkedHashMap<>();
        LinkedHashSet<String> anywhere = new LinkedHashSet<>();
        for (String given : apps) {
            int at = given.lastIndexOf(":/");
            String path = at < 0 ? (given.startsWith("/") ? given : "/" + given) : given.substring(at + 1);
            SortedSet<String> named = images.computeIfAbsent(path, p -> new TreeSet<>());
            if (at < 0) {
                anywhere.add(path);
            } else {
                named.add(given.substring(0, at));
            }
        }
        return images.entrySet().stream().map(e -> anywhere.contains(e.getKey()) ? App.anywhere(e.getKey()) : new App(e.getKey(), e.getValue())).toList();
    }

    /** {@return the images that applications name, in the order given} */
    List<String> namedImages() {
        return apps.stream().filter(a -> a.lastIndexOf(":/") >= 0).map(a -> a.substring(0, a.lastIndexOf(":/"))).distinct().toList();
    }

    /** {@return the roots that take a host's place, by the host's name; empty when nothing is to be replaced} */
    Map<String, String> replacements() {
        Map<String, String> by = new TreeMap<>();
        replacements.forEach(r -> by.put(r.substring(0, r.indexOf('=')), r.substring(r.indexOf('=') + 1)));
        return by;
    }

    static List<Image> images(RootSource source, List<String> refs) throws CommandFailure, SnapshotFault {
        List<Image> images = new ArrayList<>();
        for (String ref : refs.stream().distinct().toList()) {
            images.add(new Image(ref, source.root(ref).tree()));
        }
        return images;
    }

    /**
     * {@return the hosts}
     *
     * @param instead what takes the place of some of them; they keep their names
     */
    List<Host> hosts(RootSource source, Map<String, String> instead) throws CommandFailure, SnapshotFault {
        List<Host> machines = new ArrayList<>();
        for (String ref : hosts.stream().distinct().toList()) {
            RootSource.Root root = source.root(instead.getOrDefault(ref, ref));
            machines.add(new Host(ref, root.tree(), source.machineOf(Optional.of(root), Optional.ofNullable(cpuLevel))));
        }
        return machines;
    }
}
