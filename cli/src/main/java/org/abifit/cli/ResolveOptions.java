package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.bridge.AbiImport;
import org.abifit.db.SnapshotFault;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.Verdict;
import org.abifit.knowledge.Knowledge;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Known;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.resolver.Strategy;
import org.abifit.root.BytePaths;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;
import org.abifit.runs.Command;

/** The options that make a request, shared by {@code resolve} and {@code explain}. */
final class ResolveOptions implements Declared.Part {
    private static final String FAMILY = "family:";

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
    private List<Strategy> strategies = List.of();
    private String artifacts;
    private List<String> command = List.of();
    private final KnowledgeChoice knowledge = new KnowledgeChoice();
    private final PluginChoice plugins = new PluginChoice();

    @Override
    public void declare(Declared into) {
        roots(into);
        into.flag("--all-apps", v -> allApps = v, "All programs of the image that load as shipped.");
        wants(into);
        into.several("--strategy", "WORD", Declared.oneOf(List.of(Strategy.values())), v -> strategies = v,
                        "What plans may do: none, fabric, mpi, gpu, family, bundle, libc (default: whatever is needed). Without --from-host also what is wanted: all families of that kind.");
        bundle(into);
        into.flag("--no-libc-swap", v -> keepLibc = v, "Keep the image's C library: no plan may replace it by the host's.")
                .option("--rounds", "N", Arguments::count, v -> rounds = v,
                        "How many choices of host libraries may be put to the loader model per image and host (default: 300).")
                .option("--timeout", "SECONDS", Arguments::count, v -> seconds = v, "How long to look for a plan per image and host (default: 60).")
                .option("--criteria", "LIST", Arguments::bytes, v -> criteria = List.of(v.split(",")),
                        "By what plans are compared, the most important first (default: libc-swap,downgrades,binds).");
        machine(into);
        into.arguments(0, Declared.COMMAND_LINE, Arguments::bytes, v -> command = v, "After '--': the command line that is run, where it is not just the application: a launcher and its words.");
    }

    /** Declares what a question is about, for a command that looks for no plans. */
    void question(Declared into) {
        roots(into);
        wants(into);
        bundle(into);
        machine(into);
    }

    private void roots(Declared into) {
        into.several("--image", "ROOT", Arguments::bytes, v -> images = v,
                        "Candidate images: folders (with a slash), snapshots, or images that come with abifit. Of equals the first is preferred.")
                .several("--host", "ROOT", Arguments::bytes, v -> hosts = v, "Hosts that are all to be served; '/' is this machine.")
                .several("--app", "PATH", Arguments::bytes, v -> apps = v, "Applications: paths in the image.");
    }

    private void wants(Declared into) {
        into.several("--from-host", "WANT", Arguments::bytes, v -> wants = v, "What must come from the host: sonames, patterns as 'libcuda*', or families as family:rdma ('abifit knowledge list'); family:mpi is any MPI.");
    }

    private void bundle(Declared into) {
        into.option("--artifacts", "ROOT", Arguments::bytes, v -> artifacts = v,
                "A bundle: a folder of the hosts (or a folder or snapshot that lies there) with libraries that find each other; they are bound at their own paths.");
    }

    private void machine(Declared into) {
        into.option("--cpu-level", "LEVEL", Arguments::bytes, v -> cpuLevel = v, "Processor level of all hosts, as x86-64-v3.").with(knowledge).with(plugins);
    }

