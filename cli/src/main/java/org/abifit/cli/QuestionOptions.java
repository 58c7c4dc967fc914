package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.db.SnapshotFault;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.LoadQuestion;
import org.abifit.plan.NeutralPlan;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/** The options that make a question about one container, shared by the commands that judge one. */
final class QuestionOptions implements Declared.Part {
    private String image;
    private String host;
    private List<String> binds = List.of();
    private List<Bind> planned = List.of();
    private List<String> env = List.of();
    private boolean ldconfig;
    private String cpuLevel;
    private Optional<Integer> pageSize = Optional.empty();
    private Optional<String> kernel = Optional.empty();
    private LoadQuestion.Starter starter = LoadQuestion.Starter.OWNER;

    /** A container, and what to ask in it. */
    record Asked(Container container, LoadQuestion question) {}

    @Override
    public void declare(Declared into) {
        into.option("--image", "ROOT", Arguments::bytes, v -> image = v,
                        "A folder (with a slash), a snapshot (NAME or NAME@N), or an image that comes with abifit.")
                .option("--host", "ROOT", Arguments::bytes, v -> host = v, "Where bound files come from, and whose processor counts.")
                .repeated("--bind", "FROM:TO", Arguments::bytes, v -> binds = v, "Bind the host's file or folder FROM at TO; links are followed on both sides.")
                .repeated("--env", "K=V", Arguments::bytes, v -> env = v, "Set LD_LIBRARY_PATH, LD_PRELOAD ... for the application.")
                .flag("--ldconfig", v -> ldconfig = v, "Run the image's ldconfig (its model) after binding.")
                .option("--cpu-level", "LEVEL", Arguments::bytes, v -> cpuLevel = v,
                        "Processor level, as x86-64-v3. Default: the host snapshot's, else this machine's.")
                .option("--page-size", "BYTES", Arguments::count, v -> pageSize = Optional.of(v), "The machine's page size. Default: the host snapshot's, else this machine's.")
                .option("--kernel", "RELEASE", Arguments::bytes, v -> kernel = Optional.of(v), "The machine's kernel, as 5.14.0. Default: as for the page size.")
                .option("--user", "owner|other", Declared.oneOf(List.of(LoadQuestion.Starter.values())), v -> starter = v,
                        "Who starts it; for 'other' set-id bits count, and such programs do not trust the environment (default: owner).");
    }

    /** {@return the root that is judged, as it was named} */
    Optional<String> image() {
        return Optional.ofNullable(image);
    }

    /** Judges a root that nobody named. */
    void imageOr(String name) {
        image = image == null ? name : image;
    }

    /** {@return the processor level that was asked for} */
    Optional<String> cpuLevel() {
        Questions.checkCpuLevel(cpuLevel);
        return Optional.ofNullable(cpuLevel);
    }

    boolean hasBinds() {
        return !binds.isEmpty();
    }

    /**
     * {@return the question}
     *
     * @throws CommandFailure when a root cannot be had, or a bind cannot be made
     */
    Asked ask(RootSource source, String app) throws CommandFailure, SnapshotFault {
        return ask(source, app, binds);
    }

    /** {@return the same without binds} */
    Asked askUnbound(RootSource source, String app) throws CommandFailure, SnapshotFault {
        return ask(source, app, List.of());
    }

    /** {@return whether what a plan says is given a second time} */
    boolean contradictsPlan() {
        return hasBinds() || ldconfig;
    }

    /** Takes roots, binds and environment from a plan; roots and variables that were named stay. */
    void follow(NeutralPlan plan) {
        image = image == null ? fromUnicode(plan.image().name()) : image;
        host = host == null ? fromUnicode(plan.host().name()) : host;
        planned = plan.binds().stream().map(b -> new Bind(fromUnicode(b.from()), fromUnicode(b.to()))).toList();
        List<String> all = new ArrayList<>();
        plan.env().forEach((name, value) -> all.add(fromUnicode(name) + "=" + fromUnicode(value)));
        all.addAll(env);
        env = all;
        ldconfig = plan.ldconfig();
    }

    /** {@return the host, as it was named} */
    Optional<String> host() {
        return Optional.ofNullable(host);
    }

    /** {@return what is known of the machine, with what was given in its place} */
    MachineFacts machine(RootSource source, Optional<RootSource.Root> from) {
        MachineFacts known = source.machineOf(from, cpuLevel());
        return new MachineFacts(known.cpuLevel(), pageSize.or(known::pageSize), kernel.or(known::kernel));
    }

    private Asked ask(RootSource source, String app, List<String> bound) throws CommandFailure, SnapshotFault {
        RootSource.Root in = source.root(image);
        Optional<RootSource.Root> from = host == null ? Optional.empty() : Optional.of(source.root(host));
        List<Bind> all = new ArrayList<>(planned);
        all.addAll(Questions.binds(bound, Optional.ofNullable(host)));
        try {
            Container container = Container.of(in.tree(), from.map(r -> new FileView(r.tree())), all, ldconfig);
            LoadQuestion question = container.question(Questions.absolute(app), Questions.env(env), machine(source, from));
            return new Asked(container, question.startedBy(starter));
        } catch (Container.BindException e) {
            throw new CommandFailure(image, e.getMessage(), "look at the paths of --bind FROM:TO; FROM lies in --host");
        }
    }
}
