package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.plugin.PluginFamily;
import org.abifit.root.BytePaths;

/**
 * The families of plug-ins that are known: those that come with the program, then those of the site's folder, then those of files
 * named on the command line. A later one of the same name replaces an earlier one, or adds its places to it.
 */
final class PluginFamilies {
    private final Map<String, PluginFamily> byName = new TreeMap<>();

    private PluginFamilies() {}

    /**
     * {@return all families, sorted by name}
     *
     * @param environment of the process; it tells where the site's folder is
     * @param more files to read besides
     */
    static List<PluginFamily> of(Map<String, String> environment, List<Path> more) throws CommandFailure {
        PluginFamilies families = shippedOnes();
        for (Path file : siteFiles(environment)) {
            families.add(file);
        }
        for (Path file : more) {
            families.add(file);
        }
        return List.copyOf(families.byName.values());
    }

    private static PluginFamilies shippedOnes() throws CommandFailure {
        PluginFamilies families = new PluginFamilies();
        try (InputStream in = PluginFamilies.class.getResourceAsStream("/plugins/families.json")) {
            families.add("the program's own families", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own families cannot be read", e);
        }
        return families;
    }

    private void add(Path file) throws CommandFailure {
        try {
            add(BytePaths.toUnicode(BytePaths.text(file)), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file, "no such file", "give a file of plug-in families");
        } catch (IOException e) {
            throw new CommandFailure(file, "cannot be read (%s)".formatted(e.getMessage()), "give a file of plug-in families, in UTF-8");
        }
    }

    private void add(String file, String text) throws CommandFailure {
        for (FamilyReader.Entry entry : FamilyReader.read(file, text)) {
            PluginFamily family = entry.family();
            PluginFamily there = byName.get(family.name());
            if (entry.extend() && there == null) {
                throw new CommandFailure(file, "no family is called '%s', so it cannot be extended".formatted(family.name()), "leave 'extend' out to add a new one");
            }
            byName.put(family.name(), entry.extend() ? there.extendedBy(family) : family);
        }
    }

    /** The files of the site's folder, sorted by name (XDG Base Directory Specification; a relative folder is to be ignored). */
    private static List<Path> siteFiles(Map<String, String> environment) throws CommandFailure {
        Optional<String> home = Optional.ofNullable(environment.get("HOME")).filter(h -> !h.isEmpty()).map(h -> h + "/.config");
        Optional<String> config = Optional.ofNullable(environment.get("XDG_CONFIG_HOME")).filter(c -> c.startsWith("/")).or(() -> home);
        List<Path> files = new ArrayList<>();
        if (config.isPresent() && Files.isDirectory(Arguments.path(config.get() + "/abifit/plugins.d"))) {
            Path folder = Arguments.path(config.get() + "/abifit/plugins.d");
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.json")) {
                all.forEach(files::add);
            } catch (IOException e) {
                throw new CommandFailure(folder, "cannot be read (%s)".formatted(e.getMessage()), "look at its permissions");
            }
        }
        files.sort(null);
        return files;
    }
}
