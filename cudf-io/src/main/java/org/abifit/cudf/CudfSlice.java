package org.abifit.cudf;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.abifit.cudf.CudfDocument.PackageId;

/**
 * As much of a document as judging a solution takes: of its packages those that are installed before or in the solution,
 * and for each name the newest version of the whole universe. The rest of a large document need not become objects.
 *
 * @param document request, preamble and at least these packages
 * @param newest the newest version of a name in the whole universe; asked only for names of packages of the slice
 */
public record CudfSlice(CudfDocument document, ToLongFunction<String> newest) {

    /**
     * {@return the slice that takes judging some packages}
     *
     * @param universe the whole document
     * @param installed what is to be judged; what the universe does not know is left out
     */
    public static CudfSlice of(PackedDocument universe, Collection<PackageId> installed) {
        IntStream before = IntStream.of(universe.installed());
        IntStream after = installed.stream().mapToInt(universe::find).filter(pack -> pack >= 0);
        int[] needed = IntStream.concat(before, after).sorted().distinct().toArray();
        return new CudfSlice(universe.slice(needed), name -> universe.version(universe.newest(universe.nameNumber(name))));
    }

    /**
     * {@return the slice that leaves nothing out}
     *
     * @param whole a document with its whole universe
     */
    public static CudfSlice whole(CudfDocument whole) {
        Map<String, Long> newest = new HashMap<>();
        whole.packages().forEach(one -> newest.merge(one.id().name(), one.id().version(), Math::max));
        return new CudfSlice(whole, newest::get);
    }
}