    /**
     * {@return what is missing from the options, if anything}
     *
     * @param comparing whether all strategies are compared, which need no wants
     */
    Optional<String> problem(boolean comparing) {
        if (images.isEmpty() || hosts.isEmpty() || apps.isEmpty() && !allApps) {
            return Optional.of("needs --image, --host and --app (or --all-apps)");
        }
        if (wants.contains("")) {
            return Optional.of("--from-host: an empty name is no library");
        }
        if (wants.isEmpty() && strategies.isEmpty() && !comparing) {
            return Optional.of("needs --from-host: what must come from the host, or --strategy; without them nothing would have to be bound");
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

    /** {@return what plans may do, and what is known} */
    Request.Policy policy(Map<String, String> environment) throws CommandFailure {
        Knowledge all = knowledge.all(environment);
        Known known = new Known(all, plugins.all(environment), JsonTree::read, Optional.of(KnowledgeChoice.rules(all)));
        List<Criterion> order = criteria.isEmpty() ? Criterion.USUAL : criteria.stream().flatMap(c -> criterion(c).stream()).distinct().toList();
        return new Request.Policy(!keepLibc, order, rounds, seconds).withStrategies(Set.copyOf(strategies)).knowing(known);
    }

    List<String> wants() {
        return wants;
    }

    /**
     * {@return the request that the options make}
     *
     * @param environment of the process; it tells where the site's knowledge is
     */
    Request request(RootSource source, Map<String, String> environment) throws CommandFailure, SnapshotFault {
        return request(source, policy(environment), images, hosts, allApps ? loading(source.root(images.getFirst())) : apps, wants, command);
    }

    /**
     * {@return the request that was asked before, where nothing else is given}
     *
     * @param asked the question of a document
     */
    Request request(RootSource source, Map<String, String> environment, AbiImport.Question asked) throws CommandFailure, SnapshotFault {
        Questions.checkCpuLevel(cpuLevel);
        return request(source, policy(environment), images.isEmpty() ? asked.images() : images, hosts.isEmpty() ? asked.hosts() : hosts, apps.isEmpty() ? asked.apps() : apps,
                wants.isEmpty() ? asked.wants() : wants, command);
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

    /** {@return the request over these roots} */
    Request request(RootSource source, Request.Policy policy, List<String> imageRefs, List<String> hostRefs, List<String> appPaths, List<String> wanted, List<String> argv)
            throws CommandFailure, SnapshotFault {
        List<Image> candidates = new ArrayList<>();
        for (String ref : imageRefs) {
            candidates.add(new Image(ref, source.root(ref).tree()));
        }
        List<Host> machines = new ArrayList<>();
        for (String ref : hostRefs) {
            RootSource.Root root = source.root(ref);
            Host machine = new Host(ref, root.tree(), source.machineOf(Optional.of(root), Optional.ofNullable(cpuLevel)));
            machines.add(artifacts == null ? machine : bundled(machine, source));
        }
        List<String> programs = appPaths.stream().map(a -> a.startsWith("/") ? a : "/" + a).toList();
        List<String> unknown = wanted.stream().filter(w -> w.startsWith(FAMILY)).map(w -> w.substring(FAMILY.length()))
                .filter(f -> policy.known().knowledge().family(f).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new UsageException("--from-host: no family is called '%s'; there are %s".formatted(unknown.getFirst(),
                    String.join(", ", policy.known().knowledge().families().stream().map(Family::name).toList())));
        }
        return new Request(candidates, machines, programs, wanted.isEmpty() ? strategies.stream().map(Request::wantOf).toList() : wanted, policy, Command.of(argv));
    }

    /** A folder that the host has is its own; else what is there, or a snapshot of it, is put there. */
    private Host bundled(Host host, RootSource source) throws CommandFailure, SnapshotFault {
        String folder = artifacts.replaceAll("/+$", "");
        if (artifacts.startsWith("/") && new FileView(host.tree()).lookup(folder) instanceof FileView.Lookup.Found(String real, Directory d)) {
            return host.with(real, Optional.empty());
        }
        RootSource.Root root = source.root(artifacts);
        return root.folder().isPresent() ? host.with(BytePaths.text(root.folder().get().toAbsolutePath().normalize()), Optional.of(root.tree()))
                : host.with("/opt/" + artifacts, Optional.of(root.tree()));
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
