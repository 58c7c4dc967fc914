package org.abifit.elf;

import java.util.List;
import java.util.Optional;

/**
 * What a file's {@code PT_NOTE} and {@code PT_GNU_PROPERTY} segments say to a loader.
 *
 * @param buildId {@code NT_GNU_BUILD_ID} in hexadecimal
 * @param kernel the oldest kernel asked for by {@code NT_GNU_ABI_TAG}, as {@code 3.2.0}
 * @param isaNeeded {@code GNU_PROPERTY_X86_ISA_1_NEEDED} bits (1 baseline, 2 v2, 4 v3, 8 v4), 0 when absent
 * @param needed1 {@code GNU_PROPERTY_1_NEEDED} bits
 * @param feature1 {@code GNU_PROPERTY_X86_FEATURE_1_AND} or {@code GNU_PROPERTY_AARCH64_FEATURE_1_AND} bits
 * @param dlopen the JSON texts of {@code .note.dlopen} entries (owner FDO, type 0x407c0c0a), in file order
 * @param packageJson the JSON text of {@code .note.package}
 */
public record Notes(Optional<String> buildId, Optional<String> kernel, int isaNeeded, int needed1, int feature1, List<String> dlopen,
        Optional<String> packageJson) {
    /** A file without notes. */
    public static final Notes NONE = new Notes(Optional.empty(), Optional.empty(), 0, 0, 0, List.of(), Optional.empty());
    /** {@code GNU_PROPERTY_1_NEEDED_INDIRECT_EXTERN_ACCESS}. */
    public static final int INDIRECT_EXTERN_ACCESS = 1;
}
