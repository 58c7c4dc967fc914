package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;
import org.abifit.plugin.Gap;
import org.abifit.plugin.PlugIn;
import org.abifit.plugin.PlugInReport;
import org.abifit.plugin.PluginFamily;
import org.abifit.plugin.Priority;

/** Plug-ins for people: family by family, what loads and what does not. */
final class PlugInText {
    private PlugInText() {}

    /** {@return the whole answer} */
    static List<String> lines(String app, PlugInReport report, boolean all) {
        List<String> lines = new ArrayList<>(List.of("%s: %s".formatted(toUnicode(app), verdict(report))));
        report.app().message().filter(m -> report.app().lazy() == Verdict.FAIL).ifPresent(m -> lines.add("  the loader would say: " + toUnicode(m)));
        lines.addAll(families(report, all));
        return lines;
    }

    /** {@return the same below the answer about the application itself} */
    static List<String> besides(PlugInReport report, boolean all) {
        List<String> lines = new ArrayList<>(List.of("  with plug-ins: " + verdict(report)));
        lines.addAll(families(report, all));
        return lines;
    }

    private static String verdict(PlugInReport report) {
        return switch (report.verdict()) {
            case OK -> report.plugins().isEmpty() ? "opens no plug-ins that are known here" : "its plug-ins load";
            case FAIL -> report.app().lazy() == Verdict.FAIL ? "does not load itself" : "plug-ins that it should have do not load";
            case UNKNOWN -> "cannot be decided";
        };
    }

    /** {@return a line for each family, and those plug-ins that do not load; all of them when asked for} */
    private static List<String> families(PlugInReport report, boolean all) {
        Map<String, List<PlugInReport.Judged>> families = new LinkedHashMap<>();
        report.plugins().forEach(p -> families.computeIfAbsent(p.plugin().family(), f -> new ArrayList<>()).add(p));
        List<String> lines = new ArrayList<>();
        families.forEach((name, members) -> {
            long good = members.stream().filter(m -> m.lazy() == Verdict.OK).count();
            lines.add("  %s: %d of %d load%s".formatted(name, good, members.size(), isGroup(members, name) ? " (one is enough)" : ""));
            members.stream().filter(m -> all || m.lazy() != Verdict.OK && !hasAlternative(m, members)).forEach(m -> lines.add("    " + line(m)));
        });
        gaps(report.gaps(), lines);
        return lines;
    }

    /** Where many files of a family are unknown for the same reason, the first stands for all. */
    private static void gaps(List<Gap> gaps, List<String> lines) {
        Map<String, List<Gap>> alike = new LinkedHashMap<>();
        gaps.forEach(gap -> alike.computeIfAbsent(gap.family() + ": " + gap.why(), g -> new ArrayList<>()).add(gap));
        alike.values().forEach(same -> lines.add("  not known: %s: %s%s: %s".formatted(same.getFirst().family(), toUnicode(same.getFirst().file()),
                same.size() == 1 ? "" : " and %d more".formatted(same.size() - 1), toUnicode(same.getFirst().why()))));
    }

    /** Where notes give alternatives, those that are not there are not worth a line when another one is. */
    private static boolean hasAlternative(PlugInReport.Judged judged, List<PlugInReport.Judged> members) {
        return judged.plugin().evidence() == PlugIn.Evidence.NOTE && judged.plugin().group().isPresent()
                && members.stream().anyMatch(m -> m.plugin().group().equals(judged.plugin().group()) && m.lazy() == Verdict.OK);
    }

    private static boolean isGroup(List<PlugInReport.Judged> members, String name) {
        return members.stream().allMatch(m -> m.plugin().group().equals(Optional.of(name)));
    }

    private static String line(PlugInReport.Judged judged) {
        PlugIn plugin = judged.plugin();
        String evidence = plugin.evidence() == PlugIn.Evidence.HEURISTIC ? ", heuristic" : "";
        return "%s (%s%s): %s".formatted(toUnicode(plugin.file()), plugin.priority().word(), evidence, outcome(judged));
    }

    private static String outcome(PlugInReport.Judged judged) {
        return switch (judged.lazy()) {
            case OK -> judged.verdict() == Verdict.OK ? "loads" : "loads, but some functions are not there when they are called";
            case FAIL -> toUnicode(judged.load().flatMap(LoadReport::message).orElse("does not load"));
            case UNKNOWN -> judged.load().flatMap(l -> l.missing().stream().findFirst()).map(m -> "not known: " + toUnicode(m.message()))
                    .orElse("not known: the application does not get that far");
        };
    }

    /** {@return the known families, for those who want to choose or extend} */
    static List<String> known(Iterable<PluginFamily> families) {
        List<String> lines = new ArrayList<>();
        for (PluginFamily family : families) {
            lines.add("%s: %s%s%s".formatted(family.name(), family.about(), family.priority() == Priority.RECOMMENDED ? "" : " (%s)".formatted(family.priority().word()),
                    family.anyOf() ? " (one is enough)" : ""));
            lines.add("  from %s; %s".formatted(String.join("; ", family.sources()), family.date()));
        }
        return lines;
    }
}
