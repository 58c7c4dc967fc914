package org.abifit.loader;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.abifit.elf.Dynamic;
import org.abifit.elf.ElfFile;
import org.abifit.elf.Verdef;
import org.abifit.elf.Verneed;

/**
 * glibc elf/dl-version.c: for every version that an object needs, the object loaded under the file name that was recorded when it
 * was linked must define that node. Names are compared, never ordered; a need counts also when no symbol uses it.
 */
final class VersionCheck {
    private static final String RELR_MARKER = "GLIBC_ABI_DT_RELR";

    private final LoaderProfile profile;
    private final ReportBuilder report;
    private final Wording wording;
    private final Consumer<Step> steps;

    VersionCheck(LoaderProfile profile, ReportBuilder report, Wording wording, Consumer<Step> steps) {
        this.profile = profile;
        this.report = report;
        this.wording = wording;
        this.steps = steps;
    }

    /** {@return whether the loader goes on after looking at {@code of}; false when it ends at once} */
    boolean check(LinkMap of, List<LinkMap> loaded) {
        for (Verneed need : of.elf.verneeds()) {
            LinkMap provider = find(need.file(), loaded);
            if (provider == null) {
                String text = "Inconsistency detected by ld.so: dl-version.c: _dl_check_map_versions: Assertion `needed != NULL' failed!";
                report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, of.name, text));
                report.lastLine(text);
                return false;
            }
            if (!provider.faked) {
                need.versions().forEach(v -> check(v, provider, of));
            }
        }
        return relrMarker(of);
    }

    /** The program's own name is the empty string in the loader's list. */
    private static LinkMap find(String name, List<LinkMap> loaded) {
        if (name.isEmpty()) {
            return loaded.getFirst();
        }
        for (LinkMap map : loaded) {
            if (map.isCalled(name)) {
                return map;
            }
        }
        return null;
    }

    private void check(Verneed.Vernaux version, LinkMap provider, LinkMap by) {
        boolean defined = defines(provider.elf, version);
        steps.accept(new Step.Version(version.name(), provider.name, by.name, defined));
        if (provider.elf.verdefs().isEmpty()) {
            warn("no-version-information", provider, "no version information available (required by %s)".formatted(by.name));
        } else if (!defined) {
            if (version.weak()) {
                warn("weak-version", provider, "weak version `%s' not found (required by %s)".formatted(version.name(), by.name));
            } else {
                fail(version, provider, by);
            }
        }
    }

    private static boolean defines(ElfFile elf, Verneed.Vernaux version) {
        for (Verdef def : elf.verdefs()) {
            if (def.hash() == version.hash() && def.name().equals(version.name())) {
                return true;
            }
        }
        return false;
    }

    /** A start says it, dlopen does not ({@code verbose}). */
    private void warn(String kind, LinkMap provider, String text) {
        if (wording.program().isEmpty()) {
            return;
        }
        String line = wording.version(provider.name, text);
        report.warning(new LoadRemark(kind, provider.name, line));
        report.line(line);
    }

    private void fail(Verneed.Vernaux version, LinkMap provider, LinkMap by) {
        String line = wording.version(provider.name, "version `%s' not found (required by %s)".formatted(version.name(), by.name));
        report.error(new LoadError(LoadError.Kind.VERSION_NOT_FOUND, Optional.of(provider.name), Optional.of(provider.libnames.getFirst()),
                Optional.of(version.name()), Optional.of(by.name), line));
        report.line(line);
    }

    /** From 2.36 on an object with DT_RELR and versions that needs libc.so must ask for the marker, so that older C libraries refuse it. */
    private boolean relrMarker(LinkMap of) {
        if (!profile.atLeast(36) || !of.elf.dynamic().map(Dynamic::hasRelr).orElse(false)) {
            return true;
        }
        boolean libc = !of.elf.verneeds().isEmpty() && of.elf.needed().stream().anyMatch(n -> n.startsWith("libc.so."));
        boolean marked = of.elf.verneeds().stream().flatMap(n -> n.versions().stream()).anyMatch(v -> v.name().equals(RELR_MARKER));
        if (!libc || marked) {
            return true;
        }
        String text = wording.loading(of.name, "DT_RELR without %s dependency".formatted(RELR_MARKER));
        report.error(LoadError.ofFile(LoadError.Kind.LOADER_OTHER, of.name, text));
        report.lastLine(text);
        return false;
    }
}
