package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;
import static org.abifit.root.BytePaths.toUnicode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.db.Snapshot;
import org.abifit.plan.Digests;
import org.abifit.plan.NeutralPlan;
import org.abifit.resolver.BindPlan;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.RootScan;
import org.abifit.root.RootScanner;
import org.abifit.root.ScanOptions;

/** Neutral plans made from what the resolver found. */
final class Plans {
    private final RootSource.Root image;
    private final RootSource.Root host;
    private final ReasonText text;

    Plans(RootSource.Root image, RootSource.Root host, ReasonText text) {
        this.image = image;
        this.host = host;
        this.text = text;
    }

    /**
     * {@return the plan for these applications}
     *
     * @throws CommandFailure where a name is not UTF-8, or a folder cannot be read
     */
    NeutralPlan neutral(List<String> apps, BindPlan plan) throws IOException, CommandFailure {
        List<String> programs = new ArrayList<>();
        for (String app : apps) {
            programs.add(utf8(app));
        }
        SortedMap<String, String> env = new TreeMap<>();
        for (Map.Entry<String, String> e : plan.env().entrySet()) {
            env.put(utf8(e.getKey()), utf8(e.getValue()));
        }
        FileView hostFiles = new FileView(host.tree());
        Digests digests = new Digests(hostFiles, host.folder());
        List<NeutralPlan.Bound> binds = new ArrayList<>();
        for (BindPlan.Planned planned : plan.binds()) {
            NeutralPlan.Because because = new NeutralPlan.Because(planned.because().rule(), text.of(planned.because()));
            String from = planned.bind().from();
            Node node = hostFiles.lookup(from) instanceof Lookup.Found(String real, Node found) ? found : null;
            String soname = isLibrary(from, node) ? utf8(planned.soname()) : "";
            binds.add(new NeutralPlan.Bound(utf8(from), utf8(planned.bind().to()), utf8(place(planned.bind().to())), node instanceof Directory, soname, digests.of(from), because));
        }
        NeutralPlan.Mode mode = plan.mode() == BindPlan.Mode.SIDE ? NeutralPlan.Mode.SIDE : NeutralPlan.Mode.OVER;
        return new NeutralPlan(root(image), root(host), programs, mode, false, env, plan.strategy(), plan.lazyOnly(), binds, List.of());
    }

    /** Programs and data move along with some families. */
    private static boolean isLibrary(String path, Node node) {
        return node instanceof RegularFile file && file.content() instanceof Content.Elf && path.substring(path.lastIndexOf('/')).contains(".so");
    }

    /** {@return where a path leads in the image; what is missing there is added by its names} */
    private String place(String path) {
        return switch (new FileView(image.tree()).lookup(path)) {
            case Lookup.Found(String real, Node node) -> real;
            case Lookup.Missing(String real, List<String> rest) when !rest.contains("..") -> (real.equals("/") ? "" : real) + "/" + String.join("/", rest);
            case Lookup.Missing m -> path;
            case Lookup.NotDirectory n -> path;
            case Lookup.Loop l -> path;
            case Lookup.Unknown u -> path;
        };
    }

    private static NeutralPlan.Root root(RootSource.Root root) throws IOException, CommandFailure {
        return new NeutralPlan.Root(utf8(root.name()), fingerprint(root).map(f -> "sha256:" + f));
    }

    /** A folder is scanned for it: a plan lasts longer than the state it was made from. A running machine is too much for that, and never the same twice. */
    private static Optional<String> fingerprint(RootSource.Root root) throws IOException {
        if (root.folder().isEmpty() || isMachine(root.folder().get())) {
            return root.fingerprint();
        }
        try {
            RootScan scan = RootScanner.scan(root.folder().get(), ScanOptions.DEFAULT);
            return Optional.of(Snapshot.fingerprintOf(scan));
        } catch (RootScan.CancelledException e) {
            throw new IllegalStateException("nobody stops this scan", e);
        }
    }

    private static boolean isMachine(Path folder) throws IOException {
        return folder.toRealPath().getNameCount() == 0;
    }

    /** {@return a byte string as text} */
    private static String utf8(String bytes) throws CommandFailure {
        String shown = Arguments.text(bytes);
        if (!fromUnicode(shown).equals(bytes)) {
            throw new CommandFailure(toUnicode(bytes), "is no UTF-8, which no plan can carry", "rename it, or give a link with a plain name");
        }
        return shown;
    }
}
