package org.abifit.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.loader.Verdict;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.resolver.Workers;
import org.abifit.solver.Cover;

/**
 * The fewest images with which every application runs on every host. Each application is started in an image with the binds of its own
 * plan; whether one set of binds serves all of them in an image on a host is asked beside it.
 *
 * @param images those to keep, by name
 * @param cells all that was proven, by image, application and host
 * @param uncovered applications that no image serves on a host
 * @param lowerBound fewer images than this cannot serve what is served, even if all open cells came out well
 * @param singles images that would serve everything alone if their open cells came out well; by name
 */
public record Consolidation(List<Chosen> images, List<Cell> cells, List<Uncovered> uncovered, int lowerBound, List<String> singles) {

    /**
     * An image to keep.
     *
     * @param image its name
     * @param serves the cells that it is kept for
     * @param together per host whether one plan serves all its applications there
     */
    public record Chosen(String image, List<Cell> serves, List<Together> together) {}

    /** The answer for all applications of an image on one host at once. */
    public record Together(String host, List<String> apps, HostAnswer answer) {}

    /**
     * An application that no image serves on a host.
     *
     * @param nearest of the images that hold it the one that serves most, where one does
     */
    public record Uncovered(String app, String host, Optional<Cell> nearest) {}

    /** {@return whether no smaller number of images does it} */
    public boolean isFewest() {
        return lowerBound == images.size();
    }

    /** {@return OK when all applications run on all hosts, UNKNOWN when the facts do not decide} */
    public Verdict verdict() {
        return uncovered.isEmpty() ? Verdict.OK : uncovered.stream().allMatch(u -> u.nearest().map(Cell::isOpen).orElse(false)) ? Verdict.UNKNOWN : Verdict.FAIL;
    }

    /** {@return OK when one image does it} */
    public Verdict one() {
        boolean alone = uncovered.isEmpty() && images.size() <= 1;
        return alone ? Verdict.OK : singles.isEmpty() ? Verdict.FAIL : Verdict.UNKNOWN;
    }

    /** {@return the answer} */
    public static Consolidation of(SurveyQuestion question) {
        return new Search(question, Survey.cells(question)).run();
    }

    /** What is to be covered: an application on a host. */
    private record Element(String app, String host) {
        static Element of(Cell cell) {
            return new Element(cell.app(), cell.host());
        }
    }

    /** From cells to images. */
    private static final class Search {
        private final SurveyQuestion question;
        private final List<Cell> cells;
        private final List<String> names;
        private final Map<Element, Map<String, Cell>> table = new LinkedHashMap<>();

        Search(SurveyQuestion question, List<Cell> cells) {
            this.question = question;
            this.cells = cells;
            this.names = question.images().stream().map(Image::name).distinct().sorted().toList();
            question.apps().forEach(a -> question.hosts().forEach(h -> table.put(new Element(a.path(), h.name()), new TreeMap<>())));
            cells.forEach(c -> table.get(Element.of(c)).put(c.image(), c));
        }

        Consolidation run() {
            List<Element> served = table.keySet().stream().filter(e -> table.get(e).values().stream().anyMatch(Cell::fits)).toList();
            Cover cover = Cover.of(costs(served, false));
            int bound = cells.stream().anyMatch(Cell::isOpen) ? Cover.of(costs(served, true)).lowerBound() : cover.lowerBound();
            List<Uncovered> rest = table.keySet().stream().filter(e -> !served.contains(e)).map(this::uncovered).toList();
            List<String> singles = names.stream().filter(n -> table.values().stream().allMatch(m -> m.containsKey(n) && (m.get(n).fits() || m.get(n).isOpen()))).toList();
            return new Consolidation(chosen(cover, served), cells, rest, bound, singles);
        }

        /** Per image and element the number of binds; an open cell counts as one without binds, or not at all. */
        private int[][] costs(List<Element> elements, boolean hopeful) {
            int[][] costs = new int[names.size()][elements.size()];
            for (int i = 0; i < names.size(); i++) {
                for (int e = 0; e < elements.size(); e++) {
                    Cell cell = table.get(elements.get(e)).get(names.get(i));
                    costs[i][e] = cell == null ? Cover.NOT_HELD : binds(cell).orElse(hopeful && cell.isOpen() ? 0 : Cover.NOT_HELD);
                }
            }
            return costs;
        }

        private static Optional<Integer> binds(Cell cell) {
            return cell.answer() instanceof HostAnswer.Fits fits ? Optional.of(fits.plan().binds().size()) : Optional.empty();
        }

        private Uncovered uncovered(Element element) {
            Comparator<Cell> order = Comparator.comparing((Cell c) -> !c.isOpen())
                    .thenComparing(c -> -cells.stream().filter(o -> o.image().equals(c.image()) && o.fits()).count()).thenComparing(Cell::image);
            return new Uncovered(element.app(), element.host(), table.get(element).values().stream().min(order));
        }

        /** An application stays in one image where one of those kept serves it everywhere. */
        private List<Chosen> chosen(Cover cover, List<Element> served) {
            List<String> kept = cover.chosen().stream().map(names::get).toList();
            Map<String, List<Cell>> serves = new LinkedHashMap<>();
            kept.forEach(k -> serves.put(k, new ArrayList<>()));
            for (App app : question.apps()) {
                List<Element> own = served.stream().filter(e -> e.app().equals(app.path())).toList();
                List<String> everywhere = kept.stream().filter(k -> own.stream().allMatch(e -> fits(e, k))).toList();
                Optional<String> home = everywhere.stream().min(Comparator.comparing(k -> own.stream().mapToInt(e -> binds(table.get(e).get(k)).orElseThrow()).sum()));
                for (Element element : own) {
                    String image = home.orElseGet(() -> kept.stream().filter(k -> fits(element, k))
                            .min(Comparator.comparing(k -> binds(table.get(element).get(k)).orElseThrow())).orElseThrow());
                    serves.get(image).add(table.get(element).get(image));
                }
            }
            return serves.entrySet().stream().map(e -> new Chosen(e.getKey(), List.copyOf(e.getValue()), together(e.getKey(), e.getValue()))).toList();
        }

        private boolean fits(Element element, String image) {
            Cell cell = table.get(element).get(image);
            return cell != null && cell.fits();
        }

        private List<Together> together(String name, List<Cell> serves) {
            Image image = question.images().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
            List<Host> hosts = question.hosts().stream().filter(h -> serves.stream().anyMatch(c -> c.host().equals(h.name()))).toList();
            return new Workers().map(hosts, (host, loader) -> {
                List<Cell> here = serves.stream().filter(c -> c.host().equals(host.name())).toList();
                List<String> apps = here.stream().map(Cell::app).toList();
                List<String> wants = question.wants().stream().filter(w -> here.stream().anyMatch(c -> !c.idle().contains(w))).toList();
                HostAnswer answer = apps.equals(here.getFirst().together()) ? here.getFirst().answer()
                        : Resolver.resolve(new Request(List.of(image), List.of(host), apps, wants, question.policy()), loader).getFirst().hosts().getFirst();
                return new Together(host.name(), apps, answer);
            });
        }
    }
}
