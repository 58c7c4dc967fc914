package org.abifit.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Container;
import org.abifit.loader.Loader;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.PluginFamily;
import org.abifit.root.FileView;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit plugins}: what an application would open by dlopen, and whether that loads. */
final class PluginsCommand implements Callable<Integer> {
    private final Session session;

    private final DatabaseFile database = new DatabaseFile();
    private final Format.Choice format = new Format.Choice();
    private final PluginChoice choice = new PluginChoice();
    private String image;
    private String host;
    private String app;
    private List<String> binds = List.of();
    private List<String> env = List.of();
    private boolean ldconfig;
    private String cpuLevel;
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
                .option("--image", "ROOT", Arguments::bytes, v -> it.image = v,
                        "A folder (with a slash), a snapshot (NAME or NAME@N), or an image that comes with abifit.")
                .option("--host", "ROOT", Arguments::bytes, v -> it.host = v, "Where bound files come from, and whose processor counts.")
                .option("--app", "PATH", Arguments::bytes, v -> it.app = v, "A program, script or shared object; its path in the image, after binding.")
                .repeated("--bind", "FROM:TO", Arguments::bytes, v -> it.binds = v, "Bind the host's file or folder FROM at TO.")
                .repeated("--env", "K=V", Arguments::bytes, v -> it.env = v, "Set LD_LIBRARY_PATH, FI_PROVIDER_PATH, PYTHONPATH ... for the application.")
                .flag("--ldconfig", v -> it.ldconfig = v, "Run the image's ldconfig (its model) after binding.")
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> it.cpuLevel = v, "Processor level, as x86-64-v3. Default: the host snapshot's, else this machine's.")
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
        Questions.checkCpuLevel(cpuLevel);
        if (list) {
            List<PluginFamily> all = choice.all(session.environment());
            if (format.json()) {
                Json.print(session.out(), json -> new PlugInJson(json).known(all));
            } else {
                PlugInText.known(all).forEach(session.out()::line);
            }
            return Main.OK;
        }
        if (image == null || app == null) {
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
        } catch (Container.BindException e) {
            throw new CommandFailure(image, e.getMessage(), "look at the paths of --bind FROM:TO; FROM lies in --host");
        }
    }

    private PlugInReport judge(RootSource source) throws CommandFailure, SnapshotFault, Container.BindException {
        RootSource.Root in = source.root(image);
        Optional<RootSource.Root> from = host == null ? Optional.empty() : Optional.of(source.root(host));
        Container container = Container.of(in.tree(), from.map(r -> new FileView(r.tree())), Questions.binds(binds, Optional.ofNullable(host)), ldconfig);
        return choice.judge(session.environment(), families, new Loader())
                .judge(container.question(Questions.absolute(app), Questions.env(env), source.machineOf(from, Optional.ofNullable(cpuLevel))));
    }
}
