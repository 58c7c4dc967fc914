package org.abifit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfLoader;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfParser;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;
import org.abifit.cudf.Vpkg;
import org.junit.jupiter.api.Test;

/** The quick reader against parser and loader: the same documents, the same faults. */
class PackedTwinTest {
    private static final int DOCUMENTS = Integer.getInteger("abifit.packed", 300);
    private static final int BITES = 5;

    @Test
    void readsWhatTheLoaderReads() throws IOException {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Random random = new Random(seed);
            CudfDocument document = RandomUpgrades.tiny(random);
            byte[] text = OddText.of(document, random).getBytes(StandardCharsets.UTF_8);
            assertEquals(document, accepted(text).map(packed -> whole(packed)).orElseThrow(), () -> CudfPrinter.print(document));
            assertEquals(loaded(text), packed(text), () -> new String(text, StandardCharsets.UTF_8));
            assertSame(document, accepted(text).orElseThrow());
        }
    }

    @Test
    void packsWhatIsLoaded() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            CudfDocument document = RandomUpgrades.tiny(new Random(seed));
            PackedDocument packed = PackedDocument.of(document);
            assertEquals(document, whole(packed));
            assertSame(document, packed);
        }
    }

    @Test
    void findsTheSameFaultsInBittenTexts() throws IOException {
        int[] kinds = new int[2];
        for (int seed = 0; seed < DOCUMENTS * BITES; seed++) {
            Random random = new Random(seed);
            byte[] text = OddText.bitten(OddText.of(RandomUpgrades.tiny(random), random).getBytes(StandardCharsets.UTF_8), random);
            int number = seed;
            Loaded<CudfDocument> read = packed(text);
            assertEquals(loaded(text), read, () -> number + ":\n" + new String(text, StandardCharsets.UTF_8));
            kinds[read instanceof Loaded.Accepted ? 1 : 0]++;
        }
        assertTrue(Math.min(kinds[0], kinds[1]) > DOCUMENTS / 4, () -> "of one kind only: " + kinds[0] + " refused, " + kinds[1] + " accepted");
    }

    // ---- what was read

    private static Loaded<CudfDocument> loaded(byte[] text) throws IOException {
        return CudfLoader.load(CudfParser.parse(new ByteArrayInputStream(text)));
    }

    private static Loaded<CudfDocument> packed(byte[] text) throws IOException {
        return switch (PackedDocument.read(slowly(text), text.length / 2)) {
            case Loaded.Accepted<PackedDocument>(PackedDocument document, List<CudfFault> warnings) -> new Loaded.Accepted<>(whole(document), warnings);
            case Loaded.Refused<PackedDocument>(List<CudfFault> faults) -> new Loaded.Refused<>(faults);
        };
    }

    private static Optional<PackedDocument> accepted(byte[] text) throws IOException {
        return PackedDocument.read(new ByteArrayInputStream(text), text.length) instanceof Loaded.Accepted<PackedDocument> good ? Optional.of(good.content()) : Optional.empty();
    }

    /** A pipe: never as much as one asks for, nor as much as was said. */
    private static InputStream slowly(byte[] text) {
        return new FilterInputStream(new ByteArrayInputStream(text)) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                return super.read(into, from, Math.min(most, 1 + most % 7));
            }
        };
    }

    private static CudfDocument whole(PackedDocument packed) {
        return packed.slice(IntStream.range(0, packed.size()).toArray());
    }

    // ---- all that can be asked

    private static void assertSame(CudfDocument document, PackedDocument packed) {
        assertEquals(document.packages().size(), packed.size());
        assertEquals(document.request(), packed.request());
        assertEquals(document.declarations(), packed.declarations());
        for (int p = 0; p < packed.size(); p++) {
            Package one = document.packages().get(p);
            assertEquals(List.of(one.id(), one.installed(), one.keep()), List.of(packed.id(p), packed.installed(p), packed.keep(p)));
            assertEquals(p, packed.find(one.id()));
            assertEquals(known(one.depends().disjunctions(), packed), disjunctions(packed.depends(p), packed));
            assertEquals(known(single(one.conflicts()), packed), disjunctions(packed.conflicts(p), packed));
            assertEquals(known(single(one.provides()), packed), disjunctions(packed.provides(p), packed));
            int number = p;
            document.declarations().forEach(declared -> assertEquals(one.properties().get(declared.name()), packed.value(number, declared), declared::name));
            assertEquals(known(((VpkgFormula) one.properties().get("recommends")).disjunctions(), packed), disjunctions(Values.terms(packed, p, "recommends"), packed));
            assertEquals(known(((VpkgFormula) one.properties().get("suggests")).disjunctions(), packed), disjunctions(Values.terms(packed, p, "suggests"), packed));
        }
        IntStream.range(0, packed.names()).forEach(name -> assertName(document, packed, name));
    }

    private static void assertName(CudfDocument document, PackedDocument packed, int name) {
        String text = packed.nameOf(name);
        assertEquals(name, packed.nameNumber(text));
        List<Long> versions = document.packages().stream().map(Package::id).filter(id -> id.name().equals(text)).map(CudfDocument.PackageId::version).sorted().toList();
        assertEquals(versions, IntStream.range(0, packed.versions(name)).mapToObj(i -> packed.version(packed.versionAt(name, i))).toList());
        assertEquals(versions.isEmpty() ? -1 : versions.getLast(), packed.newest(name) < 0 ? -1 : packed.version(packed.newest(name)));
        List<String> offers = document.packages().stream().flatMap(one -> one.provides().stream().filter(f -> f.name().equals(text))
                .map(f -> one.id() + ": " + f.constraint().map(Vpkg.Constraint::version).orElse(0L))).toList();
        assertEquals(offers, IntStream.range(0, packed.offers(name)).mapToObj(i -> packed.id(packed.provider(name, i)) + ": " + packed.providedVersion(name, i)).toList());
    }

    private static List<List<Vpkg>> single(List<Vpkg> all) {
        return all.stream().map(List::of).toList();
    }

    /** Names that nobody has are all the same to a packed document, and {@code false!} is one of them. */
    private static List<List<Vpkg>> known(List<List<Vpkg>> formula, PackedDocument packed) {
        return formula.stream().map(or -> or.isEmpty() ? List.of(Vpkg.of("nosuch"))
                : or.stream().map(one -> packed.nameNumber(one.name()) < 0 ? new Vpkg("nosuch", one.constraint()) : one).toList()).toList();
    }

    private static List<List<Vpkg>> disjunctions(Terms terms, PackedDocument packed) {
        List<List<Vpkg>> all = new ArrayList<>();
        while (terms.next()) {
            String name = terms.name() < 0 ? "nosuch" : packed.nameOf(terms.name());
            Vpkg one = terms.relop() == null ? Vpkg.of(name) : Vpkg.of(name, terms.relop(), terms.version());
            List<Vpkg> before = terms.startsDisjunction() ? List.of() : all.removeLast();
            all.add(Stream.concat(before.stream(), Stream.of(one)).toList());
        }
        return all;
    }
}
