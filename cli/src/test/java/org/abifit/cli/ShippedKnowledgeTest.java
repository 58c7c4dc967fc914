package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.knowledge.Answer;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Asking;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.Knowledge;
import org.abifit.knowledge.Library;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.plugin.PluginFamily;
import org.abifit.testkit.Note;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes with the program: families, MPI and rules, against small files made like the real ones. */
final class ShippedKnowledgeTest {
    private static Knowledge known;

    @BeforeAll
    static void read() throws CommandFailure {
        known = KnowledgeChoice.shipped();
    }

    private static ElfFile elf(TinyElf elf) {
        return ((ElfOutcome.Parsed) ElfReader.read(ByteSource.of(elf.build()))).file();
    }

    static Stream<Arguments> members() {
        return Stream.of(
                Arguments.of("libc.so.6", TinyElf.library("libc.so.6").define("printf", "GLIBC_2.2.5"), "libc"),
                Arguments.of("libnss_sss.so.2", TinyElf.library("libnss_sss.so.2").needed("libc.so.6").refer("__libc_x", "libc.so.6", "GLIBC_PRIVATE"), "libc"),
                Arguments.of("ISO8859-15.so", TinyElf.library().needed("libc.so.6").define("gconv").define("gconv_init"), "libc"),
                Arguments.of("libfoo.so.1", TinyElf.library("libfoo.so.1").needed("libc.so.6").refer("printf", "libc.so.6", "GLIBC_2.2.5"), ""),
                Arguments.of("libstdc++.so.6", TinyElf.library("libstdc++.so.6").nodes("GLIBCXX_3.4", "CXXABI_1.3"), "libstdcxx"),
                Arguments.of("libgcc_s.so.1", TinyElf.library("libgcc_s.so.1").nodes("GCC_3.0"), "libstdcxx"),
                Arguments.of("libgomp.so.1", TinyElf.library("libgomp.so.1").nodes("OMP_1.0", "GOMP_1.0"), ""),
                Arguments.of("libmlx5.so.1", TinyElf.library("libmlx5.so.1").needed("libibverbs.so.1").refer("ibv_x", "libibverbs.so.1", "IBVERBS_PRIVATE_34"), "rdma"),
                Arguments.of("libvendor-rdmav34.so", TinyElf.library().needed("libibverbs.so.1"), "rdma"),
                Arguments.of("ibv_user.so", TinyElf.library().needed("libibverbs.so.1").refer("ibv_open_device", "libibverbs.so.1", "IBVERBS_1.1"), ""),
                Arguments.of("libfabric-site.so.1", TinyElf.library("libfabric-site.so.1").define("fi_getinfo"), "libfabric"),
                Arguments.of("libcxi-fi.so", TinyElf.library().define("fi_prov_ini"), "libfabric"),
                Arguments.of("libucp.so.0", TinyElf.library("libucp.so.0").define("ucp_get_version"), "ucx"),
                Arguments.of("libuct_ib.so.0", TinyElf.library("libuct_ib.so.0").needed("libuct.so.0"), "ucx"),
                Arguments.of("libpmix-vendor.so.2", TinyElf.library("libpmix-vendor.so.2").define("PMIx_Init"), "mpi openmpi pmix"),
                Arguments.of("pmix_mca_pcompress_zlib.so", TinyElf.library(), "mpi openmpi pmix"),
                Arguments.of("libprrte.so.3", TinyElf.library("libprrte.so.3").define("prte_init"), "mpi openmpi prrte"),
                Arguments.of("libmpi.so.12", TinyElf.library("libmpi.so.12").define("MPI_Init").define("ompi_mpi_comm_world"), "mpi openmpi"),
                Arguments.of("libmpi.so.12", TinyElf.library("libmpi.so.12").define("MPI_Init").define("MPIR_Err_create_code"), "mpi mpich"),
                Arguments.of("mca_btl_tcp.so", TinyElf.library().needed("libc.so.6"), "mpi openmpi"),
                Arguments.of("libmpi_gnu_123.so.12", TinyElf.library("libmpi_gnu_123.so.12"), "mpi mpich"),
                Arguments.of("libmpi_gtl_cuda.so.0", TinyElf.library("libmpi_gtl_cuda.so.0"), "mpi mpich"),
                Arguments.of("libmpi_abi.so.1", TinyElf.library("libmpi_abi.so.1").define("MPI_Init"), "mpi"),
                Arguments.of("app", TinyElf.program().needed("libmpi.so.40").refer(Reference.copy("ompi_mpi_comm_world", 8)), ""),
                Arguments.of("libGL.so.1", TinyElf.library("libGL.so.1").needed("libGLdispatch.so.0", "libGLX.so.0"), "glvnd"),
                Arguments.of("libGL.so.1", TinyElf.library("libGL.so.1").needed("libX11.so.6"), ""),
                Arguments.of("libGLX_mesa.so.0", TinyElf.library("libGLX_mesa.so.0").needed("libGLdispatch.so.0").define("__glx_Main"), ""),
                Arguments.of("libcuda.so.1", TinyElf.library("libcuda.so.1").define("cuInit"), "nvidia"),
                Arguments.of("libnvidia-ptxjitcompiler.so.1", TinyElf.library("libnvidia-ptxjitcompiler.so.1"), "nvidia"),
                Arguments.of("libcudart.so.12", TinyElf.library("libcudart.so.12").define("cudaMalloc"), ""),
                Arguments.of("libhsa-runtime64.so.1", TinyElf.library("libhsa-runtime64.so.1").define("hsa_init", "ROCR_1"), "rocm"),
                Arguments.of("libze_loader.so.1", TinyElf.library("libze_loader.so.1").define("zeInit"), "level-zero"),
                Arguments.of("libslurmfull-24.11.5.so", TinyElf.library("libslurmfull-24.11.5.so"), "slurm"),
                Arguments.of("auth_munge.so", TinyElf.library().define("plugin_type").define("plugin_version"), "slurm"),
                Arguments.of("libhwloc.so.15", TinyElf.library("libhwloc.so.15").define("hwloc_topology_init"), "hwloc"));
    }

