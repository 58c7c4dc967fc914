package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * What the launcher has done once after a build, so that every later start is quick. Not for users.
 *
 * <ul>
 *   <li>{@code unpack LIB FOLDER} takes the native libraries for this machine out of the jars in LIB. Unpacking one at each start
 *       costs more than most commands do, and a temporary folder may not allow what lies in it to be run.
 *   <li>{@code train FOLDER} does a little of everything, so that Java sees which classes are wanted; FOLDER holds some ELF files.
 * </ul>
 */
final class Setup {
    private static final Map<String, String> SQLITE_MACHINES = Map.of("amd64", "x86_64", "aarch64", "aarch64", "ppc64le", "ppc64", "riscv64", "riscv64");

    private Setup() {}

    /** Does what the first argument says. */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "unpack" -> unpack(Path.of(arguments[1]), Path.of(arguments[2]));
            case "train" -> train(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void unpack(Path jars, Path to) throws IOException {
        Files.createDirectories(to);
        Pattern wanted = nativeLibraries(System.getProperty("os.arch"), onMusl());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(jars, "*.jar")) {
            for (Path jar : all) {
                unpack(jar, wanted, to);
            }
        }
    }

    /** The database's library comes for both C libraries of Linux, the compressor's for one. */
    private static Pattern nativeLibraries(String machine, boolean musl) {
        return Pattern.compile("org/sqlite/native/Linux%s/%s/lib[^/]*\\.so|linux/%s/libzstd[^/]*\\.so".formatted(musl ? "-Musl" : "",
                Pattern.quote(SQLITE_MACHINES.getOrDefault(machine, "none")), musl ? "none" : Pattern.quote(machine)));
    }

    private static boolean onMusl() throws IOException {
        return Files.readString(Path.of("/proc/self/maps"), java.nio.charset.StandardCharsets.ISO_8859_1).contains("/ld-musl-");
    }

    private static void unpack(Path jar, Pattern wanted, Path to) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            for (JarEntry entry : open.stream().filter(e -> wanted.matcher(e.getName()).matches()).toList()) {
                try (InputStream in = open.getInputStream(entry)) {
                    Files.copy(in, to.resolve(simpleName(entry.getName())), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** {@return the name under which the launcher looks for a library: without its version} */
    private static String simpleName(String entry) {
        return entry.contains("zstd") ? "libzstd-jni.so" : entry.substring(entry.lastIndexOf('/') + 1);
    }

    private static void train(Path folder) throws IOException {
        Path scratch = Files.createTempDirectory("abifit-setup-");
        try {
            if (run(List.of("--help")) != Main.OK) {
                throw new IllegalStateException("cannot even help");
            }
            lessons(folder.toString(), scratch.resolve("abi.db").toString(), scratch.resolve("exported").toString()).forEach(Setup::run);
            upgrades(Files.writeString(scratch.resolve("in"), UPGRADE).toString(), scratch.resolve("out").toString()).forEach(Setup::run);
        } finally {
            clear(scratch);
        }
    }

    private static List<List<String>> lessons(String folder, String db, String file) {
        return List.of(
                List.of("--version"), List.of("scan", "--no-such-option"), List.of("elf", folder + "/none"),
                List.of("scan", folder, "--name", "a", "--kind", "image", "--db", db),
                List.of("scan", folder, "--name", "a", "--kind", "image", "--db", db, "--exclude", "*.x", "--label", "k=v", "--format", "json"),
                List.of("elf", folder + "/libsqlitejdbc.so", folder + "/libzstd-jni.so", folder + "/.", "--format", "json"),
                List.of("elf", folder + "/libsqlitejdbc.so"),
                List.of("db", "list", "--db", db), List.of("db", "list", "--db", db, "--format", "json"),
                List.of("db", "show", "a", "--db", db), List.of("db", "show", "a@1", "--db", db, "--format", "json"),
                List.of("db", "export", "a", file, "--db", db), List.of("db", "import", file, "--name", "b", "--db", db),
                List.of("db", "verify", "--db", db), List.of("db", "remove", "b", "--db", db), List.of("db", "gc", "--db", db),
                List.of("resolve", "--image", "debian-11", "debian-12", "--host", "debian-13", "--app", "/usr/bin/python3", "--from-host", "libz.so.1", "--db", db),
                List.of("check", "--image", "a", "--host", "a", "--app", "/libsqlitejdbc.so", "--bind", "/libzstd-jni.so:/lib/libzstd-jni.so", "--db", db),
                List.of("check", "--image", "a", "--app", "/libzstd-jni.so", "--db", db, "--format", "json"),
                List.of("plugins", "--image", "debian-12", "--app", "/usr/bin/python3", "--db", db),
                List.of("check", "--image", "debian-12", "--app", "/usr/bin/python3", "--with-plugins", "--db", db, "--format", "json"),
                List.of("resolve", "--image", "a", "--host", "a", "--app", "/libsqlitejdbc.so", "--from-host", "libzstd*", "--db", db),
                List.of("resolve", "--image", "a", "--host", "a", "--app", "/libsqlitejdbc.so", "--from-host", "libzstd*", "--db", db, "--format", "json"));
    }

    /** Asks for what takes search: two of three editors, each with a version of a toolkit, at most one of which can be there. */
    private static final String UPGRADE = """
            preamble:\s
            property: recommends: vpkgformula = [true!], size: nat = [0]

            package: editor
            version: 1
            depends: toolkit >= 2 | terminal , shell
            conflicts: editor , viewer = 1
            recommends: viewer
            size: 3

            package: editor
            version: 2
            depends: toolkit = 1 | toolkit = 3
            conflicts: editor
            keep: package
            size: 4

            package: toolkit
            version: 1
            conflicts: toolkit
            provides: look = 1
            installed: true

            package: toolkit
            version: 2
            conflicts: toolkit

            package: terminal
            version: 1
            provides: look
            conflicts: look > 1

            package: viewer
            version: 1
            depends: look
            installed: true

            package: shell
            version: 1
            size: 2

            request:\s
            install: editor
            upgrade: toolkit
            """;

    private static List<List<String>> upgrades(String in, String out) {
        return List.of(List.of("cudf", "solve", in, out, "paranoid"), List.of("cudf", "solve", in, out, "trendy", "--format", "json"),
                List.of("cudf", "solve", in, out, "-removed,-sum(solution,size),-changed"));
    }

    private static int run(List<String> lesson) {
        Out silent = new Out(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Out.Terminal.NONE);
        return Main.run(lesson, new Session(silent, Map.of(), Shutdown.never()));
    }

    private static void clear(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
