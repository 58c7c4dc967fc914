package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.List;
import org.abifit.knowledge.Answer;

/** Why a rule answers as it does, in a sentence. */
final class AnswerText {
    private AnswerText() {}

    /** {@return the sentence of an answer} */
    static String because(Answer answer) {
        List<String> d = answer.details();
        return pattern(answer.ground()).formatted(d.stream().map(one -> toUnicode(one)).toArray());
    }

    private static String pattern(Answer.Ground ground) {
        return switch (ground) {
            case NOT_OF_KIND -> "%s is no library that this rule is about (%s)";
            case NAME_ONLY -> "of %s only the name is known, which does not tell";
            case NO_LIBRARY_NAME -> "%s: Sarus cannot read this name as that of a library and stops";
            case SARUS_HOST_UNNUMBERED -> "%s: the host's MPI library has no number in its name, so Sarus stops";
            case SARUS_CONTAINER_UNNUMBERED -> "%s: the container's MPI library has no number in its name, so Sarus stops";
            case SARUS_OTHER_LIBRARY -> "%s and %s are different libraries for Sarus, so it finds nothing to replace in the container and stops";
            case SARUS_OTHER_MAJOR -> "%s and %s differ in their first number";
            case SARUS_OTHER_MINOR -> "%s and %s differ in their second number";
            case SARUS_OLDER -> "%s is older than %s: Sarus goes on and says that functions may be missing (in its log only, as information)";
            case SARUS_DOWNGRADE -> "%s and %s agree in their first number; that the host's is older does not count";
            case SARUS_BESIDE -> "%s does not fit %s, so Sarus puts it beside the container's library and says so in its log";
            case SARUS_FITS -> "%s may replace %s by their numbers";
            case SAME_RELEASE -> "%s and %s are the same release";
            case NEWER_RELEASE -> "%s is newer than %s and keeps its promises";
            case OLDER_RELEASE -> "%s is older than %s: functions that came later are missing, whether or not a program calls them";
            case OLDER_RELEASE_LACKS -> "%s is older than %s and lacks %s of its functions (%s): it fits programs that call none of them";
            case OLDER_RELEASE_WHOLE -> "%s is older than %s, but lacks none of its functions";
            case SAME_MAJOR -> "%s and %s are of one major series";
            case OTHER_MAJOR -> "%s and %s are not promised to work with each other";
            case NO_PROMISE -> "no promise covers both %s and %s";
            case NO_PROMISE_SAME_SONAME -> "no promise covers both %s and %s, although they have the same soname";
            case UNKNOWN_RELEASE -> "the releases are not known well enough to compare them: %s and %s";
            case OTHER_ABI -> "%s and %s follow different ABIs, whatever their names";
            case ALL_INSIDE -> "%s, its launcher and its run-time environment are all of the container; the host's have no say";
            case KNOWN_BREAK -> "client %s and server %s are known not to understand each other: %s";
            case CROSS_VERSION -> "client %s and server %s are both of releases that are made to understand others";
            case NO_CROSS_VERSION -> "client %s and server %s are different releases, and not both made to understand others";
            case SAME_PRIVATE_NODE -> "both share the private interface %s";
            case OTHER_PRIVATE_NODE -> "their private interfaces differ: %s and %s";
            case NODES_THERE -> "all version nodes are there: %s";
            case NODES_MISSING -> "the host's library lacks version nodes of the container's: %s";
            case NO_NODE -> "%s mentions no version node that would tell";
            case SYMBOLS_THERE -> "the host's library has all functions of the container's";
            case SYMBOLS_MISSING -> "the host's library lacks %s of the container's functions: %s";
            case NUMBERS_FIT -> "by their names, %s may stand in for %s";
            case NUMBERS_OLDER -> "by their names, %s is older than %s";
            case NUMBERS_DIFFER -> "by their names, %s and %s are of different releases";
            case DRIVER_NEW_ENOUGH -> "CUDA %s needs a driver from %s on, and the host has %s";
            case DRIVER_TOO_OLD -> "CUDA %s needs a driver from %s on, but the host has %s";
            case DRIVER_UNKNOWN_TOOLKIT -> "which driver CUDA %s needs is not known; the host has %s";
            case BUILT_IN -> "MPI is part of %s itself: nothing asks for a library, so none can take its place";
            case LABEL_MET -> "the label's %s holds: driver %s is one of CUDA %s";
            case LABEL_REFUSES -> "the label's %s does not hold: driver %s is one of CUDA %s; runtimes that look at the label refuse, CDI does not look";
            case LABEL_UNDECIDED -> "whether the label's %s holds cannot be told from files: driver %s is one of CUDA %s";
            case FORWARD_FITS -> "the container's driver library brings CUDA %s to drivers of branch %s";
            case FORWARD_OTHER_BRANCH -> "the container's driver library (CUDA %s) is not made for drivers of branch %s";
            case FORWARD_NOT_NEEDED -> "the container's driver library (%s) is not newer than the host's driver of branch %s";
            case FORWARD_WITHOUT_NOTE -> "the container's driver library (%s) does not say whether it works on driver %s";
            case KERNEL_FITS -> "the library asks for kernel %s, the host has %s or newer";
            case KERNEL_TOO_OLD -> "the library asks for kernel %s, but the host has %s";
            case KERNEL_UNKNOWN -> "the library asks for kernel %s, and of the host only %s is sure";
            case CPU_FITS -> "the library asks for %s, the host has %s or more";
            case CPU_TOO_OLD -> "the library asks for %s, but the host has %s";
            case CPU_UNKNOWN -> "the library asks for %s, and of the host only %s is sure";
        };
    }
}
