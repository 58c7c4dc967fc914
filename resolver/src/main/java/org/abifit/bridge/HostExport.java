package org.abifit.bridge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.elf.Machine;
import org.abifit.elf.Verdef;
import org.abifit.resolver.Choices.Slot;
import org.abifit.resolver.Provider;
import org.abifit.resolver.Side;

/** The packages of one host: its libraries and those of the images, the application, and what being served means. */
final class HostExport {
    static final String UNSERVED = "unserved";
    private static final int REFUSED = 2;
    private static final int UNDECIDED = 3;

    private final HostView host;
    private final String image;
    private final AbiNotes notes;
    private final List<String> wants;
    private final Map<PackageId, Stanza> drafts = new LinkedHashMap<>();
    private final Map<PackageId, SortedSet<Integer>> scopes = new LinkedHashMap<>();

    /**
     * @param image the package whose versions are the images
     * @param wants what must come from the host, as it was asked for
     */
    HostExport(HostView host, String image, AbiNotes notes, List<String> wants) {
        this.host = host;
        this.image = image;
        this.notes = notes;
        this.wants = wants;
    }

    /**
     * {@return the stanzas}
     *
     * @param undecided the images of which it is not known whether they serve the host
     * @param open whether it is told in the document who is served or might be
     */
    List<Stanza> stanzas(List<Integer> undecided, boolean open) {
        Conditions conditions = new Conditions(image, host.name());
        host.pairs().forEach(this::packages);
        scopes.forEach((id, scope) -> scope.forEach(k -> conditions.candidate(id, k)));
        host.pairs().forEach(p -> new NeedExport(host, p, conditions).write());
        VersionFeatures versions = new VersionFeatures(host, conditions);
        SymbolFeatures symbols = new SymbolFeatures(host, conditions);
        for (PairView pair : host.pairs()) {
            new RuleExport(host, pair, conditions, versions, symbols, notes).write();
            new CostExport(host, pair, conditions).write();
        }
        drafts.forEach((id, stanza) -> {
            versions.of(id).forEach(stanza::provides);
            symbols.of(id).forEach(stanza::provides);
        });
        List<Stanza> all = conditions.stanzas(this::withImages);
        all.stream().filter(s -> open && s.id().equals(host.served())).forEach(s -> s.provides(open()));
        all.addAll(unserved(undecided, open));
        return readable(all);
    }

    /** All versions of a name together, libraries first, helpers last. */
    private List<Stanza> readable(List<Stanza> all) {
        Map<String, Integer> first = new LinkedHashMap<>();
        all.forEach(s -> first.putIfAbsent(s.id().name(), first.size()));
        List<String> last = List.of(host.in("app"), host.served().name());
        return all.stream().sorted(Comparator.comparing((Stanza s) -> s.id().name().startsWith("rule/") ? last.size() : last.indexOf(s.id().name()))
                .thenComparing(s -> first.get(s.id().name())).thenComparing(s -> s.id().version())).toList();
    }

    // ---- packages

    private void packages(PairView pair) {
        pair.choices().libc().filter(host.folded()::contains).ifPresent(l -> libc(pair));
        for (Slot slot : pair.choices().slots()) {
            slot.providers().stream().map(l -> l.provider()).filter(p -> !host.folded().contains(p.soname())).forEach(p -> library(pair, p));
        }
        pair.choices().families().keySet().forEach(f -> put(host.family(f), pair).text(AbiProperty.FAMILY, CudfNames.line(List.of(f))));
        put(host.app(pair), pair).origin(AbiProperty.OF_IMAGE).alone().text(AbiProperty.IMAGE, imageName(pair)).text(AbiProperty.MODE, pair.choices().mode().word())
                .text(AbiProperty.APPS, CudfNames.line(List.copyOf(pair.choices().apps().keySet())));
        put(host.served(), pair).alone().depends(Vpkg.of(host.in("app"))).text(AbiProperty.WANTS, CudfNames.line(wants));
    }

