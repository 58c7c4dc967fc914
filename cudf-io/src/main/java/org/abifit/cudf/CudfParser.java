package org.abifit.cudf;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import org.abifit.cudf.CudfSyntax.Stanza;

/**
 * Text to stanzas, syntax only (CUDF 2.0 section 2.2): lines, comments, continuations, {@code name: value}. It never
 * refuses a text; what it cannot read it leaves out and reports in {@link CudfSyntax#faults()}:
 * <ul>
 * <li>errors: bytes that are no UTF-8, CR inside a line, NUL, a line without {@code name: }, a continuation without a
 * property, a property twice in a stanza;
 * <li>warnings: lines that end in CR LF (once), no newline after the last line.
 * </ul>
 */
public final class CudfParser {
    static final String NO_LAST_NEWLINE = "no newline after the last line";
    static final String CR_LF = "lines end in CR LF; CUDF wants LF alone";

    private final SourceText source;
    private final Faults faults = new Faults(List.of());
    private final StanzaBuilder builder = new StanzaBuilder(faults);
    private int lines;
    private boolean carriageReturnsSeen;

    private CudfParser(SourceText source) {
        this.source = source;
    }

    /**
     * Reads a document, or a solution, from UTF-8 bytes; the stream is read to its end and not closed.
     *
     * @param in the bytes
     * @return the stanzas and the faults
     * @throws IOException when the stream cannot be read; wrong bytes are a fault instead
     */
    public static CudfSyntax parse(InputStream in) throws IOException {
        return new CudfParser(SourceText.read(in)).run();
    }

    /**
     * Reads a document, or a solution, from characters; the reader is read to its end and not closed.
     *
     * @param in the characters
     * @return the stanzas and the faults
     * @throws IOException when the reader cannot be read
     */
    public static CudfSyntax parse(Reader in) throws IOException {
        return new CudfParser(SourceText.read(in)).run();
    }

    /**
     * {@return the stanzas and the faults of a text}
     *
     * @param text the characters of a document or a solution
     */
    public static CudfSyntax parse(String text) {
        return new CudfParser(SourceText.of(text)).run();
    }

    static CudfSyntax parse(SourceText text) {
        return new CudfParser(text).run();
    }

    private CudfSyntax run() {
        String text = source.characters();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            readLine(start, end);
            start = end + 1;
        }
        if (start < text.length()) {
            readLine(start, text.length());
            faults.add(CudfFault.warning(lines, 1 + text.codePointCount(start, text.length()), NO_LAST_NEWLINE));
        }
        List<Stanza> stanzas = builder.stanzas();
        return new CudfSyntax(stanzas, faults.sorted(), lines);
    }

    private void readLine(int start, int end) {
        lines++;
        String line = source.characters().substring(start, withoutCarriageReturn(start, end));
        int bad = firstBadCharacter(line, source.firstBroken(start) - start);
        if (bad < line.length()) {
            lose(line, bad, badCharacter(line, bad, source.broken().get(start + bad)));
        } else {
            readClean(line);
        }
    }

    private int withoutCarriageReturn(int start, int end) {
        if (!source.characters().startsWith("\r\n", end - 1)) {
            return end;
        }
        if (!carriageReturnsSeen) {
            carriageReturnsSeen = true;
            faults.add(CudfFault.warning(lines, source.characters().codePointCount(start, end), CR_LF));
        }
        return end - 1;
    }

    private static int firstBadCharacter(String line, int firstBroken) {
        int bad = Math.min(firstBroken, line.length());
        for (char forbidden : new char[] {'\r', '\0'}) {
            int at = line.indexOf(forbidden);
            bad = at >= 0 ? Math.min(bad, at) : bad;
        }
        return bad;
    }

    private static String badCharacter(String line, int at, boolean broken) {
        return broken ? "not UTF-8" : Lexical.found(line, at) + " cannot stand in a line";
    }

    // A line of blanks only separates stanzas even though it starts with a space.
    private void readClean(String line) {
        if (isEmpty(line)) {
            builder.endStanza();
        } else if (line.startsWith(" ")) {
            continueProperty(line);
        } else if (!line.startsWith("#")) {
            startProperty(line);
        }
    }

    private static boolean isEmpty(String line) {
        int at = 0;
        while (at < line.length() && Lexical.isBlank(line.charAt(at))) {
            at++;
        }
        return at == line.length();
    }

    private void continueProperty(String line) {
        if (builder.takesContinuation()) {
            builder.append(lines, line, 1);
        } else {
            lose(line, 0, "a continuation line without a property before it");
        }
    }

    private void startProperty(String line) {
        int colon = Lexical.identEnd(line, 0);
        if (colon == 0) {
            lose(line, 0, "expected a property name, found " + Lexical.found(line, 0));
        } else if (!line.startsWith(":", colon)) {
            lose(line, colon, "expected ':' after the property name, found " + Lexical.found(line, colon));
        } else if (!line.startsWith(" ", colon + 1)) {
            lose(line, colon + 1, "expected one space after the colon, found " + Lexical.found(line, colon + 1));
        } else {
            builder.start(lines, line.substring(0, colon));
            builder.append(lines, line, colon + 2);
        }
    }

    private void lose(String line, int at, String message) {
        faults.add(CudfFault.error(lines, 1 + line.codePointCount(0, at), message));
        if (Lexical.isBlank(line.charAt(0))) {
            builder.loseContinuation(lines);
        } else if (!line.startsWith("#")) {
            builder.loseProperty(lines);
        }
    }
}
