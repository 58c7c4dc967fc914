package org.abifit.plugin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.Content;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/**
 * The names that a text file holds.
 *
 * @param names in the file's order
 * @param unknown why they are not known, if they are not
 */
record TextList(List<String> names, Optional<String> unknown) {
    private static final TextList NONE = new TextList(List.of(), Optional.empty());

    static TextList read(FileView files, String path, Place place, JsonReader json) {
        if (!(files.lookup(path) instanceof Lookup.Found(String real, RegularFile file))) {
            return NONE;
        }
        return switch (file.content()) {
            case Content.Kept kept -> new TextList(names(new String(kept.bytes(), StandardCharsets.ISO_8859_1), place, json), Optional.empty());
            case Content.Plain p when file.size() == 0 -> NONE;
            case Content.Plain p -> unkept();
            case Content.Script s -> unkept();
            case Content.Unreadable u -> new TextList(List.of(), Optional.of(u.why()));
            case Content.Elf e -> NONE;
            case Content.Malformed m -> NONE;
        };
    }

    private static TextList unkept() {
        return new TextList(List.of(), Optional.of("its text is not in this snapshot; scan the root again, or judge the folder itself"));
    }

    private static List<String> names(String text, Place place, JsonReader json) {
        List<String> names = new ArrayList<>();
        if (place.field().isPresent()) {
            json.read(text).ifPresent(value -> field(value, List.of(place.field().get().split("/")), names));
        } else {
            text.lines().forEach(line -> place.lines().forEach(rule -> names.addAll(rule.names(line))));
        }
        return names;
    }

    private static void field(Object value, List<String> path, List<String> into) {
        switch (value) {
            case String text when path.isEmpty() -> into.add(text);
            case List<?> list -> list.forEach(element -> field(element, path, into));
            case Map<?, ?> map when !path.isEmpty() && map.get(path.getFirst()) != null -> field(map.get(path.getFirst()), path.subList(1, path.size()), into);
            default -> { }
        }
    }
}
