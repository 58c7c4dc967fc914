package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other tools can be asked, in their words; {@code -} where they cannot. */
class DialectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # criteria                              | aspcud                                | mccs                                                         | packup                                           | p2cudf
            paranoid                                | -                                     | -lex[-removed,-changed]                                      | -removed,-changed                                | -removed,-changed
            trendy                                  | -                                     | -lex[-removed,-notuptodate,-nunsat[recommends:,true],-new]   | -removed,-notuptodate,-unmet_recommends,-new     | -removed,-notuptodate,-unsat_recommends,-new
            paranoid:2012                           | -count(removed),-count(changed)       | -                                                            | -                                                | -
            none                                    | none                                  | -                                                            | -                                                | -
            -removed,+sum(size)                     | -                                     | -lex[-removed,+count[size:,false]]                           | -                                                | -removed,+sum(size)
            -sum(size),-sum(weight)                 | -sum(solution,size),-sum(solution,weight) | -lex[-count[size:,false],-count[weight:,false]]          | -                                                | -
            -sum(new,size)                          | -sum(new,size)                        | -                                                            | -                                                | -
            -count[size:,true]                      | -                                     | -lex[-count[size:,true]]                                     | -                                                | -
            -count[size:,request]                   | -                                     | -                                                            | -                                                | -
            -nunsat[suggests:]                      | -                                     | -lex[-nunsat[suggests:,true]]                                | -                                                | -
            -unsat_recommends(new)                  | -unsat_recommends(new)                | -                                                            | -                                                | -
            -notuptodate(up),-aligned(changed,s,v)  | -notuptodate(up),-aligned(changed,s,v) | -                                                           | -                                                | -
            -agregate[-removed[3],+new]             | -                                     | -lex[-agregate[-removed[3],+new]]                            | -                                                | -
            +agregate[-removed[3],-count(new)]      | -                                     | -                                                            | -                                                | -
            """)
    void aDialectSaysTheSameOrNothing(String text, String aspcud, String mccs, String packup, String p2cudf) {
        Criteria criteria = Documents.criteria(text);
        assertEquals(said(aspcud), criteria.toAspcud());
        assertEquals(said(mccs), criteria.toMccs());
        assertEquals(said(packup), criteria.toPackup());
        assertEquals(said(p2cudf), Dialect.P2CUDF.write(criteria));
    }

    private static Optional<String> said(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }
}
