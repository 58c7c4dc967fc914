package org.abifit.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verneed;
import org.abifit.knowledge.Family;
import org.abifit.loader.LoadReport;
import org.abifit.loader.LoadedObject;
import org.abifit.loader.Loader;
import org.abifit.loader.Locator;
import org.abifit.loader.VersionGap;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * Who could provide what on one host: for each soname that any choice may load, the image's library and the host's.
 *
 * <p>It starts with what the applications load as shipped and what is wanted, and follows DT_NEEDED of both sides until nothing new
 * comes. The image's provider is the one the application really gets (its RPATH included), else the one its loader finds by itself;
 * the host's is the one the host's own loader finds.
 */
final class Universe {
    /** glibc's own files (its Makefiles' install lists); only these are opened to see whether they are of one build. */
    private static final Pattern LIBC_NAMES = Pattern.compile("lib(c|m|pthread|dl|rt|util|resolv|nsl|anl|mvec|thread_db|BrokenLocale|nss_(files|dns|compat|hesiod|db)"
            + "|c_malloc_debug|memusage|pcprofile|SegFault)\\.so(\\.[0-9.]+)?");

    private final Image image;
    private final Host host;
    private final Loader loader;
    private final FileView imageFiles;
    private final FileView hostFiles;
    private final Map<String, LoadReport> baselines = new LinkedHashMap<>();
    private final Map<String, ElfFile> apps = new LinkedHashMap<>();
    private final SortedMap<String, Slot> slots = new TreeMap<>();
    private final Map<String, Set<String>> targets = new HashMap<>();
    private final Map<String, Locator.Located> hostHints = new HashMap<>();
    private final List<HostAnswer.Missing> missing = new ArrayList<>();
    private final Map<String, String> unusable = new TreeMap<>();
    private final Map<String, List<LoadedObject>> closures = new HashMap<>();
    private final Known known;
    private final Map<Provider, List<Family>> families = new HashMap<>();
    private List<Slot> idle;
    private Locator imageLocator;
    private Locator hostLocator;

    /** A soname and its providers, at most one of which is loaded. */
    record Slot(String soname, Optional<Provider> image, Optional<Provider> host) {
        Optional<Provider> of(Side side) {
            return side == Side.IMAGE ? image : host;
        }

        List<Provider> providers() {
            List<Provider> both = new ArrayList<>();
            image.ifPresent(both::add);
            host.ifPresent(both::add);
            return both;
        }
    }

    private Universe(Image image, Host host, Known known, Loader loader) {
        this.known = known;
        this.image = image;
        this.host = host;
        this.loader = loader;
        this.imageFiles = new FileView(image.tree());
        this.hostFiles = new FileView(host.tree());
    }

    static Universe of(Image image, Host host, List<String> apps, Wants wants, Known known, Loader loader) {
        Universe universe = new Universe(image, host, known, loader);
        apps.forEach(universe::app);
        if (universe.missing.isEmpty()) {
            universe.fill(wants.sonames());
        }
        return universe;
    }

    private void app(String path) {
        LoadReport baseline = loader.asShipped(imageFiles, path, host.machine());
        baselines.put(path, baseline);
        baseline.missing().forEach(m -> missing.add(new HostAnswer.Missing(m.kind(), m.message())));
        if (baseline.objects().isEmpty()) {
            boolean isStatic = baseline.notes().stream().anyMatch(n -> n.kind().equals("static"));
            missing.add(isStatic ? new HostAnswer.Missing("static", path + " is statically linked: no library of the host can reach it")
                    : new HostAnswer.Missing("application", (isThere(path) ? path + " cannot be started in image " : "there is no " + path + " in image ") + image.name()));
            return;
        }
        apps.put(path, baseline.objects().getFirst().elf());
    }

    private boolean isThere(String path) {
        return imageFiles.lookup(path) instanceof Lookup.Found;
    }

    private void fill(List<String> wants) {
        ElfFile first = apps.values().iterator().next();
        imageLocator = loader.locator(imageFiles, first, host.machine());
        hostLocator = loader.locator(hostFiles, first, host.machine());
        Deque<String> todo = new ArrayDeque<>();
        baselines.values().forEach(b -> b.objects().stream().skip(1).forEach(o -> addImage(o, todo)));
        addLoader();
        apps.values().forEach(a -> todo.addAll(a.needed()));
        for (String want : wants) {
            locateWanted(want);
            todo.add(want);
        }
        while (!todo.isEmpty()) {
            follow(todo.pop(), todo);
        }
    }

    private void addImage(LoadedObject object, Deque<String> todo) {
        String soname = object.name();
        if (soname.indexOf('/') < 0) {
            targets.computeIfAbsent(soname, s -> new LinkedHashSet<>()).add(object.path());
            slots.putIfAbsent(soname, new Slot(soname, Optional.of(new Provider(Side.IMAGE, soname, object.path(), object.realPath(), object.elf())),
                    Optional.empty()));
            todo.add(soname);
            todo.addAll(object.elf().needed());
        }
    }

