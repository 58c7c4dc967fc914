package org.abifit.runs;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Verdict;
import org.abifit.plugin.PlugInJudge;
import org.abifit.plugin.PlugInReport;

/** A program of an image with nothing bound. Its plug-ins are looked at when they are first asked for. */
final class AsShipped {
    private final LoadQuestion question;
    private final LoadReport report;
    private final PlugInJudge judge;
    private Optional<List<PlugInReport.Judged>> plugins = Optional.empty();
    private Optional<Set<String>> libraries = Optional.empty();

    AsShipped(LoadQuestion question, LoadReport report, PlugInJudge judge) {
        this.question = question;
        this.report = report;
        this.judge = judge;
    }

    LoadReport report() {
        return report;
    }

    /** {@return what it opens} */
    List<PlugInReport.Judged> plugins() {
        if (plugins.isEmpty()) {
            plugins = Optional.of(judge.judge(question, report).plugins());
        }
        return plugins.get();
    }

    /** {@return the names of all that its plug-ins ask for, and the folders in which they lie, links followed} */
    Set<String> brought() {
        if (libraries.isEmpty()) {
            Set<String> names = new HashSet<>();
            for (PlugInReport.Judged one : plugins()) {
                one.load().filter(l -> l.lazy() == Verdict.OK).map(LoadReport::objects).filter(o -> !o.isEmpty()).ifPresent(objects -> {
                    names.add(folder(objects.getFirst().realPath()));
                    objects.forEach(o -> names.addAll(o.elf().needed()));
                });
            }
            libraries = Optional.of(names);
        }
        return libraries.get();
    }

    /** {@return the folder of a path, with a slash at its end} */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
