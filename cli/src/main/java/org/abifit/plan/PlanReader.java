package org.abifit.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the JSON form of a plan. What is wrong with it is named by file, line and field; unknown fields are passed over. */
public final class PlanReader {
    private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final String NEXT = "give a plan as 'abifit resolve ... --emit plan' prints it; 'abifit schema plan' tells its form";

    private final String file;
    private final JsonParser p;

    private Integer schema;
    private NeutralPlan.Root image;
    private NeutralPlan.Root host;
    private List<String> apps;
    private NeutralPlan.Mode mode;
    private Boolean ldconfig;
    private SortedMap<String, String> env;
    private String strategy = "";
    private boolean lazyOnly;
    private List<NeutralPlan.Bound> binds;
    private List<String> devices = List.of();

    private PlanReader(String file, JsonParser p) {
        this.file = file;
        this.p = p;
    }

    /**
     * {@return the plan}
     *
     * @param file what to call it in errors
     * @param text its JSON
     * @throws PlanException where it is none
     */
    public static NeutralPlan read(String file, String text) throws PlanException {
        try (JsonParser p = FACTORY.createParser(text)) {
            return new PlanReader(file, p).plan();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new PlanException("%s: line %d".formatted(file, line), "is no JSON (%s)".formatted(e.getOriginalMessage()), NEXT);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    private NeutralPlan plan() throws IOException, PlanException {
        p.nextToken();
        object("the plan", this::field);
        if (p.nextToken() != null) {
            throw bad("the plan", "is followed by something else");
        }
        needed("schema", schema);
        return new NeutralPlan(needed("image", image), needed("host", host), needed("app", apps), needed("mode", mode), needed("ldconfig", ldconfig), needed("env", env), strategy,
                lazyOnly, needed("binds", binds), devices);
    }

    private void field(String name) throws IOException, PlanException {
        switch (name) {
            case "schema" -> schema();
            case "image" -> image = root(name, "digest");
            case "host" -> host = root(name, "fingerprint");
            case "app" -> apps = apps();
            case "mode" -> mode = mode();
            case "ldconfig" -> ldconfig = truth(name);
            case "env" -> env = env();
            case "strategy" -> strategy = string(name);
            case "lazyOnly" -> lazyOnly = truth(name);
            case "binds" -> binds = binds();
            case "devices" -> devices = devices();
            default -> p.skipChildren();
        }
    }

    private void schema() throws IOException, PlanException {
        if (p.currentToken() != JsonToken.VALUE_NUMBER_INT || p.getLongValue() != NeutralPlan.SCHEMA) {
            throw bad("schema", "is not %d: the plan is of another version of abifit".formatted(NeutralPlan.SCHEMA));
        }
        schema = NeutralPlan.SCHEMA;
    }

    private NeutralPlan.Root root(String field, String digestField) throws IOException, PlanException {
        String[] name = {null};
        String[] digest = {null};
        object(field, inner -> {
            if (inner.equals("name")) {
                name[0] = string(field + ".name");
            } else if (inner.equals(digestField)) {
                digest[0] = digest(field + "." + digestField);
            } else {
                p.skipChildren();
            }
        });
        return new NeutralPlan.Root(needed(field + ".name", name[0]), Optional.ofNullable(digest[0]));
    }

    private List<String> apps() throws IOException, PlanException {
        List<String> all = new ArrayList<>();
        array("app", at -> all.add(path(at)));
        if (all.isEmpty()) {
            throw bad("app", "is empty");
        }
        return all;
    }

    private NeutralPlan.Mode mode() throws IOException, PlanException {
        return switch (string("mode")) {
            case "over" -> NeutralPlan.Mode.OVER;
            case "side" -> NeutralPlan.Mode.SIDE;
            case String other -> throw bad("mode", "'%s' is neither over nor side".formatted(other));
        };
    }

    private SortedMap<String, String> env() throws IOException, PlanException {
        SortedMap<String, String> all = new TreeMap<>();
        object("env", name -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw bad("env", "'%s' is no name of a variable".formatted(name));
            }
            all.put(name, string("env." + name));
        });
        return all;
    }

