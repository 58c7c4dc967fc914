package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/** The options that make a request, shared by {@code resolve} and {@code explain}. */
final class ResolveOptions implements Declared.Part {
    private List<String> images = List.of();
    private List<String> hosts = List.of();
    private List<String> apps = List.of();
    private boolean allApps;
    private List<String> wants = List.of();
    private boolean keepLibc;
    private int rounds = Request.Policy.DEFAULT.rounds();
    private int seconds = Request.Policy.DEFAULT.seconds();
    private List<String> criteria = List.of();
    private String cpuLevel;

    @Override
    public void declare(Declared into) {
        into.several("--image", "ROOT", Arguments::bytes, v -> images = v,
                        "Candidate images: folders (with a slash), snapshots, or images that come with abifit. Of equals the first is preferred.")
                .several("--host", "ROOT", Arguments::bytes, v -> hosts = v, "Hosts that are all to be served; '/' is this machine.")
                .several("--app", "PATH", Arguments::bytes, v -> apps = v, "Applications: paths in the image.")
                .flag("--all-apps", v -> allApps = v, "All programs of the image that load as shipped.")
                .several("--from-host", "WANT", Arguments::bytes, v -> wants = v, "What must come from the host: sonames, or patterns as 'libcuda*'.")
                .flag("--no-libc-swap", v -> keepLibc = v, "Keep the image's C library: no plan may replace it by the host's.")
                .option("--rounds", "N", Arguments::count, v -> rounds = v,
                        "How many choices of host libraries may be put to the loader model per image and host (default: 300).")
                .option("--timeout", "SECONDS", Arguments::count, v -> seconds = v, "How long to look for a plan per image and host (default: 60).")
                .option("--criteria", "LIST", Arguments::bytes, v -> criteria = List.of(v.split(",")),
                        "By what plans are compared, the most important first (default: libc-swap,downgrades,binds).")
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> cpuLevel = v, "Processor level of all hosts, as x86-64-v3.");
    }

    /** {@return what is missing from the options, if anything} */
    Optional<String> problem() {
        if (images.isEmpty() || hosts.isEmpty() || apps.isEmpty() && !allApps) {
            return Optional.of("needs --image, --host and --app (or --all-apps)");
        }
        if (wants.isEmpty()) {
            return Optional.of("needs --from-host: what must come from the host; without it nothing would have to be bound");
        }
        Optional<String> unknown = criteria.stream().filter(c -> criterion(c).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            return Optional.of("--criteria: no criterion is called " + unknown.get());
        }
        if (allApps && images.size() > 1) {
            return Optional.of("--all-apps takes one --image: programs differ from image to image");
        }
        return cpuLevel != null && !cpuLevel.matches("x86-64-v[1-4]") ? Optional.of("--cpu-level takes x86-64-v1 to x86-64-v4, not " + cpuLevel) : Optional.empty();
    }

    private static Optional<Criterion> criterion(String word) {
        return Criterion.USUAL.stream().filter(c -> c.word().equals(word)).findFirst();
    }

    private Request.Policy policy() {
        List<Criterion> order = criteria.isEmpty() ? Criterion.USUAL : criteria.stream().flatMap(c -> criterion(c).stream()).distinct().toList();
        return new Request.Policy(!keepLibc, order, rounds, seconds);
    }

    List<String> wants() {
        return wants;
    }

    Request request(RootSource source) throws CommandFailure, SnapshotFault {
        return request(source, images, hosts, allApps ? loading(source.root(images.getFirst())) : apps, wants);
    }

    /** {@return the programs of an image that load with nothing bound} */
    private static List<String> loading(RootSource.Root image) {
        Loader loader = new Loader();
        FileView files = new FileView(image.tree());
        return programs(image.tree()).stream()
                .filter(p -> loads(loader.load(new LoadQuestion(files, p, new TreeMap<>(), MachineFacts.ofThisMachine())))).toList();
    }

    /** A static program loads nothing: no bind reaches it. */
    private static boolean loads(LoadReport report) {
        return report.verdict() == Verdict.OK && !report.objects().isEmpty();
    }

    /** {@return the request over these roots, under these options' policy} */
    Request request(RootSource source, List<String> imageRefs, List<String> hostRefs, List<String> appPaths, List<String> wanted)
            throws CommandFailure, SnapshotFault {
        List<Image> candidates = new ArrayList<>();
        for (String ref : imageRefs) {
            candidates.add(new Image(ref, source.root(ref).tree()));
        }
        List<Host> machines = new ArrayList<>();
        for (String ref : hostRefs) {
            RootSource.Root root = source.root(ref);
            machines.add(new Host(ref, root.tree(), source.machineOf(Optional.of(root), Optional.ofNullable(cpuLevel))));
        }
        List<String> programs = appPaths.stream().map(a -> a.startsWith("/") ? a : "/" + a).toList();
        return new Request(candidates, machines, programs, wanted, policy());
    }

    /** {@return the programs of a tree, by path} */
    static List<String> programs(Directory tree) {
        TreeSet<String> found = new TreeSet<>();
        collect(tree, "", found);
        return List.copyOf(found);
    }

    private static void collect(Directory folder, String at, TreeSet<String> into) {
        for (String name : folder.names()) {
            Node node = folder.child(name);
            switch (node) {
                case Directory below -> collect(below, at + "/" + name, into);
                case RegularFile f when Resolver.isProgram(f) -> into.add(at + "/" + name);
                case RegularFile f -> { }
                case Symlink s -> { }
                case Special s -> { }
            }
        }
    }
}
