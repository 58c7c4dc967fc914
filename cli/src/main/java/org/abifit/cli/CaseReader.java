package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.abifit.loader.Bind;
import org.abifit.loader.Opening;
import org.abifit.runs.Command;

/** Reads case files: one JSON object a line, plain or gzip; fields other than the question's are passed over. */
final class CaseReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final BufferedReader lines;
    private final String file;
    private int line;

    /** A question: does this application of this image load with these host files bound in, what it opens then, and how it is run. */
    record Case(String id, String image, String app, Optional<String> host, List<Bind> binds, Map<String, String> env, boolean ldconfig, List<Opening> opens,
            Command command) {}

    CaseReader(String file, InputStream in) throws IOException {
        this.file = file;
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        lines = new BufferedReader(new InputStreamReader(gzip ? new GZIPInputStream(start, 1 << 16) : start, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * {@return the next case, empty at the end}
     *
     * @throws CommandFailure when a line is not a case; it names file, line and field
     */
    Optional<Case> next() throws IOException, CommandFailure {
        String text = lines.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = lines.readLine();
            line++;
        }
        return text == null ? Optional.empty() : Optional.of(parse(text));
    }

    private Case parse(String text) throws IOException, CommandFailure {
        String id = null;
        String image = null;
        String app = null;
        String host = null;
        List<Bind> binds = List.of();
        Map<String, String> env = Map.of();
        boolean ldconfig = false;
        List<Opening> opens = List.of();
        List<String> argv = List.of();
        List<String> dropped = List.of();
        try (JsonParser p = JSON.createParser(text)) {
            if (p.nextToken() != JsonToken.START_OBJECT) {
                throw bad("is not a JSON object");
            }
            while (p.nextToken() == JsonToken.FIELD_NAME) {
                String field = p.currentName();
                p.nextToken();
                switch (field) {
                    case "id" -> id = p.getValueAsString();
                    case "image" -> image = p.getValueAsString();
                    case "app" -> app = p.getValueAsString();
                    case "host" -> host = p.getValueAsString();
                    case "binds" -> binds = p.currentToken() == JsonToken.VALUE_NULL ? List.of() : binds(p);
                    case "env" -> env = env(p);
                    case "ldconfig" -> ldconfig = p.getValueAsBoolean();
                    case "opens" -> opens = opens(p);
                    case "argv" -> argv = strings(p, field);
                    case "run_drop" -> dropped = strings(p, field);
                    default -> p.skipChildren();
                }
            }
            if (p.nextToken() != null) {
                throw bad("something follows the object");
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw bad(e.getOriginalMessage());
        }
        if (image == null || app == null) {
            throw bad("a case needs 'image' and 'app'");
        }
        return new Case(id == null ? String.valueOf(line) : id, fromUnicode(image), fromUnicode(app), Optional.ofNullable(host), binds, env, ldconfig, opens,
                new Command(argv, Set.copyOf(dropped)));
    }

    private CommandFailure bad(String why) {
        return new CommandFailure(file, "line %d: %s".formatted(line, why), "a line is a case: {id, image, app, host, binds [[from, to], ...], env, ldconfig, opens, argv, run_drop}");
    }

    private List<String> strings(JsonParser p, String field) throws IOException, CommandFailure {
        List<String> strings = new ArrayList<>();
        if (p.currentToken() != JsonToken.VALUE_NULL) {
            array(p, field);
            while (p.nextToken() == JsonToken.VALUE_STRING) {
                strings.add(fromUnicode(p.getText()));
            }
            ended(p, field, strings);
        }
        return List.copyOf(strings);
    }

    private List<Bind> binds(JsonParser p) throws IOException, CommandFailure {
        List<Bind> binds = new ArrayList<>();
        array(p, "binds");
        while (p.nextToken() == JsonToken.START_ARRAY) {
            String from = p.nextTextValue();
            String to = p.nextTextValue();
            if (from == null || to == null || p.nextToken() != JsonToken.END_ARRAY) {
                throw bad("'binds' holds pairs of two strings, [from, to]");
            }
            binds.add(new Bind(fromUnicode(from), fromUnicode(to)));
        }
        return ended(p, "binds", binds);
    }

    private void array(JsonParser p, String field) throws CommandFailure {
        if (p.currentToken() != JsonToken.START_ARRAY) {
            throw bad("'%s' is not an array".formatted(field));
        }
    }

    private <T> List<T> ended(JsonParser p, String field, List<T> read) throws CommandFailure {
        if (p.currentToken() != JsonToken.END_ARRAY) {
            throw bad("'%s' holds something else than it should".formatted(field));
        }
        return read;
    }

    private List<Opening> opens(JsonParser p) throws IOException, CommandFailure {
        List<Opening> opens = new ArrayList<>();
        array(p, "opens");
        while (p.nextToken() == JsonToken.START_OBJECT) {
            opens.add(opening(p));
        }
        return ended(p, "opens", opens);
    }

    private Opening opening(JsonParser p) throws IOException, CommandFailure {
        Opening opening = Opening.of("");
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String field = p.currentName();
            p.nextToken();
            opening = switch (field) {
                case "file" -> new Opening(string(p, field), opening.by(), opening.now(), opening.global());
                case "by" -> new Opening(opening.file(), string(p, field), opening.now(), opening.global());
                case "now" -> new Opening(opening.file(), opening.by(), p.getValueAsBoolean(), opening.global());
                case "global" -> new Opening(opening.file(), opening.by(), opening.now(), p.getValueAsBoolean());
                default -> throw bad("'opens' does not know '%s'; it takes file, by, now, global".formatted(field));
            };
        }
        return opening;
    }

    private String string(JsonParser p, String field) throws IOException, CommandFailure {
        if (p.currentToken() != JsonToken.VALUE_STRING) {
            throw bad("'%s' is not a string".formatted(field));
        }
        return fromUnicode(p.getText());
    }

    private static Map<String, String> env(JsonParser p) throws IOException {
        Map<String, String> env = new TreeMap<>();
        if (p.currentToken() == JsonToken.START_OBJECT) {
            while (p.nextToken() == JsonToken.FIELD_NAME) {
                String name = p.currentName();
                p.nextToken();
                env.put(fromUnicode(name), fromUnicode(String.valueOf(p.getValueAsString())));
            }
        }
        return env;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
