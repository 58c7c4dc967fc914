package org.abifit.upgrade;

import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Terms;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.solver.IntList;

/**
 * Which packages a {@code vpkg} matches (CUDF 2.0 section 2.3): those of the name whose version satisfies the constraint, and those
 * that provide it, in such a version or in all. Equal questions get the very same array, which therefore stands for the question.
 */
final class Matcher {
    private static final int[] NONE = new int[0];

    private final PackedDocument document;
    /** By question, open addressing: name and operator, version, answer. */
    private long[] keys = new long[1 << 12];
    private long[] versions = new long[1 << 12];
    private int[][] answers = new int[1 << 12][];
    private int size;
    private final IntList found = new IntList();
    private final int[] seen;
    private int round;

    Matcher(PackedDocument document) {
        this.document = document;
        this.seen = new int[document.size()];
    }

    /** {@return the packages that the present term matches, each once} */
    int[] match(Terms terms) {
        return match(terms.name(), terms.relop(), terms.version());
    }

    int[] match(Vpkg vpkg) {
        return match(document.nameNumber(vpkg.name()), vpkg.constraint().map(Vpkg.Constraint::relop).orElse(null), vpkg.constraint().map(Vpkg.Constraint::version).orElse(0L));
    }

    int[] match(int name, RelOp relop, long version) {
        if (name < 0) {
            return NONE;
        }
        long key = 8L * name + (relop == null ? 7 : relop.ordinal()) + 1;
        int slot = slot(key, version);
        if (keys[slot] == 0) {
            if (2 * ++size > keys.length) {
                grow();
                slot = slot(key, version);
            }
            keys[slot] = key;
            versions[slot] = version;
            answers[slot] = search(name, relop, version);
        }
        return answers[slot];
    }

    private int slot(long key, long version) {
        int mask = keys.length - 1;
        long mixed = (key * 31 + version) * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (keys[slot] != 0 && (keys[slot] != key || versions[slot] != version)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldVersions = versions;
        int[][] oldAnswers = answers;
        keys = new long[4 * oldKeys.length];
        versions = new long[keys.length];
        answers = new int[keys.length][];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i], oldVersions[i]);
                keys[slot] = oldKeys[i];
                versions[slot] = oldVersions[i];
                answers[slot] = oldAnswers[i];
            }
        }
    }

    private int[] search(int name, RelOp relop, long version) {
        found.clear();
        round++;
        for (int i = 0; i < document.versions(name); i++) {
            int pack = document.versionAt(name, i);
            if (relop == null || relop.holds(document.version(pack), version)) {
                add(pack);
            }
        }
        for (int i = 0; i < document.offers(name); i++) {
            long provided = document.providedVersion(name, i);
            if (relop == null || provided == 0 || relop.holds(provided, version)) {
                add(document.provider(name, i));
            }
        }
        return found.isEmpty() ? NONE : found.toArray();
    }

    private void add(int pack) {
        if (seen[pack] != round) {
            seen[pack] = round;
            found.add(pack);
        }
    }

    static boolean contains(int[] packages, int pack) {
        for (int one : packages) {
            if (one == pack) {
                return true;
            }
        }
        return false;
    }
}
