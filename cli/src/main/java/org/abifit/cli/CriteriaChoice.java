package org.abifit.cli;

import java.util.List;
import java.util.Locale;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CriteriaParser;
import org.abifit.cudf.CriteriaParser.Reading;
import org.abifit.cudf.CriteriaProperties;
import org.abifit.cudf.CriteriaProperties.Unfit;
import org.abifit.cudf.CudfDocument.Declaration;

/** The options {@code --counting} and {@code --strict}, and criteria texts read accordingly. */
final class CriteriaChoice implements Declared.Part {
    private Counting counting = Counting.NAMES;
    private boolean strict;

    @Override
    public void declare(Declared into) {
        into.option("--counting", "names|pairs", Declared.oneOf(List.of(Counting.values())), v -> counting = v,
                        "What bare words such as 'removed' count, and aliases without a year: names (by default) or pairs of name and version.")
                .flag("--strict", v -> strict = v, "Refuse documents with warnings, and criteria on properties that the document does not declare.");
    }

    /** {@return whether warnings are errors} */
    boolean strict() {
        return strict;
    }

    /** {@return what bare words count} */
    Counting counting() {
        return counting;
    }

    /** {@return the criteria of a text} */
    Criteria criteria(String text) {
        return switch (CriteriaParser.parse(text, counting)) {
            case Reading.Understood good -> good.criteria();
            case Reading.NotUnderstood bad -> throw new UsageException("criteria '%s', column %d: %s".formatted(text, bad.column(), bad.message()));
        };
    }

    /** Says which criteria count nothing in a document; whoever is strict goes no further. */
    void requireProperties(Session session, Criteria criteria, List<Declaration> declarations) {
        for (Unfit unfit : CriteriaProperties.unfit(criteria, declarations)) {
            if (strict) {
                throw new UsageException("criteria: " + sentence(unfit));
            }
            session.out().note("criteria: %s: it counts 0 everywhere".formatted(sentence(unfit)));
        }
    }

    /** {@return what is wrong with a property} */
    static String sentence(Unfit unfit) {
        return unfit.declared().map(type -> "property '%s' is of type %s, and a %s is needed".formatted(unfit.property(), type.spelling(), word(unfit.use())))
                .orElseGet(() -> "property '%s' is not declared".formatted(unfit.property()));
    }

    private static String word(CriteriaProperties.Use use) {
        return use.name().toLowerCase(Locale.ROOT);
    }
}
