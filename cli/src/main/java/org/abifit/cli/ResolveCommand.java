package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.bridge.AbiExport;
import org.abifit.db.SnapshotFault;
import org.abifit.resolver.Comparison;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolution;
import org.abifit.resolver.Resolver;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit resolve}: which image works on all these hosts, and what to bind. */
final class ResolveCommand implements Callable<Integer> {
    private final Session session;

    private final ResolveOptions options = new ResolveOptions();
    private final EmitOptions emit = new EmitOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = Format.Choice.withReports();
    private Path requests;
    private boolean verbose;
    private boolean compare;
    private String save;
    private String exportCudf;

    private ResolveCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        ResolveCommand it = new ResolveCommand(session);
        return Declared.command("resolve", it, "Find the image that works on all these hosts, and which host libraries to bind in.")
                .about("Every plan is accepted by the loader model; a refusal names a minimal set of reasons. "
                        + "Exit 0: an image fits on all hosts; 2: none does; 3: it cannot be decided.")
                .with(it.options)
                .option("--requests", "FILE", Arguments::path, v -> it.requests = v,
                        "Many requests at once: JSON lines {id, images[], hosts[], apps[], wants[], and argv[] where a launcher starts it}; one JSON answer a line.")
                .flag("--compare-strategies", v -> it.compare = v, "All strategies in one table, the best marked; the answer is that of the best.")
                .with(it.emit)
                .flag("-v, --verbose", v -> it.verbose = v, "All binds.")
                .option("--save", "NAME", Arguments::text, v -> it.save = v, "Store the plans of the best image, one for each host; 'abifit diff' judges them again.")
                .option("--export-cudf", "FILE", Arguments::bytes, v -> it.exportCudf = v,
                        "Write all hosts and images as one CUDF document for other solvers, and its criteria to FILE.criteria; 'abifit cudf import-plan' reads solutions.")
                .with(it.database)
                .with(it.format)
                .examples("abifit resolve --image debian-11 debian-12 debian-13 --host / \\", "    --app /usr/bin/dpkg-deb --from-host libz.so.1",
                        "abifit resolve --image app --host lumi polaris --app /usr/bin/lmp \\", "    --from-host 'libmpi.so.*' --format json",
                        "abifit resolve --requests requests.jsonl --db site.db > answers.jsonl")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (requests == null && options.problem(compare).isPresent()) {
            throw new UsageException("resolve " + options.problem(compare).get());
        }
        if (exportCudf != null && (requests != null || compare)) {
            throw new UsageException("--export-cudf goes with one request, and not with --compare-strategies");
        }
        if (requests != null && format.report()) {
            throw new UsageException("--format %s goes with one request".formatted(Declared.word(format.chosen())));
        }
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            return requests != null ? many(source) : one(source);
        }
    }

    private int one(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        Request request = options.request(source, session.environment());
        List<Comparison> comparisons = compare ? Resolver.compare(request) : List.of();
        List<ImageAnswer> answers = exportCudf != null ? exported(request) : compare ? Resolver.best(request, comparisons) : Resolver.resolve(request);
        if (save != null) {
            SavedPlans.save(session, database, source, save, answers, request.apps(), options.wants());
        }
        if (emit.asked()) {
            return emit.print(session, source, request.apps(), answers, options.wants(), request.policy().known().knowledge());
        }
        StrategyText strategies = new StrategyText(comparisons, options.wants(), request.policy().criteria());
        if (format.report()) {
            RuleReport.of(answers, request.apps(), options.wants()).print(session.out(), format.chosen());
        } else if (format.json() && compare) {
            Json.print(session.out(), json -> new ReportJson(json).comparison(answers, strategies));
        } else if (format.json()) {
            Json.print(session.out(), json -> new ReportJson(json).resolution(Optional.empty(), answers, options.wants()));
        } else {
            strategies.lines().forEach(session.out()::line);
            new ResolutionText(answers, options.wants(), verbose).lines().forEach(session.out()::line);
        }
        return exit(answers);
    }

    private List<ImageAnswer> exported(Request request) throws IOException, CommandFailure {
        Resolution resolution = Resolver.explained(request);
        CudfExport.write(session.out(), exportCudf, AbiExport.of(request, resolution), options.wants());
        return resolution.answers();
    }

    /** The best image decides; an undecided one that could fit everywhere keeps the question open. */
    static int exit(List<ImageAnswer> answers) {
        if (answers.getFirst().fit() == ImageAnswer.Fit.ALL) {
            return Main.OK;
        }
        return answers.stream().anyMatch(ImageAnswer::couldFitAll) ? Main.UNDECIDED : Main.NEGATIVE;
    }

    private int many(RootSource source) throws IOException, CommandFailure, SnapshotFault {
        try (InputStream in = Files.newInputStream(requests)) {
            List<RequestReader.Item> items = RequestReader.read(requests, in);
            Request.Policy policy = options.policy(session.environment());
            for (RequestReader.Item item : items) {
                Request request = options.request(source, policy, item.images(), item.hosts(), item.apps(), item.wants(), item.argv());
                List<ImageAnswer> answers = Resolver.resolve(request);
                Json.print(session.out(), json -> new ReportJson(json).resolution(Optional.of(item.id()), answers, item.wants()));
            }
            return Main.OK;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new CommandFailure(requests, "no such file", "give a file of requests");
        }
    }
}