    private List<NeutralPlan.Bound> binds() throws IOException, PlanException {
        List<NeutralPlan.Bound> all = new ArrayList<>();
        array("binds", at -> all.add(bound(at)));
        return all;
    }

    private List<String> devices() throws IOException, PlanException {
        List<String> all = new ArrayList<>();
        array("devices", at -> {
            String device = string(at);
            if (!NeutralPlan.isDevice(device)) {
                throw bad(at, "'%s' is no plain path below /dev".formatted(device));
            }
            all.add(device);
        });
        return all;
    }

    private NeutralPlan.Bound bound(String at) throws IOException, PlanException {
        String[] texts = new String[5];
        boolean[] folder = {false};
        NeutralPlan.Because[] because = {new NeutralPlan.Because("", "")};
        object(at, inner -> {
            String field = at + "." + inner;
            switch (inner) {
                case "from" -> texts[0] = path(field);
                case "to" -> texts[1] = path(field);
                case "soname" -> texts[2] = string(field);
                case "digest" -> texts[3] = digest(field);
                case "at" -> texts[4] = path(field);
                case "folder" -> folder[0] = truth(field);
                case "because" -> because[0] = because(field);
                default -> p.skipChildren();
            }
        });
        String to = needed(at + ".to", texts[1]);
        return new NeutralPlan.Bound(needed(at + ".from", texts[0]), to, texts[4] == null ? to : texts[4], folder[0], texts[2] == null ? "" : texts[2],
                Optional.ofNullable(texts[3]), because[0]);
    }

    private NeutralPlan.Because because(String at) throws IOException, PlanException {
        String[] texts = {"", ""};
        object(at, inner -> {
            switch (inner) {
                case "rule" -> texts[0] = string(at + ".rule");
                case "text" -> texts[1] = string(at + ".text");
                default -> p.skipChildren();
            }
        });
        return new NeutralPlan.Because(texts[0], texts[1]);
    }

    private String path(String at) throws IOException, PlanException {
        String path = string(at);
        if (!path.startsWith("/")) {
            throw bad(at, "'%s' is no absolute path".formatted(path));
        }
        return path;
    }

    /** {@return the digest, or null where it is not known} */
    private String digest(String at) throws IOException, PlanException {
        if (p.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        String digest = string(at);
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw bad(at, "is not sha256: and 64 hexadecimal digits");
        }
        return digest;
    }

    private String string(String at) throws IOException, PlanException {
        if (p.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(at, "is no text");
        }
        return p.getText();
    }

    private boolean truth(String at) throws IOException, PlanException {
        return switch (p.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw bad(at, "is neither true nor false");
        };
    }

    /** Reads a member of an object or a list, the parser being at its value. */
    private interface Member {
        void read(String name) throws IOException, PlanException;
    }

    private void object(String at, Member member) throws IOException, PlanException {
        if (p.currentToken() != JsonToken.START_OBJECT) {
            throw bad(at, "is no object");
        }
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            p.nextToken();
            member.read(name);
        }
    }

    private void array(String at, Member member) throws IOException, PlanException {
        if (p.currentToken() != JsonToken.START_ARRAY) {
            throw bad(at, "is no list");
        }
        for (int i = 0; p.nextToken() != JsonToken.END_ARRAY; i++) {
            member.read("%s[%d]".formatted(at, i));
        }
    }

    private <T> T needed(String field, T value) throws PlanException {
        if (value == null) {
            throw new PlanException(file, "has no %s".formatted(field), NEXT);
        }
        return value;
    }

    private PlanException bad(String field, String problem) {
        return new PlanException("%s: line %d: %s".formatted(file, p.currentTokenLocation().getLineNr(), field), problem, NEXT);
    }
}
