package org.abifit.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfValue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dose-ceve, where it is installed, makes of random indexes what we make of them: up to the order of stanzas and entries. */
class DoseWitnessTest {
    private static final Path DOSE = Path.of("/usr/bin/dose-ceve");
    private static final List<String> NAMES = List.of("a", "b", "c", "v", "w");
    private static final List<String> VERSIONS = List.of("1", "1.0", "0:1.00", "1~", "1:0", "2-1", "2-1+b1");

    @TempDir
    private Path folder;

    @Test
    void oneArchitecture() throws Exception {
        compare(ConvertOptions.PLAIN, List.of("amd64"));
    }

    @Test
    void twoArchitectures() throws Exception {
        compare(Indexes.MULTI, List.of("amd64", "i386", "all", "arm64"));
    }

    private void compare(ConvertOptions options, List<String> architectures) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(DOSE));
        for (int seed = 0; seed < 60; seed++) {
            String index = index(new Random(seed), architectures);
            Indexes.Converted ours = Indexes.packages(options, index);
            assertEquals(List.of(), ours.faults(), index);
            assertEquals(comparable(dose(index, options)), comparable(ours.document()), index);
        }
    }

    private CudfDocument dose(String index, ConvertOptions options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("P"), index);
        List<String> command = new ArrayList<>(List.of(DOSE.toString(), "-T", "cudf", "-o", folder.resolve("out").toString()));
        options.nativeArchitecture().ifPresent(a -> command.addAll(List.of("--deb-native-arch=" + a, "--deb-foreign-archs=" + String.join(",", options.foreignArchitectures()))));
        command.add("deb://" + file);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said + index);
        return assertInstanceOf(CudfLoader.Loaded.Accepted.class, CudfLoader.load(CudfParser.parse(Files.readString(folder.resolve("out")))))
                .content() instanceof CudfDocument document ? document : null;
    }

    private static Map<String, List<Object>> comparable(CudfDocument document) {
        Map<String, List<Object>> packages = new TreeMap<>();
        for (CudfDocument.Package one : document.packages()) {
            CudfValue recommends = one.properties().get("recommends");
            packages.put(one.id().toString(), List.of(sets(one.depends().disjunctions()), Set.copyOf(one.conflicts()), Set.copyOf(one.provides()),
                    one.properties().entrySet().stream().filter(e -> !e.getKey().equals("recommends")).collect(Collectors.toSet()),
                    recommends instanceof CudfValue.VpkgFormula formula ? sets(formula.disjunctions()) : recommends));
        }
        return packages;
    }

    private static <T> Set<Set<T>> sets(List<List<T>> lists) {
        return lists.stream().map(HashSet::new).collect(Collectors.toSet());
    }

    /** No package twice, also not by versions that are equal: what dose makes of that is no document. */
    private static String index(Random random, List<String> architectures) {
        StringBuilder index = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            String name = NAMES.get(random.nextInt(3));
            String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
            String architecture = architectures.get(random.nextInt(architectures.size()));
            if (seen.add(name + version.replace("0:1.00", "1.0") + architecture.replace("all", "amd64"))) {
                index.append("Package: %s\nVersion: %s\nArchitecture: %s\n".formatted(name, version, architecture));
                fields(random, index, architectures.size() > 1);
            }
        }
        assertTrue(!index.isEmpty());
        return index.toString();
    }

    private static void fields(Random random, StringBuilder index, boolean multi) {
        if (multi && random.nextInt(4) > 0) {
            index.append("Multi-Arch: ").append(List.of("same", "foreign", "allowed").get(random.nextInt(3))).append('\n');
        }
        for (String field : List.of("Depends", "Pre-Depends", "Recommends", "Conflicts", "Breaks", "Replaces", "Provides")) {
            if (random.nextBoolean()) {
                index.append(field).append(": ").append(relations(random, field, multi)).append('\n');
            }
        }
        index.append(random.nextInt(3) == 0 ? "Essential: yes\nSource: s (0.5)\nInstalled-Size: 7\n\n" : "\n");
    }

    private static String relations(Random random, String field, boolean multi) {
        boolean alternatives = field.endsWith("Depends") || field.equals("Recommends");
        List<String> all = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String first = relation(random, field.equals("Provides"), multi);
            all.add(alternatives && random.nextBoolean() ? first + " | " + relation(random, false, multi) : first);
        }
        return String.join(", ", all);
    }

    private static String relation(Random random, boolean provided, boolean multi) {
        String qualifier = multi && !provided && random.nextInt(4) == 0 ? List.of(":any", ":native", ":i386").get(random.nextInt(3)) : "";
        String operator = provided ? "=" : List.of("<<", "<=", "=", ">=", ">>").get(random.nextInt(5));
        String constraint = random.nextBoolean() ? "" : " (%s %s)".formatted(operator, VERSIONS.get(random.nextInt(VERSIONS.size())));
        return NAMES.get(random.nextInt(NAMES.size())) + qualifier + constraint;
    }
}
