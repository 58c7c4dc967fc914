package org.abifit.drift;

import java.util.List;
import java.util.Optional;

/**
 * One difference between two states of a host.
 *
 * @param severity how bad it is
 * @param kind what sort of difference it is
 * @param soname the library, by its soname, or by its file name where it has none; empty for what concerns the whole host
 * @param path where it lies, or lay: in the old state, for additions in the new one
 * @param now where it lies in the new state, or what is there instead, where that is known
 * @param names what was lost or won: version nodes, symbols, folders ({@code -/old}, {@code +/new}); what is in use comes first, sorted otherwise
 * @param plans the saved plans that use what is lost, sorted
 * @param users how many objects use what is lost
 * @param examples the first few of them, sorted
 */
public record Change(Severity severity, ChangeKind kind, Optional<String> soname, Optional<String> path, Optional<String> now, List<String> names,
        List<String> plans, int users, List<String> examples) {

    static Change ofHost(Severity severity, ChangeKind kind, String path, List<String> names) {
        return new Change(severity, kind, Optional.empty(), Optional.of(path), Optional.empty(), List.copyOf(names), List.of(), 0, List.of());
    }

    /** {@return the library without its version, {@code libjson-c} of {@code libjson-c.so.5}: what changes are grouped by} */
    public String group() {
        return soname.map(Change::stem).orElse("");
    }

    static String stem(String soname) {
        int end = soname.indexOf(".so");
        return end < 0 ? soname : soname.substring(0, end);
    }
}
