package org.abifit.root;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;

/**
 * Keeps the files whole by which loaders and ldconfig decide what is loaded, and those by which programs decide what they open
 * ({@link PluginTexts}). Links and {@code include} lines may lead anywhere
 * in the root, so which files they are is known only when the tree is; and each file kept may name further ones.
 */
final class ConfigurationKeeper {
    private static final List<String> FILES = List.of("/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/os-release", "/usr/lib/os-release");
    private static final Glob MUSL_PATH = Glob.of("ld-musl-*.path");
    /** An {@code include} line may name a folder full of films. */
    private static final long MOST_BYTES = 16 << 20, MOST_PLUGIN_BYTES = 1 << 20, MOST_TOGETHER = 64 << 20;

    private final DraftTree drafts;
    private final FileView view;
    private final Set<Draft> named = new HashSet<>();
    private final List<ScanProblem> problems = new ArrayList<>();
    private long bytes;

    private ConfigurationKeeper(DraftTree drafts, Directory tree) {
        this.drafts = drafts;
        this.view = new FileView(tree);
    }

    /** Keeps these files in the tree that the drafts were finished to; {@return those that are too large} */
    static List<ScanProblem> keep(DraftTree drafts, Directory tree) {
        ConfigurationKeeper keeper = new ConfigurationKeeper(drafts, tree);
        while (keeper.keepNamed()) {
            // What was kept may name further files.
        }
        keeper.forgetOthers();
        return keeper.problems;
    }

    private boolean keepNamed() {
        int before = named.size();
        for (String path : paths()) {
            drafts.file(path).filter(named::add).ifPresent(this::keep);
        }
        return named.size() > before;
    }

    private SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(LdSoConf.read(view).files());
        FILES.forEach(path -> add(paths, path));
        addChildren(paths, "/etc/ld.so.conf.d", name -> true);
        addChildren(paths, "/etc", MUSL_PATH::matches);
        PluginTexts.in(view).forEach(path -> addSmall(paths, path));
        return paths;
    }

    private void addChildren(SortedSet<String> paths, String folder, Predicate<String> wanted) {
        if (view.lookup(folder) instanceof FileView.Lookup.Found(String at, Directory directory)) {
            directory.names().stream().filter(wanted).forEach(name -> add(paths, at + "/" + name));
        }
    }

    private void add(SortedSet<String> paths, String path) {
        if (view.lookup(path) instanceof FileView.Lookup.Found(String at, RegularFile file)) {
            paths.add(at);
        }
    }

    /** What names plug-ins is small; a large file of such a name is something else, and no fault of the root. */
    private void addSmall(SortedSet<String> paths, String path) {
        if (view.lookup(path) instanceof FileView.Lookup.Found(String at, RegularFile file) && file.size() <= MOST_PLUGIN_BYTES) {
            paths.add(at);
        }
    }

    private void keep(Draft draft) {
        if (draft.content instanceof Content.Kept) {
            bytes += draft.size;
        } else if (draft.content instanceof Content.Plain || draft.content instanceof Content.Script) {
            if (draft.size > MOST_BYTES || bytes + draft.size > MOST_TOGETHER) {
                problems.add(new ScanProblem(draft.at, ScanProblem.Kind.UNREADABLE, "too large for a configuration file (%d bytes)".formatted(draft.size)));
                return;
            }
            bytes += draft.size;
            replace(draft, ContentReader.whole(draft));
        }
    }

    /** An earlier scan may have kept what nothing names any more; the same tree must come out as if there had been none. */
    private void forgetOthers() {
        drafts.forEachFile(draft -> {
            if (draft.content instanceof Content.Kept kept && !named.contains(draft)
                    && ElfReader.read(ByteSource.of(kept.bytes())) instanceof ElfOutcome.NotElf outcome) {
                replace(draft, ContentReader.content(outcome));
            }
        });
    }

    private void replace(Draft draft, Content content) {
        draft.content = content;
        drafts.refresh(draft);
    }
}
