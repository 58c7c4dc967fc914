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
import org.abifit.knowledge.Knowledge;
import org.abifit.loader.Loader;
import org.abifit.plugin.PluginFamily;
import org.abifit.root.BytePaths;
import org.abifit.runs.RunRules;
import org.abifit.runs.RunsJudge;

/**
 * What is known, and the option {@code --knowledge}: the files that come with the program, then those of the site's folder, then those
 * named on the command line. A later entry of the same name replaces an earlier one, or adds to it.
 */
final class KnowledgeChoice implements Declared.Part {
    /** The files that come with the program. */
    static final List<String> SHIPPED = List.of("families.toml", "mpi.toml", "rules.toml", "runs.toml");

    private List<Path> files = List.of();

    @Override
    public void declare(Declared into) {
        into.repeated("--knowledge", "FILE", Arguments::path, v -> files = v, "More knowledge ('abifit schema knowledge'), after that of $XDG_CONFIG_HOME/abifit/knowledge.d.");
    }

    /** {@return all that is known} */
    Knowledge all(Map<String, String> environment) throws CommandFailure {
        return of(environment, files);
    }

    /** {@return what says whether programs run, by all rules that are known} */
    RunsJudge runsJudge(Map<String, String> environment, Loader loader, List<PluginFamily> families) throws CommandFailure {
        return new RunsJudge(rules(all(environment)), loader, families, JsonTree::read);
    }

    /** {@return the rules of it that tell whether programs run} */
    static RunRules rules(Knowledge all) throws CommandFailure {
        try {
            return RunRules.of(all);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("knowledge", e.getMessage(), "docs/runs.md has the parameters");
        }
    }

    /** {@return what the program knows by itself} */
    static Knowledge shipped() throws CommandFailure {
        return built("the program's own knowledge", shippedOnes());
    }

    /**
     * {@return all that is known}
     *
     * @param environment of the process; it tells where the site's folder is
     * @param more files to read besides
     */
    static Knowledge of(Map<String, String> environment, List<Path> more) throws CommandFailure {
        Knowledge.Builder all = shippedOnes();
        List<Path> files = new ArrayList<>(siteFiles(environment));
        files.addAll(more);
        for (Path file : files) {
            add(file, all);
        }
        return built(files.isEmpty() ? "the program's own knowledge" : BytePaths.toUnicode(BytePaths.text(files.getLast())), all);
    }

    private static Knowledge built(String file, Knowledge.Builder all) throws CommandFailure {
        try {
            return all.build();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(file, e.getMessage(), "look at 'abifit knowledge list' for the names");
        }
    }

    private static Knowledge.Builder shippedOnes() throws CommandFailure {
        Knowledge.Builder all = new Knowledge.Builder();
        for (String name : SHIPPED) {
            try (InputStream in = KnowledgeChoice.class.getResourceAsStream("/knowledge/" + name)) {
                KnowledgeReader.read("the program's own " + name, new String(in.readAllBytes(), StandardCharsets.UTF_8), all);
            } catch (IOException e) {
                throw new IllegalStateException("the program's own knowledge cannot be read", e);
            }
        }
        return all;
    }

    /**
     * A file of knowledge by itself.
     *
     * @param file its name, for people
     * @param entries the entries that it holds, as they are then
     * @param fault what is wrong with it
     */
    record Checked(String file, Knowledge entries, Optional<String> fault) {}

    /** {@return what a file would change} What it extends must be known to the program. */
    static Checked check(Path file) throws CommandFailure {
        String name = BytePaths.toUnicode(BytePaths.text(file));
        String text = text(file);
        try {
            Knowledge.Builder all = shippedOnes();
            KnowledgeReader.Names names = KnowledgeReader.read(name, text, all);
            Knowledge whole = built(name, all);
            return new Checked(name, new Knowledge(whole.families().stream().filter(f -> names.families().contains(f.name())).toList(),
                    whole.mpi().stream().filter(m -> names.mpi().contains(m.name())).toList(), whole.rules().stream().filter(r -> names.rules().contains(r.id())).toList()),
                    Optional.empty());
        } catch (CommandFailure e) {
            Knowledge none = new Knowledge(List.of(), List.of(), List.of());
            return new Checked(name, none, Optional.of(e.getMessage()));
        }
    }

    /** Adds what a file knows. */
    static void add(Path file, Knowledge.Builder all) throws CommandFailure {
        KnowledgeReader.read(BytePaths.toUnicode(BytePaths.text(file)), text(file), all);
    }

    private static String text(Path file) throws CommandFailure {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file, "no such file", "give a file of knowledge");
        } catch (IOException e) {
            throw new CommandFailure(file, "cannot be read (%s)".formatted(e.getMessage()), "give a file of knowledge, in UTF-8");
        }
    }

    /** The files of the site's folder, sorted by name (XDG Base Directory Specification; a relative folder is to be ignored). */
    private static List<Path> siteFiles(Map<String, String> environment) throws CommandFailure {
        Optional<String> home = Optional.ofNullable(environment.get("HOME")).filter(h -> !h.isEmpty()).map(h -> h + "/.config");
        Optional<Path> folder = Optional.ofNullable(environment.get("XDG_CONFIG_HOME")).filter(c -> c.startsWith("/")).or(() -> home)
                .map(config -> Arguments.path(config + "/abifit/knowledge.d")).filter(Files::isDirectory);
        List<Path> files = new ArrayList<>();
        if (folder.isPresent()) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.get(), "*.toml")) {
                all.forEach(files::add);
            } catch (IOException e) {
                throw new CommandFailure(folder.get(), "cannot be read (%s)".formatted(e.getMessage()), "look at its permissions");
            }
        }
        files.sort(null);
        return files;
    }
}
