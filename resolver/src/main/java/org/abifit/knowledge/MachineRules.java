package org.abifit.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.abifit.elf.Notes;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;

/**
 * What a library asks of the machine. For the host stands a library of it, which proves that the machine gives at least what that one
 * asks for, or a name: of a kernel ({@code vmlinuz-5.14.0-427.el9}) or of a level ({@code x86-64-v3}).
 */
final class MachineRules {
    private static final Pattern KERNEL = Pattern.compile("(?:vmlinuz-)?([0-9]+(?:\\.[0-9]+){1,2})(?:[^0-9.].*)?");
    private static final Pattern LEVEL = Pattern.compile("x86-64-v([1-4])");
    /** {@code GNU_PROPERTY_X86_ISA_1_*}: a bit a level. */
    private static final int LEVELS = 4;

    private MachineRules() {}

    static Answer kernel(Rule rule, Library host, Library container) {
        if (container.file().isEmpty()) {
            return new Answer(Word.WARN, rule.id(), Ground.NAME_ONLY, List.of(container.path()));
        }
        Optional<Release> asked = asked(container);
        Matcher name = KERNEL.matcher(host.names().getFirst());
        boolean exact = host.file().isEmpty() && name.matches();
        Optional<Release> there = exact ? Optional.of(Release.of(name.group(1))) : asked(host);
        List<String> details = List.of(asked.map(Release::toString).orElse("any"), there.map(Release::toString).orElse("unknown"));
        if (asked.isEmpty() || there.isPresent() && there.get().compareTo(asked.get()) >= 0) {
            return new Answer(Word.ACCEPT, rule.id(), Ground.KERNEL_FITS, details);
        }
        return new Answer(exact ? Word.REFUSE : Word.WARN, rule.id(), exact ? Ground.KERNEL_TOO_OLD : Ground.KERNEL_UNKNOWN, details);
    }

    private static Optional<Release> asked(Library library) {
        return library.file().flatMap(f -> f.notes().kernel()).flatMap(Release::parse);
    }

    static Answer cpuLevel(Rule rule, Library host, Library container) {
        if (container.file().isEmpty()) {
            return new Answer(Word.WARN, rule.id(), Ground.NAME_ONLY, List.of(container.path()));
        }
        int asked = level(container.file().get().notes());
        Matcher name = LEVEL.matcher(host.names().getFirst());
        boolean exact = host.file().isEmpty() && name.matches();
        int there = exact ? Integer.parseInt(name.group(1)) : host.file().map(f -> level(f.notes())).orElse(0);
        List<String> details = List.of(asked == 0 ? "any" : "x86-64-v" + asked, there == 0 ? "unknown" : "x86-64-v" + there);
        if (asked <= Math.max(1, there)) {
            return new Answer(Word.ACCEPT, rule.id(), Ground.CPU_FITS, details);
        }
        return new Answer(exact ? Word.REFUSE : Word.WARN, rule.id(), exact ? Ground.CPU_TOO_OLD : Ground.CPU_UNKNOWN, details);
    }

    /** {@return the highest level that a note asks for; 0 where it asks for none} */
    private static int level(Notes notes) {
        int level = LEVELS;
        while (level > 0 && (notes.isaNeeded() & 1 << level - 1) == 0) {
            level--;
        }
        return level;
    }
}
