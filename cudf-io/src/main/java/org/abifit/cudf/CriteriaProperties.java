package org.abifit.cudf;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.cudf.Criteria.Aligned;
import org.abifit.cudf.Criteria.Count;
import org.abifit.cudf.Criteria.Measure;
import org.abifit.cudf.Criteria.Names;
import org.abifit.cudf.Criteria.OutOfDate;
import org.abifit.cudf.Criteria.Sum;
import org.abifit.cudf.Criteria.Unsatisfied;
import org.abifit.cudf.Criteria.Weighted;
import org.abifit.cudf.CudfDocument.Declaration;

/** The package properties that criteria need, and which of them a document does not have. */
public final class CriteriaProperties {

    private CriteriaProperties() {
    }

    /** What a criterion does with a property. */
    public enum Use {
        /** Adds it up: numbers and truth values. */
        NUMBER,
        /** Counts its disjunctions: formulas. */
        FORMULA,
        /** Tells its values apart: any type. */
        VALUE
    }

    /**
     * A property that a document does not have as a criterion needs it: it counts 0 everywhere.
     *
     * @param property its name
     * @param use what for
     * @param declared the type it has instead; empty: it is not declared at all
     */
    public record Unfit(String property, Use use, Optional<CudfType> declared) {
    }

    /** A property and what it is used for. */
    private record Needed(String property, Use use) {
    }

    /**
     * {@return what the criteria need and the document does not declare as they need it, each once, in their order}
     *
     * @param criteria any criteria
     * @param declarations what the preamble declares
     */
    public static List<Unfit> unfit(Criteria criteria, Collection<Declaration> declarations) {
        return criteria.items().stream().flatMap(item -> needed(item.measure())).distinct()
                .flatMap(needed -> unfit(needed, declarations).stream()).toList();
    }

    /**
     * {@return the names of properties that no preamble declares, each once, in the order of the criteria}
     *
     * @param criteria any criteria
     * @param document its preamble counts
     */
    public static List<String> undeclared(Criteria criteria, CudfDocument document) {
        return unfit(criteria, document.declarations()).stream().filter(unfit -> unfit.declared().isEmpty()).map(Unfit::property).distinct().toList();
    }

    private static Optional<Unfit> unfit(Needed needed, Collection<Declaration> declarations) {
        Optional<CudfType> type = declarations.stream().filter(one -> one.name().equals(needed.property())).map(Declaration::type).findFirst();
        return type.isPresent() && fits(needed.use(), type.get()) ? Optional.empty() : Optional.of(new Unfit(needed.property(), needed.use(), type));
    }

    private static boolean fits(Use use, CudfType type) {
        return switch (use) {
            case NUMBER -> type == CudfType.Simple.INT || type == CudfType.Simple.NAT || type == CudfType.Simple.POSINT || type == CudfType.Simple.BOOL;
            case FORMULA -> type == CudfType.Simple.VPKGFORMULA;
            case VALUE -> true;
        };
    }

    private static Stream<Needed> needed(Measure measure) {
        return switch (measure) {
            case Names names -> Stream.empty();
            case Count count -> Stream.empty();
            case OutOfDate outOfDate -> Stream.empty();
            case Sum sum -> Stream.of(new Needed(sum.property(), Use.NUMBER));
            case Unsatisfied unsatisfied -> Stream.of(new Needed(unsatisfied.property(), Use.FORMULA));
            case Aligned aligned -> Stream.of(new Needed(aligned.group(), Use.VALUE), new Needed(aligned.value(), Use.VALUE));
            case Weighted weighted -> weighted.parts().stream().flatMap(part -> needed(part.measure()));
        };
    }
}
