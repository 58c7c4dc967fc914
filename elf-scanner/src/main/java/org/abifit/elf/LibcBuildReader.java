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
 * Finds in a loader's or C library's own strings what it was built as. Only files that may be one are read whole, so a scan
 * pays for two or three of them.
 */
final class LibcBuildReader {
    private static final Pattern LOADER_NAME = Pattern.compile("ld(-[\\w.-]*)?\\.so\\.\\d+|ld64\\.so\\.\\d+|libc\\.so\\.6(\\.1)?|libc\\.so(\\.\\d+)?|libc\\.musl-\\S+|ld-musl-\\S+");
    private static final Pattern GLIBC_BANNER = Pattern.compile("(?:ld\\.so|GNU C Library) \\(.*\\) .*release version (\\d+\\.\\d+)");
    private static final Pattern MUSL_RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+(-git\\S*)?");
    private static final Pattern DIRECTORY = Pattern.compile("/[\\w./+-]*/");
    private static final Pattern LIB_NAME = Pattern.compile("lib(64|32|x32|/[\\w.+-]+)?");
    private static final long MOST_BYTES = 16L << 20;

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

    static Optional<LibcBuild> read(ByteView view) throws IOException {
        if (view.size() > MOST_BYTES) {
            return Optional.empty();
        }
        LibcBuildReader reader = new LibcBuildReader();
        reader.strings(view.at(0, view.size(), "strings"));
        return reader.build();
    }

    private void strings(ByteBuffer bytes) {
        int start = 0;
        for (int at = 0; at < bytes.limit(); at++) {
            int b = bytes.get(at) & 0xff;
            if (b == 0 || b < 0x20 && b != '\n' && b != '\t' || b > 0x7e) {
                string(bytes, start, at, b == 0);
                start = at + 1;
            }
        }
    }

    private void string(ByteBuffer bytes, int start, int end, boolean terminated) {
        if (end - start < 3) {
            endOfRun();
            return;
        }
        byte[] text = new byte[end - start];
        bytes.get(start, text);
        String s = new String(text, StandardCharsets.ISO_8859_1);
        if (terminated && DIRECTORY.matcher(s).matches()) {
            run.add(s);
            return;
        }
        endOfRun();
        look(s);
    }

    /** glibc keeps its directories in one string, each ended by NUL, in search order; no other run of the file is as long. */
    private void endOfRun() {
        if (run.size() > directories.size() && run.stream().anyMatch(d -> d.equals("/lib/") || d.startsWith("/lib") || d.contains("/lib"))) {
            directories = List.copyOf(run);
        }
        if (!run.isEmpty()) {
            run = new ArrayList<>();
        }
    }

    private void look(String s) {
        Matcher m = GLIBC_BANNER.matcher(s);
        if (m.find()) {
            release = Optional.of(m.group(1));
            banner = Optional.of(s.lines().findFirst().orElse(s).strip());
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
