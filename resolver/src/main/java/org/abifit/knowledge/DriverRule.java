package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;
import org.abifit.root.Glob;

/**
 * Whether the host's GPU driver is new enough for the container's toolkit, or for a driver library that the container brings to use a newer
 * toolkit on an older driver (nvidia-container-toolkit cmd/nvidia-cdi-hook/cudacompat).
 */
final class DriverRule {
    private DriverRule() {}

    static Answer answer(Rule rule, Library host, Library container) {
        Optional<Release> driver = Optional.of(host).filter(l -> isCalled(l, rule.texts("driver"))).flatMap(Library::number).filter(r -> r.numbers().size() > 1);
        if (driver.isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.NOT_OF_KIND, List.of(host.path(), "driver with its release in its name"));
        }
        if (isCalled(container, rule.texts("driver"))) {
            return forward(rule, driver.get(), host, container);
        }
        Optional<Release> toolkit = Optional.of(container).filter(l -> isCalled(l, rule.texts("toolkit"))).flatMap(Library::number);
        if (toolkit.isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.NOT_OF_KIND, List.of(container.path(), "toolkit"));
        }
        return needs(rule, toolkit.get()).map(needed -> driver.get().compareTo(needed) >= 0
                ? new Answer(Word.ACCEPT, rule.id(), Ground.DRIVER_NEW_ENOUGH, List.of(toolkit.get().toString(), needed.toString(), shown(host)))
                : new Answer(Word.REFUSE, rule.id(), Ground.DRIVER_TOO_OLD, List.of(toolkit.get().toString(), needed.toString(), shown(host))))
                .orElseGet(() -> new Answer(Word.WARN, rule.id(), Ground.DRIVER_UNKNOWN_TOOLKIT, List.of(toolkit.get().toString(), shown(host))));
    }

    /** {@return the release as its name has it, leading zeros and all} */
    private static String shown(Library library) {
        return library.realName().substring(library.realName().lastIndexOf(".so") + 3).replaceFirst("^\\.", "");
    }

    private static boolean isCalled(Library library, List<String> patterns) {
        return patterns.stream().map(Glob::of).anyMatch(p -> library.names().stream().anyMatch(p::matches));
    }

    /** {@return the oldest driver: the row of the toolkit's release, else of its major one} */
    private static Optional<Release> needs(Rule rule, Release toolkit) {
        return rule.texts("table").stream().map(row -> row.split(" ")).filter(words -> Release.of(words[0]).numbers().equals(toolkit.numbers().subList(0,
                Math.min(toolkit.numbers().size(), Release.of(words[0]).numbers().size())))).map(words -> Release.of(words[1])).findFirst();
    }

    private static Answer forward(Rule rule, Release driver, Library host, Library compatible) {
        String branch = String.valueOf(driver.number(0));
        Optional<Release> own = compatible.number();
        boolean newer = own.map(o -> o.compareTo(driver) > 0).orElse(false);
        if (!newer) {
            return new Answer(Word.REFUSE, rule.id(), Ground.FORWARD_NOT_NEEDED, List.of(shown(compatible), branch));
        }
        return compatible.forward().map(note -> note.branches().contains(driver.number(0)) ? new Answer(Word.ACCEPT, rule.id(), Ground.FORWARD_FITS, List.of(note.cuda(), branch))
                : new Answer(Word.REFUSE, rule.id(), Ground.FORWARD_OTHER_BRANCH, List.of(note.cuda(), branch)))
                .orElseGet(() -> new Answer(Word.WARN, rule.id(), Ground.FORWARD_WITHOUT_NOTE, List.of(shown(compatible), shown(host))));
    }
}
