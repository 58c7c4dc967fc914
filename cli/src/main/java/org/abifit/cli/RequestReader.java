package org.abifit.cli;

import static org.abifit.root.BytePaths.fromUnicode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of requests, one JSON object a line. */
final class RequestReader {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestReader() {}

    /** A request by names. */
    record Item(String id, List<String> images, List<String> hosts, List<String> apps, List<String> wants, List<String> argv) {}

    static List<Item> read(Path file, InputStream in) throws IOException, CommandFailure {
        List<Item> items = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                items.add(item(file, number, line));
            }
        }
        return items;
    }

    private static Item item(Path file, int number, String line) throws IOException, CommandFailure {
        String id = String.valueOf(number);
        List<String> images = List.of();
        List<String> hosts = List.of();
        List<String> apps = List.of();
        List<String> wants = List.of();
        List<String> argv = List.of();
        try (JsonParser p = JSON.createParser(line)) {
            p.nextToken();
            while (p.nextToken() == JsonToken.FIELD_NAME) {
                String field = p.currentName();
                p.nextToken();
                switch (field) {
                    case "id" -> id = p.getValueAsString();
                    case "images" -> images = strings(p);
                    case "hosts" -> hosts = strings(p);
                    case "apps" -> apps = strings(p);
                    case "wants" -> wants = strings(p);
                    case "argv" -> argv = strings(p);
                    default -> p.skipChildren();
                }
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw bad(file, number, e.getOriginalMessage());
        }
        if (images.isEmpty() || hosts.isEmpty() || apps.isEmpty() || wants.isEmpty()) {
            throw bad(file, number, "images, hosts, apps and wants must each name something");
        }
        return new Item(id, images, hosts, apps, wants, argv);
    }

    private static CommandFailure bad(Path file, int line, String why) {
        return new CommandFailure(file, "line %d: %s".formatted(line, why), "a line is a request: {id, images[], hosts[], apps[], wants[], argv[]}");
    }

    private static List<String> strings(JsonParser p) throws IOException {
        List<String> values = new ArrayList<>();
        if (p.currentToken() == JsonToken.START_ARRAY) {
            while (p.nextToken() == JsonToken.VALUE_STRING) {
                values.add(fromUnicode(p.getText()));
            }
        }
        return values;
    }
}
