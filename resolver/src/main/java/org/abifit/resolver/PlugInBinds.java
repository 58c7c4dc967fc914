package org.abifit.resolver;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.abifit.knowledge.Family;
import org.abifit.loader.Bind;
import org.abifit.loader.LoadedObject;
import org.abifit.plugin.PlugIn;
import org.abifit.plugin.PlugIns;
import org.abifit.resolver.BindPlan.Because;
import org.abifit.resolver.Universe.Slot;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/**
 * What goes along with a family whose libraries come from the host: the plug-ins that they open, at the places where they look, and
 * their data.
 *
 * <p>Some libraries look in a folder that was compiled in, so the host's path counts in the container, too; others look beside the file
 * that they were loaded from (UCX: ucs/sys/module.c). Where the two differ, plug-ins are put in both places. A folder goes as a whole
 * where the image's would otherwise still show plug-ins of its own, which the host's library would open, or where it is many files.
 */
final class PlugInBinds {
    /** More plug-ins than this go as one folder. */
    private static final int MOST_FILES = 16;
    private static final String ALL_BELOW = "/**";

    private final Universe universe;
    private final Family family;
    private final Map<Bind, Slot> cores = new LinkedHashMap<>();

    private PlugInBinds(Universe universe, Family family, Map<Bind, Slot> binds) {
        this.universe = universe;
        this.family = family;
        binds.forEach((bind, slot) -> {
            if (universe.isOf(slot.host().orElseThrow(), family)) {
                cores.put(bind, slot);
            }
        });
    }

    /** {@return binds that go along with a family, besides those of its libraries} */
    static Map<Bind, Because> of(Universe universe, Family family, Map<Bind, Slot> binds) {
        PlugInBinds along = new PlugInBinds(universe, family, binds);
        Map<Bind, Because> all = new LinkedHashMap<>();
        along.places().forEach((folder, files) -> along.folder(folder, files).forEach(bind -> all.put(bind, new Because.OpenedBy(family.name()))));
        if (!along.cores.isEmpty()) {
            along.data().forEach(bind -> all.put(bind, new Because.FamilyData(family.name())));
        }
        return all;
    }

    /** Folders in the container, each with the host's folder and the names of the plug-ins there. */
    private record Place(String hostFolder, Set<String> names) {}

    private SortedMap<String, Place> places() {
        SortedMap<String, Place> places = new TreeMap<>();
        for (String file : plugins()) {
            int slash = file.lastIndexOf('/');
            String folder = universe.hostFiles().lookup(file.substring(0, slash)) instanceof Lookup.Found(String real, Node n) ? real : file.substring(0, slash);
            for (String target : targets(folder)) {
                places.computeIfAbsent(target, t -> new Place(folder, new TreeSet<>())).names().add(file.substring(slash + 1));
            }
        }
        return places;
    }

    /** The files that the host's libraries of the family open on the host itself. */
    private List<String> plugins() {
        Map<String, LoadedObject> objects = new LinkedHashMap<>();
        cores.values().forEach(slot -> universe.onHost(slot.host().orElseThrow()).forEach(o -> objects.putIfAbsent(o.realPath(), o)));
        PlugIns.Context context = new PlugIns.Context(universe.hostFiles(), List.copyOf(objects.values()), Map.of(), universe.known().json());
        return PlugIns.find(context, universe.known().plugins(family), false).plugins().stream().map(PlugIn::file).filter(this::isLibrary).distinct().toList();
    }

    private boolean isLibrary(String path) {
        return path.startsWith("/") && universe.hostFiles().lookup(path) instanceof Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf;
    }

    /** The host's own path, and the same way from where the libraries go. */
    private Set<String> targets(String folder) {
        Set<String> targets = new LinkedHashSet<>(List.of(folder));
        cores.forEach((bind, slot) -> {
            String home = parent(slot.host().orElseThrow().realPath());
            String goes = parent(bind.to());
            boolean elsewhere = !(universe.imageFiles().lookup(goes) instanceof Lookup.Found(String real, Node n) && real.equals(home));
            if (elsewhere && !goes.equals(home) && folder.startsWith(home + "/")) {
                targets.add(goes + folder.substring(home.length()));
            }
        });
        return targets;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private List<Bind> folder(String target, Place place) {
        boolean whole = place.names().size() > MOST_FILES || showsForeign(target, place);
        if (whole && !holdsLibraries(target)) {
            return List.of(new Bind(place.hostFolder(), target));
        }
        return place.names().stream().map(name -> new Bind(place.hostFolder() + "/" + name, target + "/" + name)).toList();
    }

    /** {@return whether the image's folder has plug-ins that the host's lacks} */
    private boolean showsForeign(String target, Place place) {
        if (!(universe.imageFiles().lookup(target) instanceof Lookup.Found(String real, Directory ours))
                || !(universe.hostFiles().lookup(place.hostFolder()) instanceof Lookup.Found(String path, Directory theirs))) {
            return false;
        }
        return ours.names().stream().filter(n -> n.endsWith(".so")).anyMatch(n -> theirs.child(n) == null);
    }

    /** A folder in which libraries themselves lie is never covered as a whole. */
    private boolean holdsLibraries(String target) {
        return universe.slots().values().stream().flatMap(s -> s.image().stream()).anyMatch(p -> parent(p.realPath()).equals(target))
                || cores.keySet().stream().anyMatch(b -> parent(b.to()).equals(target));
    }

    /** Folders of data under /usr; what lies in /etc is the site's or the image's own choice. */
    private List<Bind> data() {
        return universe.known().data(family).stream().filter(p -> p.endsWith(ALL_BELOW) && p.startsWith("/usr/") && p.indexOf('*') == p.length() - 2)
                .map(p -> p.substring(0, p.length() - ALL_BELOW.length())).filter(this::isOnHost).map(p -> new Bind(p, p)).toList();
    }

    private boolean isOnHost(String folder) {
        return universe.hostFiles().lookup(folder) instanceof Lookup.Found(String real, Directory d) && real.equals(folder);
    }
}
