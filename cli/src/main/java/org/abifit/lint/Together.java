package org.abifit.lint;

import java.util.List;
import java.util.Set;

/**
 * What all files of one call put into a container: they are installed together, so each is judged with what the others bring along.
 *
 * @param sources what all bind, in the order of the files
 * @param libraryPath the folders that all put in LD_LIBRARY_PATH, in the order of the files
 * @param ldconfig whether one of them has the container's ld.so.cache made anew
 */
record Together(Set<Source> sources, List<LinedText> libraryPath, boolean ldconfig) {}
