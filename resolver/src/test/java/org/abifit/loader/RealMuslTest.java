package org.abifit.loader;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.abifit.root.Content;
import org.abifit.root.FileView;
import org.abifit.root.LiveRoot;
import org.abifit.root.MachineFacts;
import org.abifit.root.RegularFile;
import org.abifit.world.MuslWorld;
import org.abifit.world.RealMusl;
import org.abifit.world.RealMusl.Asked;
import org.abifit.world.RealMusl.Ended;
import org.abifit.world.World;
import org.junit.jupiter.api.Test;

/**
 * The model against real musl loaders, over random worlds: every line that is printed, in order, and every path of a listing.
 *
 * <p>{@code -Dabifit.musl=FILE[:FILE]} names loaders, {@code -Dabifit.worlds=20000} asks about more worlds, {@code -Dabifit.seed=N}
 * starts elsewhere; a difference names its seed.
 */
class RealMuslTest {
    private static final int WORLDS = Integer.getInteger("abifit.worlds", 300);
    private static final long SEED = Long.getLong("abifit.seed", 1);
    private static final int BATCH = 50, MOST_SHOWN = 8;
    private static final Pattern FOUND = Pattern.compile("^\t(.+) => (.+) \\((?:0x[0-9a-f]+|0)\\)$");
    private static final int ENDED_BY_LOADER = 127, FIRST_SIGNAL = 128;

    /** What was asked of a world, and what the model says. */
    private record Question(long seed, World world, String top, boolean opens, LoadReport report) {}

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void theModelSaysWhatTheLoaderSays() {
        List<RealMusl> loaders = RealMusl.all();
        assumeFalse(loaders.isEmpty(), "no musl loader that can be asked");
        for (RealMusl real : loaders) {
            try (real) {
                for (long first = SEED; first < SEED + WORLDS; first += BATCH) {
                    compare(real, first, Math.min(BATCH, SEED + WORLDS - first));
                }
            }
        }
        assertTrue(differences.isEmpty(), () -> "%d differences; %s%n%s".formatted(differences.size(), counts,
                String.join("\n", differences.subList(0, Math.min(MOST_SHOWN, differences.size())))));
        assertTrue(WORLDS < BATCH || counts.getOrDefault("ok", 0) > WORLDS / 20 && counts.getOrDefault("fail", 0) > WORLDS / 20, () -> "both answers come up: " + counts);
    }

    /** Every shared object of a root with a musl loader ({@code -Dabifit.muslRoot=FOLDER}), listed by that loader. */
    @Test
    void itListsWhatTheModelLoads() throws IOException {
        String folder = System.getProperty("abifit.muslRoot", "");
        assumeFalse(folder.isEmpty(), "no root with a musl loader is named");
        List<RealMusl> loaders = RealMusl.all();
        assumeFalse(loaders.isEmpty(), "no musl loader that can be asked");
        FileView files = new FileView(LiveRoot.open(Path.of(folder)));
        List<String> objects = objects(files, Path.of(folder));
        List<Ended> ended = loaders.getFirst().list(Path.of(folder), objects);
        loaders.forEach(RealMusl::close);
        for (int i = 0; i < objects.size(); i++) {
            LoadReport report = new Loader().load(new LoadQuestion(files, objects.get(i), new TreeMap<>(), MachineFacts.ofThisMachine()));
            List<String> lines = report.errors().stream().map(LoadError::message).toList();
            List<String> printed = ended.get(i).lines().stream().filter(l -> l.startsWith("Error ") && !l.endsWith("type 37")).distinct().toList();
            counts.merge(report.verdict().word(), 1, Integer::sum);
            boolean crash = lines.stream().anyMatch(l -> l.endsWith("by a signal")) && ended.get(i).code() > FIRST_SIGNAL;
            String resolved = report.verdict() == Verdict.OK ? resolved(report, ended.get(i)) : "";
            if (report.verdict() != Verdict.UNKNOWN && !crash && (!lines.equals(printed) || ended.get(i).code() > FIRST_SIGNAL || !resolved.isEmpty())) {
                differences.add("%s%n  loader %d %s%n  model  %s%s".formatted(objects.get(i), ended.get(i).code(), firstDifferent(printed, lines), firstDifferent(lines, printed), resolved));
            }
        }
        assertTrue(differences.isEmpty(), () -> "%d differences; %s%n%s".formatted(differences.size(), counts,
                String.join("\n", differences.subList(0, Math.min(MOST_SHOWN, differences.size())))));
    }

