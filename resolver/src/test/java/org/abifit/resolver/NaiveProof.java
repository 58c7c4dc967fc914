package org.abifit.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.ElfFile;
import org.abifit.root.Content;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;
import org.abifit.world.World;

/** Checks reasons by what they say, one choice of host libraries after the other, without a solver. */
final class NaiveProof {
    /** It can be bound, too, and changes nothing here: both sides have the same. */
    private static final String LOADER = "ld-linux-x86-64.so.2";

    private final Map<String, ElfFile> image = new LinkedHashMap<>();
    private final Map<String, ElfFile> host = new LinkedHashMap<>();
    private final ElfFile app;

    /** Libraries {@code lib0.so.1}, {@code lib1.so.1} and so on in one folder of both. */
    NaiveProof(World image, World host, String folder, int libraries) {
        for (int i = 0; i < libraries; i++) {
            String name = "lib%d.so.1".formatted(i);
            elf(image, folder + name).ifPresent(e -> this.image.put(name, e));
            elf(host, folder + name).ifPresent(e -> this.host.put(name, e));
        }
        this.app = elf(image, World.APP).orElseThrow();
    }

    private static Optional<ElfFile> elf(World world, String path) {
        return world.files().lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf elf ? Optional.of(elf.ref().file()) : Optional.empty();
    }

    /** {@return whether these reasons leave no choice} */
    boolean refutesAll(List<Reason> reasons) {
        List<String> names = new ArrayList<>(host.keySet());
        names.add(LOADER);
        for (int set = 0; set < 1 << names.size(); set++) {
            Set<String> bound = new HashSet<>();
            for (int i = 0; i < names.size(); i++) {
                if ((set >> i & 1) == 1) {
                    bound.add(names.get(i));
                }
            }
            if (!refutes(reasons, bound)) {
                return false;
            }
        }
        return true;
    }

    /** What nobody needs could still be loaded unless a reason says that it is not; a family that no reason speaks of comes from either side. */
    private boolean refutes(List<Reason> reasons, Set<String> bound) {
        List<Set<String>> extras = new ArrayList<>();
        extras.add(Set.of());
        boolean said = reasons.stream().anyMatch(r -> r instanceof Reason.NotNeeded);
        if (!said) {
            reasons.stream().filter(r -> r instanceof Reason.Wanted w && host.containsKey(w.soname())).forEach(r -> extras.add(Set.of(((Reason.Wanted) r).soname())));
        }
        return extras.stream().allMatch(extra -> {
            Map<String, Side> loaded = loaded(bound, extra);
            return isOpen(loaded) || violated(reasons, bound, loaded, true) && violated(reasons, bound, loaded, false);
        });
    }

    private Map<String, Side> loaded(Set<String> bound, Set<String> extra) {
        Map<String, Side> loaded = new LinkedHashMap<>();
        Deque<String> todo = new ArrayDeque<>(app.needed());
        todo.addAll(extra);
        while (!todo.isEmpty()) {
            String name = todo.pop();
            ElfFile file = bound.contains(name) ? host.get(name) : image.get(name);
            if (file != null && loaded.putIfAbsent(name, bound.contains(name) ? Side.HOST : Side.IMAGE) == null) {
                todo.addAll(file.needed());
            }
        }
        return loaded;
    }

    /** What somebody needs, the image lacks and the host has must be bound: that is the question's form, and no reason. */
    private boolean isOpen(Map<String, Side> loaded) {
        Set<String> needed = new HashSet<>(app.needed());
        loaded.forEach((name, side) -> needed.addAll((side == Side.HOST ? host : image).get(name).needed()));
        return needed.stream().anyMatch(n -> !loaded.containsKey(n) && host.containsKey(n));
    }

    private static boolean violated(List<Reason> reasons, Set<String> bound, Map<String, Side> loaded, boolean whole) {
        return reasons.stream().anyMatch(r -> switch (r) {
            case Reason.Wanted w -> w.soname().startsWith("family:") ? !whole : loaded.get(w.soname()) != Side.HOST;
            case Reason.HostLacks l -> true;
            case Reason.MissingLibrary m -> isLoaded(m.by(), loaded);
            case Reason.MissingVersion v -> isLoaded(v.by(), loaded) && loaded.get(v.soname()) == v.provider();
            case Reason.MissingSymbol s -> isLoaded(s.by(), loaded) && s.definedBy().stream().noneMatch(d -> isLoaded(d, loaded));
            case Reason.NotNeeded n -> n.soname().startsWith("family:") && n.askers().stream().noneMatch(a -> a.startsWith("host:") && isLoaded(a, loaded));
            case Reason.LoaderRefuses l -> bound.equals(new HashSet<>(l.bound()));
            case Reason.RunsRefuses l -> bound.equals(new HashSet<>(l.bound()));
            case Reason.FamilySplit f -> loaded.get(f.soname()) == f.side() && whole != (f.side() == Side.HOST);
            case Reason.LibcFamily f -> false;
            case Reason.KeepLibc k -> false;
            case Reason.MpiInside m -> false;
            case Reason.MpiFamily m -> false;
            case Reason.StrategyForbids f -> bound.contains(f.soname());
            case Reason.UnsafeSource u -> bound.contains(u.soname());
            case Reason.CopySize c -> loaded.get(c.soname()) == Side.HOST;
        });
    }

    private static boolean isLoaded(Reason.Asker asker, Map<String, Side> loaded) {
        return asker.side().isEmpty() || loaded.get(asker.name()) == asker.side().get();
    }

    private static boolean isLoaded(String definer, Map<String, Side> loaded) {
        int colon = definer.indexOf(':');
        Side side = loaded.get(definer.substring(colon + 1));
        return side != null && side.word().equals(definer.substring(0, colon));
    }
}
