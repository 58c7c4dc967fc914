package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A table that a dynamic entry points at. It is fetched piece by piece, and no piece reaches out of the loaded segment that the
 * table starts in.
 *
 * @param view the file
 * @param offset where the table starts in the file
 * @param room how many bytes of the segment lie in the file from there on; not positive when the table starts past the end
 * @param entryAt where the value of the dynamic entry lies, for faults
 * @param field the entry's tag
 */
record Table(ByteView view, long offset, long room, long entryAt, String field) {

    ByteBuffer at(long into, long length) throws IOException {
        if (into < 0 || length < 0 || length > room - into) {
            throw new MalformedElfException(entryAt, field, "table leaves its segment (%s + %s > %d)".formatted(
                    Long.toUnsignedString(into), Long.toUnsignedString(length), room));
        }
        return view.at(offset + into, length, entryAt, field);
    }
}
