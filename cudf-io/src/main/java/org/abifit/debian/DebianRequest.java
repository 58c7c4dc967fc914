package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of a universe, in Debian's terms.
 *
 * @param install must be there afterwards
 * @param remove must not
 * @param upgrade must be there in one version, not below the present one
 */
public record DebianRequest(List<Wanted> install, List<Wanted> remove, List<Wanted> upgrade) {
    /** Nothing. */
    public static final DebianRequest NONE = new DebianRequest(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public DebianRequest {
        install = List.copyOf(install);
        remove = List.copyOf(remove);
        upgrade = List.copyOf(upgrade);
    }

    /** A package or feature, perhaps of an architecture, perhaps in certain versions. */
    public static final class Wanted {
        private final Relation relation;

        private Wanted(Relation relation) {
            this.relation = relation;
        }

        /**
         * {@return what a text asks for}
         *
         * @param text as in a relation field, {@code libc6:i386 (>= 2.36)}, or as for apt, {@code libc6=2.36-9}
         * @throws IllegalArgumentException says what is wrong with it
         */
        public static Wanted of(String text) {
            int equals = text.indexOf('=');
            String relation = equals > 0 && text.indexOf('(') < 0 ? "%s (= %s)".formatted(text.substring(0, equals), text.substring(equals + 1)) : text;
            try {
                List<Relation> alternatives = new RelationCursor(relation).alternatives();
                if (alternatives.size() > 1 || alternatives.getFirst().isRestricted()) {
                    throw new IllegalArgumentException("'%s' is not a single package".formatted(text));
                }
                return new Wanted(alternatives.getFirst());
            } catch (RelationCursor.Fault e) {
                throw new IllegalArgumentException(e.getMessage());
            }
        }

        Relation relation() {
            return relation;
        }
    }

    List<Relation> relations() {
        List<Relation> all = new ArrayList<>();
        List.of(install, remove, upgrade).forEach(list -> list.forEach(w -> all.add(w.relation())));
        return all;
    }
}
