package org.abifit.survey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.abifit.loader.LoadReport;
import org.abifit.loader.Loader;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.Reason;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.resolver.RootPair;
import org.abifit.resolver.Workers;
import org.abifit.root.FileView;
import org.abifit.root.Glob;

/** The cells of a question: every application in every image that holds it, on every host, each proven by the resolver. */
public final class Survey {
    private final SurveyQuestion question;
    private final Workers workers = new Workers();

    private Survey(SurveyQuestion question) {
        this.question = question;
    }

    /** {@return the cells, by image, then application, then host, in the order of the question} */
    public static List<Cell> cells(SurveyQuestion question) {
        return new Survey(question).cells();
    }

    /** One question to the resolver; equal ones have one answer. */
    private record Key(RootPair roots, String app) {}

    private record Task(Image image, Host host, App app) {
        Key key() {
            return new Key(RootPair.of(image, host), app.path());
        }
    }

    private List<Cell> cells() {
        List<Task> tasks = new ArrayList<>();
        for (Image image : question.images()) {
            for (App app : question.apps().stream().filter(a -> a.isIn(image)).toList()) {
                question.hosts().forEach(host -> tasks.add(new Task(image, host, app)));
            }
        }
        Map<Key, Task> different = new LinkedHashMap<>();
        tasks.forEach(t -> different.putIfAbsent(t.key(), t));
        Map<Key, Answered> answers = new HashMap<>(together(different));
        boolean allUsed = !answers.isEmpty();
        List<Key> alone = different.keySet().stream().filter(k -> !answers.containsKey(k)).toList();
        Map<Key, Answered> first = answers(different, alone, this::answer);
        answers.putAll(first);
        Set<String> used = allUsed ? Set.copyOf(question.wants()) : used(first.values());
        List<Key> again = alone.stream().filter(k -> first.get(k).idle().stream().anyMatch(used::contains)).toList();
        answers.putAll(answers(different, again, (task, loader) -> without(task, first.get(task.key()).idle().stream().filter(used::contains).toList(), loader)));
        return tasks.stream().map(t -> cell(t, answers.get(t.key()))).toList();
    }

    /** Most often one plan serves all applications of an image on a host: then each of them is proven by it, and asked no more. */
    private Map<Key, Answered> together(Map<Key, Task> tasks) {
        Map<RootPair, List<Task>> groups = new LinkedHashMap<>();
        tasks.forEach((key, task) -> groups.computeIfAbsent(key.roots(), k -> new ArrayList<>()).add(task));
        List<List<Task>> several = groups.values().stream().filter(g -> g.size() > 1).toList();
        List<HostAnswer> worked = workers.map(several, (group, loader) -> ask(group, question.wants(), loader));
        Map<Key, Answered> answers = new HashMap<>();
        for (int i = 0; i < several.size(); i++) {
            if (worked.get(i) instanceof HostAnswer.Fits fits) {
                List<String> apps = paths(several.get(i));
                several.get(i).forEach(t -> answers.put(t.key(), new Answered(fits, List.of(), apps)));
            }
        }
        return answers;
    }

    private static List<String> paths(List<Task> tasks) {
        return tasks.stream().map(t -> t.app().path()).toList();
    }

    private Map<Key, Answered> answers(Map<Key, Task> tasks, List<Key> keys, BiFunction<Task, Loader, Answered> answer) {
        List<Answered> worked = workers.map(keys.stream().map(tasks::get).toList(), answer);
        Map<Key, Answered> answers = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            answers.put(keys.get(i), worked.get(i));
        }
        return answers;
    }

    private static Cell cell(Task task, Answered answered) {
        return new Cell(task.image().name(), task.host().name(), task.app().path(), answered.answer(), answered.idle(), answered.together());
    }

    /** What at least one application loads; what none does is not forgiven. */
    private Set<String> used(Collection<Answered> all) {
        return question.wants().stream().filter(w -> all.stream().anyMatch(a -> !a.idle().contains(w))).collect(Collectors.toSet());
    }

    /** An answer, which of the wants the application does not load, and for which applications it was given. */
    private record Answered(HostAnswer answer, List<String> idle, List<String> together) {}

    private Answered answer(Task task, Loader loader) {
        HostAnswer answer = ask(List.of(task), question.wants(), loader);
        return new Answered(answer, isIdle(answer) ? idle(task, loader) : List.of(), List.of(task.app().path()));
    }

    private Answered without(Task task, List<String> idle, Loader loader) {
        return new Answered(ask(List.of(task), question.wants().stream().filter(w -> !idle.contains(w)).toList(), loader), idle, List.of(task.app().path()));
    }

    private List<String> idle(Task task, Loader loader) {
        LoadReport shipped = loader.closureAsShipped(new FileView(task.image().tree()), task.app().path(), task.host().machine());
        Set<String> names = new HashSet<>(shipped.resolved().keySet());
        shipped.errors().forEach(e -> e.name().ifPresent(names::add));
        return question.wants().stream().filter(w -> names.stream().noneMatch(Glob.of(w)::matches))
                .filter(w -> question.wants().size() == 1 || isIdle(ask(List.of(task), List.of(w), loader))).toList();
    }

    /** Whether all that stands against a plan is that what is wanted is not loaded. */
    private static boolean isIdle(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Fits f -> false;
            case HostAnswer.Misfit m -> m.core().stream().allMatch(r -> r instanceof Reason.HostLacks);
            case HostAnswer.Undecided u -> u.missing().stream().allMatch(m -> m.rule().equals("not-needed"));
        };
    }

    private HostAnswer ask(List<Task> tasks, List<String> wants, Loader loader) {
        Request request = new Request(List.of(tasks.getFirst().image()), List.of(tasks.getFirst().host()), paths(tasks), wants, question.policy());
        return Resolver.resolve(request, loader).getFirst().hosts().getFirst();
    }
}
