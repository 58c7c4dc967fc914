package org.abifit.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How indexes become CUDF.
 *
 * @param nativeArchitecture the machine's own architecture; with it names carry architectures, without it there is one
 *     architecture and nobody speaks of it
 * @param foreignArchitectures the others whose packages can be installed
 * @param profiles active build profiles, for sources
 * @param keepEssential whether installed essential packages have {@code keep: package}
 * @param archRecommends whether {@code recommends} and {@code replaces} carry architectures as {@code depends} does
 */
public record ConvertOptions(Optional<String> nativeArchitecture, List<String> foreignArchitectures, List<String> profiles,
                             boolean keepEssential, boolean archRecommends) {
    /** One architecture, nothing kept, nothing corrected. */
    public static final ConvertOptions PLAIN = new ConvertOptions(Optional.empty(), List.of(), List.of(), false, false);

    /** Checks that foreign architectures have a native one. */
    public ConvertOptions {
        foreignArchitectures = List.copyOf(foreignArchitectures);
        profiles = List.copyOf(profiles);
        if (nativeArchitecture.isEmpty() && !foreignArchitectures.isEmpty()) {
            throw new IllegalArgumentException("foreign architectures without a native one");
        }
    }

    /** {@return all architectures, the native one first} */
    List<String> architectures() {
        List<String> all = new ArrayList<>();
        nativeArchitecture.ifPresent(all::add);
        all.addAll(foreignArchitectures);
        return all;
    }

    /** {@return whether packages of an architecture belong to the universe} */
    boolean takes(String architecture) {
        return nativeArchitecture.isEmpty() || architecture.equals("all") || architectures().contains(architecture);
    }
}
