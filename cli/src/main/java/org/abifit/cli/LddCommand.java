package org.abifit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.loader.OpenedReport;
import org.abifit.loader.Opening;
import org.abifit.loader.Verdict;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit ldd}: which libraries a program would load in a root that is not running, from where, and why from there. */
final class LddCommand implements Callable<Integer> {
    private final Session session;

    private final QuestionOptions options = new QuestionOptions();
    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private List<String> apps = List.of();
    private List<String> opens = List.of();
    private String why;
    private boolean now;
    private boolean flat;
    private boolean trace;
    private boolean bindings;

    private LddCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        LddCommand it = new LddCommand(session);
        return Declared.command("ldd", it, "Show what a program would load, from where, and why from there.")
                .about("Like ldd, for roots that are not running; nothing is executed. Exit 0: it loads as it is built; 2: it does not; 3: the facts do not decide.")
                .arguments(1, "APP", Arguments::bytes, v -> it.apps = v, "Programs or shared objects: paths in the root, after binding.")
                .with(it.options)
                .repeated("--open", "FILE", Arguments::bytes, v -> it.opens = v, "Let the program open (dlopen) this afterwards: a soname or path; FILE@CALLER for another caller.")
                .flag("--now", v -> it.now = v, "Open with RTLD_NOW: all symbols are bound at once.")
                .option("--why", "SONAME", Arguments::bytes, v -> it.why = v, "Tell who asks for this library, where it was looked for, and what was there.")
                .flag("--trace", v -> it.trace = v, "Tell every step, in the manner of LD_DEBUG=libs,versions.")
                .flag("--bindings", v -> it.bindings = v, "With --trace: tell what every symbol is bound to, too.")
                .flag("--flat", v -> it.flat = v, "A list in the order in which symbols are searched, instead of a tree.")
                .with(it.database)
                .with(it.format)
                .examples("abifit ldd --image ./rootfs /usr/bin/lmp", "abifit ldd --image app --host login /usr/bin/lmp \\",
                        "    --bind /usr/lib64/libmpi.so.40:/usr/lib/x86_64-linux-gnu/libmpi.so.40 --why libmpi.so.40",
                        "abifit ldd --image debian-12 /usr/bin/python3 --open libssl.so.3 --trace")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (bindings && !trace || now && opens.isEmpty() || why != null && (trace || flat)) {
            throw new UsageException("--bindings goes with --trace, --now with --open, and --why with neither --trace nor --flat");
        }
        options.imageOr("/");
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            Loader loader = new Loader();
            List<LddView> views = new ArrayList<>();
            for (String app : apps) {
                views.add(view(source, loader, app));
            }
            if (format.json()) {
                Json.print(session.out(), json -> new LddJson(json).views(views));
            } else {
                views.forEach(this::print);
            }
            return CheckCommand.exit(views.stream().map(LddCommand::verdict).reduce(Verdict.OK, LddCommand::worse));
        }
    }

    private LddView view(RootSource source, Loader loader, String app) throws CommandFailure, SnapshotFault {
        QuestionOptions.Asked asked = options.ask(source, app);
        LoadQuestion question = asked.question().opening(openings());
        LoadReport report = loader.load(trace || why != null || format.json() ? question.withSteps() : question);
        Map<String, String> before = options.hasBinds() ? loader.load(options.askUnbound(source, app).question()).resolved() : report.resolved();
        return new LddView(question.app(), asked.container(), report, changed(before, report.resolved()));
    }

    private List<Opening> openings() {
        return opens.stream().map(typed -> {
            int at = typed.lastIndexOf('@');
            return at <= 0 ? new Opening(typed, "", now, false) : new Opening(typed.substring(0, at), typed.substring(at + 1), now, false);
        }).toList();
    }

    private static Map<String, LddView.Change> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, LddView.Change> changed = new TreeMap<>();
        before.forEach((name, path) -> changed.put(name, new LddView.Change(Optional.of(path), Optional.ofNullable(after.get(name)))));
        after.forEach((name, path) -> changed.putIfAbsent(name, new LddView.Change(Optional.empty(), Optional.of(path))));
        changed.values().removeIf(c -> c.before().equals(c.after()));
        return changed;
    }

    /** It must load as it is built; whether all symbols are there is {@code check}'s question. */
    private static Verdict verdict(LddView view) {
        return view.report().opened().stream().map(OpenedReport::report).map(r -> r.lazy()).reduce(view.report().lazy(), LddCommand::worse);
    }

    private static Verdict worse(Verdict a, Verdict b) {
        return a == Verdict.FAIL || b == Verdict.OK ? a : b == Verdict.FAIL || a == Verdict.OK ? b : a;
    }

    private void print(LddView view) {
        LddText text = new LddText(view, session.out());
        if (why != null) {
            text.why(why);
        } else if (trace) {
            text.trace(bindings);
        } else if (flat) {
            text.flat();
        } else {
            text.tree();
        }
    }
}
