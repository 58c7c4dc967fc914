package org.abifit.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Solvers whose command lines are known. */
public enum BuiltIn {
    /** Our own, as package managers call it. */
    ABIFIT(Style.MISC, "abifit cudf solve {in} {out} {criteria}", true),
    /** Grounds with gringo, searches with clasp. */
    ASPCUD(Style.ASPCUD, "aspcud {in} {out} {criteria}", true),
    /** With the program cbc. */
    MCCS(Style.MCCS, "mccs -i {in} -o {out} {criteria}", true),
    /** With lp_solve linked in; it has been seen to answer documents that have no solution. */
    MCCS_LPSOLVE(Style.MCCS, "mccs -i {in} -o {out} {criteria} -lpsolve", false),
    /** With minisat+; the builds at hand say FAIL where equal versions or features matter. */
    PACKUP(Style.PACKUP, "packup -u {criteria} {in} {out}", false),
    /** On SAT4J; started by a script of this name. */
    P2CUDF(Style.P2CUDF, "p2cudf -obj {criteria} -timeout 300s {in} {out}", true);

    private final Style style;
    private final String template;
    private final boolean witness;

    BuiltIn(Style style, String template, boolean witness) {
        this.style = style;
        this.template = template;
        this.witness = witness;
    }

    /** {@return the name as it is typed} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the solver, called by its name or by a path} */
    public Solver solver(Optional<Path> program) {
        List<String> words = Words.split(template);
        return new Solver(word(), style, program.map(p -> replaceFirst(words, p.toString())).orElse(words), witness);
    }

    private static List<String> replaceFirst(List<String> words, String first) {
        return Stream.concat(Stream.of(first), words.stream().skip(1)).toList();
    }

    /** {@return the program that the first word of a command means, searched as exec does} */
    public static Optional<Path> find(String program, String searchPath) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        return List.of(searchPath.split(":")).stream().filter(f -> !f.isEmpty()).map(f -> Path.of(f, program))
                .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p)).findFirst();
    }
}
