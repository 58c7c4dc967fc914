package org.abifit.cudf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfDocument.Request;
import org.abifit.cudf.CudfLoader.Loaded;

/**
 * An upgrade problem whose universe stays text: for documents of a hundred megabytes of which most packages never matter.
 * All of it has been checked; packages and names are numbers, formulas are read when somebody asks ({@link Terms}), and
 * {@link #slice} makes a {@link CudfDocument} of the few packages that count. Numbers of packages follow the order of the
 * text, numbers of names the order in which they are first seen.
 */
public final class PackedDocument {
    private final byte[] text;
    private final Optional<Preamble> preamble;
    private final Request request;
    private final NameTable names;
    private final int size;
    private final int[] start;
    private final int[] name;
    private final long[] version;
    private final boolean[] installed;
    private final Keep[] keep;
    private final int[] versionsFrom;
    private final int[] byVersion;
    private final int[] offersFrom;
    private final int[] providers;
    private final long[] provided;

    PackedDocument(byte[] text, Optional<Preamble> preamble, Request request, NameTable names, int size, int[] start, int[] name, long[] version,
            boolean[] installed, Keep[] keep, int[] versionsFrom, int[] byVersion, int[] offersFrom, int[] providers, long[] provided) {
        this.text = text;
        this.preamble = preamble;
        this.request = request;
        this.names = names;
        this.size = size;
        this.start = start;
        this.name = name;
        this.version = version;
        this.installed = installed;
        this.keep = keep;
        this.versionsFrom = versionsFrom;
        this.byVersion = byVersion;
        this.offersFrom = offersFrom;
        this.providers = providers;
        this.provided = provided;
    }

    /**
     * Reads a document to its end.
     *
     * @param in UTF-8 bytes; not closed
     * @param expected how many there will be, or 0
     * @return the document with warnings, or its faults: the same as {@link CudfParser} and {@link CudfLoader} would find
     * @throws IOException when the stream cannot be read
     */
    public static Loaded<PackedDocument> read(InputStream in, long expected) throws IOException {
        byte[] text = PackedText.read(in, expected);
        PackedReader plain = new PackedReader(text);
        Optional<PackedDocument> document = plain.read();
        if (document.isEmpty()) {
            byte[] lines = PackedText.withoutCarriageReturns(text);
            document = lines != text || plain.isFolded() ? new PackedReader(PackedText.unfolded(lines)).read() : document;
        }
        return document.isPresent() ? new Loaded.Accepted<>(document.get(), PackedText.warnings(text)) : slowly(text);
    }

    /** What the quick reader does not take is read again with all care; if it is good after all, its canonical form is plain. */
    private static Loaded<PackedDocument> slowly(byte[] text) throws IOException {
        return switch (CudfLoader.load(CudfParser.parse(new ByteArrayInputStream(text, 0, text.length - 1)))) {
            case Loaded.Refused<CudfDocument>(List<CudfFault> faults) -> new Loaded.Refused<>(faults);
            case Loaded.Accepted<CudfDocument>(CudfDocument document, List<CudfFault> warnings) -> new Loaded.Accepted<>(of(document), warnings);
        };
    }

    /**
     * {@return the packed form of a document}
     *
     * @param document any
     */
    public static PackedDocument of(CudfDocument document) {
        byte[] text = CudfPrinter.print(document).getBytes(StandardCharsets.UTF_8);
        return new PackedReader(text).read().orElseThrow(() -> new AssertionError("a printed document is not plain"));
    }

    /** {@return how many packages there are} */
    public int size() {
        return size;
    }

    /** {@return the preamble} */
    public Optional<Preamble> preamble() {
        return preamble;
    }

    /** {@return what is asked} */
    public Request request() {
        return request;
    }

    /** {@return the declared extra properties} */
    public List<Declaration> declarations() {
        return preamble.map(Preamble::property).orElse(List.of());
    }

    /** {@return how many names packages and features have} */
    public int names() {
        return names.size();
    }

    /** {@return the number of the package's name} */
    public int name(int pack) {
        return name[pack];
    }

    /** {@return the package's version} */
    public long version(int pack) {
        return version[pack];
    }

    /** {@return whether the package is installed} */
    public boolean installed(int pack) {
        return installed[pack];
    }

    /** {@return what must stay of the package, if it is installed} */
    public Keep keep(int pack) {
        return keep[pack];
    }

    /** {@return name and version} */
    public PackageId id(int pack) {
        return new PackageId(names.name(name[pack]), version[pack]);
    }

    /** {@return the name of a number} */
    public String nameOf(int number) {
        return names.name(number);
    }

    /** {@return the number of a name, or -1 where neither a package nor a feature has it} */
    public int nameNumber(String of) {
        byte[] bytes = of.getBytes(StandardCharsets.US_ASCII);
        return names.find(bytes, 0, bytes.length);
    }

    /** {@return the package, or -1 where there is none} */
    public int find(PackageId id) {
        int number = nameNumber(id.name());
        for (int i = 0; number >= 0 && i < versions(number); i++) {
            if (version[versionAt(number, i)] == id.version()) {
                return versionAt(number, i);
            }
        }
        return -1;
    }

    /** {@return how many packages have this name} */
    public int versions(int ofName) {
        return versionsFrom[ofName + 1] - versionsFrom[ofName];
    }

