package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile.GnuStack;
import org.abifit.elf.Machine;

/** A process under glibc's loader: what is mapped so far, and who sees whose symbols. Mutable, and seen only by the phases of one load. */
final class GlibcProcess {
    /** Bytes that a default start keeps free for thread-local variables at fixed offsets (glibc elf/dl-tls.c, {@code TLS_STATIC_SURPLUS}). */
    static final int STATIC_TLS_RESERVE = 1664;

    final LoadQuestion question;
    final LoaderProfile profile;
    final LinkMap rtld;
    final LinkMap main;
    final String cpuLevel;
    final boolean secure;
    final Acceptance acceptance;
    final LibrarySearch search;
    final Binder binder;
    /** {@code _ns_loaded}: all objects in the order of mapping; the loader itself stands second. */
    final List<LinkMap> loaded = new ArrayList<>();
    /** The main search list, with what was opened for everybody. */
    final List<LinkMap> global = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    long staticTlsLeft = STATIC_TLS_RESERVE;
    private final Consumer<Step> listener;

    GlibcProcess(LoadQuestion question, LoaderProfile profile, LinkMap rtld, LinkMap main, Loader.Caches caches, String cpuLevel) {
        this.question = question;
        this.profile = profile;
        this.rtld = rtld;
        this.main = main;
        this.cpuLevel = cpuLevel;
        this.secure = isSecure();
        this.listener = question.traced() ? steps::add : step -> { };
        this.acceptance = new Acceptance(question.files(), profile, question.machine());
        this.search = new LibrarySearch(question.files(), profile, acceptance, caches.cacheIndex(), secure, listener);
        this.binder = caches.binder();
        loaded.add(main);
        loaded.add(rtld);
        search.start(main, question.env().get("LD_LIBRARY_PATH"));
    }

    /** AT_SECURE: the kernel changed the process's user or group at its start. */
    private boolean isSecure() {
        return main.isProgram && question.starter() == LoadQuestion.Starter.OTHER && main.file.setId();
    }

    /** Tells a step to whoever listens. */
    void tell(Step step) {
        listener.accept(step);
    }

    /** An empty variable is none (elf/rtld.c, {@code process_envvars}). */
    boolean bindsNow() {
        return !question.env().getOrDefault("LD_BIND_NOW", "").isEmpty();
    }

    /** {@return whether dependencies are ordered depth first}: from 2.35 on, unless the tunable asks for the algorithm of before (elf/dl-sort-maps.c) */
    boolean sortsDepthFirst() {
        return profile.atLeast(35) && !List.of(question.env().getOrDefault("GLIBC_TUNABLES", "").split(":")).contains("glibc.rtld.dynamic_sort=1");
    }

    /** A segment that reaches beyond the end of the file can be mapped; who touches what is not there is killed. */
    Optional<LoadRemark> truncated(LinkMap map) {
        long page = question.machine().pageSize().orElse(4096);
        long mapped = (map.elf.size() + page - 1) / page * page;
        boolean beyond = map.elf.loads().stream().anyMatch(l -> l.fileSize() > 0 && l.offset() + l.fileSize() > mapped);
        return beyond ? Optional.of(new LoadRemark("truncated", map.name, "%s is shorter than its segments: a process that touches the missing part is killed (SIGBUS)"
                .formatted(map.name))) : Optional.empty();
    }

    /** {@return what an object's references are bound to; with LD_DYNAMIC_WEAK, which set-id programs ignore, weak definitions come last} */
    List<Binder.Bound> bindings(LinkMap of, List<LinkMap> scope, IntPredicate which) {
        return binder.bindings(of, scope, !secure && question.env().containsKey("LD_DYNAMIC_WEAK"), which);
    }

    /** {@return whether an object asks for a stack that may be executed; on most machines one that says nothing does} */
    boolean wantsExecutableStack(LinkMap map) {
        boolean silentMeansYes = switch (profile.machine()) {
            case Machine.AARCH64, Machine.RISCV, Machine.LOONGARCH -> false;
            default -> true;
        };
        return map.elf.stack() == GnuStack.EXECUTABLE || map.elf.stack() == GnuStack.ABSENT && silentMeansYes;
    }

    /** {@return whether the process has an executable stack, because an object that was there at start asked for it} */
    boolean hasExecutableStack() {
        return global.stream().anyMatch(m -> !m.faked && m != rtld && wantsExecutableStack(m));
    }

    /** {@return whether an object wants a block of thread-local variables, its own or another's, at a fixed offset} */
    static boolean usesStaticTls(LinkMap map) {
        return map.elf.dynamic().map(d -> (d.flags() & Dynamic.DF_STATIC_TLS) != 0 || d.relocations().fixedTls()).orElse(false);
    }

    /** {@return whether an object wants its own block there} */
    static boolean fixesOwnTls(LinkMap map) {
        return map.elf.tls().isPresent() && map.elf.dynamic().map(d -> d.relocations().fixedTls()).orElse(false);
    }
}
