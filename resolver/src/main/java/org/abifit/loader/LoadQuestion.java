package org.abifit.loader;

import java.util.List;
import java.util.SortedMap;
import org.abifit.root.FileView;
import org.abifit.root.MachineFacts;

/**
 * What a loader is asked.
 *
 * @param files the file system as the process sees it, binds included
 * @param app the absolute path of the program, or of a shared object that a program without needs of its own would preload
 * @param env the environment, as far as loaders read it
 * @param machine processor level, page size, kernel
 * @param starter who starts it
 * @param opens what the program opens after its start, in order
 * @param traced whether the answer tells every step
 */
public record LoadQuestion(FileView files, String app, SortedMap<String, String> env, MachineFacts machine, Starter starter, List<Opening> opens, boolean traced) {

    /** Who starts a program: it matters for set-id programs only, which trust no one else's environment. */
    public enum Starter {
        /** A user that the program's set-id bits change nothing for: its owner, or anybody where such bits do not count, as in most containers. */
        OWNER,
        /** Somebody for whom they count. */
        OTHER
    }

    /** A plain start. */
    public LoadQuestion(FileView files, String app, SortedMap<String, String> env, MachineFacts machine) {
        this(files, app, env, machine, Starter.OWNER, List.of(), false);
    }

    /** {@return the same about another application} */
    LoadQuestion about(String other) {
        return new LoadQuestion(files, other, env, machine, starter, opens, traced);
    }

    /** {@return the same, started by somebody} */
    public LoadQuestion startedBy(Starter who) {
        return new LoadQuestion(files, app, env, machine, who, opens, traced);
    }

    /** {@return the same, with these openings after the start} */
    public LoadQuestion opening(List<Opening> openings) {
        return new LoadQuestion(files, app, env, machine, starter, List.copyOf(openings), traced);
    }

    /** {@return the same, telling every step} */
    public LoadQuestion withSteps() {
        return new LoadQuestion(files, app, env, machine, starter, opens, true);
    }
}
