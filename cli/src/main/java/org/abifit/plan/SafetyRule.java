package org.abifit.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a plan must not do to the machine and the image that it is for, and what of it must be known. */
public enum SafetyRule {
    /** The host has no such file. */
    SOURCE_MISSING(Severity.ERROR),
    /** The file is not the one that the plan was made with. */
    DIGEST_CHANGED(Severity.ERROR),
    /** Whether the source is there, or is the same, is not known: it cannot be read. */
    SOURCE_UNKNOWN(Severity.UNKNOWN),
    /** The source lies, with links followed, below none of the folders that libraries are taken from. */
    SOURCE_ROOT(Severity.ERROR),
    /** The source lies where secrets, the kernel's or users' files lie. */
    PROTECTED_PATH(Severity.ERROR),
    /** A program with set-user-id or set-group-id bits. */
    SET_ID(Severity.ERROR),
    /** Anybody may write the source. */
    WORLD_WRITABLE(Severity.ERROR),
    /** Anybody may put another file in the source's place. */
    WORLD_WRITABLE_PARENT(Severity.ERROR),
    /** The source, or a folder on the way to it, belongs to a user, not to the system. */
    USER_OWNED(Severity.ERROR),
    /** A device, socket or pipe. */
    DEVICE(Severity.ERROR),
    /** A folder: what will lie in it is not known today. */
    FOLDER(Severity.ERROR),
    /** A whole folder that a rule of the plan asks for. */
    FOLDER_BOUND(Severity.WARNING),
    /** A library of the image that guards secrets or identities is covered by the host's. */
    SHADOWS_SECURITY_LIBRARY(Severity.WARNING),
    /** Many libraries are preloaded: each program that the application starts gets them, too. */
    LONG_PRELOAD(Severity.WARNING),
    /** Owners, and permissions of folders, are not in a snapshot. */
    OWNERS_UNKNOWN(Severity.NOTE);

    private final Severity severity;

    SafetyRule(Severity severity) {
        this.severity = severity;
    }

    /** How bad it is. */
    public enum Severity {
        ERROR, UNKNOWN, WARNING, NOTE;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return how bad it is} */
    public Severity severity() {
        return severity;
    }

    /** {@return the stable id} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return those that refuse a plan, unless somebody takes the risk} */
    public static List<SafetyRule> risks() {
        return Arrays.stream(values()).filter(r -> r.severity == Severity.ERROR && r != SOURCE_MISSING && r != DIGEST_CHANGED).toList();
    }

    /** {@return the risk of an id} */
    public static Optional<SafetyRule> risk(String id) {
        return risks().stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
