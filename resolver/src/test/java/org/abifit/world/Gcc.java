package org.abifit.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.abifit.testkit.Patch;

/** The compiler of this machine. What is to be built is gathered first, each thing once, then one shell does it all. */
final class Gcc implements AutoCloseable {
    private static final int MOST_SECONDS = 300;

    private final Path folder;
    private final Map<GccSource.Recipe, Path> built = new LinkedHashMap<>();
    private final StringBuilder script = new StringBuilder("cd \"$1\"\n");

    Gcc() throws IOException {
        folder = Files.createTempDirectory("abifit-gcc");
    }

    /** {@return whether there is one that makes files for this kind of machine} */
    static boolean isHere() {
        try {
            Process process = new ProcessBuilder("gcc", "-dumpmachine").redirectErrorStream(true).start();
            String machine = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor() == 0 && machine.startsWith("x86_64-") && machine.contains("linux");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Says what is wanted. */
    Path want(GccSource.Recipe recipe) throws IOException {
        GccSource.Recipe plain = new GccSource.Recipe(recipe.source(), recipe.script(), recipe.options(), recipe.stubs(), List.of());
        Path known = built.get(plain);
        if (known != null) {
            return known;
        }
        StringBuilder stubs = new StringBuilder();
        for (GccSource.Recipe stub : recipe.stubs().values()) {
            stubs.append(' ').append(want(stub).getFileName());
        }
        String name = "f" + built.size();
        Files.writeString(folder.resolve(name + ".c"), recipe.source());
        Files.writeString(folder.resolve(name + ".map"), recipe.script());
        script.append("gcc");
        recipe.options().forEach(o -> script.append(" '").append(o.replace("'", "'\\''")).append('\''));
        script.append(recipe.script().isEmpty() ? "" : " -Wl,--version-script=" + name + ".map").append(" -o ").append(name).append(".so ").append(name)
                .append(".c")
                .append(stubs).append(" 2>").append(name).append(".err\n");
        built.put(plain, folder.resolve(name + ".so"));
        return built.get(plain);
    }

    /** Builds what is wanted. */
    void build() throws IOException {
        Files.writeString(folder.resolve("build.sh"), script);
        Process process = new ProcessBuilder("/bin/sh", folder.resolve("build.sh").toString(), folder.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException("gcc takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** {@return what came of a recipe; empty when gcc refused, as {@link #complaint} says} */
    Optional<byte[]> result(GccSource.Recipe recipe) throws IOException {
        Path file = want(recipe);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (Patch patch : recipe.patches()) {
            bytes = patch.apply(bytes);
        }
        return Optional.of(bytes);
    }

    /** {@return what gcc said} */
    String complaint(GccSource.Recipe recipe) throws IOException {
        String name = want(recipe).getFileName().toString().replace(".so", ".err");
        return Files.readString(folder.resolve(name));
    }

    @Override
    public void close() {
        RealLoader.delete(folder);
    }
}
