package org.abifit.loader;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.abifit.elf.Dynamic;
import org.abifit.elf.Machine;
import org.abifit.loader.Route.Rule;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * Where musl looks for a library (ldso/dynlink.c, {@code load_library} and {@code path_open}): LD_LIBRARY_PATH, the rpaths of whoever
 * asks and of those that asked for it, the system's path. The first file that opens ends the search, whatever it holds.
 *
 * <p>A failure has no reason of its own: what is printed is {@code errno}, so the last call that failed is kept.
 */
final class MuslSearch {
    /** The texts of musl's {@code strerror}, by what they are called in errno.h. */
    static final String ENOENT = "No such file or directory", ENOTDIR = "Not a directory", ELOOP = "Symbolic link loop", ENAMETOOLONG = "Filename too long",
            EISDIR = "Is a directory", ENXIO = "No such device or address", ENOEXEC = "Exec format error", ENOMEM = "Out of memory", EINVAL = "Invalid argument",
            EBUSY = "Resource busy", NO_ERROR = "No error information";
    private static final int NAME_MAX = 255, PATH_MAX = 4096;
    /** The buffer that a path is built in, its end included. */
    private static final int BUFFER = 2 * NAME_MAX + 2;
    private static final String PREFIX = "ld-musl-";
    private static final Map<String, String> ARCHITECTURES = Map.of("2/62", "x86_64", "1/62", "x32", "1/3", "i386", "2/183", "aarch64", "1/40", "armhf",
            "2/21", "powerpc64le", "2/22", "s390x", "2/243", "riscv64", "2/258", "loongarch64");

    private final FileView files;
    private final Dso loader;
    private final Dso main;
    private final boolean started;
    private final boolean secure;
    private final String libraryPath;
    private final String builtInPath;
    private final Consumer<Step> steps;
    private Opened undecidedPath;
    private String systemPath;
    private String errno = NO_ERROR;

    /** What a name led to. */
    sealed interface Opened {
        /** Something that can be opened; {@code path} as built, {@code realPath} with links followed. */
        record Found(String path, String realPath, Node node, Route route) implements Opened {
            private Found by(Route other) {
                return new Found(path, realPath, node, other);
            }
        }

        /** Nothing in this place; the search goes on. */
        record Absent() implements Opened {}

        /** Nothing, and the search is over. */
        record Refused() implements Opened {}

        /** The facts do not say. */
        record Undecided(LoadRemark evidence) implements Opened {}
    }

    /**
     * @param main the program, or the object that is judged
     * @param started whether the kernel starts it, so that its origin is its real path
     * @param secure whether it is set-id and not to trust the environment
     * @param steps who is told of each step
     */
    MuslSearch(LoadQuestion question, LoaderProfile profile, Dso loader, Dso main, boolean started, boolean secure, Consumer<Step> steps) {
        this.steps = steps;
        this.files = question.files();
        this.loader = loader;
        this.main = main;
        this.started = started;
        this.secure = secure;
        this.libraryPath = secure ? "" : question.env().getOrDefault("LD_LIBRARY_PATH", "");
        this.builtInPath = profile.defaultDirs().isEmpty() ? "/lib:/usr/local/lib:/usr/lib" : String.join(":", profile.defaultDirs());
    }

    /** {@return the text of the last error} */
    String errno() {
        return errno;
    }

    /** Notes an error of a later step. */
    void fail(String text) {
        errno = text;
    }

    /** {@return what lies at the end of a path} */
    Opened open(String path) {
        Opened opened = look(path);
        steps.accept(new Step.Tried(path, opened instanceof Opened.Found ? "opened" : opened instanceof Opened.Undecided ? "not known" : errno));
        return opened;
    }

    private Opened look(String path) {
        if (path.length() >= PATH_MAX) {
            return absent(ENAMETOOLONG);
        }
        return switch (files.lookup(path)) {
            case Lookup.Missing m -> absent(m.rest().getFirst().length() > NAME_MAX ? ENAMETOOLONG : ENOENT);
            case Lookup.NotDirectory n -> absent(ENOTDIR);
            case Lookup.Loop l -> refused(ELOOP);
            case Lookup.Unknown(String at, String why) -> undecided(path, at, why);
            case Lookup.Found(String real, Directory d) -> new Opened.Found(path, real, d, Route.PATH);
            case Lookup.Found(String real, RegularFile f) -> new Opened.Found(path, real, f, Route.PATH);
            case Lookup.Found(String real, Special s) when s.kind() == Special.Kind.SOCKET -> refused(ENXIO);
            case Lookup.Found(String real, Special s) -> undecided(path, real, "is not a regular file");
            case Lookup.Found(String real, Symlink s) -> absent(ENOENT);
        };
    }

