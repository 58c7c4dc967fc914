package org.abifit.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.LoadedObject;

/**
 * What objects say in {@code .note.dlopen} that they open (UAPI group, ELF dlopen metadata): a JSON list of entries with
 * {@code soname} (alternatives, best first), {@code priority} (recommended, where it is not given), {@code feature} and
 * {@code description}.
 */
public final class DlopenNotes {
    /** The family of plug-ins that notes name. */
    public static final String FAMILY = "note";

    private DlopenNotes() {}

    static PlugIns.Findings find(List<LoadedObject> objects, JsonReader json) {
        List<PlugIn> plugins = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            String by = i == 0 ? "" : objects.get(i).path();
            for (String text : objects.get(i).elf().notes().dlopen()) {
                Optional<Object> note = json.read(text);
                if (note.isPresent() && note.get() instanceof List<?> entries) {
                    entries.forEach(entry -> entry(entry, by, plugins));
                } else {
                    gaps.add(new Gap(FAMILY, Priority.RECOMMENDED, objects.get(i).path(), "its .note.dlopen is no JSON list"));
                }
            }
        }
        return new PlugIns.Findings(plugins, gaps);
    }

    private static void entry(Object entry, String by, List<PlugIn> into) {
        if (entry instanceof Map<?, ?> map && map.get("soname") instanceof List<?> sonames) {
            List<String> names = sonames.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            Priority priority = text(map, "priority").flatMap(Priority::of).orElse(Priority.RECOMMENDED);
            String from = text(map, "feature").or(() -> text(map, "description")).orElse(".note.dlopen");
            Optional<String> group = names.size() > 1 ? Optional.of(by + ": " + String.join(" or ", names)) : Optional.empty();
            names.forEach(name -> into.add(new PlugIn(name, by, FAMILY, priority, PlugIn.Evidence.NOTE, from, group, false, true, false)));
        }
    }

    private static Optional<String> text(Map<?, ?> map, String field) {
        return map.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
