package org.abifit.root;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.abifit.elf.ElfOutcome;
import org.abifit.root.ScanProblem.Kind;

/**
 * Walks a root file system and reads what a loader could meet in it.
 *
 * <p>One thread walks, others read ({@link ContentReader}). Links are noted, never followed, so the walk stays inside the root
 * and ends. Nothing is opened but regular files, and of those whose identity an earlier scan knows, nothing at all. On a live
 * host the kernel's own file systems and other mounts are left out and said so.
 */
public final class RootScanner {
    private static final String ATTRIBUTES = "unix:mode,ino,dev,nlink,size,lastModifiedTime,ctime";
    private static final int S_IFMT = 0170000, S_IFDIR = 0040000, S_IFREG = 0100000, S_IFLNK = 0120000, S_IFIFO = 0010000, S_IFSOCK = 0140000,
            S_IFBLK = 0060000, S_IFCHR = 0020000;
    private static final Pattern LIBRARY_NAME = Pattern.compile(".*\\.so(\\.[0-9]+)*", Pattern.DOTALL);
    private static final int MOST_DEPTH = 256;
    private static final int PROGRESS_EVERY = 512;
    /** Only a live host has these filled; they hold no libraries, and reading them can block or cost without end. */
    private static final List<String> KERNEL_FOLDERS = List.of("/proc", "/sys", "/dev");

    private final Path root;
    private final ScanOptions options;
    private final ContentReader reader;
    private final boolean live;
    private final List<ScanProblem> problems = new ArrayList<>();
    private long rootDevice;
    private long entries;
    private long files;
    private long elfs;

    private RootScanner(Path root, ScanOptions options) {
        this.root = root;
        this.options = options;
        this.reader = new ContentReader(options.jobs());
        this.live = root.getNameCount() == 0;
    }

    /**
     * {@return what lies in a root}
     *
     * @param root a folder; a link is followed
     * @throws IOException when the folder itself cannot be read
     * @throws RootScan.CancelledException when {@link ScanOptions#cancelled} said so
     */
    public static RootScan scan(Path root, ScanOptions options) throws IOException, RootScan.CancelledException {
        return new RootScanner(root.toRealPath(), options).scan();
    }

    private RootScan scan() throws IOException, RootScan.CancelledException {
        try (reader) {
            rootDevice = attribute(attributes(root), "dev");
            DraftTree drafts = new DraftTree(folder(root, "", options.prior().map(ScanOptions.Prior::tree).orElse(null), 0));
            reader.finish(options.cancelled());
            numberLinks(drafts);
            Directory tree = drafts.finish();
            problems.addAll(ConfigurationKeeper.keep(drafts, tree));
            drafts.forEachFile(this::noteProblem);
            problems.sort(Comparator.comparing(ScanProblem::path).thenComparing(ScanProblem::kind).thenComparing(ScanProblem::text));
            MachineFacts machine = live ? MachineFacts.ofThisMachine() : MachineFacts.UNKNOWN;
            return new RootScan(tree, drafts.identities(), List.copyOf(problems), machine, new RootScan.Counts(entries, files, elfs, reader.read()));
        }
    }

