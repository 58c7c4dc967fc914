package org.abifit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Verdict;
import org.abifit.resolver.Request;
import org.abifit.survey.Consolidation;
import org.abifit.survey.SurveyQuestion;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit consolidate}: how few images serve all applications on all hosts. */
final class ConsolidateCommand implements Callable<Integer> {
    private final Session session;
    private final SurveyOptions options = new SurveyOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private List<String> images = List.of();
    private boolean one;

    private ConsolidateCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        ConsolidateCommand it = new ConsolidateCommand(session);
        return Declared.command("consolidate", it, "Find the fewest images with which every application runs on every host.")
                .about("Every application is put to every image that holds it, on every host; the images to keep are an exact minimal cover of what is proven to work. "
                        + "Exit 0: all applications run on all hosts; 2: some do not; 3: it cannot be decided.")
                .several("--image", "ROOT", Arguments::bytes, v -> it.images = v, "Candidate images, besides those that applications name.")
                .with(it.options)
                .flag("--one", v -> it.one = v, "Ask whether one image is enough: exit 0 only then.")
                .with(it.database)
                .with(it.format)
                .examples("abifit consolidate --image lammps gromacs --app /usr/bin/lmp /usr/bin/gmx \\", "    --host lumi polaris --from-host 'libmpi.so.*'",
                        "abifit consolidate --app old:/usr/bin/lmp new:/usr/bin/lmp new:/usr/bin/gmx --host lumi --one",
                        "abifit consolidate --image lammps --app /usr/bin/lmp --host lumi --what-if lumi=lumi-next")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        List<String> candidates = new ArrayList<>(images);
        candidates.addAll(options.namedImages());
        if (options.problem().isPresent() || options.apps().isEmpty() || candidates.isEmpty()) {
            throw new UsageException("consolidate " + options.problem().orElse("needs --app, and --image (or --app IMAGE:PATH)"));
        }
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            Consolidation now = answer(source, candidates, Map.of());
            Map<String, String> instead = options.replacements();
            Optional<Consolidation> then = instead.isEmpty() ? Optional.empty() : Optional.of(answer(source, candidates, instead));
            if (format.json()) {
                Json.print(session.out(), json -> new ConsolidationJson(json, options.wants()).print(now, then, instead));
            } else {
                new ConsolidationText(options.wants()).lines(now, then, instead).forEach(session.out()::line);
            }
            return exit(one ? then.orElse(now).one() : then.orElse(now).verdict());
        }
    }

    private Consolidation answer(RootSource source, List<String> candidates, Map<String, String> instead) throws CommandFailure, SnapshotFault {
        Request.Policy policy = options.policy(session.environment());
        options.checkFamilies(options.wants(), policy);
        return Consolidation.of(new SurveyQuestion(SurveyOptions.images(source, candidates), options.hosts(source, instead), options.apps(), options.wants(), policy));
    }

    static int exit(Verdict verdict) {
        return switch (verdict) {
            case OK -> Main.OK;
            case FAIL -> Main.NEGATIVE;
            case UNKNOWN -> Main.UNDECIDED;
        };
    }
}