    /** {@return the package of this name with the {@code index}-lowest version} */
    public int versionAt(int ofName, int index) {
        return byVersion[versionsFrom[ofName] + index];
    }

    /** {@return the package of this name with the newest version, or -1 where only features have it} */
    public int newest(int ofName) {
        return versions(ofName) == 0 ? -1 : byVersion[versionsFrom[ofName + 1] - 1];
    }

    /** {@return how many entries of {@code provides} have this name} */
    public int offers(int ofName) {
        return offersFrom[ofName + 1] - offersFrom[ofName];
    }

    /** {@return who has the {@code index}-th of them} */
    public int provider(int ofName, int index) {
        return providers[offersFrom[ofName] + index];
    }

    /** {@return in which version, or 0 for all} */
    public long providedVersion(int ofName, int index) {
        return provided[offersFrom[ofName] + index];
    }

    /** {@return the terms of what a package depends on} */
    public Terms depends(int pack) {
        return terms(pack, CudfProperties.DEPENDS);
    }

    /** {@return the terms of what a package conflicts with} */
    public Terms conflicts(int pack) {
        return terms(pack, CudfProperties.CONFLICTS);
    }

    /** {@return the terms of what a package provides} */
    public Terms provides(int pack) {
        return terms(pack, CudfProperties.PROVIDES);
    }

    /**
     * {@return the terms of a property of a package; none where the package does not have it}
     * Defaults of declared properties are not among them.
     *
     * @param property one whose type is made of {@code vpkg}s
     */
    public Terms terms(int pack, String property) {
        int at = find(pack, property);
        return at < 0 ? new Terms(new byte[] {'\n'}, names, 0) : new Terms(text, names, at);
    }

    /** {@return the terms of a default of a declared property} */
    public Terms terms(CudfValue.VpkgFormula formula) {
        byte[] line = (CudfPrinter.formula(formula) + "\n").getBytes(StandardCharsets.US_ASCII);
        return new Terms(line, names, 0);
    }

    /** {@return whether the text of the package has this property} */
    public boolean has(int pack, String property) {
        return find(pack, property) >= 0;
    }

    /** {@return the number that a package has for a property, or the given default} */
    public long number(int pack, String property, long otherwise) {
        int at = find(pack, property);
        return at < 0 ? otherwise : ByteLexer.integer(text, ByteLexer.blanks(text, at));
    }

    /**
     * {@return the value that a package has for a declared property, its default where the text does not say}
     *
     * @param declaration one of the document's
     */
    public CudfValue value(int pack, Declaration declaration) {
        int at = find(pack, declaration.name());
        return at < 0 ? declaration.defaultValue().orElseThrow() : value(declaration.type(), at);
    }

    private CudfValue value(CudfType type, int at) {
        try {
            return ValueReader.read(type, new String(text, at, PackedText.lineEnd(text, at) - at, StandardCharsets.UTF_8));
        } catch (ValueFault fault) {
            throw new AssertionError("read once, and now", fault);
        }
    }

    /**
     * {@return the document with these packages only}
     *
     * @param packages their numbers, in any order; the document has them in this order
     */
    public CudfDocument slice(int[] packages) {
        StringBuilder slice = new StringBuilder(preamble.map(CudfPrinter::print).orElse(""));
        for (int pack : packages) {
            slice.append(stanza(pack)).append('\n');
        }
        slice.append("request: \n");
        return switch (CudfLoader.load(CudfParser.parse(slice.toString()))) {
            case Loaded.Accepted<CudfDocument>(CudfDocument document, List<CudfFault> warnings) -> new CudfDocument(preamble, document.packages(), request);
            case Loaded.Refused<CudfDocument>(List<CudfFault> faults) -> throw new AssertionError("read once, and now " + faults);
        };
    }

    /**
     * {@return what it takes to judge a solution: what was installed before, and what is afterwards}
     *
     * @param after packages that are installed afterwards
     */
    public CudfSlice slice(Iterable<PackageId> after) {
        boolean[] counts = installed.clone();
        for (PackageId id : after) {
            int pack = find(id);
            if (pack >= 0) {
                counts[pack] = true;
            }
        }
        return new CudfSlice(slice(chosen(counts)), of -> version[newest(nameNumber(of))]);
    }

    private String stanza(int pack) {
        int end = start[pack];
        while (end < text.length && text[end] != '\n' && text[end] != ' ' && text[end] != '\t') {
            end = PackedText.lineEnd(text, end) + 1;
        }
        return new String(text, start[pack], end - start[pack], StandardCharsets.UTF_8);
    }

    /** {@return where the value of a property starts, or -1} */
    private int find(int pack, String property) {
        int at = start[pack];
        while (text[at] == '#' || ByteLexer.identEnd(text, at) > 0) {
            int end = at + property.length();
            if (end < text.length && text[end] == ':' && ByteLexer.equals(text, at, end, property)) {
                return end + 2;
            }
            at = PackedText.lineEnd(text, at) + 1;
        }
        return -1;
    }

    /** {@return the packages that are installed, ascending} */
    public int[] installed() {
        return chosen(installed);
    }

    private static int[] chosen(boolean[] is) {
        int[] found = new int[is.length];
        int count = 0;
        for (int pack = 0; pack < is.length; pack++) {
            if (is[pack]) {
                found[count++] = pack;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
