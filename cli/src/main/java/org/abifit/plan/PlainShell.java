package org.abifit.plan;

/**
 * A script that needs no container runtime: in a mount namespace of its own (util-linux {@code unshare}) it binds the files into an image's folder and starts a
 * program there. Places that the image lacks are made in the folder, as empty files.
 */
final class PlainShell {
    static final String USAGE = """
            if [ $# -lt 2 ]; then
                echo "usage: sh $0 IMAGE-FOLDER PROGRAM [ARGUMENT...]" >&2
                exit 64
            fi
            """;
    static final String MAKE = """
            make() {
                [ -e "$2" ] && return
                if [ "$1" = folder ]; then
                    mkdir -p "$2"
                else
                    mkdir -p "${2%/*}"
                    : > "$2"
                fi
            }
            """;

    private PlainShell() {}

    static Emission of(NeutralPlan plan) throws PlanException {
        Texts.refuseLdconfig(plan, "this script");
        StringBuilder text = new StringBuilder("#!/bin/sh\n").append(Texts.comments(plan));
        text.append("# sh THIS IMAGE-FOLDER PROGRAM [ARGUMENT...]\nset -eu\n").append(USAGE);
        text.append("""
                if [ "${ABIFIT_NAMESPACE-}" != own ]; then
                    export ABIFIT_NAMESPACE=own
                    if [ "$(id -u)" = 0 ]; then
                        exec unshare --mount --propagation private -- sh "$0" "$@"
                    fi
                    exec unshare --user --map-root-user --mount --propagation private -- sh "$0" "$@"
                fi
                unset ABIFIT_NAMESPACE
                image=$(cd "$1" && pwd -P)
                shift
                """).append(MAKE);
        text.append("""
                put() {
                    make "$1" "$image$3"
                    mount --bind "$2" "$image$3"
                    mount -o remount,bind,ro,nosuid,nodev "$image$3"
                }
                for folder in proc dev sys; do
                    if [ -d "$image/$folder" ]; then
                        mount --rbind "/$folder" "$image/$folder"
                    fi
                done
                """);
        plan.binds().forEach(b -> text.append("put %s %s %s\n".formatted(b.folder() ? "folder" : "file", Texts.shell(b.from()), Texts.shell(b.at()))));
        text.append(plan.env().isEmpty() ? "exec chroot \"$image\"" : "exec chroot \"$image\" /usr/bin/env");
        plan.env().forEach((name, value) -> text.append(' ').append(Texts.shell(name + "=" + value)));
        text.append(" \"$@\"\n");
        return Emission.of(text.toString());
    }
}
