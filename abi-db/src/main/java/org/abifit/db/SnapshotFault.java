package org.abifit.db;

import java.io.IOException;
import java.nio.file.Path;
import org.abifit.root.BytePaths;

/** Why a database or an exported snapshot cannot be used: which file, what is wrong with it, and what to do next. */
public final class SnapshotFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String problem;
    private final String next;

    SnapshotFault(String file, String problem, String next) {
        super(file + ": " + problem + "; " + next);
        this.file = file;
        this.problem = problem;
        this.next = next;
    }

    SnapshotFault(Path file, String problem, String next) {
        this(shown(file), problem, next);
    }

    SnapshotFault(Path file, String problem, String next, Throwable cause) {
        this(file, problem, next);
        initCause(cause);
    }

    /** {@return a path for people, also where its name is not UTF-8} */
    static String shown(Path file) {
        return BytePaths.toUnicode(BytePaths.text(file));
    }

    /** {@return the file at fault, for people; a stream has a name in words} */
    public String file() {
        return file;
    }

    /** {@return what is wrong} */
    public String problem() {
        return problem;
    }

    /** {@return what to do next} */
    public String next() {
        return next;
    }
}
