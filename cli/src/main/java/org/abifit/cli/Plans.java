package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;
import static org.abifit.root.BytePaths.toUnicode;

import java.io.IOException;
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
import org.abifit.root.FileView;
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
        Digests digests = new Digests(new FileView(host.tree()), host.folder());
        List<NeutralPlan.Bound> binds = new ArrayList<>();
        for (BindPlan.Planned planned : plan.binds()) {
            NeutralPlan.Because because = new NeutralPlan.Because(planned.because().rule(), text.of(planned.because()));
            binds.add(new NeutralPlan.Bound(utf8(planned.bind().from()), utf8(planned.bind().to()), utf8(planned.soname()), digests.of(planned.bind().from()), because));
        }
        NeutralPlan.Mode mode = plan.mode() == BindPlan.Mode.SIDE ? NeutralPlan.Mode.SIDE : NeutralPlan.Mode.OVER;
        return new NeutralPlan(root(image), root(host), programs, mode, false, env, plan.strategy(), plan.lazyOnly(), binds);
    }

    private static NeutralPlan.Root root(RootSource.Root root) throws IOException, CommandFailure {
        return new NeutralPlan.Root(utf8(root.name()), Optional.of("sha256:" + fingerprint(root)));
    }

    /** A folder is scanned for it: a plan lasts longer than the state it was made from. */
    private static String fingerprint(RootSource.Root root) throws IOException, CommandFailure {
        if (root.fingerprint().isPresent()) {
            return root.fingerprint().get();
        }
        try {
            RootScan scan = RootScanner.scan(root.folder().orElseThrow(), ScanOptions.DEFAULT);
            return Snapshot.fingerprintOf(scan);
        } catch (RootScan.CancelledException e) {
            throw new IllegalStateException("nobody stops this scan", e);
        }
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
