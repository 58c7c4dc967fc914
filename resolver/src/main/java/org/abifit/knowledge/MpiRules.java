package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;

/** Rules about the releases of two MPI libraries. */
final class MpiRules {
    private static final int EXAMPLES = 3;

    private final List<MpiTable> tables;
    private final Rule rule;

    MpiRules(List<MpiTable> tables, Rule rule) {
        this.tables = tables;
        this.rule = rule;
    }

    private Answer answer(Word word, Ground ground, String... details) {
        return new Answer(word, rule.id(), ground, List.of(details));
    }

    private Optional<MpiIdentity> identity(Library library) {
        return surely(library).or(() -> byOwnNames(library));
    }

    private Optional<MpiIdentity> surely(Library library) {
        Optional<MpiIdentity> found = library.file().isPresent() ? MpiIdentity.of(tables, library.file().get(), library.realName())
                : library.names().reversed().stream().flatMap(n -> MpiIdentity.ofName(tables, n).stream()).findFirst();
        return found.filter(i -> !i.builtIn());
    }

    /** A name that implementations of several ABIs use is read as one of the rule's. */
    private Optional<MpiIdentity> byOwnNames(Library library) {
        List<MpiTable> own = tables.stream().filter(t -> t.abi().equals(rule.text("abi"))).toList();
        return library.file().isPresent() ? Optional.empty() : library.names().reversed().stream().flatMap(n -> MpiIdentity.ofName(own, n).stream()).findFirst();
    }

    private Answer notOfKind(Library library) {
        if (library.file().flatMap(f -> MpiIdentity.of(tables, f, library.realName())).filter(MpiIdentity::builtIn).isPresent()) {
            return answer(Word.REFUSE, Ground.BUILT_IN, library.path());
        }
        return answer(Word.REFUSE, Ground.NOT_OF_KIND, library.path(), "MPI");
    }

    /** {@return the refusal of a pair that is not of the ABI family that the rule is about; empty where it is about none} */
    Optional<Answer> otherAbi(Library host, Library container) {
        if (rule.text("abi").isEmpty()) {
            return Optional.empty();
        }
        for (Library library : List.of(host, container)) {
            if (identity(library).isEmpty()) {
                return Optional.of(notOfKind(library));
            }
        }
        boolean ours = isOfAbi(host);
        boolean theirs = isOfAbi(container);
        if (ours && theirs) {
            return Optional.empty();
        }
        Library stranger = ours ? container : host;
        Library other = ours ? host : container;
        return Optional.of(surely(other).isPresent() && isOfAbi(other) ? answer(Word.REFUSE, Ground.OTHER_ABI, shown(identity(host).orElseThrow()), shown(identity(container).orElseThrow()))
                : answer(Word.REFUSE, Ground.NOT_OF_KIND, stranger.path(), "of the ABI of " + rule.text("abi")));
    }

    private boolean isOfAbi(Library library) {
        return identity(library).filter(i -> i.abi().equals(rule.text("abi"))).isPresent();
    }

    /** Whether programs built with the container's release are promised to work with the host's. */
    Answer promise(Library host, Library container) {
        return otherAbi(host, container).orElseGet(() -> promised(host, container, identity(host).orElseThrow(), identity(container).orElseThrow()));
    }

    private Answer promised(Library host, Library container, MpiIdentity ours, MpiIdentity theirs) {
        if (host.isBuildOf(container)) {
            return answer(Word.ACCEPT, Ground.SAME_RELEASE, shown(ours), shown(theirs));
        }
        if (ours.from().isEmpty() || theirs.from().isEmpty()) {
            return bySymbols(host, container, ours, theirs);
        }
        boolean promised = rule.texts("promise").stream().anyMatch(range -> within(ours, range) && within(theirs, range));
        if (rule.texts("promise").stream().noneMatch(range -> touches(ours, range) && touches(theirs, range))) {
            boolean sameSoname = host.number().map(n -> n.number(0)).equals(container.number().map(n -> n.number(0)));
            return answer(sameSoname ? Word.WARN : Word.REFUSE, sameSoname ? Ground.NO_PROMISE_SAME_SONAME : Ground.NO_PROMISE, shown(ours), shown(theirs));
        }
        if (!promised) {
            return bySymbols(host, container, ours, theirs);
        }
        if (isExactly(ours, theirs)) {
            return answer(Word.ACCEPT, Ground.SAME_RELEASE, shown(ours), shown(theirs));
        }
        if (ours.from().get().compareTo(theirs.before().orElseThrow()) >= 0) {
            return answer(Word.ACCEPT, Ground.NEWER_RELEASE, shown(ours), shown(theirs));
        }
        return ours.before().orElseThrow().compareTo(theirs.from().get()) <= 0 ? older(host, container, ours, theirs) : bySymbols(host, container, ours, theirs);
    }

    /** A row of one release is exact; equal rows of several are not. */
    private static boolean isExactly(MpiIdentity ours, MpiIdentity theirs) {
        return isOne(ours) && isOne(theirs) && ours.from().equals(theirs.from());
    }

