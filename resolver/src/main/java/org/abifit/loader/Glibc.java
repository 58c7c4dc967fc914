package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * glibc's start-up (elf/rtld.c, {@code dl_main}), phase by phase, and what the program opens later (elf/dl-open.c).
 *
 * <p>The real loader answers two ways: started, it stops at the first failure; tracing ({@code ldd -r}), it replaces a missing
 * library by an empty one and goes on to the end. Both go through the same objects in the same order, so one walk gives both: it
 * goes on like the tracing one, and notes the first line at which the other would have stopped.
 *
 * <ol>
 *   <li>preloads, which are left out with a warning when they cannot be had;
 *   <li>DT_NEEDED, breadth first; a name that a loaded object answers to is not searched again ({@link Closure});
 *   <li>the version check over all objects ({@link VersionCheck});
 *   <li>the processor level, dependencies first;
 *   <li>symbols, dependencies first, from 2.41 on the C library before all others ({@link Relocation}).
 * </ol>
 *
 * <p>dlopen goes through the same phases with the new objects only, on behalf of the object that calls it.
 */
final class Glibc {
    private final GlibcProcess process;
    private final ReportBuilder report = new ReportBuilder();

    private Glibc(GlibcProcess process) {
        this.process = process;
    }

    static LoadReport load(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, Loader.Caches caches, String cpuLevel, boolean isProgram,
            boolean closureOnly) {
        return new Glibc(new GlibcProcess(question, profile, rtld, main, caches, cpuLevel)).run(isProgram, closureOnly);
    }

    private LoadReport run(boolean isProgram, boolean closureOnly) {
        if (!closureOnly && process.acceptance.wantsNewerKernel(process.rtld.elf)) {
            return tooNew(isProgram);
        }
        Wording wording = Wording.ofStart(process.question.app());
        Closure closure = new Closure(process, report, wording, false);
        List<LinkMap> scope = process.global;
        process.truncated(process.main).ifPresent(report::missing);
        process.main.reserved = true;
        scope.add(process.main);
        closure.preloads(scope);
        if (closure.needed(scope)) {
            boolean goesOn = versions(scope, process.rtld.reserved || process.profile.atLeast(41), report, wording);
            describe();
            if (goesOn && !closureOnly) {
                Relocation relocation = new Relocation(process, report, wording, !process.bindsNow());
                relocation.processor(scope);
                relocation.symbols(scope, scope);
                relocation.earlyInit(scope);
                StartNotes.add(process, report, isProgram);
                opened();
            }
        }
        report.steps(process.steps);
        return report.build(isProgram);
    }

    /** Up to 2.35 a loader ends before it reads anything (DL_SYSDEP_OSCHECK); the kernel it was built for is the one in its own note. */
    private LoadReport tooNew(boolean isProgram) {
        String line = "FATAL: kernel too old";
        report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, process.rtld.name, line));
        report.lastLine(line);
        return report.build(isProgram);
    }

    /** {@return whether the load goes on; false when the check itself ended it}; up to 2.40 a start sees the loader among the objects only when one needs it */
    private boolean versions(List<LinkMap> maps, boolean withLoader, ReportBuilder into, Wording wording) {
        VersionCheck check = new VersionCheck(process.profile, into, wording, process::tell);
        List<LinkMap> visible = process.loaded.stream().filter(m -> m != process.rtld || withLoader).toList();
        for (LinkMap map : wording.program().isPresent() ? visible : maps) {
            if (!map.faked && !map.relocated && !check.check(map, visible)) {
                return false;
            }
        }
        return true;
    }

    /** A trace of an object without DT_NEEDED says no more than "statically linked". */
    private void describe() {
        boolean listed = !process.main.elf.needed().isEmpty();
        if (listed) {
            report.resolved(baseName(process.rtld.name), process.rtld.name);
        }
        describe(process.global, listed, report);
    }

    private void describe(List<LinkMap> maps, boolean listed, ReportBuilder into) {
        List<LoadedObject> objects = new ArrayList<>();
        for (LinkMap map : maps) {
            if (map.faked || map == process.rtld) {
                continue;
            }
            if (map != process.main && listed) {
                String key = map.libnames.getFirst();
                if (!key.equals(map.name)) {
                    into.resolved(key, map.name);
                } else if (map.name.indexOf('/') >= 0) {
                    into.resolved(baseName(map.name), map.name);
                }
            }
            objects.add(new LoadedObject(map.libnames.getFirst(), map.name, map.realPath, map.file, map.elf, map.loader == null ? "" : map.loader.name, map.route,
                    List.copyOf(map.needs)));
        }
        into.objects(objects);
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    // ---- dlopen

    private void opened() {
        if (process.question.opens().isEmpty() || report.failsLazily() || report.undecided()) {
            return;
        }
        process.loaded.forEach(m -> m.relocated = true);
        List<OpenedReport> all = new ArrayList<>();
        for (Opening opening : process.question.opens()) {
            process.tell(new Step.Opened(opening));
            all.add(new OpenedReport(opening, open(opening)));
        }
        report.opened(all);
    }

    private LoadReport open(Opening opening) {
        ReportBuilder into = new ReportBuilder();
        Optional<LinkMap> caller = caller(opening.by());
        if (caller.isEmpty()) {
            into.missing(new LoadRemark("caller", opening.by(), "%s, which would open %s, is not loaded".formatted(opening.by(), opening.file())));
            return into.buildOpening();
        }
        if (opening.file().isEmpty()) {
            return into.buildOpening();
        }
        List<LinkMap> before = List.copyOf(process.loaded);
        long reserve = process.staticTlsLeft;
        List<LinkMap> scope = new ArrayList<>();
        if (open(opening, caller.get(), scope, into)) {
            scope.forEach(m -> m.relocated = true);
            if (opening.global()) {
                scope.stream().filter(m -> !process.global.contains(m)).forEach(process.global::add);
            }
        } else {
            process.loaded.retainAll(before);
            process.staticTlsLeft = reserve;
        }
        return into.buildOpening();
    }

    private Optional<LinkMap> caller(String by) {
        return by.isEmpty() || by.equals(process.main.name) ? Optional.of(process.main) : process.loaded.stream().filter(m -> !m.faked && (m.isCalled(by) || m.elf.soname().equals(Optional.of(by)))).findFirst();
    }

    /** {@return whether the process has the object afterwards} */
    private boolean open(Opening opening, LinkMap caller, List<LinkMap> scope, ReportBuilder into) {
        Closure closure = new Closure(process, into, Wording.DLERROR, true);
        process.loaded.forEach(m -> m.reserved = m.done = false);
        Optional<LinkMap> found = closure.open(opening.file(), caller);
        if (found.isEmpty()) {
            return false;
        }
        found.get().reserved = true;
        scope.add(found.get());
        if (!closure.needed(scope)) {
            return false;
        }
        boolean goesOn = versions(scope, true, into, Wording.DLERROR);
        describe(scope.stream().filter(m -> !m.relocated).toList(), true, into);
        if (goesOn) {
            Relocation relocation = new Relocation(process, into, Wording.DLERROR, !opening.now() && !process.bindsNow());
            relocation.processor(scope);
            relocation.symbols(scope, Stream.concat(process.global.stream(), scope.stream()).distinct().toList());
            StartNotes.opened(process, scope, into);
        }
        return !into.failsLazily() && !into.undecided();
    }
}
