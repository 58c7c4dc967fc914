package org.abifit.cudf;

import java.util.List;

/**
 * The surface of a CUDF text (CUDF 2.0 section 2.2): stanzas of named values that nobody has interpreted yet. No
 * property needs to be known and no value well typed; {@link CudfLoader} sees to that.
 *
 * @param stanzas the stanzas in the order of the text
 * @param faults what the parser found, by place
 * @param lines how many lines the text has
 */
public record CudfSyntax(List<Stanza> stanzas, List<CudfFault> faults, int lines) {

    /** Copies the lists. */
    public CudfSyntax {
        stanzas = List.copyOf(stanzas);
        faults = List.copyOf(faults);
    }

    /**
     * Lines up to an empty one. Comments are gone.
     *
     * @param line where it starts
     * @param properties its properties, none twice, in the order of the text
     * @param whole whether all lines could be read; if not, a property that seems to be missing may be among the lost ones
     */
    public record Stanza(int line, List<Property> properties, boolean whole) {

        /** Copies the list. */
        public Stanza {
            properties = List.copyOf(properties);
        }

        /** {@return the name of the first property, which tells the kind of the stanza; empty text where all lines are lost} */
        public String postmark() {
            return properties.isEmpty() ? "" : properties.get(0).name();
        }
    }

    /**
     * One property, its continuation lines joined.
     *
     * @param name its name, an {@code ident}
     * @param value all after the colon and one space; a continuation is joined without its newline and first space
     * @param pieces where the parts of the value stood, by offset; at least one
     */
    public record Property(String name, String value, List<Piece> pieces) {

        /** Copies the list; throws {@link IllegalArgumentException} when it is empty or does not begin at offset 0. */
        public Property {
            pieces = List.copyOf(pieces);
            if (pieces.isEmpty() || pieces.get(0).offset() != 0) {
                throw new IllegalArgumentException("the value of " + name + " starts nowhere");
            }
        }

        /** {@return the line where the name stands} */
        public int line() {
            return pieces.get(0).line();
        }

        CudfFault errorAt(int offset, String message) {
            Piece piece = pieceAt(offset);
            return CudfFault.error(piece.line(), piece.column() + value.codePointCount(piece.offset(), offset), message);
        }

        private Piece pieceAt(int offset) {
            Piece found = pieces.get(0);
            for (Piece piece : pieces) {
                if (piece.offset() <= offset) {
                    found = piece;
                }
            }
            return found;
        }
    }

    /**
     * A part of a value that stood in one line.
     *
     * @param offset where it starts in the value
     * @param line its line in the text
     * @param column its first character in that line
     */
    public record Piece(int offset, int line, int column) {
    }
}
