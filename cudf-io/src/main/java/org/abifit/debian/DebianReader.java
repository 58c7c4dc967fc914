package org.abifit.debian;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads indexes and a status into one universe. What is read first counts: the status goes before the indexes, because what is
 * installed is known best there. Packages of other architectures than the chosen ones are left out in silence, broken stanzas
 * are told.
 */
public final class DebianReader {
    private final ConvertOptions options;
    private final Consumer<DebianFault> faults;
    private final PackageReader binaries = new PackageReader();
    private final Map<Key, DebianPackage> packages = new HashMap<>();
    private final List<DebianPackage> inOrder = new ArrayList<>();

    private record Key(DebianPackage.Kind kind, String name, String version, String architecture) {
    }

    /**
     * Nothing read so far.
     *
     * @param options which architectures count, and for sources which profiles
     * @param faults is told of each stanza that is left out because it is broken
     */
    public DebianReader(ConvertOptions options, Consumer<DebianFault> faults) {
        this.options = options;
        this.faults = faults;
    }

    /**
     * Reads dpkg's {@code status}; of packages that are not installed, nothing but their settings is left, so they are no
     * packages.
     *
     * @param file what to call it
     * @param in its text
     */
    public void status(String file, InputStream in) throws IOException {
        read(file, in, binaries, one -> one.facts().installed());
    }

    /**
     * Reads a {@code Packages} index. It may be a status as well: a field {@code Status} counts here, too.
     *
     * @param file what to call it; packages carry this name
     * @param in its text
     */
    public void packages(String file, InputStream in) throws IOException {
        read(file, in, binaries, one -> true);
    }

    /**
     * Reads a {@code Sources} index.
     *
     * @param file what to call it
     * @param in its text
     * @throws IllegalStateException without a native architecture: build relations depend on it
     */
    public void sources(String file, InputStream in) throws IOException {
        String architecture = options.nativeArchitecture().orElseThrow(() -> new IllegalStateException("sources without an architecture"));
        read(file, in, new SourceReader(architecture, options.profiles()), one -> options.architectures().stream().anyMatch(a -> SourceReader.isFor(one, a)));
    }

    private interface Filter {
        boolean takes(DebianPackage one);
    }

    private void read(String file, InputStream in, StanzaReader reader, Filter filter) throws IOException {
        ControlReader stanzas = new ControlReader(in, reader.wanted());
        boolean more = true;
        while (more) {
            try {
                Optional<ControlStanza> stanza = stanzas.next();
                more = stanza.isPresent();
                if (more) {
                    add(reader.read(stanza.get(), file), filter);
                }
            } catch (FieldFault e) {
                faults.accept(e.in(file));
            }
        }
    }

    private void add(DebianPackage one, Filter filter) {
        boolean counts = filter.takes(one) && (one.isSource() || options.takes(one.architecture()));
        if (counts && packages.putIfAbsent(new Key(one.kind(), one.name(), one.version(), one.architecture()), one) == null) {
            inOrder.add(one);
        }
    }

    /** {@return what was read so far} */
    public DebianUniverse universe() {
        return new DebianUniverse(inOrder);
    }
}