    private DraftTree.Folder folder(Path path, String at, Directory prior, int depth) throws IOException, RootScan.CancelledException {
        DraftTree.Folder folder = new DraftTree.Folder(Optional.empty());
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path entry : stream) {
                tick();
                String name = BytePaths.name(entry);
                String place = at + "/" + name;
                if (!isExcluded(place)) {
                    entry(folder, entry, name, place, prior == null ? null : prior.child(name), depth);
                }
            }
            return folder;
        } catch (IOException | DirectoryIteratorException e) {
            IOException cause = e instanceof DirectoryIteratorException iteration ? iteration.getCause() : (IOException) e;
            if (at.isEmpty()) {
                throw cause;
            }
            return hidden(at, Kind.UNREADABLE, ElfOutcome.Unreadable.of(cause).why());
        }
    }

    private boolean isExcluded(String place) {
        for (Glob exclude : options.excludes()) {
            if (exclude.matchesPath(place)) {
                return true;
            }
        }
        return false;
    }

    private void tick() throws RootScan.CancelledException {
        if (entries++ % PROGRESS_EVERY == 0) {
            if (options.cancelled().getAsBoolean()) {
                throw new RootScan.CancelledException();
            }
            options.progress().at(entries, reader.read());
        }
    }

    private DraftTree.Folder hidden(String at, Kind kind, String why) {
        problems.add(new ScanProblem(at, kind, why));
        return new DraftTree.Folder(Optional.of(why));
    }

    private void entry(DraftTree.Folder into, Path path, String name, String at, Node prior, int depth) throws IOException, RootScan.CancelledException {
        Map<String, Object> attributes;
        try {
            attributes = attributes(path);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            problems.add(new ScanProblem(at, Kind.UNREADABLE, ElfOutcome.Unreadable.of(e).why()));
            into.put(name, new Special(Special.Kind.OTHER));
            return;
        }
        int mode = (Integer) attributes.get("mode");
        switch (mode & S_IFMT) {
            case S_IFDIR -> into.put(name, subfolder(path, at, attributes, prior, depth));
            case S_IFREG -> into.put(name, file(path, at, mode, attributes, prior));
            case S_IFLNK -> into.put(name, link(path, at));
            case S_IFIFO -> into.put(name, special(at, Special.Kind.FIFO));
            case S_IFSOCK -> into.put(name, special(at, Special.Kind.SOCKET));
            case S_IFBLK, S_IFCHR -> into.put(name, special(at, Special.Kind.DEVICE));
            default -> into.put(name, special(at, Special.Kind.OTHER));
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private static long attribute(Map<String, Object> attributes, String name) {
        return ((Number) attributes.get(name)).longValue();
    }

    private DraftTree.Folder subfolder(Path path, String at, Map<String, Object> attributes, Node prior, int depth)
            throws IOException, RootScan.CancelledException {
        if (live && KERNEL_FOLDERS.contains(at)) {
            return hidden(at, Kind.SKIPPED, "belongs to the kernel");
        }
        if (!options.crossMounts() && attribute(attributes, "dev") != rootDevice) {
            return hidden(at, Kind.SKIPPED, "is another file system");
        }
        if (depth >= MOST_DEPTH) {
            return hidden(at, Kind.UNREADABLE, "more than %d folders deep".formatted(MOST_DEPTH));
        }
        return folder(path, at, prior instanceof Directory directory ? directory : null, depth + 1);
    }

    private Node link(Path path, String at) {
        try {
            String target = BytePaths.text(Files.readSymbolicLink(path));
            if (target.equals(at.substring(at.lastIndexOf('/') + 1)) || target.equals(at)) {
                problems.add(new ScanProblem(at, Kind.LINK, "points at itself"));
            }
            return new Symlink(target);
        } catch (IOException e) {
            problems.add(new ScanProblem(at, Kind.UNREADABLE, ElfOutcome.Unreadable.of(e).why()));
            return new Special(Special.Kind.OTHER);
        }
    }

    private Draft file(Path path, String at, int mode, Map<String, Object> attributes, Node prior) {
        files++;
        FileIdentity identity = new FileIdentity(attribute(attributes, "dev"), attribute(attributes, "ino"), nanos(attributes.get("lastModifiedTime")),
                nanos(attributes.get("ctime")));
        Draft draft = new Draft(path, at, attribute(attributes, "size"), mode & 07777, identity, attribute(attributes, "nlink") > 1);
        Content known = known(draft, prior);
        if (known != null) {
            draft.content = known;
        } else {
            reader.read(draft);
        }
        return draft;
    }

    private Content known(Draft draft, Node prior) {
        if (options.prior().isEmpty() || !(prior instanceof RegularFile file) || file.size() != draft.size
                || !draft.identity.equals(options.prior().get().identities().get(file))) {
            return null;
        }
        return file.content() instanceof Content.Unreadable ? null : file.content();
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    /** Numbers go by the first name in path order, so they do not depend on inodes or on the order of the folder. */
    private static void numberLinks(DraftTree drafts) {
        Map<List<Long>, List<Draft>> groups = new LinkedHashMap<>();
        drafts.forEachFile(draft -> {
            if (draft.hasOtherNames) {
                groups.computeIfAbsent(List.of(draft.identity.device(), draft.identity.inode()), k -> new ArrayList<>()).add(draft);
            }
        });
        int number = 0;
        for (List<Draft> group : groups.values()) {
            if (group.size() > 1) {
                number++;
                for (Draft draft : group) {
                    draft.linkGroup = number;
                }
            }
        }
    }

    private void noteLibrary(Draft draft) {
        if (LIBRARY_NAME.matcher(draft.at).matches()) {
            problems.add(new ScanProblem(draft.at, Kind.NOT_ELF, "is called a library, but is no ELF file (%d bytes)".formatted(draft.size)));
        }
    }

    private Special special(String at, Special.Kind kind) {
        problems.add(new ScanProblem(at, Kind.SPECIAL, "is a %s: not opened".formatted(kind.name().toLowerCase(Locale.ROOT))));
        return new Special(kind);
    }

    private void noteProblem(Draft draft) {
        switch (draft.content) {
            case Content.Elf e -> elfs++;
            case Content.Malformed m -> problems.add(new ScanProblem(draft.at, Kind.MALFORMED, m.fault().toString()));
            case Content.Unreadable u -> problems.add(new ScanProblem(draft.at, Kind.UNREADABLE, u.why()));
            case Content.Script s -> noteLibrary(draft);
            case Content.Kept k -> { }
            case Content.Plain p -> noteLibrary(draft);
        }
    }
}
