package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Loader;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.PluginFamily;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit plugins}: what an application would open by dlopen, and whether that loads. */
final class PluginsCommand implements Callable<Integer> {
    private final Session session;

    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private final PluginChoice choice = new PluginChoice();
    private final QuestionOptions options = new QuestionOptions();
    private String app;
    private List<String> families = List.of();
    private boolean list;
    private boolean verbose;

    private PluginsCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        PluginsCommand it = new PluginsCommand(session);
        return Declared.command("plugins", it, "List the plug-ins that an application would open (dlopen), and whether they load.")
                .about("Nothing is executed. Exit 0: all required and recommended ones load, of alternatives one; 2: they do not; 3: the facts do not decide.")
                .with(it.options)
                .option("--app", "PATH", Arguments::bytes, v -> it.app = v, "A program, script or shared object; its path in the image, after binding.")
                .repeated("--family", "NAME", Arguments::bytes, v -> it.families = v, "Only this family of plug-ins; 'note' is what objects say themselves in .note.dlopen.")
                .with(it.choice)
                .flag("--families", v -> it.list = v, "List the families that are known, and where their rules come from.")
                .flag("-v, --verbose", v -> it.verbose = v, "Those that load, too.")
                .with(it.database)
                .with(it.format)
                .examples("abifit plugins --image ./rootfs --app /usr/bin/lmp", "abifit plugins --image app --app /usr/bin/python3 --family python-packages -v",
                        "abifit plugins --families")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure, SnapshotFault {
        if (list) {
            List<PluginFamily> all = choice.all(session.environment());
            if (format.json()) {
                Json.print(session.out(), json -> new PlugInJson(json).known(all));
            } else {
                PlugInText.known(all).forEach(session.out()::line);
            }
            return Main.OK;
        }
        if (options.image().isEmpty() || app == null) {
            throw new UsageException("plugins needs --image and --app, or --families");
        }
        try (RootSource source = new RootSource(database.file(session), Optional.empty())) {
            PlugInReport report = judge(source);
            if (format.json()) {
                Json.print(session.out(), json -> new PlugInJson(json).report(app, report));
            } else {
                PlugInText.lines(app, report, verbose).forEach(session.out()::line);
            }
            return CheckCommand.exit(report.verdict());
        }
    }

    private PlugInReport judge(RootSource source) throws CommandFailure, SnapshotFault {
        return choice.judge(session.environment(), families, new Loader()).judge(options.ask(source, app).question());
    }
}
