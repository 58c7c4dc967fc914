package org.abifit.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;

/**
 * What becomes of an application and of what it opens.
 *
 * @param app the application's own load, with what came of each opening
 * @param plugins the plug-ins, in the order in which they were opened
 * @param gaps where there may be more
 */
public record PlugInReport(LoadReport app, List<Judged> plugins, List<Gap> gaps) {

    /**
     * A plug-in and what the loader says to it.
     *
     * @param load the answer; none where the application does not get that far
     */
    public record Judged(PlugIn plugin, Optional<LoadReport> load) {

        /** {@return whether it loads with all symbols bound at once} */
        public Verdict verdict() {
            return load.map(LoadReport::verdict).orElse(Verdict.UNKNOWN);
        }

        /** {@return whether it loads as it is opened: this is what counts} */
        public Verdict lazy() {
            return load.map(LoadReport::lazy).orElse(Verdict.UNKNOWN);
        }
    }

    /**
     * {@return whether all that matters loads: the application as it is built, and each plug-in that is not just suggested, or one of
     * its group}
     */
    public Verdict verdict() {
        List<Verdict> all = new ArrayList<>(List.of(app.lazy()));
        groups().values().forEach(all::add);
        plugins.stream().filter(p -> counts(p.plugin().priority()) && p.plugin().group().isEmpty()).map(Judged::lazy).forEach(all::add);
        gaps.stream().filter(g -> counts(g.priority())).forEach(g -> all.add(Verdict.UNKNOWN));
        return all.contains(Verdict.FAIL) ? Verdict.FAIL : all.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.OK;
    }

    /** {@return the groups of which one plug-in is enough, those apart that are just suggested, and whether one of each loads} */
    private Map<String, Verdict> groups() {
        Map<String, Verdict> groups = new LinkedHashMap<>();
        plugins.stream().filter(p -> counts(p.plugin().priority())).forEach(p -> p.plugin().group().ifPresent(g -> groups.merge(g, p.lazy(), PlugInReport::better)));
        return groups;
    }

    private static Verdict better(Verdict a, Verdict b) {
        return a == Verdict.OK || b == Verdict.OK ? Verdict.OK : a == Verdict.UNKNOWN ? a : b;
    }

    private static boolean counts(Priority priority) {
        return priority != Priority.SUGGESTED;
    }
}
