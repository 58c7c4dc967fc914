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
 * @param sleepers libraries that do nothing before they are told to start
 */
public record RunRules(List<OneBuild> builds, List<PrivateUsers> privates, List<OneGeneration> generations, List<Launcher> launchers, List<Sleepers> sleepers) {

    /**
     * Libraries that share private structures, and that open plug-ins which share them too.
     *
     * @param core sonames of the libraries
     * @param plugins names of families of plug-ins
     * @param files file names of the plug-ins that share structures; others are passed over
     * @param entries functions that set plug-ins going; where nobody asks for one, none is opened
     * @param choosy sonames of libraries that call such a function only where they find it worth their while
     * @param split the verdict where the libraries come from both sides
     */
    public record OneBuild(String id, List<Glob> core, List<String> plugins, List<Glob> files, List<String> entries, List<Glob> choosy, Verdict split) {}

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
     * @param prints words after which, alone, it prints and ends before it opens anything
     */
    public record Launcher(String id, List<Glob> programs, List<String> helpers, List<Glob> libraries, List<String> prints) {}

    /**
     * Libraries that call others only after somebody has called them.
     *
     * @param libraries their sonames
     * @param starts the functions that wake them
     */
    public record Sleepers(String id, List<Glob> libraries, List<String> starts) {}

    /** {@return the rules that were measured} */
    public static RunRules shipped() {
        List<String> init = List.of("MPI_Init", "MPI_Init_thread", "MPI_Session_init", "PMPI_Init", "PMPI_Init_thread", "PMPI_Session_init", "mpi_init_", "mpi_init_thread_");
        List<String> openMpi = Stream.concat(init.stream(), Stream.of("shmem_init", "start_pes", "orte_submit_init", "orte_init", "orte_daemon")).toList();
        return new RunRules(
                List.of(new OneBuild("openmpi-one-build",
                                globs("libmpi.so.40", "libmpi_*.so.40", "liboshmem.so.40", "libopen-rte.so.*", "libopen-pal.so.*", "libopen_mpi.so.*"),
                                List.of("openmpi", "openmpi-launcher", "openmpi-shmem"), List.of(), openMpi, List.of(), Verdict.UNKNOWN),
                        new OneBuild("ucx-one-build", globs("libucs.so.0", "libuct.so.0", "libucp.so.0", "libucm.so.0"), List.of("ucx"), globs("libuct_*"),
                                List.of("ucp_init_version", "uct_query_components"), globs("libmpi.so.40", "libopen-pal.so.*", "libopen_mpi.so.*", "mca_*.so"), Verdict.UNKNOWN)),
                List.of(new PrivateUsers("pmix-private", globs("libpmix.so.2"), Glob.of("pmix_*_class"), Verdict.FAIL)),
                List.of(new OneGeneration("openmpi-one-generation", globs("libopen-pal.so.*"), Verdict.UNKNOWN)),
                List.of(new Launcher("hydra", globs("mpiexec.hydra", "mpiexec.mpich", "mpirun.mpich"), List.of("hydra_pmi_proxy"), globs("libmpich.so.*", "libmpi.so.12"),
                                List.of("--version", "-version", "--help", "-help")),
                        new Launcher("openmpi-launcher", globs("orterun", "mpirun.openmpi", "mpiexec.openmpi", "prterun", "prte"), List.of("prterun", "prte"),
                                globs("libmpi.so.40"), List.of("--version", "-V", "--help", "-h"))),
                List.of(new Sleepers("mpi-starts", globs("libmpi.so.*", "libmpi_*.so.*", "libmpich.so.*", "libopen-pal.so.*", "libopen-rte.so.*", "libopen_mpi.so.*"), init)));
    }

    private static List<Glob> globs(String... patterns) {
        return Stream.of(patterns).map(Glob::of).toList();
    }
}
