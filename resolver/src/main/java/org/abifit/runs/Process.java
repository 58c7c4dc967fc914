package org.abifit.runs;

import java.util.List;
import java.util.stream.Stream;
import org.abifit.loader.LoadQuestion;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;

/**
 * One program of a command.
 *
 * @param question how it is started
 * @param report what the loader says
 * @param shipped the same program with nothing bound
 * @param sides where its files come from
 */
record Process(LoadQuestion question, LoadReport report, AsShipped shipped, Sides sides) {

    String program() {
        return question.app();
    }

    /** {@return the loaded objects of these names, in search order} */
    List<LoadedObject> named(Names sonames) {
        return report.objects().stream().filter(o -> sonames.hold(Sides.name(o))).toList();
    }

    /** {@return the names of its libraries that are the host's only, sorted} */
    List<String> foreign() {
        return names(report.objects().stream().filter(o -> sides.of(o) == Sides.Side.HOST));
    }

    static List<String> names(Stream<LoadedObject> objects) {
        return objects.map(Sides::name).distinct().sorted().toList();
    }
}
