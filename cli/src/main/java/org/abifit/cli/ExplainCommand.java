package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.root.FileView;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit explain}: the whole story of one answer, or what a rule means. */
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    private final ResolveOptions options = new ResolveOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private String rule;

    private ExplainCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        ExplainCommand it = new ExplainCommand(session);
        return Declared.command("explain", it, "Tell the whole story of an answer: every library, where it comes from and why.")
                .about("The question is asked as for 'resolve'. Exit codes as there.")
                .with(it.options)
                .option("--rule", "ID", Arguments::bytes, v -> it.rule = v, "What a rule id in an answer means.")
                .with(it.database)
                .with(it.format)
                .examples("abifit explain --image debian-11 --host / --app /usr/bin/dpkg-deb \\", "    --from-host libz.so.1", "abifit explain --rule libc-family")
                .spec();
    }

    private String ofKnowledge() throws CommandFailure {
        return KnowledgeChoice.shipped().rule(rule).flatMap(RulePages::page)
                .orElseThrow(() -> new UsageException("no rule is called %s; of a site's own rules tells 'abifit knowledge explain'".formatted(rule)));
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (rule != null) {
            Optional<String> page = RulePages.page(rule);
            session.out().print(page.isPresent() ? page.get() : ofKnowledge());
            return Main.OK;
        }
        if (options.problem(false).isPresent()) {
            throw new UsageException("explain " + options.problem(false).get());
        }
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            Request request = options.request(source, session.environment());
            List<ImageAnswer> answers = Resolver.resolve(request);
            if (format.json()) {
                Json.print(session.out(), json -> new ReportJson(json).resolution(Optional.empty(), answers, options.wants()));
            } else {
                story(request, answers).forEach(session.out()::line);
            }
            return ResolveCommand.exit(answers);
        }
    }

    private List<String> story(Request request, List<ImageAnswer> answers) {
        List<String> lines = new ArrayList<>(new ResolutionText(answers, options.wants(), true).lines());
        for (ImageAnswer answer : answers) {
            Image image = request.images().stream().filter(i -> i.name().equals(answer.image())).findFirst().orElseThrow();
            for (HostAnswer hostAnswer : answer.hosts()) {
                Host host = request.hosts().stream().filter(h -> h.name().equals(hostAnswer.host())).findFirst().orElseThrow();
                switch (hostAnswer) {
                    case HostAnswer.Fits fits -> request.apps().forEach(app -> loaded(lines, image, host, app, fits.plan()));
                    case HostAnswer.Misfit misfit -> {
                        request.apps().forEach(app -> attempt(lines, image, host, app));
                        meanings(lines, misfit);
                    }
                    case HostAnswer.Undecided u -> { }
                }
            }
        }
        return lines;
    }

    /** Where every library of an application comes from under a plan, in the order in which the loader searches symbols. */
    private static void loaded(List<String> lines, Image image, Host host, String app, BindPlan plan) {
        List<Bind> binds = plan.binds().stream().map(BindPlan.Planned::bind).toList();
        judge(image, host, app, binds, plan).ifPresent(judged -> {
            lines.add("");
            lines.add("%s on host %s, with the plan:".formatted(toUnicode(app), toUnicode(host.name())));
            for (LoadedObject object : judged.report().objects()) {
                String side = judged.container().isBound(object.path()) ? "host " : "image";
                String by = object.loader().isEmpty() ? "" : "  (for %s)".formatted(toUnicode(object.loader()));
                lines.add("  %s  %s => %s%s".formatted(side, toUnicode(object.name()), toUnicode(object.path()), by));
            }
        });
    }

    /** What the loader would print if just the wanted libraries were bound over the image's: what people try first. */
    private void attempt(List<String> lines, Image image, Host host, String app) {
        List<Bind> binds = new ArrayList<>();
        LoadReport shipped = new Loader().closure(new Container(new FileView(image.tree()), Set.of()).question(app, new TreeMap<>(), host.machine()));
        for (String want : options.wants()) {
            Optional.ofNullable(shipped.resolved().get(want)).ifPresent(path -> binds.add(new Bind(path, path)));
        }
        judge(image, host, app, binds, null).flatMap(j -> j.report().message()).ifPresent(message -> {
            lines.add("");
            lines.add("with just %s bound, ld.so would print:".formatted(String.join(", ", options.wants())));
            lines.add("  " + toUnicode(message));
        });
    }

    private record Judged(Container container, LoadReport report) {}

    private static Optional<Judged> judge(Image image, Host host, String app, List<Bind> binds, BindPlan plan) {
        try {
            Container container = Container.of(image.tree(), Optional.of(new FileView(host.tree())), binds, false);
            return Optional.of(new Judged(container, new Loader().load(container.question(app, plan == null ? new TreeMap<>() : plan.env(), host.machine()))));
        } catch (Container.BindException e) {
            return Optional.empty();
        }
    }

    private static void meanings(List<String> lines, HostAnswer.Misfit misfit) {
        Set<String> rules = new LinkedHashSet<>();
        misfit.core().forEach(r -> rules.add(r.rule()));
        lines.add("");
        rules.forEach(r -> RulePages.meaning(r).ifPresent(page -> lines.add("%s: %s".formatted(r, page))));
    }
}
