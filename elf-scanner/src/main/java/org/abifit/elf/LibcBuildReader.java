package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a loader's or C library's own strings what it was built as. Only files that may be one are looked through, so a scan
 * pays for two or three of them.
 */
final class LibcBuildReader {
    private static final Pattern LOADER_NAME = Pattern.compile("ld(-[\\w.-]*)?\\.so\\.\\d+|ld64\\.so\\.\\d+|libc\\.so\\.6(\\.1)?|libc\\.so(\\.\\d+)?|libc\\.musl-\\S+|ld-musl-\\S+");
    private static final List<String> GLIBC_BANNERS = List.of("ld.so (", "GNU C Library (");
    private static final String GLIBC_RELEASE = " release version ";
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern MUSL_RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+(-git\\S*)?");
    private static final Pattern DIRECTORY = Pattern.compile("/[\\w./+-]*/");
    private static final Pattern LIB_NAME = Pattern.compile("lib(64|32|x32|/[\\w.+-]+)?");
    private static final long MOST_BYTES = 16L << 20;
    private static final int PF_X = 1, PF_R = 4;
    private static final int SHORTEST = 3, SHORTEST_SENTENCE = 11, LONGEST = 1 << 16;
    /** Loaders have about ten; a file made for it could have millions. */
    private static final int MOST_DIRECTORIES = 64;

    private Optional<String> release = Optional.empty();
    private Optional<String> banner = Optional.empty();
    private Optional<String> dstLib = Optional.empty();
    private Optional<String> muslRelease = Optional.empty();
    private Optional<String> muslPath = Optional.empty();
    private boolean musl;
    private List<String> directories = List.of();
    private List<String> run = new ArrayList<>();
    private final SortedSet<LibcBuild.Feature> features = new TreeSet<>();

    private LibcBuildReader() {}

    /** {@return whether a file's name for itself is that of a loader or C library} */
    static boolean isCandidate(Dynamic dynamic, Optional<String> interp) {
        return dynamic.soname().map(s -> LOADER_NAME.matcher(s).matches()).orElse(interp.isEmpty() && dynamic.needed().isEmpty());
    }

    /** {@return what the loaded segments tell; where read-only data has one of its own, code holds no texts} */
    static Optional<LibcBuild> read(ByteView view, List<ElfFile.LoadSegment> loads) throws IOException {
        if (view.size() > MOST_BYTES) {
            return Optional.empty();
        }
        LibcBuildReader reader = new LibcBuildReader();
        boolean dataApart = loads.stream().anyMatch(l -> l.flags() == PF_R);
        long unread = MOST_BYTES;
        for (ElfFile.LoadSegment load : loads) {
            if (!dataApart || (load.flags() & PF_X) == 0) {
                unread -= reader.segment(view, load, unread);
            }
        }
        return reader.build();
    }

    /** Looks through a segment; {@return how many bytes that were} */
    private int segment(ByteView view, ElfFile.LoadSegment load, long most) throws IOException {
        long size = Math.min(Math.min(load.fileSize(), view.size() - load.offset()), most);
        if (load.offset() < 0 || size <= 0) {
            return 0;
        }
        ByteBuffer bytes = view.at(load.offset(), size, 0, "PT_LOAD");
        strings(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
        endOfRun();
        return bytes.limit();
    }

    private void strings(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = skip(bytes, at, to, true);
            if (end < to && end - at >= SHORTEST) {
                string(bytes, at, end, bytes[end] == 0);
                at = end + 1;
            } else {
                endOfRun();
                at = skip(bytes, end, to, false);
            }
        }
    }

    /** {@return the end of the text, or of what is no text, that starts here} */
    private static int skip(byte[] bytes, int start, int to, boolean text) {
        int at = start;
        while (at < to && (bytes[at] >= 0x20 && bytes[at] != 0x7f || bytes[at] == '\n' || bytes[at] == '\t') == text) {
            at++;
        }
        return at;
    }

    private void string(byte[] bytes, int start, int end, boolean terminated) {
        if (!isPromising(bytes[start], end - start)) {
            endOfRun();
            return;
        }
        String s = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        if (terminated && DIRECTORY.matcher(s).matches()) {
            if (run.size() < MOST_DIRECTORIES) {
                run.add(s);
            }
            return;
        }
        endOfRun();
        look(s);
    }

    /** Machine code is full of short strings by accident; what is looked for is a path, a number, a {@code lib} or a sentence. */
    private static boolean isPromising(byte first, int length) {
        return length <= LONGEST && (first == '/' || first == 'l' || first >= '0' && first <= '9' || length >= SHORTEST_SENTENCE);
    }

    /** glibc keeps its directories in one string, each ended by NUL, in search order; no other run of the file is as long. */
    private void endOfRun() {
        if (run.isEmpty()) {
            return;
        }
        if (run.size() > directories.size() && run.stream().anyMatch(d -> d.contains("/lib"))) {
            directories = List.copyOf(run);
        }
        run = new ArrayList<>();
    }

    private void look(String s) {
        if (s.contains(GLIBC_RELEASE)) {
            banner(s.strip().lines().findFirst().orElse(s));
        }
        if (LIB_NAME.matcher(s).matches() && s.length() > 3 && dstLib.isEmpty()) {
            dstLib = Optional.of(s);
        }
        musl |= s.startsWith("musl libc (");
        if (MUSL_RELEASE.matcher(s).matches()) {
            muslRelease = Optional.of(s);
        }
        if (s.startsWith("/lib:") || s.startsWith("/usr/lib:")) {
            muslPath = Optional.of(s);
        }
        for (LibcBuild.Feature feature : LibcBuild.Feature.values()) {
            if (s.contains(feature.text())) {
                features.add(feature);
            }
        }
    }

    /** Looked through by hand: a pattern for the whole line would take hours for one that was made for it. */
    private void banner(String line) {
        int at = line.indexOf(GLIBC_RELEASE);
        if (at < 0 || GLIBC_BANNERS.stream().noneMatch(line::startsWith)) {
            return;
        }
        Matcher number = NUMBER.matcher(line).region(at + GLIBC_RELEASE.length(), line.length());
        if (number.lookingAt()) {
            release = Optional.of(number.group());
            banner = Optional.of(line);
        }
    }

    private Optional<LibcBuild> build() {
        if (musl) {
            List<String> path = muslPath.map(p -> List.of(p.split(":"))).orElse(List.of());
            return Optional.of(new LibcBuild(LibcBuild.Flavour.MUSL, muslRelease, Optional.empty(), path, Optional.empty(), features));
        }
        boolean loader = features.contains(LibcBuild.Feature.REFUSES_PIE) || !directories.isEmpty();
        if (release.isEmpty() && !loader) {
            return Optional.empty();
        }
        return Optional.of(new LibcBuild(LibcBuild.Flavour.GLIBC, release, banner, directories, dstLib, features));
    }
}
