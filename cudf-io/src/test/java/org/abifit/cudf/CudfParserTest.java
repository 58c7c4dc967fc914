package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.abifit.cudf.CudfSyntax.Piece;
import org.abifit.cudf.CudfSyntax.Property;
import org.abifit.cudf.CudfSyntax.Stanza;
import org.junit.jupiter.api.Test;

/** The surface alone: any stanza will do. */
class CudfParserTest {

    @Test
    void namesAndValuesNeedNoMeaning() {
        CudfSyntax syntax = CudfParser.parse("# a comment\nany-1:  thing at all \nx: \n\n \t \n\ny: :\n");
        assertEquals(List.of(
                new Stanza(2, List.of(property("any-1", " thing at all ", 2, 8), property("x", "", 3, 4)), true),
                new Stanza(7, List.of(property("y", ":", 7, 4)), true)), syntax.stanzas());
        assertEquals(List.of(), syntax.faults());
        assertEquals(7, syntax.lines());
    }

    @Test
    void aContinuationLosesItsNewlineAndOneSpace() {
        Stanza stanza = CudfParser.parse("a: b\n#\n c\n  d\n").stanzas().get(0);
        assertEquals(List.of(new Property("a", "bc d", List.of(new Piece(0, 1, 4), new Piece(1, 3, 2), new Piece(2, 4, 2)))), stanza.properties());
    }

    @Test
    void aFaultInAValueIsFoundInItsLine() {
        Property property = CudfParser.parse("a: \uD83D\uDE00b\n c\n").stanzas().get(0).properties().get(0);
        assertEquals(CudfFault.error(1, 5, "m"), property.errorAt(2, "m"));
        assertEquals(CudfFault.error(2, 2, "m"), property.errorAt(3, "m"));
        assertEquals(CudfFault.error(2, 3, "m"), property.errorAt(4, "m"));
    }

    @Test
    void aLostLineTakesItsPropertyAlongAndNoOther() {
        CudfSyntax syntax = CudfParser.parse("a: 1\nb: 2\n \0\n 3\nc: 4\nD: 5\n 6\n\ne: 7\n");
        assertEquals(List.of(new Stanza(1, List.of(property("a", "1", 1, 4), property("c", "4", 5, 4)), false),
                new Stanza(9, List.of(property("e", "7", 9, 4)), true)), syntax.stanzas());
        assertEquals(List.of(3, 6), syntax.faults().stream().map(CudfFault::line).toList());
    }

    @Test
    void aBadCharacterInACommentLosesNothing() {
        CudfSyntax syntax = CudfParser.parse("a: 1\n# \0\n 2\n");
        assertEquals("12", syntax.stanzas().get(0).properties().get(0).value());
        assertTrue(syntax.stanzas().get(0).whole());
        assertEquals(CudfFault.error(2, 3, "U+0000 cannot stand in a line"), syntax.faults().get(0));
    }

    @Test
    void anEmptyLineEndsWhatIsLost() {
        CudfSyntax syntax = CudfParser.parse("A: 1\n\n 2\n\nb: 3\n");
        assertEquals(List.of(1, 3), syntax.faults().stream().map(CudfFault::line).toList());
        assertEquals(List.of(false, false, true), syntax.stanzas().stream().map(Stanza::whole).toList());
        assertEquals(List.of("", "", "b"), syntax.stanzas().stream().map(Stanza::postmark).toList());
    }

    @Test
    void columnsCountCodePoints() {
        assertEquals(List.of("1:5 error: U+0000 cannot stand in a line", "2:6 warning: no newline after the last line"),
                CudfParser.parse("a: \uD83D\uDE00\0\nb: \uD83D\uDE00c").faults().stream().map(CudfFault::toString).toList());
    }

    @Test
    void theFirstOfDoubledPropertiesStays() {
        CudfSyntax syntax = CudfParser.parse("a: 1\na: 2\n 3\nb: 4\n");
        assertEquals(List.of(property("a", "1", 1, 4), property("b", "4", 4, 4)), syntax.stanzas().get(0).properties());
        assertEquals(2, syntax.faults().get(0).line());
        assertEquals(1, syntax.faults().size());
    }

    @Test
    void linesEndInLfAlone() {
        CudfSyntax syntax = CudfParser.parse("a: 1\r\nb: 2\r\n\r\nc: 3");
        assertEquals(2, syntax.stanzas().size());
        assertEquals("2", syntax.stanzas().get(0).properties().get(1).value());
        assertEquals(List.of("1:5 warning: lines end in CR LF; CUDF wants LF alone", "4:5 warning: no newline after the last line"),
                syntax.faults().stream().map(CudfFault::toString).toList());
    }

    @Test
    void aCarriageReturnAloneEndsNoLine() {
        assertEquals(List.of("1:5 error: U+000D cannot stand in a line", "1:6 warning: no newline after the last line"),
                CudfParser.parse("a: 1\r").faults().stream().map(CudfFault::toString).toList());
    }

    @Test
    void nothingIsNothing() {
        assertEquals(new CudfSyntax(List.of(), List.of(), 0), CudfParser.parse(""));
        assertEquals(new CudfSyntax(List.of(), List.of(), 2), CudfParser.parse("\n# c\n"));
    }

    @Test
    void aPropertyStandsSomewhereAndAFaultToo() {
        assertThrows(IllegalArgumentException.class, () -> new Property("a", "b", List.of()));
        assertThrows(IllegalArgumentException.class, () -> CudfFault.error(0, 1, "m"));
        assertThrows(IllegalArgumentException.class, () -> CudfFault.error(1, 0, "m"));
        assertFalse(CudfFault.warning(1, 1, "m").isError());
        assertTrue(CudfFault.error(1, 1, "m").isError());
    }

    private static Property property(String name, String value, int line, int column) {
        return new Property(name, value, List.of(new Piece(0, line, column)));
    }
}
