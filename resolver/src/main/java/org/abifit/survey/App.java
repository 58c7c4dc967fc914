package org.abifit.survey;

import java.util.SortedSet;
import java.util.TreeSet;
import org.abifit.resolver.Image;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.RegularFile;

/**
 * An application, which may lie in several images.
 *
 * @param path where, in each of them
 * @param images names of the images that count; empty: all in which the path is there
 */
public record App(String path, SortedSet<String> images) {

    /** {@return an application that counts wherever its path is there} */
    public static App anywhere(String path) {
        return new App(path, new TreeSet<>());
    }

    /** {@return whether the image holds it} */
    public boolean isIn(Image image) {
        return (images.isEmpty() || images.contains(image.name())) && new FileView(image.tree()).lookup(path) instanceof Lookup.Found(String real, RegularFile file);
    }
}
