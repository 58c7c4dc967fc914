package org.abifit.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.loader.Container;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;

/**
 * What {@code ldd} shows of one application.
 *
 * @param app its path
 * @param container where it runs
 * @param report what the loader does
 * @param changed which names resolve otherwise than without the binds
 */
record LddView(String app, Container container, LoadReport report, Map<String, Change> changed) {

    /** Where a name led without the binds, and with them. */
    record Change(Optional<String> before, Optional<String> after) {}

    /** {@return all that is mapped, by path, what was opened later included} */
    Map<String, LoadedObject> objects() {
        Map<String, LoadedObject> objects = new LinkedHashMap<>();
        Stream.concat(report.objects().stream(), report.opened().stream().flatMap(o -> o.report().objects().stream())).forEach(o -> objects.putIfAbsent(o.path(), o));
        return objects;
    }

    /** {@return the path of the loader} */
    Optional<String> loader() {
        return report.objects().stream().findFirst().flatMap(o -> o.elf().interp());
    }
}
