package org.abifit.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What runs are made on; and which program it is that runs. */
public final class Machine {
    private Machine() {}

    /** {@return processor, memory, kernel, load and Java, as far as they can be read} */
    public static SortedMap<String, String> describe() {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("system", "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")));
        facts.put("java", Runtime.version().toString());
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        value("/proc/cpuinfo", "model name").ifPresent(v -> facts.put("processor", v));
        value("/proc/meminfo", "MemTotal").ifPresent(v -> facts.put("memory", v));
        value("/etc/os-release", "PRETTY_NAME").ifPresent(v -> facts.put("distribution", v.replace("\"", "")));
        text("/proc/loadavg").ifPresent(v -> facts.put("load at the start", v.substring(0, Math.max(0, v.indexOf(' ')))));
        return facts;
    }

    private static Optional<String> value(String file, String key) {
        return text(file).flatMap(t -> t.lines().filter(l -> l.startsWith(key)).findFirst())
                .map(l -> l.replaceFirst("^[^:=]*[:=]\\s*", "").strip());
    }

    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return how a program calls its version, or a digest of it where it does not say} */
    public static String version(Path program) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Limits limits = Limits.of(10, OptionalLong.empty());
            boolean clean = Runner.run(List.of(program.toString(), "--version"), scratch.folder(), limits, () -> false).filter(Usage::clean).isPresent();
            String out = clean ? Files.readString(scratch.folder().resolve(Runner.STDOUT), StandardCharsets.ISO_8859_1) : "";
            return out.lines().findFirst().filter(s -> s.chars().anyMatch(Character::isDigit)).map(String::strip)
                    .orElse("sha256:" + Digest.of(program).substring(0, 16));
        }
    }
}
