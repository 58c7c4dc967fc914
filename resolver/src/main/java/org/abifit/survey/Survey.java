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
        Map<Key, Answered> first = answers(different, List.copyOf(different.keySet()), this::answer);
        Set<String> used = used(first.values());
        List<Key> again = first.entrySet().stream().filter(e -> e.getValue().idle().stream().anyMatch(used::contains)).map(Map.Entry::getKey).toList();
        Map<Key, Answered> answers = new HashMap<>(first);
        answers.putAll(answers(different, again, (task, loader) -> without(task, first.get(task.key()).idle().stream().filter(used::contains).toList(), loader)));
        return tasks.stream().map(t -> cell(t, answers.get(t.key()))).toList();
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
        return new Cell(task.image().name(), task.host().name(), task.app().path(), answered.answer(), answered.idle());
    }

    /** What at least one application loads; what none does is not forgiven. */
    private Set<String> used(Collection<Answered> all) {
        return question.wants().stream().filter(w -> all.stream().anyMatch(a -> !a.idle().contains(w))).collect(Collectors.toSet());
    }

    /** An answer, and which of the wants the application does not load. */
    private record Answered(HostAnswer answer, List<String> idle) {}

    private Answered answer(Task task, Loader loader) {
        HostAnswer answer = ask(task, question.wants(), loader);
        return new Answered(answer, isIdle(answer) ? idle(task, loader) : List.of());
    }

    private Answered without(Task task, List<String> idle, Loader loader) {
        return new Answered(ask(task, question.wants().stream().filter(w -> !idle.contains(w)).toList(), loader), idle);
    }

    private List<String> idle(Task task, Loader loader) {
        LoadReport shipped = loader.closureAsShipped(new FileView(task.image().tree()), task.app().path(), task.host().machine());
        Set<String> names = new HashSet<>(shipped.resolved().keySet());
        shipped.errors().forEach(e -> e.name().ifPresent(names::add));
        return question.wants().stream().filter(w -> names.stream().noneMatch(Glob.of(w)::matches))
                .filter(w -> question.wants().size() == 1 || isIdle(ask(task, List.of(w), loader))).toList();
    }

    /** Whether all that stands against a plan is that what is wanted is not loaded. */
    private static boolean isIdle(HostAnswer answer) {
        return switch (answer) {
            case HostAnswer.Fits f -> false;
            case HostAnswer.Misfit m -> m.core().stream().allMatch(r -> r instanceof Reason.HostLacks);
            case HostAnswer.Undecided u -> u.missing().stream().allMatch(m -> m.rule().equals("not-needed"));
        };
    }

    private HostAnswer ask(Task task, List<String> wants, Loader loader) {
        Request request = new Request(List.of(task.image()), List.of(task.host()), List.of(task.app().path()), wants, question.policy());
        return Resolver.resolve(request, loader).getFirst().hosts().getFirst();
    }
}
