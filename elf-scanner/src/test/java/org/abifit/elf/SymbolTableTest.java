package org.abifit.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finding symbols by name, against going through all of them. */
class SymbolTableTest {

    private static SymbolTable table(List<String> names) {
        byte[] bytes = names.stream().map(n -> n + '\0').reduce("", String::concat).getBytes(StandardCharsets.ISO_8859_1);
        return new SymbolTable(bytes, new int[names.size()], new char[0], new int[names.size()], new int[0], false);
    }

    /** {@return the places of a name, the first from find and the others from next} */
    private static List<Integer> found(SymbolTable in, SymbolTable of, int i) {
        List<Integer> found = new ArrayList<>();
        for (int at = in.find(of, i); at >= 0; at = in.next(at, of, i)) {
            found.add(at);
        }
        return found;
    }

    private static List<Integer> places(List<String> names, String name) {
        return IntStream.range(0, names.size()).filter(i -> names.get(i).equals(name)).boxed().toList();
    }

    private static List<String> names(Random random) {
        int letters = 1 + random.nextInt(3);
        return IntStream.range(0, random.nextInt(60)).mapToObj(i -> {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(4); n > 0; n--) {
                name.append("a\u00ff\u0001".charAt(random.nextInt(letters)));
            }
            return name.toString();
        }).toList();
    }

    @Test
    void findsWhatGoingThroughAllFinds() {
        int hits = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<String> here = names(random);
            List<String> there = names(random);
            SymbolTable in = table(here);
            SymbolTable of = table(there);
            for (int i = 0; i < there.size(); i++) {
                List<Integer> places = places(here, there.get(i));
                assertEquals(places, found(in, of, i), "seed " + seed);
                assertEquals(places.isEmpty() ? -1 : places.getFirst(), in.find(there.get(i)));
                hits += places.size();
            }
        }
        assertTrue(hits > 10_000);
    }

    /** "Aa" and "BB" collide in other hashes; these do in h * 33 + c. */
    @Test
    void namesOfOneHashAreToldApart() {
        SymbolTable table = table(List.of("b!", "aB", "b!"));
        assertEquals(table.hash(0), table.hash(1));
        assertEquals(1, table.find("aB"));
        assertEquals(List.of(0, 2), found(table, SymbolTable.ofName("b!"), 0));
    }

    @Test
    void hashesAreThoseOfTheGnuTable() {
        SymbolTable table = table(List.of("", "printf", "exit", "\u00ff"));
        assertEquals(List.of(0x00001505, 0x156b2bb8, 0x7c967e3f, 5381 * 33 + 255), IntStream.range(0, 4).map(table::hash).boxed().toList());
    }

    @Test
    void anEmptyTableHasNothing() {
        assertEquals(-1, SymbolTable.EMPTY.find("f"));
        assertEquals(0, SymbolTable.EMPTY.count());
        assertEquals(List.of(), SymbolTable.EMPTY.symbols());
    }
}
