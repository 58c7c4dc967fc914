package org.abifit.cudf;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An upgrade problem (CUDF 2.0 section 2.2): what packages there are, which of them are installed, and what is asked.
 * Defaults are filled in: whether a text wrote {@code installed: false} or left it out cannot be seen any more.
 *
 * <p>A document is consistent in itself: (name, version) is unique, and every package has exactly the extra properties
 * that the preamble declares, with values of the declared types. The constructors throw
 * {@link IllegalArgumentException} otherwise; {@link CudfLoader} reports the same of a text, with the place.
 *
 * @param preamble the declarations, or empty where the text has no preamble
 * @param packages the universe, in the order of the text
 * @param request what is asked
 */
public record CudfDocument(Optional<Preamble> preamble, List<Package> packages, Request request) {

    /** Copies the packages and checks them against each other and the preamble. */
    public CudfDocument {
        packages = List.copyOf(packages);
        requireUnique(packages);
        requireDeclared(preamble.map(Preamble::property).orElse(List.of()), packages);
    }

    /**
     * The preamble stanza (CUDF 2.0 section 2.2.3).
     *
     * @param comment the text after {@code preamble: }, without meaning
     * @param property the extra package properties, in the order of the text
     * @param univChecksum {@code univ-checksum}, empty where absent
     * @param statusChecksum {@code status-checksum}, empty where absent
     * @param reqChecksum {@code req-checksum}, empty where absent
     */
    public record Preamble(String comment, List<Declaration> property, String univChecksum, String statusChecksum, String reqChecksum) {

        /** Checks the declarations: no name twice, none of a core package property, none of type {@code typedecl}. */
        public Preamble {
            property = List.copyOf(property);
            requireStrings(comment, univChecksum, statusChecksum, reqChecksum);
            Set<String> names = new HashSet<>();
            for (Declaration declaration : property) {
                require(names.add(declaration.name()), "declared twice: " + declaration.name());
                require(!CudfProperties.isCore(declaration.name()), "a core property: " + declaration.name());
                require(declaration.type() != CudfType.Simple.TYPEDECL, "not for declarations: typedecl");
            }
        }
    }

    /**
     * {@code installedsize: nat = [0]}, an entry of a {@code typedecl}.
     *
     * @param name the property, an {@code ident}
     * @param type what values it has
     * @param defaultValue its value in packages that do not say; empty: every package must say
     */
    public record Declaration(String name, CudfType type, Optional<CudfValue> defaultValue) {

        /** Checks the name, and that the default is of the type. */
        public Declaration {
            require(Lexical.isIdent(name), "no ident: '" + name + "'");
            require(defaultValue.isEmpty() || type.accepts(defaultValue.get()), "default of " + name + " is no " + type.spelling());
        }
    }

    /**
     * What tells a package from all others.
     *
     * @param name its {@code pkgname}
     * @param version its version, at least 1
     */
    public record PackageId(String name, long version) {

        /** Checks name and version. */
        public PackageId {
            require(Lexical.isPkgname(name), "no pkgname: '" + name + "'");
            require(version >= 1, "no posint: " + version);
        }

        /** {@return {@code name = version}} */
        @Override
        public String toString() {
            return name + " = " + version;
        }
    }

    /** What of an installed package must stay ({@code keep}, CUDF 2.0 section 2.2.3). */
    public enum Keep {
        /** This very version. */
        VERSION,
        /** Some version of the name. */
        PACKAGE,
        /** Every feature the package provides. */
        FEATURE,
        /** Nothing. */
        NONE;

        /** {@return the value as CUDF spells it} */
        public String ident() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A package stanza (CUDF 2.0 section 2.2.3).
     *
     * @param id {@code package} and {@code version}
     * @param depends what must be installed beside it; default {@code true!}
     * @param conflicts what must not be; default empty
     * @param provides the features it offers, each in one version or (without constraint) in all; default empty
     * @param installed whether it is installed before the request; default no
     * @param wasInstalled {@code was-installed}, found in solutions, without meaning; default no
     * @param keep what must stay of it if it is installed; default {@link Keep#NONE}
     * @param properties the values of all declared extra properties, by name
     */
    public record Package(PackageId id, CudfValue.VpkgFormula depends, List<Vpkg> conflicts, List<Vpkg> provides,
                          boolean installed, boolean wasInstalled, Keep keep, SortedMap<String, CudfValue> properties) {

        /** Copies the collections; {@code provides} may only hold {@code veqpkg}s. */
        public Package {
            conflicts = List.copyOf(conflicts);
            provides = List.copyOf(provides);
            properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
            require(provides.stream().allMatch(Vpkg::isVeqpkg), "only '=' may stand in provides");
        }
    }

    /**
     * The request stanza (CUDF 2.0 section 2.2.3).
     *
     * @param comment the text after {@code request: }, without meaning
     * @param install what must be there afterwards
     * @param remove what must not
     * @param upgrade what must be there in one version, not below any installed before
     */
    public record Request(String comment, List<Vpkg> install, List<Vpkg> remove, List<Vpkg> upgrade) {

        /** Copies the lists. */
        public Request {
            requireStrings(comment);
            install = List.copyOf(install);
            remove = List.copyOf(remove);
            upgrade = List.copyOf(upgrade);
        }
    }

    /** {@return the declared extra package properties, in the order of the preamble; none without a preamble} */
    public List<Declaration> declarations() {
        return preamble.map(Preamble::property).orElse(List.of());
    }

    private static void requireUnique(List<Package> packages) {
        Set<PackageId> seen = HashSet.newHashSet(packages.size());
        for (Package one : packages) {
            if (!seen.add(one.id())) {
                throw new IllegalArgumentException("twice in the document: " + one.id());
            }
        }
    }

    private static void requireDeclared(List<Declaration> declarations, List<Package> packages) {
        Map<String, CudfType> types = HashMap.newHashMap(declarations.size());
        declarations.forEach(declaration -> types.put(declaration.name(), declaration.type()));
        for (Package one : packages) {
            if (!fits(types, one.properties())) {
                throw new IllegalArgumentException("not the declared properties: " + one.id() + " has " + one.properties());
            }
        }
    }

    private static boolean fits(Map<String, CudfType> types, Map<String, CudfValue> values) {
        return types.keySet().equals(values.keySet())
                && types.entrySet().stream().allMatch(type -> type.getValue().accepts(values.get(type.getKey())));
    }

    private static void requireStrings(String... texts) {
        for (String text : texts) {
            require(Lexical.isString(text), "no string: '" + text + "'");
        }
    }

    private static void require(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException(message);
        }
    }
}
