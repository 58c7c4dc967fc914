package org.abifit.loader;

import java.util.List;
import java.util.Optional;
import org.abifit.elf.LibcBuild;

/** What the loader does not say and people want to know of a process that starts. */
final class StartNotes {
    private StartNotes() {}

    static void add(GlibcProcess process, ReportBuilder report, boolean isProgram) {
        process.global.forEach(map -> executableStack(process, map, report));
        if (!isProgram) {
            process.global.forEach(map -> staticTls(process, map, report));
        }
        setId(process, report);
        unmodelled(process, report);
        process.global.forEach(map -> mixedLibc(process, map, report));
    }

    private static void unmodelled(GlibcProcess process, ReportBuilder report) {
        for (String name : List.of("GLIBC_TUNABLES", "LD_AUDIT")) {
            if (process.question.env().containsKey(name)) {
                report.note(new LoadRemark("unmodelled", process.main.name, "is started with %s, which is not modelled but for the order of initialisation".formatted(name)));
            }
        }
        process.main.elf.dynamic().filter(d -> d.audit().isPresent() || d.depAudit().isPresent())
                .ifPresent(d -> report.note(new LoadRemark("unmodelled", process.main.name, "asks for auditing objects (DT_AUDIT), which are not modelled")));
    }

    /** Symbols cannot prove that parts of two releases work together: some pairs bind completely and crash. */
    private static void mixedLibc(GlibcProcess process, LinkMap map, ReportBuilder report) {
        Optional<String> release = map.faked || map == process.rtld ? Optional.empty() : map.elf.libc().flatMap(LibcBuild::release);
        if (release.isPresent() && !release.get().equals("2." + process.profile.minor())) {
            report.note(new LoadRemark("mixed-libc", map.name, "is of glibc %s, the loader %s of 2.%d: such pairs may bind and crash all the same"
                    .formatted(release.get(), process.rtld.name, process.profile.minor())));
        }
    }

    static void opened(GlibcProcess process, List<LinkMap> scope, ReportBuilder report) {
        scope.stream().filter(m -> !m.relocated).forEach(map -> executableStack(process, map, report));
    }

    private static void executableStack(GlibcProcess process, LinkMap map, ReportBuilder report) {
        if (!map.faked && map != process.rtld && process.wantsExecutableStack(map)) {
            report.note(new LoadRemark("exec-stack", map.name, "asks for an executable stack: kernels and policies may refuse it, and from glibc 2.41 on dlopen does"));
        }
    }

    /** An object that is judged alone may be meant for dlopen. */
    private static void staticTls(GlibcProcess process, LinkMap map, ReportBuilder report) {
        if (!map.faked && map != process.rtld && GlibcProcess.fixesOwnTls(map)) {
            report.note(new LoadRemark("static-tls", map.name, "has %d bytes of thread-local variables at fixed offsets: opened late, they must fit into a reserve of %d"
                    .formatted(map.elf.tls().orElseThrow().memSize(), GlibcProcess.STATIC_TLS_RESERVE)));
        }
    }

    private static void setId(GlibcProcess process, ReportBuilder report) {
        boolean setId = process.main.isProgram && process.main.file.setId();
        boolean asked = process.question.env().containsKey("LD_LIBRARY_PATH") || process.question.env().containsKey("LD_PRELOAD");
        if (setId && asked) {
            report.note(new LoadRemark("set-id", process.main.name, process.secure
                    ? "a set-id program: LD_LIBRARY_PATH and most of LD_PRELOAD do not count"
                    : "a set-id program: started by another user than its owner, LD_LIBRARY_PATH and most of LD_PRELOAD would not count"));
        }
    }
}
