package org.abifit.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.abifit.loader.LoadedObject;
import org.abifit.root.FileView;

/** Finds what the objects of a load would open by {@code dlopen}. */
public final class PlugIns {

    private PlugIns() {}

    /**
     * What there is to look at.
     *
     * @param files the file system as the process sees it
     * @param objects the objects of a load, the program first; those of plug-ins that were opened before may follow
     * @param env the environment of the process
     * @param json reads notes, and text files in JSON
     * @param walked what patterns of paths led to so far, in these files
     */
    public record Context(FileView files, List<LoadedObject> objects, Map<String, String> env, JsonReader json, Map<String, PathPattern.Files> walked) {

        /** A first look at some files. */
        public Context(FileView files, List<LoadedObject> objects, Map<String, String> env, JsonReader json) {
            this(files, objects, env, json, new HashMap<>());
        }

        /** {@return the regular files that a pattern leads to} */
        PathPattern.Files files(String pattern) {
            return walked.computeIfAbsent(pattern, p -> PathPattern.files(files, p));
        }
    }

    /**
     * What was found.
     *
     * @param plugins in the order of the families, then of the objects that open them
     * @param gaps where there may be more
     */
    public record Findings(List<PlugIn> plugins, List<Gap> gaps) {}

    /**
     * {@return the plug-ins that a load's objects would open}
     *
     * @param families the known families, in the order in which they are to be reported
     * @param notes whether the objects' own notes count too
     */
    public static Findings find(Context context, List<PluginFamily> families, boolean notes) {
        Set<PlugIn> plugins = new LinkedHashSet<>();
        Set<Gap> gaps = new LinkedHashSet<>();
        List<Findings> all = new ArrayList<>();
        for (PluginFamily family : families) {
            family.recognition().openers(context.objects()).forEach(opener -> all.add(new FamilySearch(context, family, opener).run()));
        }
        if (notes) {
            all.add(DlopenNotes.find(context.objects(), context.json()));
        }
        all.forEach(found -> {
            plugins.addAll(found.plugins());
            gaps.addAll(found.gaps());
        });
        return new Findings(List.copyOf(plugins), List.copyOf(gaps));
    }
}
