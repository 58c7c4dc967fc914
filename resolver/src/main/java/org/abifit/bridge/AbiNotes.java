package org.abifit.bridge;

import java.util.List;

/**
 * Where notes about a host go.
 *
 * @param list all notes of the document
 * @param host the host's name as it was given
 * @param images those of the images, in order
 */
record AbiNotes(List<AbiNote> list, String host, List<String> images) {
    /** {@return the name of an image by its number} */
    String image(int number) {
        return images.get(number - 1);
    }
}