    private Opened absent(String text) {
        errno = text;
        return new Opened.Absent();
    }

    private Opened refused(String text) {
        errno = text;
        return new Opened.Refused();
    }

    private static Opened undecided(String asked, String at, String why) {
        return new Opened.Undecided(new LoadRemark("unread", at, "%s is asked for; what lies at %s is not known: %s".formatted(asked, at, why)));
    }

    /** {@return what the search for a name without a slash finds, on behalf of {@code of}; null for preloads} */
    Opened find(String name, Dso of) {
        if (name.length() > NAME_MAX) {
            return new Opened.Refused();
        }
        Opened found = along(libraryPath, name, Rule.LD_LIBRARY_PATH, "");
        for (Dso by = of; by != null && found instanceof Opened.Absent; by = by.neededBy) {
            Optional<String> rpath = by.rpath(by == main && started, secure);
            Rule rule = by.elf.dynamic().flatMap(Dynamic::runpath).isPresent() ? Rule.RUNPATH : Rule.RPATH;
            found = rpath.isPresent() ? along(rpath.get(), name, rule, by.name) : found;
        }
        if (!(found instanceof Opened.Absent)) {
            return found;
        }
        if (systemPath == null) {
            systemPath = systemPath();
        }
        return undecidedPath != null ? undecidedPath : along(systemPath, name, Rule.DEFAULT, "");
    }

    /** {@code path_open}: elements between colons and line ends, empty ones left out, and those for which the buffer is too small. */
    private Opened along(String path, String name, Rule rule, String owner) {
        List<String> folders = Stream.of(path.split("[:\n]")).filter(f -> !f.isEmpty()).toList();
        if (!folders.isEmpty()) {
            steps.accept(new Step.Searched(rule, owner, folders));
        }
        for (String folder : folders) {
            String whole = folder + "/" + name;
            Opened found = whole.length() < BUFFER ? open(whole) : new Opened.Absent();
            if (!(found instanceof Opened.Absent)) {
                return found instanceof Opened.Found f ? f.by(new Route(rule, owner, folder)) : found;
            }
        }
        return new Opened.Absent();
    }

    // ---- the system's path

    /** {@code /etc/ld-musl-ARCH.path}, below the folder two above the loader; only without one the path that was compiled in. */
    private String systemPath() {
        String path = prefix() + "/etc/" + PREFIX + architecture() + ".path";
        return switch (look(path)) {
            case Opened.Absent a -> errno.equals(ENOENT) ? builtInPath : "";
            case Opened.Refused r -> "";
            case Opened.Undecided u -> {
                undecidedPath = u;
                yield "";
            }
            case Opened.Found(String p, String real, RegularFile f, Route r) -> content(path, real, f);
            case Opened.Found f -> {
                errno = EISDIR;
                yield "";
            }
        };
    }

    private String content(String path, String real, RegularFile file) {
        if (file.content() instanceof Content.Kept kept) {
            String text = new String(kept.bytes(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        }
        if (file.size() > 0) {
            undecidedPath = undecided(path, real, "its text was not kept");
        }
        return "";
    }

    private String prefix() {
        int last = loader.name.lastIndexOf('/');
        int before = last <= 0 ? 0 : loader.name.lastIndexOf('/', last - 1);
        return loader.name.startsWith("/") && before < PATH_MAX ? loader.name.substring(0, Math.max(before, 0)) : "";
    }

    /** {@code LDSO_ARCH} is compiled in; it is part of the name by which programs ask for the loader. */
    private String architecture() {
        String name = Glibc.baseName(loader.name);
        if (name.startsWith(PREFIX)) {
            int dot = name.indexOf('.', PREFIX.length());
            return name.substring(PREFIX.length(), dot < 0 ? name.length() : dot);
        }
        return ARCHITECTURES.getOrDefault(loader.elf.header().elfClass() + "/" + loader.elf.header().machine(), Machine.name(loader.elf.header().machine()));
    }
}
