package org.abifit.plugin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.LoadError;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Opening;
import org.abifit.loader.Verdict;

/** Asks the loader what becomes of an application's plug-ins, and of those that plug-ins open in their turn. */
public final class PlugInJudge {
    /** MPI opens UCX, UCX opens verbs, verbs opens its providers; nobody goes much deeper. */
    private static final int MOST_ROUNDS = 6;

    private final Loader loader;
    private final List<PluginFamily> families;
    private final boolean notes;
    private final JsonReader json;

    /**
     * @param families the families that count
     * @param notes whether objects' own notes count
     */
    public PlugInJudge(Loader loader, List<PluginFamily> families, boolean notes, JsonReader json) {
        this.loader = loader;
        this.families = List.copyOf(families);
        this.notes = notes;
        this.json = json;
    }

    /** {@return the application's load, its plug-ins and theirs} */
    public PlugInReport judge(LoadQuestion question) {
        return judge(question, loader.load(question));
    }

    /**
     * {@return the same}
     *
     * @param start what the loader says of the start, where that was asked before
     */
    public PlugInReport judge(LoadQuestion question, LoadReport start) {
        Set<PlugIn> plugins = new LinkedHashSet<>();
        Set<Gap> gaps = new LinkedHashSet<>();
        LoadReport report = start;
        PlugIns.Context context = new PlugIns.Context(question.files(), List.of(), question.env(), json);
        List<String> before = List.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<String> openers = openers(objects(report));
            if (!notes && openers.equals(before)) {
                break;
            }
            before = openers;
            PlugIns.Findings found = PlugIns.find(new PlugIns.Context(context.files(), objects(report), context.env(), json, context.walked()), families, notes);
            gaps.addAll(found.gaps());
            if (!plugins.addAll(found.plugins())) {
                break;
            }
            report = loader.load(question.opening(plugins.stream().map(PlugInJudge::opening).toList()));
        }
        return new PlugInReport(report, judged(List.copyOf(plugins), report), List.copyOf(gaps));
    }

    /** {@return who opens plug-ins of which family} Where nobody new does, there is nothing new to be found. */
    private List<String> openers(List<LoadedObject> objects) {
        return families.stream().flatMap(f -> f.recognition().openers(objects).stream().map(o -> f.name() + " " + o.name())).toList();
    }

    private static Opening opening(PlugIn plugin) {
        return new Opening(plugin.file(), plugin.by(), plugin.now(), plugin.global());
    }

    private static List<LoadedObject> objects(LoadReport report) {
        List<LoadedObject> all = new ArrayList<>(report.objects());
        report.opened().stream().filter(o -> o.report().lazy() == Verdict.OK).forEach(o -> all.addAll(o.report().objects()));
        return all;
    }

    private static List<PlugInReport.Judged> judged(List<PlugIn> plugins, LoadReport report) {
        List<PlugInReport.Judged> all = new ArrayList<>();
        for (int i = 0; i < plugins.size(); i++) {
            Optional<LoadReport> load = i < report.opened().size() ? Optional.of(report.opened().get(i).report()) : Optional.empty();
            PlugIn plugin = plugins.get(i);
            if (!plugin.probe() || load.isPresent() && !isAbsent(plugin.file(), load.get())) {
                all.add(new PlugInReport.Judged(plugin, load));
            }
        }
        return all;
    }

    /** {@return whether the file itself was not found} */
    private static boolean isAbsent(String file, LoadReport load) {
        return load.errors().stream().anyMatch(e -> e.kind() == LoadError.Kind.LIB_NOT_FOUND && e.name().equals(Optional.of(file)));
    }
}
