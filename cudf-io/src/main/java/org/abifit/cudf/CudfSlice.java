package org.abifit.cudf;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * As much of a document as judging a solution takes: of its packages those that are installed before or in the solution,
 * and for each name the newest version of the whole universe. The rest of a large document need not become objects.
 *
 * @param document request, preamble and at least these packages
 * @param newest the newest version of a name in the whole universe; asked only for names of packages of the slice
 */
public record CudfSlice(CudfDocument document, ToLongFunction<String> newest) {

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
