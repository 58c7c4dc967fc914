package org.abifit.lint;

/**
 * One thing that a file puts into containers.
 *
 * @param from the path on the host, a byte string
 * @param to the path in the container; for {@link Way#APPTAINER_FOLDER} and the ways of Sarus worked out from the library
 * @param line where the file says so, from 1
 * @param way how it gets there
 */
record Bound(String from, String to, int line, Way way) {

    /** How something gets into the container. */
    enum Way {
        /** Mounted at a path. */
        MOUNT,
        /** Copied to a path. */
        COPY,
        /** Put into the folder of bound libraries of Apptainer and Singularity, which is searched after LD_LIBRARY_PATH. */
        APPTAINER_FOLDER,
        /** Put by Sarus in the place of the image's MPI library. */
        SARUS_MPI,
        /** Put by Sarus in the place of the image's library, or beside. */
        SARUS_DEPENDENCY,
        /** Put by Sarus in the place of the image's part of the C library. */
        SARUS_GLIBC;

        /** {@return whether the place follows from the library's own name} */
        boolean byName() {
            return this != MOUNT && this != COPY;
        }
    }
}
