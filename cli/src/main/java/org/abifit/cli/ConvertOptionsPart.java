package org.abifit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.abifit.debian.ConvertOptions;
import org.abifit.debian.DebianRequest;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code abifit cudf convert} that say what comes out. */
final class ConvertOptionsPart implements Declared.Part {
    private Optional<String> nativeArchitecture = Optional.empty();
    private List<String> foreign = List.of();
    private List<String> profiles = List.of();
    private boolean keepEssential;
    private boolean archRecommends;
    private List<DebianRequest.Wanted> install = List.of();
    private List<DebianRequest.Wanted> remove = List.of();
    private List<DebianRequest.Wanted> upgrade = List.of();

    /** What becomes of essential packages. */
    private enum Essential { KEEP, PROPERTY }

    @Override
    public void declare(Declared into) {
        into.option("--native-arch", "ARCH", Arguments::text, v -> nativeArchitecture = Optional.of(v),
                        "The machine's architecture: names carry architectures, and packages of others are left out.")
                .repeated("--foreign-arch", "ARCH", Arguments::text, v -> foreign = v, "Another architecture whose packages count.")
                .repeated("--profile", "NAME", Arguments::text, v -> profiles = v, "An active build profile, for --sources.")
                .repeated("--install", "PACKAGE", ConvertOptionsPart::wanted, v -> install = v, "Ask for a package: 'mutt', 'mutt:i386', 'mutt=2.2' or 'mutt (>= 2.2)'.")
                .repeated("--remove", "PACKAGE", ConvertOptionsPart::wanted, v -> remove = v, "Ask for its removal.")
                .repeated("--upgrade", "PACKAGE", ConvertOptionsPart::wanted, v -> upgrade = v, "Ask for it in one version, not below the present one.")
                .option("--essential", "keep|property", Declared.oneOf(List.of(Essential.values())), v -> keepEssential = v == Essential.KEEP,
                        "What becomes of essential packages: 'keep' keeps those that are installed; by default a property says it.")
                .flag("--arch-recommends", v -> archRecommends = v,
                        "Give recommends and replaces architectures, too; without it they go without, as dose writes them.");
    }

    private static DebianRequest.Wanted wanted(String bytes) {
        try {
            return DebianRequest.Wanted.of(Arguments.text(bytes));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** {@return how to convert} */
    ConvertOptions options() {
        if (nativeArchitecture.isEmpty() && !foreign.isEmpty()) {
            throw new UsageException("--foreign-arch needs --native-arch: which architecture is the machine's own?");
        }
        List<String> others = new ArrayList<>(foreign);
        others.removeAll(nativeArchitecture.stream().toList());
        return new ConvertOptions(nativeArchitecture, others.stream().distinct().toList(), profiles, keepEssential, archRecommends);
    }

    /** {@return what to ask} */
    DebianRequest request() {
        return new DebianRequest(install, remove, upgrade);
    }
}
