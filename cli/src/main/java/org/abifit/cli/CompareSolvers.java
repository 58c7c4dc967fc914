package org.abifit.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.compare.BuiltIn;
import org.abifit.compare.Solver;
import org.abifit.compare.Style;

/** Which solvers take part in a comparison, and where their programs are. */
final class CompareSolvers {
    private static final List<BuiltIn> USUAL = List.of(BuiltIn.ASPCUD, BuiltIn.MCCS);

    private final String searchPath;
    private final Optional<Path> launcher;

    /** @param given where abifit's own launcher is, if it was said */
    CompareSolvers(Map<String, String> environment, Optional<Path> given) {
        searchPath = environment.getOrDefault("PATH", "");
        launcher = given.or(() -> Optional.ofNullable(environment.get("ABIFIT_LAUNCHER")).map(Arguments::path)).map(Path::toAbsolutePath)
                .or(CompareSolvers::beside).or(() -> BuiltIn.find("abifit", searchPath));
    }

    // The launcher lies in a folder above the jar, or above the classes while they are being worked on.
    private static Optional<Path> beside() {
        try {
            Path at = Path.of(CompareSolvers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Stream.iterate(at, p -> p.getParent() != null, Path::getParent).map(p -> p.resolve("abifit"))
                    .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p)).findFirst();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return the solvers that were named; without names our own and the usual ones that are installed} */
    List<Solver> named(List<String> names) throws CommandFailure {
        List<Solver> solvers = new ArrayList<>();
        for (String name : names) {
            solvers.add(named(name));
        }
        return names.isEmpty() ? usual() : solvers;
    }

    private List<Solver> usual() {
        return Stream.concat(launcher.map(l -> BuiltIn.ABIFIT.solver(Optional.of(l))).stream(),
                USUAL.stream().filter(b -> BuiltIn.find(b.word(), searchPath).isPresent()).map(b -> b.solver(Optional.empty()))).toList();
    }

    private Solver named(String text) throws CommandFailure {
        int equals = text.indexOf('=');
        Solver solver = equals < 0 ? builtIn(text) : external(text.substring(0, equals), text.substring(equals + 1));
        program(solver);
        return solver;
    }

    private Solver builtIn(String name) {
        BuiltIn one = Stream.of(BuiltIn.values()).filter(b -> b.word().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException("'%s' is no known solver (%s); another is given as NAME='COMMAND {in} {out} {criteria}'"
                        .formatted(name, String.join(", ", Stream.of(BuiltIn.values()).map(BuiltIn::word).toList()))));
        return one.solver(one == BuiltIn.ABIFIT ? launcher : Optional.empty());
    }

    private static Solver external(String name, String template) {
        int colon = name.indexOf(':');
        String word = colon < 0 ? Style.MISC.word() : name.substring(colon + 1);
        Style style = Style.of(word).orElseThrow(() -> new UsageException("'%s' is no dialect of criteria; there are %s"
                .formatted(word, String.join(", ", Stream.of(Style.values()).map(Style::word).toList()))));
        try {
            return Solver.of(colon < 0 ? name : name.substring(0, colon), style, template);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--solver %s: %s".formatted(name, e.getMessage()));
        }
    }

    /** {@return where the program of a solver is} */
    Path program(Solver solver) throws CommandFailure {
        return BuiltIn.find(solver.words().getFirst(), searchPath)
                .orElseThrow(() -> new CommandFailure(solver.words().getFirst(), "is not installed", "install it, or compare without it"));
    }

    /** {@return where a program is} */
    Optional<Path> program(String name) {
        return BuiltIn.find(name, searchPath);
    }
}