    @ParameterizedTest
    @MethodSource("members")
    void librariesBelongToTheFamiliesTheyShould(String name, TinyElf elf, String families) {
        assertEquals(families, String.join(" ", known.familiesOf(name, elf(elf)).stream().map(Family::name).toList()));
    }

    @Test
    void noFileReplacesWhatAnotherOneSays() throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : KnowledgeChoice.SHIPPED) {
            String text = new String(ShippedKnowledgeTest.class.getResourceAsStream("/knowledge/" + file).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> line.startsWith("id = ") || line.startsWith("name = ")).forEach(names::add);
        }
        assertEquals(names.size(), known.families().size() + known.mpi().size() + known.rules().size(), names.toString());
    }

    @Test
    void driversAreInLockstepWithTheKernel() {
        assertEquals(List.of("nvidia", "rocm"), known.families().stream().filter(f -> f.lockstep().equals("kernel-driver")).map(Family::name).toList());
    }

    @Test
    void pluginsOfFamiliesAreFamiliesOfPlugIns() throws CommandFailure {
        List<String> plugins = PluginFamilies.of(Map.of(), List.of()).stream().map(PluginFamily::name).toList();
        known.families().forEach(f -> assertTrue(plugins.containsAll(f.plugins()), f.name() + ": " + f.plugins()));
    }

    private static TinyElf openMpi(String soname) {
        return TinyElf.library(soname).define("MPI_Init").define("ompi_mpi_comm_world");
    }

    private static TinyElf mpich(String soname) {
        return TinyElf.library(soname).define("MPI_Init").define("MPIR_Err_create_code");
    }

    static Stream<Arguments> identities() {
        return Stream.of(
                Arguments.of("libmpi.so.40.30.4", openMpi("libmpi.so.40"), "openmpi openmpi 4.1.4 4.1.4 4.1.5"),
                Arguments.of("libmpi.so.40.40.7", openMpi("libmpi.so.40"), "openmpi openmpi 5.0.7 - 5.0.10 5.0.7 5.0.11"),
                Arguments.of("libmpi.so.40.10.9", openMpi("libmpi.so.40"), "openmpi openmpi 3.1 3.1 3.2"),
                Arguments.of("libmpi.so", openMpi("libmpi.so.40").needed("libopen-pal.so.80"), "openmpi openmpi 5.0 5.0.0 5.1"),
                Arguments.of("libmpi.so", openMpi("libmpi.so.40").needed("libopen-rte.so.40", "libopen-pal.so.40"), "openmpi openmpi 3.0 - 4.1 3.0.0 4.2"),
                Arguments.of("libmpi.so.40.50.0", TinyElf.library("libmpi.so.40").define("MPI_Init").needed("libopen_mpi.so.40"), "openmpi openmpi 6.0 6.0.0 6.1"),
                Arguments.of("libmpi.so.12.0.3", openMpi("libmpi.so.12"), "openmpi openmpi 1.10.3 1.10.3 1.10.4"),
                Arguments.of("libmpi.so.12.0.3", mpich("libmpi.so.12"), "mpich mpich 3.1.1 - 3.1.4 3.1.1 3.1.5"),
                Arguments.of("libmpi.so.12.1.8", mpich("libmpi.so.12"), "mpich mpich 3.3.2 3.3.2 3.3.3"),
                Arguments.of("libmpich.so.12.2.2", mpich("libmpich.so.12"), "mpich mpich 4.0.2 4.0.2 4.0.3"),
                Arguments.of("libmpi.so.0.0.0", mpich("libmpi.so.0"), "mpich mpich a release candidate or development build of 4.1 or later 4.1 6"),
                Arguments.of("libmpi_gnu_123.so.12.0.0", mpich("libmpi_gnu_123.so.12"), "cray-mpich mpich"),
                Arguments.of("libmpi.so.12", mpich("libmpi_cray.so.12"), "cray-mpich mpich"),
                Arguments.of("libmpi.so.12.0.0", mpich("libmpi.so.12").define("impi_malloc"), "intel-mpi mpich"),
                Arguments.of("libmpi.so.12.1.1", mpich("libmpi.so.12").define("mvapich2_minit"), "mvapich2 mpich"),
                Arguments.of("libreg.so", TinyElf.library("libreg.so").define("mvapich2_minit"), ""),
                Arguments.of("libmpi_abi.so.0.0.0", mpich("libmpi_abi.so.0"), "mpich mpi-abi"),
                Arguments.of("libmpi_abi.so.1.0.0", TinyElf.library("libmpi_abi.so.1").define("MPI_Init").define("ompi_convert_abi_obj_handle_intern_obj_handle")
                        .needed("libopen_mpi.so.40"), "openmpi mpi-abi 6.0 6.0.0 6.1"),
                Arguments.of("libmpi_abi.so.1", TinyElf.library("libmpi_abi.so.1").define("MPI_Init"), "unknown mpi-abi"),
                Arguments.of("cp2k", TinyElf.program().define("MPI_Init").define("MPIR_Err_create_code"), "mpich mpich built in"),
                Arguments.of("cp2k", TinyElf.program().define("MPI_Init"), "unknown built in"),
                Arguments.of("lmp", TinyElf.program().needed("libmpi.so.40").refer("MPI_Init").refer(Reference.copy("ompi_mpi_comm_world", 8)), ""),
                Arguments.of("libfoo.so.1", TinyElf.library("libfoo.so.1"), ""));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void mpiIsToldByItsFacts(String name, TinyElf elf, String expected) {
        assertEquals(expected, MpiIdentity.of(known.mpi(), elf(elf), name).map(ShippedKnowledgeTest::shown).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"libmpi.so.40.20.5, openmpi openmpi 4.0.5 4.0.5 4.0.6", "libmpi.so.12.4.1, mpich mpich 4.2.1 4.2.1 4.2.2", "libmpi.so.12, ''", "libmpi.so.12.0.3, ''",
        "libmpi_abi.so.1, unknown mpi-abi", "libmpi_gnu_91.so.12, cray-mpich mpich", "libm.so.6, ''"})
    void aNameThatSeveralUseTellsNothing(String name, String expected) {
        assertEquals(expected, MpiIdentity.ofName(known.mpi(), name).map(ShippedKnowledgeTest::shown).orElse(""));
    }

    private static String shown(MpiIdentity i) {
        return "%s %s %s %s %s %s".formatted(i.implementation(), i.abi(), i.release(), i.from().map(Object::toString).orElse(""), i.before().map(Object::toString).orElse(""),
                i.builtIn() ? "built in" : "").replaceAll(" +", " ").strip();
    }

    private static Library library(String name, TinyElf elf) {
        return new Library("/lib/" + name, List.of(name), Optional.of(elf(elf)), Optional.empty());
    }

    private static Answer ask(String rule, Library host, Library container) {
        return new Asking(known).ask(known.rule(rule).orElseThrow(), host, container);
    }

    @ParameterizedTest
    @CsvSource({
        "openmpi-abi, libmpi.so.40.30.4, libmpi.so.40.30.4, accept, SAME_RELEASE",
        "openmpi-abi, libmpi.so.40.40.3, libmpi.so.40.30.4, accept, NEWER_RELEASE",
        "openmpi-abi, libmpi.so.40.30.4, libmpi.so.40.40.3, warn, OLDER_RELEASE",
        "openmpi-abi, libmpi.so.40.30.4, libmpi.so.40.10.4, warn, NO_PROMISE_SAME_SONAME",
        "openmpi-abi, libmpi.so.40.30.4, libmpi.so.20.10.1, refuse, NO_PROMISE",
        "openmpi-abi, libmpi.so.1.0.8, libmpi.so.1.0.0, accept, NEWER_RELEASE",
        "openmpi-abi, libmpi.so.1.1.0, libmpi.so.1.0.8, warn, NO_PROMISE_SAME_SONAME",
        "openmpi-abi, libmpi.so.40, libmpi.so.40, warn, UNKNOWN_RELEASE",
        "openmpi-abi, libmpi.so.12.4.1, libmpi.so.40.30.4, refuse, OTHER_ABI",
        "openmpi-abi, libmpi.so.12.4.1, libmpi.so.12.4.1, refuse, NOT_OF_KIND",
        "openmpi-abi, libz.so.1, libmpi.so.40, refuse, NOT_OF_KIND",
        "openmpi-job, libmpi.so.40.30.4, libmpi.so.40.30.4, accept, SAME_RELEASE",
        "openmpi-job, libmpi.so.40.30.4, libmpi.so.40.30.5, refuse, OTHER_MAJOR",
        "openmpi-job, libmpi.so.40.40.7, libmpi.so.40.40.7, warn, UNKNOWN_RELEASE",
        "openmpi-hybrid, libmpi.so.40.30.4, libmpi.so.40.30.4, accept, SAME_RELEASE",
        "openmpi-hybrid, libmpi.so.40.30.4, libmpi.so.40.20.1, warn, SAME_MAJOR",
        "openmpi-hybrid, libmpi.so.40.40.1, libmpi.so.40.30.4, refuse, OTHER_MAJOR",
        "openmpi-host-launcher, libmpi.so.40.30.4, libmpi.so.40.20.1, accept, SAME_MAJOR",
        "openmpi-host-launcher, libmpi.so.40.40.1, libmpi.so.40.30.4, refuse, OTHER_MAJOR",
        "openmpi-in-container, libz.so.1, libmpi.so.40.30.4, accept, ALL_INSIDE",
        "openmpi-in-container, libmpi.so.40.30.4, libmpi.so.12.4.1, refuse, NOT_OF_KIND",
        "openmpi-dvm, libmpi.so.40.30.4, libmpi.so.40.30.1, warn, SAME_MAJOR",
        "mpich-abi, libmpi.so.12.4.2, libmpi.so.12.1.8, accept, NEWER_RELEASE",
        "mpich-abi, libmpi.so.12.1.8, libmpi.so.12.4.2, warn, OLDER_RELEASE",
        "mpich-abi, libmpi.so.12.1, libmpi.so.12.4, warn, OLDER_RELEASE",
        "mpich-abi, libmpich.so.12.2.2, libmpi.so.12.2.2, accept, SAME_RELEASE",
        "mpich-abi, libmpi.so.12, libmpi.so.12, warn, UNKNOWN_RELEASE",
        "mpich-abi, libmpi_gnu_123.so.12, libmpi.so.12.4.1, warn, UNKNOWN_RELEASE",
        "mpich-abi, libmpi.so.40.30.4, libmpi.so.12.4.1, refuse, OTHER_ABI",
        "mpi-abi, libmpi_abi.so.1, libmpi_abi.so.0, warn, NAME_ONLY",
        "mpi-abi, libmpi.so.40.40.1, libmpi_abi.so.1, refuse, OTHER_ABI",
        "pmix, libpmix.so.2.6.2, libpmix.so.2.6.2, accept, SAME_RELEASE",
        "pmix, libpmix.so.2.6.2, libpmix.so.2.5.2, accept, CROSS_VERSION",
        "pmix, libpmix.so.2.13.7, libpmix.so.2.6.2, warn, CROSS_VERSION",
        "pmix, libpmix.so.2.13.7, libpmix.so.2.2.35, refuse, KNOWN_BREAK",
        "pmix, libpmix.so.2.1.10, libpmix.so.2.1.3, refuse, NO_CROSS_VERSION",
        "pmix, libpmix.so.2, libpmix.so.2.6.2, warn, UNKNOWN_RELEASE",
        "pmix, libz.so.1, libpmix.so.2.6.2, refuse, NOT_OF_KIND",
        "libfabric, libfabric.so.1.27.0, libfabric.so.1.20.0, accept, NUMBERS_FIT",
        "libfabric, libfabric.so.1.14.0, libfabric.so.1.20.0, refuse, NUMBERS_OLDER",
        "libfabric, libfabric.so.1, libfabric.so.1, warn, NAME_ONLY",
        "ucx, libucp.so.0.0.0, libucp.so.0.0.0, warn, NAME_ONLY",
        "rdma, libibverbs.so.1.14.44.0, libmlx5.so.1.24.44.0, refuse, NOT_OF_KIND",
        "rdma, libibverbs.so.1.14.44.0, librdmacm.so.1.3.44.0, accept, NUMBERS_FIT",
        "rdma, libibverbs.so.1.14.44.0, librdmacm.so.1.3.39.0, warn, NUMBERS_DIFFER",
        "rdma-kernel, libibverbs.so.1, libibverbs.so.1, warn, NAME_ONLY",
        "cuda-driver, libcuda.so.550.163.01, libcudart.so.12.4.127, accept, DRIVER_NEW_ENOUGH",
        "cuda-driver, libcuda.so.550.163.01, libcudart.so.13, refuse, DRIVER_TOO_OLD",
        "cuda-driver, libcuda.so.418.87.00, libcudart.so.10.2.89, refuse, DRIVER_TOO_OLD",
        "cuda-driver, libcuda.so.418.87.00, libcudart.so.10.1.243, accept, DRIVER_NEW_ENOUGH",
        "cuda-driver, libcuda.so.550.163.01, libcudart.so.6.5, warn, DRIVER_UNKNOWN_TOOLKIT",
        "cuda-driver, libcuda.so.1, libcudart.so.12, refuse, NOT_OF_KIND",
        "cuda-driver, libcuda.so.550.163.01, libz.so.1, refuse, NOT_OF_KIND",
        "cuda-driver, libcuda.so.550.163.01, libcuda.so.575.57.08, warn, FORWARD_WITHOUT_NOTE",
        "cuda-driver, libcuda.so.595.10, libcuda.so.575.57.08, refuse, FORWARD_NOT_NEEDED",
        "kernel, vmlinuz-3.10.0-957.el7, libc.so.6, warn, NAME_ONLY",
    })
    void rulesAnswerByNamesAlone(String rule, String host, String container, String answer, Ground ground) {
        Answer got = ask(rule, Library.ofName(host), Library.ofName(container));
        assertEquals(answer + " " + ground, got.word().word() + " " + got.ground());
        assertTrue(AnswerText.because(got).matches("[^%]+"), AnswerText.because(got));
    }

    @Test
    void anOlderMpichIsJudgedByWhatItLacks() {
        Library old = library("libmpi.so.12.1.8", mpich("libmpi.so.12"));
        Library whole = library("libmpi.so.12.4.1", mpich("libmpi.so.12"));
        Library more = library("libmpi.so.12.4.1", mpich("libmpi.so.12").define("MPI_Send_c").define("MPIX_New"));
        assertEquals(Ground.OLDER_RELEASE_WHOLE, ask("mpich-abi", old, whole).ground());
        Answer lacking = ask("mpich-abi", old, more);
        assertEquals("warn mpich 3.3.2 is older than mpich 4.2.1 and lacks 1 of its functions (MPI_Send_c): it fits programs that call none of them",
                lacking.word().word() + " " + AnswerText.because(lacking));
    }

    @Test
    void theSameNumberDoesNotHideAnotherAbi() {
        Answer answer = ask("mpich-abi", library("libmpi.so.12.0.3", openMpi("libmpi.so.12")), library("libmpi.so.12.0.3", mpich("libmpi.so.12")));
        assertEquals("openmpi 1.10.3 and mpich 3.1.1 - 3.1.4 follow different ABIs, whatever their names", AnswerText.because(answer));
        assertEquals(Answer.Word.REFUSE, answer.word());
    }

    @Test
    void librariesOfTheStandardAbiAreComparedByTheirFunctions() {
        Library mpich = library("libmpi_abi.so.12", mpich("libmpi_abi.so.12"));
        Library openMpi = library("libmpi_abi.so.1", TinyElf.library("libmpi_abi.so.1").define("MPI_Init").define("PMPI_Init").define("ompi_convert_abi_obj_handle_intern_obj_handle"));
        assertEquals("warn [1, PMPI_Init]", ask("mpi-abi", mpich, openMpi).word().word() + " " + ask("mpi-abi", mpich, openMpi).details());
        assertEquals("accept", ask("mpi-abi", openMpi, mpich).word().word());
    }

    @Test
    void libfabricNeedsAllNodes() {
        Library one = library("libfabric.so.1", TinyElf.library("libfabric.so.1").define("fi_getinfo", "FABRIC_1.7"));
        Library two = library("libfabric.so.1", TinyElf.library("libfabric.so.1").nodes("FABRIC_1.7").define("fi_getinfo", "FABRIC_1.8"));
        assertEquals("refuse [FABRIC_1.8]", ask("libfabric", one, two).word().word() + " " + ask("libfabric", one, two).details());
        assertEquals("accept", ask("libfabric", two, one).word().word());
    }

    @Test
    void rdmaNeedsTheSamePrivateNode() {
        Library verbs = library("libibverbs.so.1", TinyElf.library("libibverbs.so.1").nodes("IBVERBS_1.1", "IBVERBS_PRIVATE_34"));
        Library same = library("libmlx5.so.1", TinyElf.library("libmlx5.so.1").needed("libibverbs.so.1").refer("x", "libibverbs.so.1", "IBVERBS_PRIVATE_34"));
        Library other = library("libmlx5.so.1", TinyElf.library("libmlx5.so.1").needed("libibverbs.so.1").refer("x", "libibverbs.so.1", "IBVERBS_PRIVATE_22"));
        Library old = library("libibverbs.so.1", TinyElf.library("libibverbs.so.1").nodes("IBVERBS_1.1"));
        assertEquals(List.of(Ground.SAME_PRIVATE_NODE, Ground.OTHER_PRIVATE_NODE, Ground.NO_NODE),
                Stream.of(same, other, old).map(container -> ask("rdma", verbs, container).ground()).toList());
        assertEquals("accept warn", ask("rdma-kernel", verbs, same).word().word() + " " + ask("rdma-kernel", verbs, old).word().word());
    }

    @Test
    void forwardCompatibilityIsWhatTheNoteSays() {
        Library compat = new Library("/usr/local/cuda/compat/libcuda.so.1", List.of("libcuda.so.1", "libcuda.so.575.57.08"), Optional.of(elf(TinyElf.library("libcuda.so.1"))),
                Optional.of(new Library.CudaForward("12.9", List.of(535, 550))));
        assertEquals(Ground.FORWARD_FITS, ask("cuda-driver", Library.ofName("libcuda.so.550.163.01"), compat).ground());
        assertEquals("the container's driver library (CUDA 12.9) is not made for drivers of branch 545",
                AnswerText.because(ask("cuda-driver", Library.ofName("libcuda.so.545.23.06"), compat)));
    }

    @Test
    void kernelsAndProcessorsAreComparedWithWhatLibrariesAskFor() {
        Library asks = library("libc.so.6", TinyElf.library("libc.so.6").note(Note.abiTag(3, 2, 0)).note(Note.properties(Note.Property.x86IsaNeeded(4))));
        Library less = library("libc.so.6", TinyElf.library("libc.so.6").note(Note.abiTag(2, 6, 32)));
        assertEquals("refuse accept accept warn", String.join(" ", Stream.of(Library.ofName("vmlinuz-2.6.32-754.el6"), Library.ofName("5.14"), asks, less)
                .map(host -> ask("kernel", host, asks).word().word()).toList()));
        assertEquals("refuse accept accept warn", String.join(" ", Stream.of(Library.ofName("x86-64-v2"), Library.ofName("x86-64-v4"), asks, less)
                .map(host -> ask("cpu-level", host, asks).word().word()).toList()));
    }

    @Test
    void oneBuildFitsItself() {
        Library library = library("libmpi.so.40.40.7", openMpi("libmpi.so.40").note(Note.buildId("010203")));
        assertEquals("accept accept", ask("openmpi-job", library, library).word().word() + " " + ask("openmpi-abi", library, library).word().word());
    }

    @Test
    void besideAForeignRuleStandsOurOwn() {
        Asking asking = new Asking(known);
        Library old = Library.ofName("libmpi.so.40.30.4");
        Library recent = Library.ofName("libmpi.so.40.40.1");
        assertEquals(Optional.of("openmpi-abi WARN"), asking.ours(known.rule("sarus-major").orElseThrow(), old, recent).map(a -> a.rule() + " " + a.word()));
        assertEquals(Optional.empty(), asking.ours(known.rule("sarus-major").orElseThrow(), Library.ofName("libz.so.1"), Library.ofName("libz.so.1")));
        assertEquals(Optional.empty(), asking.ours(known.rule("mpich-abi").orElseThrow(), old, recent));
    }
}
