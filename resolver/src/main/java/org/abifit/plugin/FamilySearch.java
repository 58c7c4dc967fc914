package org.abifit.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.abifit.elf.SymbolTable;
import org.abifit.loader.LoadedObject;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;

/** What one object opens by the rules of one family. */
final class FamilySearch {
    private final PlugIns.Context context;
    private final PluginFamily family;
    private final Opener opener;
    private final List<PlugIn> plugins = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    /** Folders meet behind links: a file is opened once. */
    private final Set<String> taken = new HashSet<>();

    FamilySearch(PlugIns.Context context, PluginFamily family, Opener opener) {
        this.context = context;
        this.family = family;
        this.opener = opener;
    }

    PlugIns.Findings run() {
        for (Place place : family.places()) {
            boolean counts = place.unlessNode().filter(opener.object().elf()::defines).isEmpty() && follow(place);
            if (counts && place.last()) {
                break;
            }
        }
        return new PlugIns.Findings(plugins, gaps);
    }

    /** {@return whether the place counts: its variable is set, its lists are there, or it led to a file} */
    private boolean follow(Place place) {
        Words words = new Words(opener);
        if (place.environment().isEmpty()) {
            return values(place, words, "");
        }
        String variable = place.environment().get();
        String setting = context.env().get(variable);
        if (setting == null) {
            return false;
        }
        List.of(setting.split(":")).stream().filter(v -> !v.isEmpty()).forEach(value -> values(place, words.with("value", value), variable));
        return true;
    }

    private boolean values(Place place, Words words, String variable) {
        if (!place.lists().isEmpty()) {
            return lists(place, words);
        }
        int before = plugins.size();
        if (place.names().isEmpty()) {
            open(place, words, variable);
        } else {
            place.names().stream().filter(name -> !isBuiltIn(place, words.with("name", name))).forEach(name -> open(place, words.with("name", name), variable));
        }
        return plugins.size() > before;
    }

    private boolean isBuiltIn(Place place, Words words) {
        return place.unlessSymbol().stream().flatMap(s -> words.expand(s).stream()).anyMatch(symbol -> context.objects().stream().anyMatch(o -> defines(o, symbol)));
    }

    private static boolean defines(LoadedObject object, String symbol) {
        SymbolTable one = SymbolTable.ofName(symbol);
        for (int i = object.elf().symbols().find(one, 0); i >= 0; i = object.elf().symbols().next(i, one, 0)) {
            if (!object.elf().symbols().undefined(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean lists(Place place, Words words) {
        boolean any = false;
        Set<String> read = new HashSet<>();
        for (String pattern : place.lists()) {
            for (String file : words.expand(pattern).stream().flatMap(p -> files(p).stream()).filter(f -> read.add(real(context.files(), f))).toList()) {
                any = true;
                TextList list = TextList.read(context.files(), file, place, context.json());
                list.unknown().ifPresent(why -> gap(file, why));
                Words inList = words.with("list", file.substring(0, file.lastIndexOf('/')));
                list.names().forEach(name -> open(place, inList.with("name", name), file));
            }
        }
        return any;
    }

    private List<String> files(String pattern) {
        PathPattern.Files found = context.files(pattern);
        found.unknown().forEach(u -> gap(u.path(), u.why()));
        return found.paths();
    }

    private void gap(String file, String why) {
        Gap gap = new Gap(family.name(), family.priority(), file, why);
        if (!gaps.contains(gap)) {
            gaps.add(gap);
        }
    }

    private void open(Place place, Words words, String from) {
        if (place.open().stream().anyMatch(PathPattern::isPattern)) {
            for (String pattern : place.open()) {
                words.expand(pattern).forEach(p -> files(p).forEach(path -> add(place, path, from.isEmpty() ? PathPattern.unquoted(p) : from)));
            }
        } else {
            List<String> candidates = place.open().stream().flatMap(o -> words.expand(o).stream()).map(PathPattern::unquoted).map(c -> absolute(c, from)).toList();
            candidates.stream().filter(this::isThere).findFirst().or(() -> candidates.stream().findFirst()).ifPresent(c -> add(place, c, from));
        }
    }

    /** A name that is an absolute path is not put behind a folder; one with a slash further on means the folder of its list. */
    private static String absolute(String candidate, String from) {
        int root = candidate.lastIndexOf("//");
        if (root >= 0) {
            return candidate.substring(root + 1);
        }
        return candidate.indexOf('/') > 0 && from.startsWith("/") ? from.substring(0, from.lastIndexOf('/') + 1) + candidate : candidate;
    }

    /** Where a name without a slash leads to is the loader's business. */
    private boolean isThere(String candidate) {
        return candidate.indexOf('/') < 0 || context.files().lookup(candidate) instanceof Lookup.Found(String real, RegularFile file);
    }

    private void add(Place place, String file, String from) {
        if (place.except().stream().noneMatch(p -> p.matches(Recognition.baseName(file))) && taken.add(real(context.files(), file))) {
            plugins.add(new PlugIn(file, opener.name(), family.name(), place.priority().orElse(family.priority()),
                    place.heuristic() ? PlugIn.Evidence.HEURISTIC : PlugIn.Evidence.FAMILY, from.isEmpty() ? file : from, family.anyOf() ? Optional.of(family.name()) : Optional.empty(),
                    place.probe(), family.now(), family.global()));
        }
    }

    private static String real(FileView files, String path) {
        return files.lookup(path) instanceof Lookup.Found(String real, Node node) && path.startsWith("/") ? real : path;
    }
}