    /** The loader is a slot too: it is found by PT_INTERP, and moves with the C library. */
    private void addLoader() {
        String name = hostLocator.loaderPath().substring(hostLocator.loaderPath().lastIndexOf('/') + 1);
        targets.computeIfAbsent(name, s -> new LinkedHashSet<>()).add(imageLocator.loaderPath());
        slots.put(name, new Slot(name, imageLocator.loader().map(l -> Provider.of(Side.IMAGE, name, l)), hostLocator.loader().map(l -> Provider.of(Side.HOST, name, l))));
    }

    private void follow(String soname, Deque<String> todo) {
        if (soname.indexOf('/') >= 0 || soname.indexOf('$') >= 0) {
            return;
        }
        Slot old = slots.get(soname);
        if (old != null && old.host().isPresent()) {
            return;
        }
        Optional<Provider> ours = old != null && old.image().isPresent() ? old.image() : imageLocator.locate(soname).map(l -> Provider.of(Side.IMAGE, soname, l));
        Optional<Locator.Located> found = inBundle(soname).or(() -> Optional.ofNullable(hostHints.get(soname))).or(() -> hostLocator.locate(soname));
        Optional<Provider> theirs = found.map(l -> Provider.of(Side.HOST, soname, l));
        boolean fresh = old == null || theirs.isPresent();
        slots.put(soname, new Slot(soname, ours, theirs));
        if (fresh) {
            ours.ifPresent(p -> todo.addAll(p.elf().needed()));
            theirs.ifPresent(p -> followHost(p, todo));
        }
    }

    /** A host library with search paths of its own may have private neighbours, which only its own load shows. */
    private void followHost(Provider provider, Deque<String> todo) {
        boolean own = provider.elf().dynamic().map(d -> d.rpath().isPresent() || d.runpath().isPresent()).orElse(false);
        if (own || !hostLocator.locate(provider.soname()).map(Locator.Located::path).equals(Optional.of(provider.path()))) {
            loader.closureAsShipped(hostFiles, provider.path(), host.machine()).objects().forEach(o -> {
                if (o.name().indexOf('/') < 0) {
                    hostHints.putIfAbsent(o.name(), new Locator.Located(o.path(), o.realPath(), o.file(), o.elf()));
                }
            });
        }
        todo.addAll(provider.elf().needed());
    }

    /** A wanted library may lie where the host's loader does not look by itself, as site software does. */
    private void locateWanted(String soname) {
        if (!hostLocator.hasLoader()) {
            unusable.put(soname, "the host has no loader %s".formatted(hostLocator.loaderPath()));
        } else if (inBundle(soname).isEmpty() && hostLocator.locate(soname).isEmpty()) {
            Optional<Locator.Located> elsewhere = find(host.tree(), "", soname);
            elsewhere.ifPresent(l -> hostHints.put(soname, l));
            if (elsewhere.isEmpty()) {
                unusable.put(soname, "no such library for this machine anywhere on the host");
            }
        }
    }

    /** A bundle goes before what else the host has. */
    private Optional<Locator.Located> inBundle(String soname) {
        return host.bundle().flatMap(folder -> hostFiles.lookup(folder) instanceof Lookup.Found(String real, Directory d) ? find(d, real, soname) : Optional.empty());
    }

