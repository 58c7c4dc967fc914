package org.abifit.knowledge;

import java.util.Optional;
import java.util.List;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;
import org.abifit.root.Glob;

/** Whether a PMIx client in the container understands the PMIx server of the host. */
final class PmixRule {
    private PmixRule() {}

    /** A row of the rule's tables: releases from the first number on, before the second. */
    private record Range(Release from, Release before) {
        static Range of(String from, String before) {
            return new Range(Release.of(from), Release.of(before));
        }

        /** {@return whether all of the other is in this} */
        boolean holds(Range other) {
            return from.compareTo(other.from) <= 0 && other.before.compareTo(before) <= 0;
        }

        @Override
        public String toString() {
            return from.toString();
        }
    }

    static Answer answer(Rule rule, Library host, Library container) {
        Optional<Range> server = release(rule, host);
        Optional<Range> client = release(rule, container);
        if (server.isEmpty() || client.isEmpty()) {
            return new Answer(Word.WARN, rule.id(), Ground.UNKNOWN_RELEASE, List.of("PMIx %s".formatted(shown(server, host)), "PMIx %s".formatted(shown(client, container))));
        }
        List<String> pair = List.of("PMIx " + client.get(), "PMIx " + server.get());
        if (server.equals(client)) {
            return new Answer(Word.ACCEPT, rule.id(), Ground.SAME_RELEASE, pair);
        }
        for (String row : rule.texts("breaks")) {
            String[] words = row.split(" ", 5);
            if (Range.of(words[0], words[1]).holds(client.get()) && Range.of(words[2], words[3]).holds(server.get())) {
                return new Answer(Word.REFUSE, rule.id(), Ground.KNOWN_BREAK, List.of(pair.get(0), pair.get(1), words[4]));
            }
        }
        boolean designed = isCrossVersion(rule, server.get()) && isCrossVersion(rule, client.get());
        boolean sameMajor = server.get().from().number(0) == client.get().from().number(0);
        return !designed ? new Answer(Word.REFUSE, rule.id(), Ground.NO_CROSS_VERSION, pair)
                : new Answer(sameMajor ? Word.ACCEPT : Word.WARN, rule.id(), Ground.CROSS_VERSION, pair);
    }

    private static String shown(Optional<Range> release, Library library) {
        return release.map(Range::toString).orElse("as " + library.realName());
    }

    private static boolean isCrossVersion(Rule rule, Range release) {
        return rule.texts("cross-version").stream().map(row -> row.split(" ")).anyMatch(words -> Range.of(words[0], words[1]).holds(release));
    }

    private static Optional<Range> release(Rule rule, Library library) {
        return rule.texts("releases").stream().map(row -> row.split(" ")).filter(words -> Glob.of(words[0]).matches(library.realName()))
                .map(words -> Range.of(words[1], words[2])).findFirst();
    }
}
