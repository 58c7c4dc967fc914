package org.abifit.lint;

import java.util.List;
import java.util.Optional;

/**
 * What a file of a site says.
 *
 * @param name the file, as it was named
 * @param format what it is
 * @param binds what it binds, in order; identical ones once
 * @param names beginnings of library names ({@link SiteFormat#LIBRARY_LIST})
 * @param libraryPath the folders it puts in LD_LIBRARY_PATH of the container, in order
 * @param preloads what it puts in LD_PRELOAD of the container, in order
 * @param links whether the container's links are made when it starts
 * @param check the check that Sarus is told to make: major, full or strict
 * @param remarks what was seen while reading
 */
record SiteFile(String name, SiteFormat format, List<Bound> binds, List<LinedText> names, List<LinedText> libraryPath, List<LinedText> preloads,
        boolean links, Optional<String> check, List<Finding> remarks) {}
