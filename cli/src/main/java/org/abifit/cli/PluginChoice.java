package org.abifit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.abifit.loader.Loader;
import org.abifit.plugin.DlopenNotes;
import org.abifit.plugin.PlugInJudge;
import org.abifit.plugin.PluginFamily;

/** Which families of plug-ins count, and the option {@code --plugins-file}. */
final class PluginChoice implements Declared.Part {
    private List<Path> files = List.of();

    @Override
    public void declare(Declared into) {
        into.repeated("--plugins-file", "FILE", Arguments::path, v -> files = v, "More families of plug-ins ('abifit schema plugin-families'), after those of $XDG_CONFIG_HOME/abifit/plugins.d.");
    }

    /** {@return whether there are files to read besides the usual ones} */
    boolean isGiven() {
        return !files.isEmpty();
    }

    /** {@return all known families} */
    List<PluginFamily> all(Map<String, String> environment) throws CommandFailure {
        return PluginFamilies.of(environment, files);
    }

    /**
     * {@return what judges plug-ins}
     *
     * @param names the families that count; all where there is none
     */
    PlugInJudge judge(Map<String, String> environment, List<String> names, Loader loader) throws CommandFailure {
        List<PluginFamily> all = all(environment);
        List<String> known = new ArrayList<>(all.stream().map(PluginFamily::name).toList());
        known.add(DlopenNotes.FAMILY);
        names.stream().filter(n -> !known.contains(n)).findFirst().ifPresent(n -> {
            throw new UsageException("no family of plug-ins is called '%s'; there are %s".formatted(n, String.join(", ", known)));
        });
        List<PluginFamily> chosen = all.stream().filter(f -> names.isEmpty() || names.contains(f.name())).toList();
        return new PlugInJudge(loader, chosen, names.isEmpty() || names.contains(DlopenNotes.FAMILY), JsonTree::read);
    }
}
