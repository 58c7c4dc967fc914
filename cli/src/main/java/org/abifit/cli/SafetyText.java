package org.abifit.cli;

import org.abifit.plan.Finding;

/** Every sentence about the safety of a plan. */
final class SafetyText {
    private SafetyText() {}

    /** {@return what a finding says} */
    static String of(Finding finding) {
        String path = Names.printable(finding.subject());
        String detail = Names.printable(finding.detail());
        return switch (finding.rule()) {
            case SOURCE_MISSING -> "%s is not on the host".formatted(path);
            case DIGEST_CHANGED -> "%s is not the file that the plan was made with".formatted(path);
            case SOURCE_UNKNOWN -> "%s cannot be looked at: %s".formatted(path, detail);
            case SOURCE_ROOT -> "%s is %s, which lies below no folder that libraries are taken from (--allow-root adds one)".formatted(path, detail);
            case PROTECTED_PATH -> "%s is %s, where secrets, users' files or the kernel's lie".formatted(path, detail);
            case SET_ID -> "%s has a set-user-id or set-group-id bit".formatted(detail);
            case WORLD_WRITABLE -> "anybody may write %s".formatted(detail);
            case WORLD_WRITABLE_PARENT -> "anybody may put another file in the place of %s: %s is writable for all".formatted(path, detail);
            case USER_OWNED -> "%s can be changed by a user: the owner of %s".formatted(path, detail);
            case DEVICE -> "%s is no file but a device, socket or pipe: %s".formatted(path, detail);
            case FOLDER -> "%s is a folder: whatever lies in it tomorrow is bound, too".formatted(path);
            case FOLDER_BOUND -> "%s is bound as a whole folder".formatted(path);
            case SHADOWS_SECURITY_LIBRARY -> "the image's %s is covered by the host's %s: security fixes of the image do not count".formatted(detail, path);
            case LONG_PRELOAD -> "LD_PRELOAD names %s libraries: each program that the application starts gets them, too".formatted(detail);
            case OWNERS_UNKNOWN -> "who owns files and folders is not told by a snapshot or a copy: 'abifit verify-plan' on the host itself looks at it";
        };
    }

    /** {@return a line for people} */
    static String line(Finding finding) {
        return "%s: %s [%s]".formatted(finding.rule().severity().word(), of(finding), finding.rule().id());
    }
}
