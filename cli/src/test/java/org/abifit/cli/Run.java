package org.abifit.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.abifit.root.BytePaths;

/**
 * What a command came to.
 *
 * @param code its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record Run(int code, String out, String err) {

    /** {@return what a command line comes to, in an empty environment} */
    static Run of(Object... arguments) {
        return in(Map.of(), arguments);
    }

    /** {@return what a command line comes to in an environment} */
    static Run in(Map<String, String> environment, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> bytes = List.of(arguments).stream().map(Run::bytes).toList();
        int code = Main.run(bytes, new Session(new Out(out, err, Out.Terminal.NONE), environment, Shutdown.never()));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String bytes(Object argument) {
        return argument instanceof Path path ? BytePaths.text(path) : BytePaths.fromUnicode(argument.toString());
    }

    /** {@return the output, with what is not the same everywhere replaced by words} */
    String plain(Path folder) {
        return out.replace(folder.toString(), "DIR").replaceAll("[0-9a-f]{64}", "FINGERPRINT").replaceAll("\\b[0-9a-f]{12}\\b", "FINGER");
    }
}
