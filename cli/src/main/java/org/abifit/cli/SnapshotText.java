package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import org.abifit.db.Snapshot;
import org.abifit.db.SnapshotInfo;
import org.abifit.root.MachineFacts;

/** Snapshots for people. */
final class SnapshotText {
    private SnapshotText() {}

    /** {@return when a snapshot was scanned and by which version, if that is asked for} */
    static String times(SnapshotInfo info, boolean wanted) {
        return wanted && info.scannedAt().isPresent()
                ? "  scanned %s by %s".formatted(info.scannedAt().get(), info.toolVersion().orElse("another version")) : "";
    }

    /** Prints what a snapshot holds. */
    static void show(Out out, Snapshot snapshot, boolean times, boolean verbose) {
        SnapshotInfo info = snapshot.info();
        out.line("%s: %s%s".formatted(out.style(Out.Style.HEAD, Names.printable(info.ref())), ScanReport.kind(info), times(info, times)));
        SnapshotFacts.system(snapshot.tree()).ifPresent(s -> out.line("  system       " + Names.printable(s)));
        info.rootPath().ifPresent(p -> out.line("  root         " + Names.shown(p)));
        info.labels().forEach((key, value) -> out.line("  label        %s=%s".formatted(Names.printable(key), Names.printable(value))));
        machine(out, snapshot.machine());
        SnapshotFacts.loaders(snapshot.tree()).forEach(l -> out.line("  %-12s %s %s %s".formatted(l.libc(), l.release().map(Names::shown).orElse("(release unknown)"),
                l.machine(), Names.shown(l.path()))));
        out.line("  holds        %d entries, %d files, %d ELF files (%d different)".formatted(info.counts().entries(), info.counts().files(),
                info.counts().elf(), info.counts().objects()));
        out.line("  fingerprint  " + info.fingerprint());
        Problems.text(out, snapshot.problems(), verbose);
    }

    private static void machine(Out out, MachineFacts machine) {
        List<String> facts = new ArrayList<>();
        machine.cpuLevel().ifPresent(facts::add);
        machine.pageSize().ifPresent(p -> facts.add("pages of %d bytes".formatted(p)));
        machine.kernel().ifPresent(k -> facts.add("kernel " + Names.printable(k)));
        if (!facts.isEmpty()) {
            out.line("  machine      " + String.join(", ", facts));
        }
    }
}
