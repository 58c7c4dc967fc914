package org.abifit.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.abifit.db.SnapshotFault;
import org.abifit.root.BytePaths;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, as one line and an exit code. */
final class Failures {
    private Failures() {}

    /** {@return 64, after saying what is wrong with the arguments} */
    static int usage(ParameterException e, Out out) {
        String hint = e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "did you mean %s? ".formatted(String.join(" or ", unmatched.getSuggestions())) : "";
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        out.note("%s: %ssee '%s --help'".formatted(printable(e.getMessage()), hint, command));
        return Main.USAGE;
    }

    /** The option parser's own words are ASCII, what it quotes are byte strings. */
    private static String printable(String message) {
        String line = message.replace('\n', ' ');
        return line.chars().allMatch(c -> c < 0x100) ? BytePaths.toUnicode(line) : line;
    }

    /** {@return the exit code for a failure, after saying what failed} */
    static int report(Throwable failure, List<String> arguments, Out out) {
        if (failure instanceof Out.LostException lost) {
            return out.lost(lost);
        }
        out.note(sentence(failure).orElseGet(() -> bug(failure, arguments)));
        return Main.FAILURE;
    }

    private static String bug(Throwable failure, List<String> arguments) {
        return "internal error: %s: please report it, with %s".formatted(failure, CaseFile.save(failure, arguments));
    }

    /** {@return {@code FILE: what: what to do next}; empty when it should not have happened} */
    private static Optional<String> sentence(Throwable failure) {
        return switch (failure) {
            case CommandFailure f -> Optional.of(f.getMessage());
            case SnapshotFault f -> Optional.of(line(f.file(), f.problem(), f.next()));
            case UncheckedIOException f -> sentence(f.getCause());
            case NoSuchFileException f -> Optional.of(line(f.getFile(), "no such file or folder", "check the path"));
            case AccessDeniedException f -> Optional.of(line(f.getFile(), "permission denied", "ask for access, or run as a user who has it"));
            case FileSystemException f -> Optional.of(line(f.getFile(), f.getReason() == null ? "cannot be used" : f.getReason(), "check the path and the disk"));
            case FileNotFoundException f -> Optional.of(line("input or output", f.getMessage(), "check the path"));
            case IOException f -> Optional.of(line("input or output", String.valueOf(f.getMessage()), "check the disk and the network"));
            case OutOfMemoryError f -> Optional.of(line("memory", "there is not enough of it", "give java more, as in ABIFIT_JAVA_OPTS=-Xmx2g"));
            case null, default -> Optional.empty();
        };
    }

    private static String line(String file, String problem, String next) {
        return "%s: %s: %s".formatted(file, problem, next);
    }
}
