package org.abifit.runs;

import java.util.List;
import java.util.stream.Stream;
import org.abifit.loader.Verdict;
import org.abifit.root.Glob;

/**
 * What must be of one build although its interface does not say so.
 *
 * @param builds libraries and their plug-ins
 * @param privates users of private functions
 * @param generations libraries of which only one generation may be in a process
 * @param launchers programs that start others
 */
public record RunRules(List<OneBuild> builds, List<PrivateUsers> privates, List<OneGeneration> generations, List<Launcher> launchers) {

    /**
     * Libraries that share private structures, and that open plug-ins which share them too.
     *
     * @param core sonames of the libraries
     * @param plugins names of families of plug-ins
     * @param split the verdict where the libraries come from both sides
     */
    public record OneBuild(String id, List<Glob> core, List<String> plugins, Verdict split) {}

    /**
     * What a library exports although its makers change it as they like. Who asks for it was built with one release of the library.
     *
     * @param core sonames of the library
     * @param symbols what the names look like
     */
    public record PrivateUsers(String id, List<Glob> core, Glob symbols, Verdict split) {}

    /**
     * One library under the sonames of its generations.
     *
     * @param sonames all of them
     */
    public record OneGeneration(String id, List<Glob> sonames, Verdict verdict) {}

    /**
     * A launcher.
     *
     * @param programs file names, links followed
     * @param helpers file names of programs in the launcher's folder that it starts, where they are there
     * @param libraries sonames of the libraries that it serves
     */
    public record Launcher(String id, List<Glob> programs, List<String> helpers, List<Glob> libraries) {}

    /** {@return the rules that were measured} */
    public static RunRules shipped() {
        return new RunRules(
                List.of(new OneBuild("openmpi-one-build",
                                globs("libmpi.so.40", "libmpi_*.so.40", "liboshmem.so.40", "libopen-rte.so.*", "libopen-pal.so.*", "libopen_mpi.so.*"),
                                List.of("openmpi", "openmpi-launcher", "openmpi-shmem"), Verdict.UNKNOWN),
                        new OneBuild("ucx-one-build", globs("libucs.so.0", "libuct.so.0", "libucp.so.0", "libucm.so.0"), List.of("ucx"), Verdict.UNKNOWN)),
                List.of(new PrivateUsers("pmix-private", globs("libpmix.so.2"), Glob.of("pmix_*_class"), Verdict.FAIL)),
                List.of(new OneGeneration("openmpi-one-generation", globs("libopen-pal.so.*"), Verdict.UNKNOWN)),
                List.of(new Launcher("hydra", globs("mpiexec.hydra", "mpiexec.mpich", "mpirun.mpich"), List.of("hydra_pmi_proxy"), globs("libmpich.so.*", "libmpi.so.12")),
                        new Launcher("openmpi-launcher", globs("orterun", "mpirun.openmpi", "mpiexec.openmpi", "prterun", "prte"), List.of("prterun", "prte"),
                                globs("libmpi.so.40"))));
    }

    private static List<Glob> globs(String... patterns) {
        return Stream.of(patterns).map(Glob::of).toList();
    }
}
