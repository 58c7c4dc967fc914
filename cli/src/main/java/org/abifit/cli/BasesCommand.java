package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.abifit.db.AbiStore;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotFault;
import org.abifit.resolver.Request;
import org.abifit.survey.Bases;
import org.abifit.survey.SurveyQuestion;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit bases}: which image to build on, for these hosts. */
final class BasesCommand implements Callable<Integer> {
    private final Session session;
    private final SurveyOptions options = new SurveyOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private List<String> libraries = List.of();
    private List<String> catalogue = List.of();
    private boolean verbose;

    private BasesCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        BasesCommand it = new BasesCommand(session);
        return Declared.command("bases", it, "Rank images to build on, for these hosts: which take the hosts' libraries, and which host forces the floor.")
                .about("Without an application, the wanted libraries of each host are bound into each image and judged as if they were preloaded. "
                        + "Exit 0: an image serves all hosts; 2: none does; 3: it cannot be decided.")
                .several("--for-host-libs", "WANT", Arguments::bytes, v -> it.libraries = v,
                        "What the hosts' libraries are: sonames, or patterns as 'libmpi*'; instead of --app and --from-host.")
                .several("--catalogue", "ROOT", Arguments::bytes, v -> it.catalogue = v,
                        "Images to choose from; by default all snapshots of kind image, and the images that come with abifit.")
                .with(it.options)
                .flag("-v, --verbose", v -> it.verbose = v, "Why each image does not fit, not only the first two; all families of version nodes.")
                .with(it.database)
                .with(it.format)
                .examples("abifit bases --host lumi polaris --for-host-libs libfabric.so.1 'libmpi.so.*'",
                        "abifit bases --host lumi polaris --app /usr/bin/lmp --from-host 'libmpi.so.*' --format json",
                        "abifit bases --host lumi --for-host-libs libfabric.so.1 --catalogue debian-12 debian-13 --what-if lumi=lumi-next")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (problem().isPresent()) {
            throw new UsageException("bases " + problem().get());
        }
        Path file = database.file(session);
        try (RootSource source = new RootSource(file, Optional.empty())) {
            List<String> images = catalogue.isEmpty() ? known(file) : catalogue;
            Map<String, String> instead = options.replacements();
            Bases now = answer(source, images, Map.of());
            Optional<Bases> then = instead.isEmpty() ? Optional.empty() : Optional.of(answer(source, images, instead));
            if (format.json()) {
                Json.print(session.out(), json -> new BasesJson(json, wants()).print(now, then, instead));
            } else {
                new BasesText(wants(), verbose).lines(now, then, instead).forEach(session.out()::line);
            }
            return exit(then.orElse(now));
        }
    }

    private Optional<String> problem() {
        if (options.problem().isPresent()) {
            return options.problem();
        }
        boolean byLibraries = !libraries.isEmpty();
        boolean byApplications = !options.apps().isEmpty();
        if (byLibraries == byApplications || byLibraries && !options.wants().isEmpty()) {
            return Optional.of("needs either --for-host-libs, or --app and --from-host");
        }
        return byApplications && options.wants().isEmpty() ? Optional.of("needs --from-host: what the applications take from the hosts") : Optional.empty();
    }

    private List<String> wants() {
        return libraries.isEmpty() ? options.wants() : libraries;
    }

    private static List<String> known(Path file) throws SnapshotFault {
        TreeSet<String> stored = new TreeSet<>();
        if (Files.exists(file)) {
            try (AbiStore store = AbiStore.openForReading(file)) {
                store.list().stream().filter(i -> i.kind() == Snapshot.Kind.IMAGE).forEach(i -> stored.add(i.name()));
            }
        }
        List<String> all = new ArrayList<>(stored);
        ShippedImages.names().stream().filter(n -> !stored.contains(n)).forEach(all::add);
        return all;
    }

    private Bases answer(RootSource source, List<String> images, Map<String, String> instead) throws CommandFailure, SnapshotFault {
        Request.Policy policy = options.policy(session.environment());
        options.checkFamilies(wants(), policy);
        return Bases.of(new SurveyQuestion(SurveyOptions.images(source, images), options.hosts(source, instead), options.apps(), wants(), policy));
    }

    /** The best image decides; one that could fit everywhere keeps the question open. */
    private static int exit(Bases bases) {
        if (!bases.images().isEmpty() && bases.images().getFirst().fitsAll()) {
            return Main.OK;
        }
        return bases.images().stream().anyMatch(Bases.Ranked::couldFitAll) ? Main.UNDECIDED : Main.NEGATIVE;
    }
}
