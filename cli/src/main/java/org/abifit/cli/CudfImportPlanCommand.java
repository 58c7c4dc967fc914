package org.abifit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.abifit.bridge.AbiImport;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.PackedDocument;
import org.abifit.db.SnapshotFault;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf import-plan}: a solver's solution of an exported question as bind plans, which the loader model judges. */
final class CudfImportPlanCommand implements Callable<Integer> {
    private final Session session;
    private final ResolveOptions options = new ResolveOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String in;
    private String solution;
    private boolean verbose;

    private CudfImportPlanCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfImportPlanCommand it = new CudfImportPlanCommand(session);
        return Declared.command("import-plan", it, "Read any solver's solution of an exported question as bind plans, and judge them.")
                .about("What a package stands for is looked up in DOC, which 'abifit resolve --export-cudf' wrote. Images, hosts, applications and wishes are those of DOC "
                        + "unless others are given, in the same order. Exit 0: every host is served by a plan that loads; 2: not so; 3: it cannot be decided.")
                .argument("DOC", Arguments::bytes, v -> it.in = v, "The exported document; " + CudfFiles.ABOUT + ".")
                .argument("SOLUTION", Arguments::bytes, v -> it.solution = v, "What a solver wrote: packages, or FAIL.")
                .with(it.options::question)
                .flag("-v, --verbose", v -> it.verbose = v, "All binds.")
                .with(it.database)
                .with(it.format)
                .examples("abifit resolve --image debian-11 debian-12 --host / --app /usr/bin/python3 \\", "    --from-host libz.so.1 --export-cudf q.cudf",
                        "aspcud q.cudf q.out $(cat q.cudf.criteria)", "abifit cudf import-plan q.cudf q.out")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        CudfFiles.requireOneStdin(List.of(in, solution));
        PackedDocument packed = CudfFiles.document(session.out(), in, false);
        CudfDocument document = packed.slice(IntStream.range(0, packed.size()).toArray());
        AbiImport.Question asked = AbiImport.question(document)
                .orElseThrow(() -> new CommandFailure(CudfFiles.shown(in), "asks nothing about images and hosts", "give a document that 'abifit resolve --export-cudf' wrote"));
        ImportedPlans plans = switch (CudfFiles.content(session.out(), solution, CudfFiles.answer(solution, false))) {
            case CudfAnswer.Fail f -> ImportedPlans.fail();
            case CudfAnswer.Packages p -> judged(document, asked, p);
        };
        if (format.json()) {
            Json.print(session.out(), plans::json);
        } else {
            plans.lines(verbose).forEach(session.out()::line);
        }
        return plans.exit();
    }

    private ImportedPlans judged(CudfDocument document, AbiImport.Question asked, CudfAnswer.Packages packages) throws CommandFailure, SnapshotFault {
        if (CudfChecker.check(document, packages.installed()) instanceof CudfChecker.Verdict.NoSolution n) {
            return ImportedPlans.bad(n.reasons());
        }
        AbiImport.Chosen chosen = AbiImport.read(document, packages.installed());
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            Request request = options.request(source, session.environment(), asked);
            if (request.images().size() != asked.images().size() || request.hosts().size() != asked.hosts().size()) {
                throw new UsageException("the document is about %d images and %d hosts: give as many, in the same order".formatted(asked.images().size(), asked.hosts().size()));
            }
            return ImportedPlans.good(request, chosen.image().orElseThrow(), judge(request, chosen));
        }
    }

    private static List<Optional<HostAnswer>> judge(Request request, AbiImport.Chosen chosen) {
        List<Optional<HostAnswer>> answers = new ArrayList<>();
        for (int h = 0; h < request.hosts().size(); h++) {
            int host = h;
            answers.add(chosen.hosts().get(h).map(c -> Resolver.judge(request, request.images().get(chosen.image().orElseThrow()), request.hosts().get(host), c)));
        }
        return answers;
    }
}
