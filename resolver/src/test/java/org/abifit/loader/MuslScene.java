package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.abifit.testkit.TinyElf;
import org.abifit.world.RealMusl;
import org.abifit.world.Release;
import org.abifit.world.World;

/** A small root under musl and what its loader does with {@code /app}; real musl loaders, where there are some, must do the same. */
final class MuslScene {
    static final String NO_SUCH_FILE = "No such file or directory";
    private static final List<RealMusl> REAL = real();

    private final LoadReport report;

    private MuslScene(LoadReport report) {
        this.report = report;
    }

    private static List<RealMusl> real() {
        List<RealMusl> real = RealMusl.all();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> real.forEach(RealMusl::close)));
        return real;
    }

    static MuslScene of(Consumer<World> files) {
        World world = World.of(Release.MUSL);
        files.accept(world);
        LoadReport report = world.load();
        for (RealMusl real : REAL) {
            RealMusl.Ended ended = real.ask(List.of(new RealMusl.Asked(world, "", World.APP, false))).getFirst();
            assertEquals(lines(report), ended.lines().stream().distinct().toList(), real.title());
            assertEquals(report.verdict() == Verdict.OK, ended.code() == 0, real.title());
        }
        return new MuslScene(report);
    }

    /** The program, and one library at a place where it is found. */
    static MuslScene with(TinyElf app, TinyElf library) {
        byte[] bytes = library.build();
        return of(w -> w.app(app).bytes("/usr/lib/liba.so", bytes));
    }

    private static List<String> lines(LoadReport report) {
        return report.errors().stream().map(LoadError::message).filter(m -> !m.endsWith("by a signal")).toList();
    }

    void start() {
        assertEquals(Verdict.OK, report.verdict());
    }

    void fail(String message) {
        assertEquals(Optional.of(message), report.message());
        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(Verdict.FAIL, report.lazy());
    }

    /** All lines that are printed, in order. */
    void print(String... lines) {
        assertEquals(List.of(lines), lines(report));
    }

    void take(String name, String path) {
        start();
        assertEquals(path, report.resolved().get(name));
    }

    /** The names by which the objects were first asked for, in the order of loading. */
    void map(String... names) {
        assertEquals(List.of(names), report.objects().stream().map(LoadedObject::name).toList());
    }

    /** musl cannot load a library, for this reason. */
    static String muslLoading(String name, String why, String by) {
        return "Error loading shared library %s: %s (needed by %s)".formatted(name, why, by);
    }

    /** musl finds no definition. */
    static String muslSymbol(String by, String symbol) {
        return "Error relocating %s: %s: symbol not found".formatted(by, symbol);
    }
}