    private static List<String> objects(FileView files, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).map(p -> "/" + folder.relativize(p)).filter(p -> isObject(files, p)).sorted().toList();
        }
    }

    private static boolean isObject(FileView files, String path) {
        return files.lookup(path) instanceof FileView.Lookup.Found(String real, RegularFile f) && f.content() instanceof Content.Elf e
                && e.ref().file().interp().isEmpty() && e.ref().file().dynamic().isPresent() && e.ref().file().libc().isEmpty() && !f.executable();
    }

    private static String firstDifferent(List<String> mine, List<String> other) {
        for (int i = 0; i < mine.size(); i++) {
            if (i >= other.size() || !mine.get(i).equals(other.get(i))) {
                return "%d of %d: %s".formatted(i + 1, mine.size(), mine.get(i));
            }
        }
        return "all %d".formatted(mine.size());
    }

    /** Of three worlds one has a root of its own, one lies in a folder of this machine, and in one the program opens libraries. */
    private void compare(RealMusl real, long first, long count) {
        List<Question> questions = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long seed = first + i;
            String top = seed % 3 == 1 ? real.place(i) : "";
            World world = real.world(top);
            List<MuslWorld.Opened> opened = MuslWorld.fill(world, seed, top, seed % 3 == 2);
            List<Opening> openings = opened.stream().map(o -> new Opening(o.file(), "", (o.flags() & MuslWorld.NOW) != 0, (o.flags() & MuslWorld.GLOBAL) != 0)).toList();
            LoadReport report = new Loader().load(world.question(MuslWorld.app(top)).opening(openings));
            questions.add(new Question(seed, world, top, seed % 3 == 2, report));
            asked.add(new Asked(world, top, MuslWorld.app(top), false));
            asked.add(new Asked(world, top, MuslWorld.app(top), true));
        }
        List<Ended> ended = real.ask(asked);
        for (int i = 0; i < count; i++) {
            Question question = questions.get(i);
            String difference = difference(question, ended.get(2 * i), ended.get(2 * i + 1));
            counts.merge(question.report().verdict().word(), 1, Integer::sum);
            if (!difference.isEmpty()) {
                differences.add("%s, seed %d: %s".formatted(real.title(), question.seed(), difference));
            }
        }
    }

    private String difference(Question question, Ended start, Ended list) {
        LoadReport report = question.report();
        if (report.verdict() == Verdict.UNKNOWN) {
            return "";
        }
        if (report.verdict() == Verdict.OK) {
            String opened = opened(report, start);
            return opened.isEmpty() ? resolved(report, list) : opened;
        }
        List<String> lines = report.errors().stream().map(LoadError::message).filter(m -> m.startsWith("Error ")).toList();
        boolean crash = report.errors().stream().anyMatch(e -> e.message().endsWith("by a signal"));
        boolean any = report.errors().size() > lines.size() && !crash;
        boolean code = crash ? start.code() > FIRST_SIGNAL : any ? start.code() != 0 : start.code() == ENDED_BY_LOADER;
        boolean text = any || lines.equals(start.lines().stream().distinct().toList()) && report.message().equals(lines.stream().findFirst());
        return code && text ? "" : "%n  loader %s%n  model  %s %s".formatted(start, report.message(), report.errors().stream().map(LoadError::message).toList());
    }

    /** A program ends with what dlerror gave at the first opening that failed. */
    private String opened(LoadReport report, Ended start) {
        for (OpenedReport opened : report.opened()) {
            Verdict verdict = opened.opening().now() ? opened.report().verdict() : opened.report().lazy();
            boolean crash = opened.report().errors().stream().anyMatch(e -> e.message().endsWith("by a signal"));
            if (verdict == Verdict.UNKNOWN) {
                counts.merge("opened unknown", 1, Integer::sum);
                return "";
            }
            if (verdict == Verdict.FAIL) {
                counts.merge("opened fail", 1, Integer::sum);
                boolean same = crash ? start.code() > FIRST_SIGNAL
                        : start.code() == 1 && (opened.report().message().isEmpty() || start.lines().equals(opened.report().message().stream().toList()));
                return same ? "" : "%n  loader %s%n  model  %s: %s".formatted(start, opened.opening(), opened.report().errors());
            }
            counts.merge("opened ok", 1, Integer::sum);
        }
        return start.code() == 0 && start.lines().isEmpty() ? "" : "%n  loader %s%n  model  ok %s".formatted(start, report.opened().stream().map(OpenedReport::opening).toList());
    }

    private static String resolved(LoadReport report, Ended list) {
        Map<String, String> listed = new TreeMap<>();
        for (String line : list.lines()) {
            Matcher found = FOUND.matcher(line);
            if (found.matches()) {
                listed.put(found.group(1), found.group(2));
            }
        }
        Map<String, String> model = new TreeMap<>(report.resolved());
        model.keySet().removeIf(name -> name.equals("ld-musl-x86_64.so.1") && !listed.containsKey(name));
        return model.equals(listed) ? "" : "%n  listed %s %s%n  model  %s".formatted(listed, list, model);
    }
}
