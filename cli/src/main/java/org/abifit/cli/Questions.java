package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.loader.Bind;

/** The parts of a question about one container, as they are typed. */
final class Questions {
    private Questions() {}

    /** {@return a path in a root, however it was typed} */
    static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    /** {@return binds of the form FROM:TO} */
    static List<Bind> binds(List<String> typed, Optional<String> host) {
        List<Bind> parsed = new ArrayList<>();
        for (String bind : typed) {
            int colon = bind.indexOf(':');
            if (colon <= 0 || colon == bind.length() - 1) {
                throw new UsageException("--bind takes FROM:TO, not " + bind);
            }
            parsed.add(new Bind(bind.substring(0, colon), bind.substring(colon + 1)));
        }
        if (!parsed.isEmpty() && host.isEmpty()) {
            throw new UsageException("--bind needs --host");
        }
        return parsed;
    }

    /** {@return variables of the form NAME=VALUE} */
    static Map<String, String> env(List<String> typed) {
        Map<String, String> parsed = new TreeMap<>();
        for (String pair : typed) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--env takes NAME=VALUE, not " + pair);
            }
            parsed.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parsed;
    }

    /** Refuses processor levels that there are not. */
    static void checkCpuLevel(String level) {
        if (level != null && !level.matches("x86-64-v[1-4]")) {
            throw new UsageException("--cpu-level takes x86-64-v1 to x86-64-v4, not " + level);
        }
    }
}