    private Optional<Locator.Located> find(Directory folder, String at, String name) {
        for (String entry : folder.names()) {
            Optional<Locator.Located> found = switch (folder.child(entry)) {
                case Directory below -> find(below, at + "/" + entry, name);
                case RegularFile f -> entry.equals(name) ? hostLocator.at(at + "/" + entry) : Optional.empty();
                case Symlink l -> entry.equals(name) ? hostLocator.at(at + "/" + entry) : Optional.empty();
                case Special s -> Optional.empty();
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    // ---- what others ask

    SortedMap<String, Slot> slots() {
        return slots;
    }

    Map<String, ElfFile> apps() {
        return apps;
    }

    LoadReport baseline(String app) {
        return baselines.get(app);
    }

    /** {@return the families that must not be split and that a library belongs to} */
    List<Family> families(Provider provider) {
        return families.computeIfAbsent(provider, p -> known.together().stream().filter(f -> f.holds(p.soname(), p.elf())).toList());
    }

    boolean isOf(Provider provider, Family family) {
        return families(provider).stream().anyMatch(f -> f.name().equals(family.name()));
    }

    /** {@return the strategies of which one is enough to bind a host's library; none for what only goes along with others} */
    List<Strategy> strategies(Slot slot) {
        Provider provider = slot.host().orElseThrow();
        if (host.isOfBundle(provider.path())) {
            return List.of(Strategy.BUNDLE);
        }
        if (slot.soname().equals(loaderName()) || provider.isLibcFamily()) {
            return List.of(Strategy.LIBC);
        }
        return families(provider).stream().flatMap(f -> Strategy.of(f.strategy()).stream()).distinct().sorted().toList();
    }

    /** {@return why a site's rules keep a host's file from being bound} */
    Optional<String> refusal(Provider provider, SourceRule sources) {
        return hostFiles.lookup(provider.realPath()) instanceof Lookup.Found(String real, RegularFile file) ? sources.refusal(real, file) : Optional.empty();
    }

    /** {@return what a library loads on its own host, itself first} */
    List<LoadedObject> onHost(Provider provider) {
        return closures.computeIfAbsent(provider.path(), path -> loader.closureAsShipped(hostFiles, path, host.machine()).objects());
    }

    Known known() {
        return known;
    }

    /** {@return why the question cannot be decided at all} */
    List<HostAnswer.Missing> missing() {
        return missing;
    }

    /** {@return wanted sonames that the host cannot give, and why} */
    Map<String, String> unusable() {
        return unusable;
    }

    FileView imageFiles() {
        return imageFiles;
    }

    FileView hostFiles() {
        return hostFiles;
    }

    Image image() {
        return image;
    }

    Host host() {
        return host;
    }

    /** {@return where a host's library goes; the loader is found by its own path, a bundle's libraries find each other by theirs} */
    List<String> targets(Slot slot, BindPlan.Mode mode) {
        boolean own = slot.soname().equals(loaderName()) || slot.host().filter(p -> host.isOfBundle(p.path())).isPresent();
        return mode == BindPlan.Mode.SIDE && !own ? List.of(PairSearch.SIDE_FOLDER + "/" + slot.soname()) : targets(slot);
    }

    /** {@return where a host's library goes: a bundle's stays at its own path; others over the files that the applications use, else over the image's, else beside them} */
    private List<String> targets(Slot slot) {
        if (slot.host().filter(p -> host.isOfBundle(p.path())).isPresent()) {
            return List.of(slot.host().get().path());
        }
        Set<String> used = targets.get(slot.soname());
        if (used != null) {
            return distinct(used);
        }
        return List.of(slot.image().map(Provider::path).orElseGet(() -> libraryFolder() + slot.soname()));
    }

    private List<String> distinct(Set<String> paths) {
        Map<String, String> byReal = new LinkedHashMap<>();
        for (String path : paths) {
            byReal.putIfAbsent(imageFiles.lookup(path) instanceof Lookup.Found(String real, Node n) ? real : path, path);
        }
        return List.copyOf(byReal.values());
    }

    private String libraryFolder() {
        for (String dir : imageLocator.defaultDirs()) {
            if (imageFiles.lookup(dir) instanceof Lookup.Found(String real, Directory d)) {
                return real + "/";
            }
        }
        return "/usr/lib/";
    }

    String loaderName() {
        return imageLocator.loaderPath().substring(imageLocator.loaderPath().lastIndexOf('/') + 1);
    }

    /**
     * {@return members of the C library that both sides have and no application loads; they move with it all the same: plug-ins may ask for
     * them. Since glibc 2.34 some are empty and share nothing private, which does not make those of an older image fit}
     */
    List<Slot> idleLibcMembers() {
        if (idle == null) {
            idle = List.copyOf(findIdle());
        }
        return idle;
    }

    private List<Slot> findIdle() {
        List<Slot> members = new ArrayList<>();
        for (String name : hostLocator.names()) {
            if (LIBC_NAMES.matcher(name).matches()) {
                Slot slot = slots.containsKey(name) ? slots.get(name) : idle(name);
                if (slot.host().isPresent() && slot.image().filter(Provider::isLibcFamily).isPresent()) {
                    members.add(slot);
                }
            }
        }
        return members;
    }

    private Slot idle(String name) {
        Optional<Provider> theirs = hostLocator.locate(name).filter(l -> l.elf().soname().orElse(name).equals(name)).map(l -> Provider.of(Side.HOST, name, l));
        return new Slot(name, theirs.isEmpty() ? Optional.empty() : imageLocator.locate(name).map(l -> Provider.of(Side.IMAGE, name, l)), theirs);
    }

    /** {@return the version nodes that a need asks of a provider and does not get} */
    VersionGap gap(Verneed need, Provider provider) {
        return loader.gap(need, provider.elf());
    }

    /** {@return the sonames of the host, for patterns} */
    static Set<String> hostNames(Host host, ElfFile app, Loader loader) {
        return loader.locator(new FileView(host.tree()), app, host.machine()).names();
    }

    /** {@return whether a file is an ELF program, for "all executables"} */
    static boolean isProgram(RegularFile file) {
        return file.executable() && file.content() instanceof Content.Elf elf && elf.ref().file().interp().isPresent();
    }
}
