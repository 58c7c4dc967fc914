package org.abifit.runs;

import java.util.List;
import java.util.stream.Stream;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.root.Glob;

/**
 * One program of a command.
 *
 * @param question how it is started
 * @param report what the loader says
 * @param shipped what it says with nothing bound
 * @param sides where its files come from
 */
record Process(LoadQuestion question, LoadReport report, LoadReport shipped, Sides sides) {

    String program() {
        return question.app();
    }

    /** {@return the loaded objects that a pattern names, in search order} */
    List<LoadedObject> named(List<Glob> sonames) {
        return report.objects().stream().filter(o -> isNamed(o, sonames)).toList();
    }

    static boolean isNamed(LoadedObject object, List<Glob> sonames) {
        String name = Sides.name(object);
        return sonames.stream().anyMatch(g -> g.matches(name));
    }

    /** {@return the names of its libraries that are the host's only, sorted} */
    List<String> foreign() {
        return report.objects().stream().filter(o -> sides.of(o) == Sides.Side.HOST).map(Sides::name).distinct().sorted().toList();
    }

    static List<String> names(Stream<LoadedObject> objects) {
        return objects.map(Sides::name).distinct().sorted().toList();
    }
}
