package org.abifit.cudf;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The characters of a document. What is no UTF-8 stands as U+FFFD and is marked, so that the parser can tell it from a
 * U+FFFD that somebody wrote, and name its place.
 *
 * @param characters the text
 * @param broken the offsets of characters that stand for something undecodable
 */
record SourceText(String characters, BitSet broken) {

    static SourceText read(InputStream in) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
        CharBuffer characters = CharBuffer.allocate(bytes.remaining());
        BitSet broken = decode(bytes, characters);
        return new SourceText(characters.flip().toString(), broken);
    }

    static SourceText read(Reader in) throws IOException {
        StringWriter text = new StringWriter();
        in.transferTo(text);
        return of(text.toString());
    }

    static SourceText of(String characters) {
        BitSet broken = new BitSet();
        for (int i = 0; i < characters.length(); i++) {
            if (Lexical.isLoneSurrogate(characters, i)) {
                broken.set(i);
            }
        }
        return new SourceText(characters, broken);
    }

    /** {@return the first undecodable character from there on, or the end of the text} */
    int firstBroken(int from) {
        int at = broken.nextSetBit(from);
        return at < 0 ? characters.length() : at;
    }

    // UTF-8 never gives more characters than bytes, also with one replacement per malformed sequence: no overflow.
    private static BitSet decode(ByteBuffer bytes, CharBuffer characters) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        BitSet broken = new BitSet();
        for (CoderResult result = decoder.decode(bytes, characters, true); result.isError(); result = decoder.decode(bytes, characters, true)) {
            broken.set(characters.position());
            characters.put('\uFFFD');
            bytes.position(bytes.position() + result.length());
        }
        return broken;
    }
}
