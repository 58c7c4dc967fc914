package org.abifit.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.cudf.Vpkg.RelOp;

/**
 * Relation fields to {@link Relation}s. An index names the same few relations again and again ({@code libc6 (>= 2.34)} in
 * every third package), so each text is read once and what it means is shared: that keeps a whole release in little memory.
 */
final class RelationReader {
    private final boolean builds;
    private final Map<String, List<Relation>> known = new HashMap<>();

    /**
     * Reads the fields of one kind of package.
     *
     * @param builds whether architectures and profiles may restrict them: those of source packages
     */
    RelationReader(boolean builds) {
        this.builds = builds;
    }

    /** {@return the alternatives of each part of a field, such as {@code Depends}} */
    List<List<Relation>> formula(ControlStanza stanza, String field) throws FieldFault {
        Optional<ControlStanza.Field> there = stanza.field(field);
        if (there.isEmpty()) {
            return List.of();
        }
        String value = there.get().value();
        List<List<Relation>> parts = new ArrayList<>();
        long line = there.get().line();
        for (int from = 0; from <= value.length();) {
            int comma = value.indexOf(',', from);
            int end = comma < 0 ? value.length() : comma;
            String text = value.substring(from, end);
            part(text.strip(), parts, field, line + lines(text, text.length() - text.stripLeading().length()));
            line += lines(text, text.length());
            from = end + 1;
        }
        return List.copyOf(parts);
    }

    /** {@return the relations of a field that has no alternatives, such as {@code Conflicts}} */
    List<Relation> list(ControlStanza stanza, String field) throws FieldFault {
        List<Relation> list = new ArrayList<>();
        for (List<Relation> part : formula(stanza, field)) {
            if (part.size() > 1) {
                throw stanza.wrong(field, "'|' after %s: there are no alternatives in this field".formatted(part.getFirst().name()));
            }
            list.add(part.getFirst());
        }
        return List.copyOf(list);
    }

    /** {@return the relations of {@code Provides}, where a version can only be an exact one} */
    List<Relation> provides(ControlStanza stanza, String field) throws FieldFault {
        List<Relation> list = list(stanza, field);
        for (Relation one : list) {
            if (one.constraint().isPresent() && one.constraint().get().relop() != RelOp.EQ) {
                throw stanza.wrong(field, "%s: only '=' may stand in this field".formatted(one.name()));
            }
        }
        return list;
    }

    // A comma too many is common at the end of fields, and nothing else can be meant by it.
    private void part(String part, List<List<Relation>> into, String field, long line) throws FieldFault {
        if (!part.isEmpty()) {
            List<Relation> relations = known.get(part);
            if (relations == null) {
                relations = read(part, field, line);
                known.put(part, relations);
            }
            into.add(relations);
        }
    }

    private List<Relation> read(String part, String field, long line) throws FieldFault {
        try {
            List<Relation> relations = new RelationCursor(part).alternatives();
            if (!builds && relations.stream().anyMatch(Relation::isRestricted)) {
                throw new FieldFault(line, field, "'%s': only source packages restrict relations".formatted(part));
            }
            return relations;
        } catch (RelationCursor.Fault e) {
            throw new FieldFault(line, field, e.getMessage());
        }
    }

    private static long lines(String text, int end) {
        return text.indexOf('\n') < 0 ? 0 : text.chars().limit(end).filter(c -> c == '\n').count();
    }
}
