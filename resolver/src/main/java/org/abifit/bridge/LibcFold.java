package org.abifit.bridge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.abifit.resolver.Choices.Rule;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Reason;

/**
 * Which libraries can be one package with the C library: those that are bound exactly when it is, and of which it makes no difference
 * whether they count as loaded where nobody needs them. A member of which that is not certain keeps a package of its own, which depends
 * on the C library's. docs/bridge.md says why that keeps verdict and cost.
 */
final class LibcFold {
    private final List<PairView> pairs;
    private final Set<String> folded = new LinkedHashSet<>();

    private LibcFold(List<PairView> pairs) {
        this.pairs = pairs;
    }

    /**
     * {@return the sonames that are one package on a host}
     *
     * @param pairs the images that were decided on it
     */
    static Set<String> of(List<PairView> pairs) {
        LibcFold fold = new LibcFold(pairs);
        fold.candidates();
        while (fold.folded.removeIf(m -> !pairs.stream().allMatch(p -> fold.isFoldable(p, m)))) {
            // What one of them needs may just have gone.
        }
        boolean whole = pairs.stream().flatMap(p -> p.choices().libc().stream()).allMatch(fold.folded::contains);
        return whole ? fold.folded : Set.of();
    }

    private void candidates() {
        Set<String> all = new TreeSet<>();
        pairs.forEach(p -> p.choices().slots().forEach(s -> all.add(s.soname())));
        all.stream().filter(m -> pairs.stream().allMatch(p -> p.slot(m).map(s -> movesWithLibc(p, s)).orElse(true)) && hostFiles(m) < 2).forEach(folded::add);
    }

    /** One package has one file of a name. */
    private long hostFiles(String soname) {
        return pairs.stream().flatMap(p -> p.slot(soname).stream()).flatMap(s -> s.host().stream()).map(h -> h.provider().path()).distinct().count();
    }

    /** In SAT terms: (-host or host(libc)) and (-host(libc) or host). */
    private static boolean movesWithLibc(PairView pair, Slot slot) {
        Optional<Slot> libc = pair.choices().libc().flatMap(pair::slot);
        if (libc.isEmpty() || libc.get().soname().equals(slot.soname())) {
            return libc.isPresent();
        }
        return pair.says(Set.of(-slot.bound(), libc.get().bound())) && pair.says(Set.of(slot.bound(), -libc.get().bound()));
    }

    private boolean isFoldable(PairView pair, String soname) {
        Optional<Slot> slot = pair.slot(soname);
        if (slot.isEmpty() || pair.always().contains(soname)) {
            return true;
        }
        List<Integer> own = slot.get().providers().stream().map(p -> p.variable()).toList();
        return pair.choices().rules().stream().filter(r -> r.literals().stream().anyMatch(l -> own.contains(Math.abs(l)))).allMatch(r -> makesNoDifference(pair, soname, own, r));
    }

    private boolean makesNoDifference(PairView pair, String soname, List<Integer> own, Rule rule) {
        boolean asks = rule.literals().stream().anyMatch(l -> l < 0 && own.contains(-l));
        return switch (rule.kind()) {
            case SIDE, LOCKSTEP, COUNTED -> true;
            case NEED -> !asks || PairView.ways(rule).stream().flatMap(l -> pair.load(l).stream()).anyMatch(l -> folded.contains(l.slot().soname()));
            case SUPPORT -> rule.reason().isEmpty() && (asks || PairView.guards(rule).stream().flatMap(l -> pair.load(l).stream()).allMatch(l -> isIn(pair, l)));
            case VERSION -> isHarmless(pair, soname, own, rule);
            case LEARNT -> rule.reason().filter(r -> r instanceof Reason.MissingVersion).isPresent() && isHarmless(pair, soname, own, rule);
            case FAMILY, WANTED, EXCLUDED -> false;
        };
    }

    private boolean isIn(PairView pair, PairView.Variable.Load load) {
        return folded.contains(load.slot().soname()) || pair.always().contains(load.slot().soname());
    }

    /** A version that somebody asks of it who needs it anyway, or that both sides of the C library ask of each other. */
    private boolean isHarmless(PairView pair, String soname, List<Integer> own, Rule rule) {
        List<PairView.Variable.Load> others = rule.literals().stream().filter(l -> !own.contains(-l)).flatMap(l -> pair.load(l).stream()).toList();
        if (others.size() != 1 || rule.literals().size() != 2) {
            return false;
        }
        PairView.Variable.Load other = others.getFirst();
        if (folded.contains(other.slot().soname())) {
            return rule.literals().stream().flatMap(l -> pair.load(l).stream()).map(l -> l.provider().side()).distinct().count() == 2;
        }
        return other.provider().elf().needed().contains(soname);
    }
}
