package org.abifit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.abifit.root.BytePaths;

/** What we need to know of a bug of ours, in a file for its report: the command line and where it went wrong, nothing else. */
final class CaseFile {
    private CaseFile() {}

    /** {@return the name of the file, or the case itself where no file can be written} */
    static String save(Throwable failure, List<String> arguments) {
        String text = text(failure, arguments);
        try {
            Path file = Files.createTempFile("abifit-case-", ".txt");
            Files.writeString(file, text);
            return file.toString();
        } catch (IOException e) {
            return text;
        }
    }

    private static String text(Throwable failure, List<String> arguments) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return """
                abifit %s, java %s, %s %s
                command line: abifit %s

                %s""".formatted(Version.text(), System.getProperty("java.runtime.version"), System.getProperty("os.name"), System.getProperty("os.arch"),
                arguments.stream().map(CaseFile::quoted).collect(Collectors.joining(" ")), trace);
    }

    private static String quoted(String argument) {
        String shown = BytePaths.toUnicode(argument);
        return shown.matches("[A-Za-z0-9_@%+=:,./-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'";
    }
}
