package org.abifit.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All packages of a conversion, in the order in which they were read, and what names stand for in them. */
public final class DebianUniverse {
    private final List<DebianPackage> packages;
    private final Set<String> names = new HashSet<>();
    private final Map<String, List<String>> providers = new HashMap<>();

    DebianUniverse(List<DebianPackage> packages) {
        this.packages = List.copyOf(packages);
        for (DebianPackage one : packages) {
            names.add(one.isSource() ? DebianMapping.SOURCE + one.name() : one.name());
            one.provides().forEach(p -> providers.computeIfAbsent(p.name(), n -> new ArrayList<>(1)).add(one.name()));
        }
    }

    /** {@return the number of packages} */
    public int size() {
        return packages.size();
    }

    List<DebianPackage> packages() {
        return packages;
    }

    /** {@return whether there is a package of the name} */
    boolean isReal(String name) {
        return names.contains(name);
    }

    /** {@return whether some package provides the name, in whatever version} */
    boolean isVirtual(String name) {
        return providers.containsKey(name);
    }

    /** {@return the names of the packages that provide a name, sorted, each once} */
    List<String> providers(String name) {
        return providers.getOrDefault(name, List.of()).stream().distinct().sorted().toList();
    }
}
