package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;
import static org.abifit.root.BytePaths.toUnicode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.abifit.db.AbiStore;
import org.abifit.db.SavedPlan;
import org.abifit.db.SnapshotFault;
import org.abifit.db.SnapshotInfo;
import org.abifit.drift.PlanCase;
import org.abifit.loader.Bind;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.ImageAnswer;
import org.abifit.root.Directory;

/** Plans that are kept in the database: written by {@code resolve --save}, judged again by {@code diff}. */
record SavedPlans(AbiStore store, RootSource source) {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final String ALGORITHM = "sha256:";

    /** Stores the plans of the best image, one for each host that it fits, and says so. */
    static void save(Session session, DatabaseFile database, String name, List<ImageAnswer> answers, List<String> apps) throws CommandFailure, SnapshotFault {
        ImageAnswer best = answers.getFirst();
        List<HostAnswer.Fits> fits = best.hosts().stream().filter(h -> h instanceof HostAnswer.Fits).map(h -> (HostAnswer.Fits) h).toList();
        if (fits.isEmpty()) {
            session.out().note("no plan to save as %s".formatted(name));
            return;
        }
        try (AbiStore store = database.writing(session)) {
            List<SavedPlan> plans = new ArrayList<>();
            for (HostAnswer.Fits fit : fits) {
                plans.add(new SavedPlan(name, hostName(fit.host()), best.image(), json(store, best.image(), fit, apps)));
            }
            store.savePlans(plans, Instant.now());
            session.out().note("saved as %s: %d %s".formatted(name, plans.size(), plans.size() == 1 ? "plan" : "plans"));
        }
    }

    /** {@return a host as plans are saved for it: without a generation} */
    static String hostName(String ref) {
        return ref.indexOf('/') < 0 ? ref.replaceFirst("@[0-9]+$", "") : ref;
    }

    private static String json(AbiStore store, String image, HostAnswer.Fits fits, List<String> apps) throws SnapshotFault {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            BindPlan plan = fits.plan();
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            root(json, "image", image, "digest", digest(store, image));
            root(json, "host", fits.host(), "fingerprint", digest(store, fits.host()));
            Json.names(json, "app", apps);
            json.writeStringField("mode", plan.mode().word());
            json.writeBooleanField("ldconfig", false);
            json.writeObjectFieldStart("env");
            for (Map.Entry<String, String> e : plan.env().entrySet()) {
                json.writeStringField(toUnicode(e.getKey()), toUnicode(e.getValue()));
            }
            json.writeEndObject();
            Json.list(json, "binds", plan.binds(), (to, bind) -> {
                to.writeStartObject();
                Json.name(to, "from", bind.bind().from());
                Json.name(to, "to", bind.bind().to());
                to.writeStringField("because", bind.because().rule());
                to.writeEndObject();
            });
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void root(JsonGenerator json, String field, String name, String digestField, Optional<String> digest) throws IOException {
        json.writeObjectFieldStart(field);
        Json.name(json, "name", name);
        if (digest.isPresent()) {
            json.writeStringField(digestField, digest.get());
        }
        json.writeEndObject();
    }

    private static Optional<String> digest(AbiStore store, String ref) throws SnapshotFault {
        Optional<SnapshotInfo> newest = Optional.empty();
        for (SnapshotInfo info : store.list()) {
            if (info.ref().equals(ref) || info.name().equals(ref)) {
                newest = Optional.of(info);
            }
        }
        return newest.map(i -> ALGORITHM + i.fingerprint()).or(() -> shipped(ref));
    }

    private static Optional<String> shipped(String ref) {
        try {
            return ShippedImages.open(ref).map(s -> ALGORITHM + s.fingerprint());
        } catch (SnapshotFault e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the saved plans that these names mean; without names, those for a host}
     *
     * @throws CommandFailure when there is none of a name
     */
    List<SavedPlan> named(List<String> names, String host) throws CommandFailure, SnapshotFault {
        List<SavedPlan> all = store.plans();
        if (names.isEmpty()) {
            return all.stream().filter(p -> p.host().equals(hostName(host))).toList();
        }
        for (String name : names) {
            if (all.stream().noneMatch(p -> p.name().equals(name))) {
                throw new CommandFailure(Names.printable(name), "there is no saved plan of that name", "list them with 'abifit db plans'");
            }
        }
        return all.stream().filter(p -> names.contains(p.name())).toList();
    }

    /**
     * {@return a plan with the image that it was made for}
     *
     * @throws CommandFailure when it cannot be read
     */
    PlanCase toJudge(SavedPlan plan) throws CommandFailure, SnapshotFault {
        Map<String, Object> fields = fields(plan);
        List<Bind> binds = new ArrayList<>();
        for (Object bind : list(fields, "binds")) {
            binds.add(new Bind(text(plan, bind, "from"), text(plan, bind, "to")));
        }
        SortedMap<String, String> env = new TreeMap<>();
        object(fields.get("env")).forEach((key, value) -> env.put(fromUnicode(key), fromUnicode(String.valueOf(value))));
        List<String> apps = list(fields, "app").stream().map(a -> fromUnicode(String.valueOf(a))).toList();
        Optional<String> digest = Optional.ofNullable(object(fields.get("image")).get("digest")).map(String::valueOf);
        return new PlanCase(plan.name(), plan.host(), plan.image(), image(plan.image(), digest), apps, List.copyOf(binds), env, Boolean.TRUE.equals(fields.get("ldconfig")));
    }

    /** The image may have been scanned again since: the plan is about the one with its digest, under whatever name. */
    private Optional<Directory> image(String name, Optional<String> digest) throws SnapshotFault {
        if (digest.isPresent()) {
            for (SnapshotInfo info : store.list()) {
                if (digest.get().equals(ALGORITHM + info.fingerprint())) {
                    return root(info.ref());
                }
            }
            return shipped(name).equals(digest) ? root(name) : Optional.empty();
        }
        return root(name);
    }

    private Optional<Directory> root(String ref) throws SnapshotFault {
        try {
            return Optional.of(source.root(ref).tree());
        } catch (CommandFailure e) {
            // An image that is not to be had leaves the plan undecided; the others are judged all the same.
            return Optional.empty();
        }
    }

    private static Map<String, Object> fields(SavedPlan plan) throws CommandFailure {
        try {
            return object(JsonTree.parse(plan.json()));
        } catch (JacksonException e) {
            throw damaged(plan, e.getOriginalMessage());
        }
    }

    private static CommandFailure damaged(SavedPlan plan, String why) {
        return new CommandFailure("saved plan " + Names.printable(plan.name()), "cannot be read: " + why, "remove it with 'abifit db plans --remove' and save it again");
    }

    private static List<?> list(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(SavedPlan plan, Object of, String field) throws CommandFailure {
        if (object(of).get(field) instanceof String text) {
            return fromUnicode(text);
        }
        throw damaged(plan, "a bind has no \"" + field + "\"");
    }
}