    private Stanza put(PackageId id, PairView pair) {
        scopes.computeIfAbsent(id, i -> new TreeSet<>()).add(pair.image());
        return drafts.computeIfAbsent(id, Stanza::new).text(AbiProperty.HOST, CudfNames.line(List.of(notes.host())));
    }

    private String imageName(PairView pair) {
        return CudfNames.line(List.of(notes.image(pair.image())));
    }

    /** The C library is one package that fills all its slots: one build is never split. */
    private void libc(PairView pair) {
        for (Side side : Side.values()) {
            List<Provider> members = host.pairs().stream().filter(p -> side == Side.HOST || p == pair).flatMap(HostView::providers)
                    .filter(p -> p.side() == side && host.folded().contains(p.soname())).distinct().toList();
            Optional<Provider> first = members.stream().filter(p -> pair.choices().libc().filter(p.soname()::equals).isPresent()).findFirst()
                    .or(() -> members.stream().findFirst());
            if (first.isPresent()) {
                Stanza stanza = file(host.of(pair, first.get()), pair, members).alone();
                members.forEach(m -> stanza.provides(Vpkg.of(host.library(m.soname()), RelOp.EQ, host.version(pair, m))));
                facts(stanza, first.get());
            }
        }
    }

    private void library(PairView pair, Provider provider) {
        facts(file(host.of(pair, provider), pair, List.of(provider)).alone(), provider);
        PackageId idle = host.idle(provider.soname(), host.version(pair, provider));
        if (provider.side() == Side.HOST && host.isIdle(provider.soname())) {
            file(idle, pair, List.of(provider)).conflicts(Vpkg.of(host.library(provider.soname()))).conflicts(Vpkg.of(idle.name()));
        }
    }

    private Stanza file(PackageId id, PairView pair, List<Provider> members) {
        Side side = members.getFirst().side();
        Stanza stanza = put(id, pair).origin(side.word()).text(AbiProperty.SONAME, CudfNames.line(members.stream().map(Provider::soname).toList()))
                .text(AbiProperty.PATH, CudfNames.line(members.stream().map(Provider::path).toList()));
        return side == Side.IMAGE ? stanza.text(AbiProperty.IMAGE, imageName(pair)) : stanza;
    }

    private static void facts(Stanza stanza, Provider provider) {
        stanza.text(AbiProperty.NODES, CudfNames.line(provider.elf().verdefs().stream().filter(d -> !d.isBase()).map(Verdef::name).toList()))
                .text(AbiProperty.MACHINE, Machine.name(provider.elf().header().machine())).text(AbiProperty.BUILD_ID, provider.elf().notes().buildId().orElse(""));
    }

    /** What is not for every image says so. */
    private Stanza withImages(PackageId id) {
        Stanza stanza = drafts.get(id);
        SortedSet<Integer> scope = scopes.get(id);
        if (scope.size() < host.pairs().size() || id.version() < host.hostVersion() && scope.size() == 1 && !id.equals(host.served())) {
            stanza.depends(scope.stream().map(k -> Vpkg.of(image, RelOp.EQ, k)).toList());
        }
        return stanza;
    }

    // ---- not served

    private Vpkg open() {
        return Vpkg.of(host.in("open"), RelOp.EQ, 1);
    }

    private List<Stanza> unserved(List<Integer> undecided, boolean open) {
        String name = host.served().name();
        String called = CudfNames.line(List.of(notes.host()));
        Stanza refused = new Stanza(new PackageId(name, REFUSED)).alone().text(AbiProperty.HOST, called).number(UNSERVED, 1);
        if (undecided.isEmpty()) {
            return List.of(refused);
        }
        Stanza unknown = new Stanza(new PackageId(name, UNDECIDED)).alone().text(AbiProperty.HOST, called).number(UNSERVED, 1)
                .depends(undecided.stream().map(k -> Vpkg.of(image, RelOp.EQ, k)).toList());
        return List.of(refused, open ? unknown.provides(open()) : unknown);
    }
}
