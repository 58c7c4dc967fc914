package org.abifit.cudf;

import java.util.Arrays;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Keep;
import org.abifit.cudf.CudfDocument.Preamble;
import org.abifit.cudf.CudfDocument.Request;

/** What is kept of packages while they are read: a column for each fact, and who provides what. */
final class PackedColumns {
    /** Where properties stand in {@link CudfProperties#OF_PACKAGE}. */
    static final int PACKAGE = 0;
    static final int VERSION = 1;
    static final int PROVIDES = 4;
    static final int INSTALLED = 5;
    static final int KEEP = 7;

    private static final byte IS_INSTALLED = 4;
    private static final int FIRST_SIZE = 64;

    private final NameTable names;
    private int size;
    private int[] start = new int[FIRST_SIZE];
    private int[] name = new int[FIRST_SIZE];
    private long[] version = new long[FIRST_SIZE];
    private byte[] bits = new byte[FIRST_SIZE];
    private int offers;
    private int[] offered = new int[FIRST_SIZE];
    private int[] offeredBy = new int[FIRST_SIZE];
    private long[] offeredVersion = new long[FIRST_SIZE];

    PackedColumns(NameTable names) {
        this.names = names;
    }

    /** {@return how many packages there are now} */
    int start(int at) {
        if (size == start.length) {
            int more = 2 * size;
            start = Arrays.copyOf(start, more);
            name = Arrays.copyOf(name, more);
            version = Arrays.copyOf(version, more);
            bits = Arrays.copyOf(bits, more);
        }
        start[size] = at;
        return ++size;
    }

    void name(int from, int to) {
        name[size - 1] = names.intern(from, to);
    }

    void version(long number) {
        version[size - 1] = number;
    }

    void installed(boolean is) {
        bits[size - 1] |= is ? IS_INSTALLED : 0;
    }

    void keep(Keep keep) {
        bits[size - 1] |= (byte) (Keep.NONE.ordinal() - keep.ordinal());
    }

    void provides(byte[] text, int at) {
        int next = ByteLexer.blanks(text, at);
        while (text[next] != '\n') {
            int end = ByteLexer.pkgnameEnd(text, next);
            int feature = names.intern(next, end);
            next = ByteLexer.blanks(text, end);
            long number = 0;
            if (text[next] == '=') {
                next = ByteLexer.blanks(text, next + 1);
                number = ByteLexer.integer(text, next);
                next = ByteLexer.blanks(text, ByteLexer.integerEnd(text, next, Long.MIN_VALUE));
            }
            offer(feature, number);
            next = text[next] == ',' ? ByteLexer.blanks(text, next + 1) : next;
        }
    }

    private void offer(int feature, long number) {
        if (offers == offered.length) {
            int more = 2 * offers;
            offered = Arrays.copyOf(offered, more);
            offeredBy = Arrays.copyOf(offeredBy, more);
            offeredVersion = Arrays.copyOf(offeredVersion, more);
        }
        offered[offers] = feature;
        offeredBy[offers] = size - 1;
        offeredVersion[offers++] = number;
    }

    /** {@return the document; empty where a package is there twice} */
    Optional<PackedDocument> document(byte[] text, Optional<Preamble> preamble, Request request) {
        int[] versionsFrom = counts(name, size);
        int[] byVersion = grouped(name, size, versionsFrom);
        if (!sortByVersion(byVersion, versionsFrom)) {
            return Optional.empty();
        }
        int[] offersFrom = counts(offered, offers);
        int[] order = grouped(offered, offers, offersFrom);
        int[] providers = new int[offers];
        long[] provided = new long[offers];
        for (int i = 0; i < offers; i++) {
            providers[i] = offeredBy[order[i]];
            provided[i] = offeredVersion[order[i]];
        }
        boolean[] installed = new boolean[size];
        Keep[] keeps = Keep.values();
        Keep[] keep = new Keep[size];
        for (int p = 0; p < size; p++) {
            installed[p] = (bits[p] & IS_INSTALLED) != 0;
            keep[p] = keeps[Keep.NONE.ordinal() - (bits[p] & 3)];
        }
        return Optional.of(new PackedDocument(text, preamble, request, names, size, start, name, version, installed, keep,
                versionsFrom, byVersion, offersFrom, providers, provided));
    }

    private int[] counts(int[] keys, int count) {
        int[] from = new int[names.size() + 1];
        for (int i = 0; i < count; i++) {
            from[keys[i] + 1]++;
        }
        for (int i = 0; i < names.size(); i++) {
            from[i + 1] += from[i];
        }
        return from;
    }

    private static int[] grouped(int[] keys, int count, int[] from) {
        int[] next = Arrays.copyOf(from, from.length);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[keys[i]]++] = i;
        }
        return order;
    }

    /** Names have few versions: by insertion. {@return whether no name has one twice} */
    private boolean sortByVersion(int[] order, int[] from) {
        boolean unique = true;
        for (int n = 0; n + 1 < from.length; n++) {
            if (from[n + 1] - from[n] > FIRST_SIZE) {
                sortLarge(order, from[n], from[n + 1]);
            }
            for (int i = from[n] + 1; i < from[n + 1]; i++) {
                int one = order[i];
                int j = i;
                while (j > from[n] && version[order[j - 1]] > version[one]) {
                    order[j] = order[--j];
                }
                order[j] = one;
                unique &= j == from[n] || version[order[j - 1]] < version[one];
            }
        }
        return unique;
    }

    private void sortLarge(int[] order, int from, int to) {
        Integer[] boxed = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
        Arrays.sort(boxed, (a, b) -> Long.compare(version[a], version[b]));
        for (int i = 0; i < boxed.length; i++) {
            order[from + i] = boxed[i];
        }
    }
}
