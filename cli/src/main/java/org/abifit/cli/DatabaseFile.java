package org.abifit.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.abifit.db.AbiStore;
import org.abifit.db.SnapshotFault;

/** The option {@code --db}, and where the database lies without it. */
final class DatabaseFile implements Declared.Part {
    private Path option;

    @Override
    public void declare(Declared into) {
        into.option("--db", "FILE", Arguments::path, v -> option = v,
                "The database. Default: $ABIFIT_DB, else $XDG_DATA_HOME/abifit/abi.db, else ~/.local/share/abifit/abi.db.");
    }

    /** {@return the file that holds the database} */
    Path file(Session session) throws CommandFailure {
        return file(Optional.ofNullable(option), session.environment());
    }

    /** {@return the database, to read} */
    AbiStore reading(Session session) throws CommandFailure, SnapshotFault {
        return AbiStore.openForReading(file(session));
    }

    /** {@return the database, to write; created if there is none} */
    AbiStore writing(Session session) throws CommandFailure, SnapshotFault {
        return AbiStore.openForWriting(file(session));
    }

    /**
     * {@return the file that holds the database}
     *
     * @param named what {@code --db} says
     * @param environment values are byte strings
     */
    static Path file(Optional<Path> named, Map<String, String> environment) throws CommandFailure {
        if (named.isPresent()) {
            return named.get();
        }
        Optional<String> own = value(environment, "ABIFIT_DB");
        return own.isPresent() ? Arguments.path(own.get()) : Arguments.path(dataHome(environment) + "/abifit/abi.db");
    }

    /** A relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification). */
    private static String dataHome(Map<String, String> environment) throws CommandFailure {
        Optional<String> data = value(environment, "XDG_DATA_HOME").filter(d -> d.startsWith("/"));
        if (data.isPresent()) {
            return data.get();
        }
        return value(environment, "HOME").map(home -> home + "/.local/share")
                .orElseThrow(() -> new CommandFailure("HOME", "is not set, so there is no place for a database", "name one with --db or ABIFIT_DB"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }
}
