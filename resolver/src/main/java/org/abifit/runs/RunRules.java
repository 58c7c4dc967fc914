package org.abifit.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.MpiTable;
import org.abifit.knowledge.Rule;
import org.abifit.knowledge.RuleKind;
import org.abifit.loader.Verdict;

/**
 * What must be of one build although its interface does not say so.
 *
 * @param builds libraries and their plug-ins
 * @param privates users of private names
 * @param generations libraries of which only one generation may be in a process
 * @param launchers programs that start others
 * @param sleepers libraries that do nothing before they are told to start
 * @param libcs C libraries and what shares their private interface
 * @param mpis MPI libraries under one soname
 */
public record RunRules(List<OneBuild> builds, List<PrivateNames> privates, List<OneGeneration> generations, List<Launcher> launchers, List<Sleepers> sleepers,
        List<OneLibc> libcs, List<OneMpi> mpis) {

    /**
     * Libraries that share private structures, and that open plug-ins which share them too.
     *
     * @param core sonames of the libraries
     * @param plugins names of families of plug-ins
     * @param files file names of the plug-ins that share structures; without any, all do
     * @param entries functions that set plug-ins going; where nobody asks for one, none is put to work
     * @param atLoad whether plug-ins are opened as soon as the libraries are loaded, put to work or not
     * @param choosy sonames of libraries that call such a function only where they find it worth their while
     * @param split the verdict where the libraries come from both sides
     * @param smoke a command that tells more; empty: the application itself
     */
    public record OneBuild(String id, Names core, List<String> plugins, Names files, List<String> entries, boolean atLoad, Names choosy, Verdict split, String smoke) {}

    /**
     * What a library exports although its makers change it as they like. Who asks for it was built with one release of the library.
     *
     * @param core sonames of the library
     * @param symbols what the names look like
     * @param split the verdict where library and user come from two sides
     */
    public record PrivateNames(String id, Names core, Names symbols, Verdict split) {}

    /**
     * One library under the sonames of its generations.
     *
     * @param sonames all of them
     * @param both the verdict where two are in one process
     */
    public record OneGeneration(String id, Names sonames, Verdict both) {}

    /**
     * A launcher.
     *
     * @param programs file names, links followed
     * @param helpers file names of programs in the launcher's folder that it starts, where they are there
     * @param libraries sonames of the libraries that it serves
     * @param prints words after which, alone, it prints and ends before it opens anything
     * @param kin sonames of which launchers and processes either all load one or none: a launcher of another series does not serve such processes
     * @param stable whether its protocol is the same in all releases; else launcher and library understand each other when they are of one side
     */
    public record Launcher(String id, Names programs, List<String> helpers, Names libraries, List<String> prints, boolean stable, Names kin) {}

    /**
     * Libraries that call others only after somebody has called them.
     *
     * @param libraries their sonames
     * @param starts the functions that wake them
     */
    public record Sleepers(String id, Names libraries, List<String> starts) {}

    /**
     * The C library, its loader, and what shares private version nodes with them.
     *
     * @param library soname of the C library
     * @param nodes the private nodes
     * @param crashes pairs of releases, loader before library, as {@code 2.43 2.41}, that bind all symbols and crash
     */
    public record OneLibc(String id, Names library, Names nodes, List<String> crashes) {}

    /**
     * MPI libraries of two families may share a soname, and what they put behind MPI's names differs.
     *
     * @param tables by which MPI libraries are told
     */
    public record OneMpi(String id, List<MpiTable> tables) {}

    /**
     * {@return the rules of kind {@code runs}}
     *
     * @throws IllegalArgumentException when one has parameters that do not make sense; the message names rule and parameter
     */
    public static RunRules of(Knowledge knowledge) {
        RunRules rules = new RunRules(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        knowledge.rules().stream().filter(r -> r.kind() == RuleKind.RUNS).forEach(r -> rules.add(new Parameters(r), knowledge));
        return rules;
    }

    private void add(Parameters of, Knowledge knowledge) {
        String check = of.text("check");
        switch (check) {
            case "one-build" -> builds.add(new OneBuild(of.id(), of.names("core"), of.texts("plugins"), of.names("files"), of.texts("entries"), of.flag("at-load"), of.names("choosy"),
                    of.verdict("split"), of.text("smoke")));
            case "private-names" -> privates.add(new PrivateNames(of.id(), of.names("core"), of.names("symbols"), of.verdict("split")));
            case "one-generation" -> generations.add(new OneGeneration(of.id(), of.names("sonames"), of.verdict("both")));
            case "launcher" -> launchers.add(new Launcher(of.id(), of.names("programs"), of.texts("helpers"), of.names("libraries"), of.texts("prints"), of.flag("stable"), of.names("kin")));
            case "sleepers" -> sleepers.add(new Sleepers(of.id(), of.names("libraries"), of.texts("starts")));
            case "one-libc" -> libcs.add(new OneLibc(of.id(), of.names("library"), of.names("nodes"), of.texts("crashes")));
            case "one-mpi" -> mpis.add(new OneMpi(of.id(), knowledge.mpi()));
            case "always" -> { }
            default -> throw of.wrong("check", "'%s' is none of one-build, private-names, one-generation, launcher, sleepers, one-libc, one-mpi, always".formatted(check));
        }
    }

    /** A rule's parameters, as what they are. */
    private record Parameters(Rule rule) {
        String id() {
            return rule.id();
        }

        String text(String parameter) {
            return rule.text(parameter);
        }

        List<String> texts(String parameter) {
            return rule.texts(parameter);
        }

        boolean flag(String parameter) {
            return switch (rule.text(parameter)) {
                case "yes" -> true;
                case "", "no" -> false;
                default -> throw wrong(parameter, "is neither yes nor no");
            };
        }

        Names names(String parameter) {
            try {
                return Names.of(rule.texts(parameter));
            } catch (IllegalArgumentException e) {
                throw wrong(parameter, e.getMessage());
            }
        }

        Verdict verdict(String parameter) {
            Optional<Verdict> verdict = Stream.of(Verdict.FAIL, Verdict.UNKNOWN).filter(v -> v.name().toLowerCase(Locale.ROOT).equals(rule.text(parameter))).findFirst();
            return verdict.orElseThrow(() -> wrong(parameter, "is neither fail nor unknown"));
        }

        IllegalArgumentException wrong(String parameter, String why) {
            return new IllegalArgumentException("rule %s: %s: %s".formatted(rule.id(), parameter, why));
        }
    }
}
