package org.abifit.world;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases once more, with files that gcc built: what it writes must get the same answers as what {@code TinyElf} writes. Files that no link
 * editor writes stay as they are; without gcc there is nothing to do. {@code -Dabifit.gcc=all} builds every case, {@code none} no case; by
 * default every {@value #USUAL}th.
 */
class GccTest {
    private static final String WHICH = System.getProperty("abifit.gcc", "");
    private static final int USUAL = 8;
    private static final String[] LOADERS = {Release.GLIBC_LOADER, Release.MUSL_LOADER};

    private static Gcc gcc;
    private static int files;
    /** Why files stay as they are, and how many. */
    private static final Map<String, Integer> UNSAID = new TreeMap<>();
    /** Of several symbols of one file that are missing, the first in the order of the link editor is named. */
    private static final Set<String> ORDER_OF_SYMBOLS = Set.of("T45", "T67c");


    @AfterAll
    static void close() {
        if (gcc != null) {
            gcc.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> gccsFilesGetTheSameAnswers() throws IOException {
        assumeTrue(!WHICH.equals("none") && Gcc.isHere(), "no gcc");
        gcc = new Gcc();
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < Cases.ALL.size(); i += WHICH.equals("all") ? 1 : USUAL) {
            cases.add(Cases.ALL.get(i));
        }
        for (Case c : cases) {
            for (String loader : LOADERS) {
                for (Part part : c.put()) {
                    recipe(part, loader).ifPresent(GccTest::want);
                }
            }
        }
        gcc.build();
        Stream<DynamicTest> unsaid = Stream.of(DynamicTest.dynamicTest("most files are built", GccTest::mostAreBuilt));
        Stream<DynamicTest> all = cases.stream().flatMap(c -> Stream.of(Release.values())
                .map(r -> DynamicTest.dynamicTest(c.id() + " " + r + ": " + c.title(), () -> check(c, r))));
        return Stream.concat(unsaid, all);
    }

    private static void mostAreBuilt() {
        int unsaid = UNSAID.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(unsaid < files / 4, () -> "of %d files these stay: %s".formatted(files, UNSAID));
    }

    private static void want(GccSource.Recipe recipe) {
        try {
            gcc.want(recipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<GccSource.Recipe> recipe(Part part, String loader) {
        if (!(part instanceof Part.Elf(String path, TinyElf elf))) {
            return Optional.empty();
        }
        files++;
        try {
            return Optional.of(GccSource.of(path, elf, loader));
        } catch (GccSource.Unsaid e) {
            UNSAID.merge(e.getMessage(), 1, Integer::sum);
            return Optional.empty();
        }
    }

    private static void check(Case c, Release release) throws IOException {
        List<Part> parts = new ArrayList<>();
        int built = 0;
        for (Part part : c.put()) {
            Optional<GccSource.Recipe> recipe = recipe(part, release.loaderPath());
            parts.add(recipe.isPresent() ? built(((Part.Elf) part).path(), recipe.get()) : part);
            built += recipe.isPresent() ? 1 : 0;
        }
        assumeTrue(built > 0, "no file of it can be built");
        assumeTrue(!ORDER_OF_SYMBOLS.contains(c.id()), "the order of symbols is that of the link editor");
        Conformance.check(c, release, c.in(World.of(release), parts));
    }

    private static Part built(String path, GccSource.Recipe recipe) throws IOException {
        byte[] bytes = gcc.result(recipe).orElseThrow(() -> new AssertionError(complaint(recipe)));
        return new Part.Bytes(path, bytes, !recipe.options().contains("-shared"));
    }

    private static String complaint(GccSource.Recipe recipe) {
        try {
            return recipe + "\n" + gcc.complaint(recipe);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
