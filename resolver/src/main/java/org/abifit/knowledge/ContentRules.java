package org.abifit.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;
import org.abifit.root.Glob;

/** Rules about version nodes and symbols; where there are no files, the numbers of the names tell something. */
final class ContentRules {
    private ContentRules() {}

    private static boolean haveFiles(Library host, Library container) {
        return host.file().isPresent() && container.file().isPresent();
    }

    private static Set<String> matching(Set<String> nodes, Rule rule) {
        List<Glob> globs = rule.texts("nodes").stream().map(Glob::of).toList();
        Set<String> all = new TreeSet<>(nodes);
        all.removeIf(n -> !Members.matches(globs, n));
        return all;
    }

    /** All nodes that the container's library defines must be the host's, too: programs bind to the newest. */
    static Answer nodes(Rule rule, Library host, Library container) {
        if (!haveFiles(host, container)) {
            return byNumbers(rule, host, container, Word.REFUSE);
        }
        Set<String> wanted = matching(container.defined(), rule);
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(host.defined());
        return missing.isEmpty() ? new Answer(Word.ACCEPT, rule.id(), Ground.NODES_THERE, List.of(String.join(", ", wanted)))
                : new Answer(Word.REFUSE, rule.id(), Ground.NODES_MISSING, List.of(String.join(", ", missing)));
    }

    /** Libraries that share private interfaces mention the same private node. */
    static Answer privateNodes(Rule rule, Library host, Library container) {
        if (!haveFiles(host, container)) {
            return sameNumbers(rule, host, container);
        }
        Set<String> ours = matching(host.mentioned(), rule);
        Set<String> theirs = matching(container.mentioned(), rule);
        for (Library library : List.of(host, container)) {
            if (matching(library.mentioned(), rule).isEmpty()) {
                return new Answer(Word.WARN, rule.id(), Ground.NO_NODE, List.of(library.path()));
            }
        }
        Set<String> both = new TreeSet<>(ours);
        both.retainAll(theirs);
        return both.isEmpty() ? new Answer(Word.REFUSE, rule.id(), Ground.OTHER_PRIVATE_NODE, List.of(String.join(", ", ours), String.join(", ", theirs)))
                : new Answer(Word.ACCEPT, rule.id(), Ground.SAME_PRIVATE_NODE, List.of(String.join(", ", both)));
    }

    /** The container's library must be of the kind that such a node tells. */
    static Answer hasNodes(Rule rule, Library container) {
        if (container.file().isEmpty()) {
            return new Answer(Word.WARN, rule.id(), Ground.NAME_ONLY, List.of(container.path()));
        }
        Set<String> nodes = matching(container.mentioned(), rule);
        return nodes.isEmpty() ? new Answer(Word.WARN, rule.id(), Ground.NO_NODE, List.of(container.path()))
                : new Answer(Word.ACCEPT, rule.id(), Ground.NODES_THERE, List.of(String.join(", ", nodes)));
    }

    /** All symbols of certain beginnings that the container's library defines should be the host's, too. */
    static Answer symbols(Rule rule, Library host, Library container) {
        Word missing = rule.text("missing").equals("refuse") ? Word.REFUSE : Word.WARN;
        if (!haveFiles(host, container)) {
            return byNumbers(rule, host, container, missing);
        }
        List<String> lacking = host.lacks(container, rule.texts("symbols"));
        return lacking.isEmpty() ? new Answer(Word.ACCEPT, rule.id(), Ground.SYMBOLS_THERE, List.of())
                : new Answer(missing, rule.id(), Ground.SYMBOLS_MISSING, List.of(String.valueOf(lacking.size()), MpiRules.examples(lacking)));
    }

    private static Answer byNumbers(Rule rule, Library host, Library container, Word older) {
        Optional<Release> ours = host.number();
        Optional<Release> theirs = container.number();
        boolean told = ours.isPresent() && theirs.isPresent() && ours.get().numbers().size() > 1 && theirs.get().numbers().size() > 1;
        if (!told || allZero(ours.get()) || allZero(theirs.get())) {
            return new Answer(Word.WARN, rule.id(), Ground.NAME_ONLY, List.of(host.file().isEmpty() ? host.path() : container.path()));
        }
        boolean fits = ours.get().number(0) == theirs.get().number(0) && ours.get().compareTo(theirs.get()) >= 0;
        return new Answer(fits ? Word.ACCEPT : older, rule.id(), fits ? Ground.NUMBERS_FIT : Ground.NUMBERS_OLDER, List.of(host.realName(), container.realName()));
    }

    /** Numbers that are never counted up tell nothing. */
    private static boolean allZero(Release release) {
        return release.numbers().stream().allMatch(n -> n == 0);
    }

    /** rdma-core puts its release behind the two numbers of each library's own interface. */
    private static Answer sameNumbers(Rule rule, Library host, Library container) {
        Optional<List<Integer>> ours = host.number().filter(n -> n.numbers().size() == 4).map(n -> n.numbers().subList(2, 4));
        Optional<List<Integer>> theirs = container.number().filter(n -> n.numbers().size() == 4).map(n -> n.numbers().subList(2, 4));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return new Answer(Word.WARN, rule.id(), Ground.NAME_ONLY, List.of(host.file().isEmpty() ? host.path() : container.path()));
        }
        boolean same = ours.equals(theirs);
        return new Answer(same ? Word.ACCEPT : Word.WARN, rule.id(), same ? Ground.NUMBERS_FIT : Ground.NUMBERS_DIFFER, List.of(host.realName(), container.realName()));
    }
}
