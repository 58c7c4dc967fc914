package org.abifit.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which objects are initialised, dependents first (glibc elf/dl-sort-maps.c). Relocation walks it from its end, so it
 * decides whose missing symbol is named first. 2.35 replaced the old algorithm by a depth-first one; dependencies in circles come
 * out differently.
 */
final class InitOrder {
    private InitOrder() {}

    /** {@return {@code maps} (search order, the program first) in the order of initialisation} */
    static List<LinkMap> of(List<LinkMap> maps, boolean depthFirst) {
        if (depthFirst) {
            return depthFirst(maps);
        }
        List<LinkMap> order = new ArrayList<>(List.of(maps.getFirst()));
        order.addAll(original(new ArrayList<>(maps.subList(1, maps.size()))));
        return order;
    }

    private static List<LinkMap> depthFirst(List<LinkMap> maps) {
        maps.forEach(m -> m.visited = false);
        List<LinkMap> reversed = new ArrayList<>();
        LinkMap first = maps.getFirst();
        for (int i = maps.size() - 1; i >= 0; i--) {
            visit(maps.get(i), first, reversed);
        }
        List<LinkMap> order = new ArrayList<>(reversed.reversed());
        order.remove(first);
        order.addFirst(first);
        return order;
    }

    /** The program has no list of dependencies yet when glibc sorts, so nothing is reached through it. */
    private static void visit(LinkMap map, LinkMap program, List<LinkMap> out) {
        if (map.visited) {
            return;
        }
        map.visited = true;
        if (map != program) {
            map.needed.forEach(n -> visit(n, program, out));
        }
        out.add(map);
    }

    private static List<LinkMap> original(List<LinkMap> maps) {
        int n = maps.size();
        int[] seen = new int[n];
        int i = 0;
        while (i < n) {
            seen[i]++;
            int k = lastDependent(maps, i);
            if (k < 0) {
                i++;
            } else {
                maps.add(k, maps.remove(i));
                if (i + 1 < n && seen[i + 1] > n - i) {
                    i++;
                } else {
                    int mine = seen[i];
                    System.arraycopy(seen, i + 1, seen, i, k - i);
                    seen[k] = mine;
                    continue;
                }
            }
            java.util.Arrays.fill(seen, Math.min(i, n), n, 0);
        }
        return maps;
    }

    private static int lastDependent(List<LinkMap> maps, int i) {
        for (int k = maps.size() - 1; k > i; k--) {
            if (maps.get(k).needed.contains(maps.get(i))) {
                return k;
            }
        }
        return -1;
    }
}