    private static boolean isOne(MpiIdentity identity) {
        Release from = identity.from().orElseThrow();
        Release before = identity.before().orElseThrow();
        return from.number(0) == before.number(0) && from.number(1) == before.number(1) && from.number(2) + 1 == before.number(2);
    }

    private static boolean within(MpiIdentity identity, String range) {
        String[] bounds = range.split(" ");
        return identity.from().orElseThrow().compareTo(Release.of(bounds[0])) >= 0 && identity.before().orElseThrow().compareTo(Release.of(bounds[1])) <= 0;
    }

    /** {@return whether it may be of a release in the range} */
    private static boolean touches(MpiIdentity identity, String range) {
        String[] bounds = range.split(" ");
        return identity.from().orElseThrow().compareTo(Release.of(bounds[1])) < 0 && identity.before().orElseThrow().compareTo(Release.of(bounds[0])) > 0;
    }

    private Answer older(Library host, Library container, MpiIdentity ours, MpiIdentity theirs) {
        if (host.file().isEmpty() || container.file().isEmpty()) {
            return answer(Word.WARN, Ground.OLDER_RELEASE, shown(ours), shown(theirs));
        }
        List<String> lacking = host.lacks(container, rule.texts("symbols"));
        return lacking.isEmpty() ? answer(Word.ACCEPT, Ground.OLDER_RELEASE_WHOLE, shown(ours), shown(theirs))
                : answer(Word.WARN, Ground.OLDER_RELEASE_LACKS, shown(ours), shown(theirs), String.valueOf(lacking.size()), examples(lacking));
    }

    private Answer bySymbols(Library host, Library container, MpiIdentity ours, MpiIdentity theirs) {
        if (host.file().isEmpty() || container.file().isEmpty()) {
            return answer(Word.WARN, Ground.UNKNOWN_RELEASE, shown(ours), shown(theirs));
        }
        List<String> lacking = host.lacks(container, rule.texts("symbols"));
        return lacking.isEmpty() ? answer(Word.ACCEPT, Ground.SYMBOLS_THERE) : answer(Word.WARN, Ground.SYMBOLS_MISSING, String.valueOf(lacking.size()), examples(lacking));
    }

    /** Whether both are of one release, to a depth: 3 for all of it, 1 for its first number, 0 for whatever it is. */
    Answer sameRelease(Library host, Library container) {
        if (rule.text("accept-depth").equals("0")) {
            return identity(container).filter(i -> i.implementation().equals(rule.text("implementation"))).map(i -> answer(Word.ACCEPT, Ground.ALL_INSIDE, shown(i)))
                    .orElseGet(() -> notOfKind(container));
        }
        for (Library library : List.of(host, container)) {
            if (identity(library).filter(i -> i.implementation().equals(rule.text("implementation"))).isEmpty()) {
                return answer(Word.REFUSE, Ground.NOT_OF_KIND, library.path(), rule.text("implementation"));
            }
        }
        MpiIdentity ours = identity(host).orElseThrow();
        MpiIdentity theirs = identity(container).orElseThrow();
        return host.isBuildOf(container) ? answer(Word.ACCEPT, Ground.SAME_RELEASE, shown(ours), shown(theirs)) : depth(ours, theirs);
    }

    private Answer depth(MpiIdentity ours, MpiIdentity theirs) {
        if (ours.from().isEmpty() || theirs.from().isEmpty()) {
            return answer(Word.WARN, Ground.UNKNOWN_RELEASE, shown(ours), shown(theirs));
        }
        int accept = Integer.parseInt(rule.text("accept-depth"));
        int warn = rule.text("warn-depth").isEmpty() ? accept : Integer.parseInt(rule.text("warn-depth"));
        if (isExactly(ours, theirs) || agree(ours, theirs, accept)) {
            return answer(Word.ACCEPT, accept < 3 ? Ground.SAME_MAJOR : Ground.SAME_RELEASE, shown(ours), shown(theirs));
        }
        boolean overlap = ours.from().get().compareTo(theirs.before().orElseThrow()) < 0 && theirs.from().get().compareTo(ours.before().orElseThrow()) < 0;
        if (overlap) {
            return answer(Word.WARN, Ground.UNKNOWN_RELEASE, shown(ours), shown(theirs));
        }
        return agree(ours, theirs, warn) && warn < 3 ? answer(Word.WARN, Ground.SAME_MAJOR, shown(ours), shown(theirs))
                : answer(Word.REFUSE, Ground.OTHER_MAJOR, shown(ours), shown(theirs));
    }

    /** Only whole major series are told from ranges: their first number is the same throughout. */
    private static boolean agree(MpiIdentity ours, MpiIdentity theirs, int depth) {
        return depth == 1 && isOneMajor(ours) && isOneMajor(theirs) && ours.from().orElseThrow().number(0) == theirs.from().orElseThrow().number(0);
    }

    private static boolean isOneMajor(MpiIdentity identity) {
        Release next = new Release(List.of(identity.from().orElseThrow().number(0) + 1));
        return identity.before().orElseThrow().compareTo(next) <= 0;
    }

    static String examples(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size()))) + (names.size() > EXAMPLES ? ", ..." : "");
    }

    private static String shown(MpiIdentity identity) {
        return (identity.implementation() + " " + identity.release()).strip();
    }
}
