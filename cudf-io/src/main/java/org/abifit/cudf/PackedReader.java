package org.abifit.cudf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfLoader.Loaded;

/**
 * One pass over the bytes of a document: lines, names of properties, and that every value is of its type. What it keeps
 * of a package is its name, version and a few bits; all else is read from the text when somebody asks. Whatever it does
 * not like it leaves to {@link CudfParser} and {@link CudfLoader}, which are slower and know the words.
 */
final class PackedReader {
    private final byte[] text;
    private final NameTable names;
    private final List<Property> properties = new ArrayList<>();
    private final Property[] byHash = new Property[256];
    private Optional<Preamble> preamble = Optional.empty();
    private Optional<Request> request = Optional.empty();
    /** By property: the package that was the last to have it. */
    private int[] lastSeen = new int[0];
    private int mandatory;

    private final PackedColumns columns;
    private boolean folded;
    private boolean soiled;

    /** A property that packages may have. */
    private record Property(Declaration declaration, byte[] name, int index, Property next) {
    }

    PackedReader(byte[] text) {
        this.text = text;
        this.names = new NameTable(text);
        this.columns = new PackedColumns(names);
    }

    /** {@return the document; empty where something is not as it should be, or not plain} */
    Optional<PackedDocument> read() {
        int at = skipEmpty(0);
        if (startsWith(at, CudfProperties.PREAMBLE)) {
            int end = stanzaEnd(at);
            preamble = preamble(slice(at, end));
            if (preamble.isEmpty() || !PackedText.isUtf8(text, at, end)) {
                return Optional.empty();
            }
            at = skipEmpty(end);
        }
        declare();
        while (at >= 0 && at < text.length && !startsWith(at, CudfProperties.REQUEST)) {
            at = readPackage(at);
            at = at < 0 ? at : skipEmpty(at);
        }
        return at < 0 || at >= text.length || !readRequest(at) || soiled ? Optional.empty() : columns.document(text, preamble, request.orElseThrow());
    }

    /** {@return whether the text has continuation lines: it can be read once they are joined} */
    boolean isFolded() {
        return folded;
    }

    /** With lines that end in CR LF, packages may hide in what looks like one stanza: then it is not plain. */
    private Optional<Preamble> preamble(String stanza) {
        return CudfLoader.load(CudfParser.parse(stanza + "\nrequest: \n")) instanceof Loaded.Accepted<CudfDocument> good && good.content().packages().isEmpty()
                ? good.content().preamble() : Optional.empty();
    }

    private boolean readRequest(int at) {
        int end = stanzaEnd(at);
        if (skipEmpty(end) < text.length || !PackedText.isUtf8(text, at, end)) {
            return false;
        }
        if (CudfLoader.load(CudfParser.parse(slice(at, end))).strict() instanceof Loaded.Accepted<CudfDocument> good) {
            request = Optional.of(good.content().request());
        }
        return request.isPresent();
    }

    private void declare() {
        List<Declaration> all = new ArrayList<>(CudfProperties.OF_PACKAGE);
        preamble.ifPresent(p -> all.addAll(p.property()));
        for (Declaration declaration : all) {
            byte[] name = declaration.name().getBytes(StandardCharsets.US_ASCII);
            int hash = hash(name, 0, name.length);
            Property property = new Property(declaration, name, properties.size(), byHash[hash]);
            byHash[hash] = property;
            properties.add(property);
            mandatory += declaration.defaultValue().isEmpty() ? 1 : 0;
        }
        lastSeen = new int[all.size()];
    }

    /** {@return the offset behind the stanza, or -1} */
    private int readPackage(int start) {
        int missing = mandatory;
        int at = start;
        if (!startsWith(at, CudfProperties.PACKAGE)) {
            return -1;
        }
        int number = columns.start(start);
        while (at < text.length && text[at] != '\n') {
            if (text[at] == '#') {
                at = comment(at);
                continue;
            }
            if (text[at] == ' ' || text[at] == '\t') {
                if (isBlankLine(at)) {
                    break;
                }
                folded = true;
                return -1;
            }
            Property property = property(at);
            if (property == null || lastSeen[property.index()] == number) {
                return -1;
            }
            lastSeen[property.index()] = number;
            missing -= property.declaration().defaultValue().isEmpty() ? 1 : 0;
            at = readValue(property, at + property.name().length + 2);
            if (at < 0) {
                return -1;
            }
        }
        return missing == 0 ? at : -1;
    }

    /** {@return the offset behind the line, or -1} */
    private int readValue(Property property, int at) {
        int end = ByteLexer.value(property.declaration().type(), text, at);
        if (end < 0) {
            return string(property, at);
        }
        switch (property.index()) {
            case PackedColumns.PACKAGE -> columns.name(ByteLexer.blanks(text, at), ByteLexer.pkgnameEnd(text, ByteLexer.blanks(text, at)));
            case PackedColumns.VERSION -> columns.version(ByteLexer.integer(text, ByteLexer.blanks(text, at)));
            case PackedColumns.PROVIDES -> columns.provides(text, at);
            case PackedColumns.INSTALLED -> columns.installed(text[ByteLexer.blanks(text, at)] == 't');
            case PackedColumns.KEEP -> columns.keep(keep(ByteLexer.blanks(text, at)));
            default -> { }
        }
        return end + 1;
    }

    /** Text beyond ASCII is read by the library, which knows what UTF-8 is. */
    private int string(Property property, int at) {
        if (property.declaration().type() != CudfType.Simple.STRING) {
            return -1;
        }
        int end = PackedText.lineEnd(text, at);
        return PackedText.isClean(text, at, end) ? end + 1 : -1;
    }

    private Keep keep(int at) {
        return switch (text[at]) {
            case 'v' -> Keep.VERSION;
            case 'p' -> Keep.PACKAGE;
            case 'f' -> Keep.FEATURE;
            default -> Keep.NONE;
        };
    }

    /** {@return the property whose name, colon and blank stand here, or null} */
    private Property property(int at) {
        int end = ByteLexer.identEnd(text, at);
        if (end < 0 || text[end] != ':' || text[end + 1] != ' ') {
            return null;
        }
        Property property = byHash[hash(text, at, end)];
        while (property != null && !Arrays.equals(property.name(), 0, property.name().length, text, at, end)) {
            property = property.next();
        }
        return property;
    }

    private static int hash(byte[] name, int from, int to) {
        return name[from] * 31 + name[to - 1] * 7 + (to - from) & 0xff;
    }

    private boolean isBlankLine(int at) {
        int next = at;
        while (text[next] == ' ' || text[next] == '\t') {
            next++;
        }
        return text[next] == '\n';
    }

    private int skipEmpty(int from) {
        int at = from;
        while (at < text.length && (text[at] == '#' || isBlankLine(at))) {
            at = text[at] == '#' ? comment(at) : PackedText.lineEnd(text, at) + 1;
        }
        return at;
    }

    /** {@return the offset behind the line; what is no UTF-8 may not even stand in a comment} */
    private int comment(int at) {
        int end = PackedText.lineEnd(text, at);
        soiled |= !PackedText.isClean(text, at, end);
        return end + 1;
    }

    private int stanzaEnd(int from) {
        int at = from;
        while (at < text.length && !isBlankLine(at)) {
            at = PackedText.lineEnd(text, at) + 1;
        }
        return at;
    }

    private boolean startsWith(int at, String name) {
        int end = at + name.length();
        return end + 1 < text.length && ByteLexer.equals(text, at, end, name) && text[end] == ':';
    }

    private String slice(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
