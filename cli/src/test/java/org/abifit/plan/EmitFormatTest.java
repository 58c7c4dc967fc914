package org.abifit.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each format, read back by a reader of its own syntax, says what the plan says. */
final class EmitFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    /** Formats in which a plan without variables can always be written. */
    private static final List<EmitFormat> BINDING = List.of(EmitFormat.OCI_HOOK, EmitFormat.CDI, EmitFormat.APPTAINER, EmitFormat.APPTAINER_FLAGS, EmitFormat.APPTAINER_LMOD, EmitFormat.PODMAN,
            EmitFormat.DOCKER, EmitFormat.PODMAN_HPC, EmitFormat.EDF, EmitFormat.ENROOT, EmitFormat.CHARLIECLOUD, EmitFormat.K8S, EmitFormat.SH);

    @TempDir
    private Path folder;

    private static String text(EmitFormat format, NeutralPlan plan) throws PlanException {
        return format.emit(plan).text();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static Map<String, String> env(JsonNode array) {
        return texts(array).stream().collect(Collectors.toMap(e -> e.substring(0, e.indexOf('=')), e -> e.substring(e.indexOf('=') + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void samePlanSameBytesEndedByANewline(EmitFormat format) throws PlanException {
        NeutralPlan plan = format == EmitFormat.SARUS_GLIBC_HOOK ? Samples.libc() : Samples.over();
        assertEquals(format.emit(plan), format.emit(plan));
        assertTrue(text(format, plan).endsWith("\n") && !text(format, plan).endsWith("\n\n"));
        assertEquals(format, EmitFormat.of(format.word()).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(names = {"APPTAINER", "APPTAINER_LMOD", "PODMAN_HPC", "EDF", "ENROOT", "CHARLIECLOUD", "K8S", "SH"})
    void commentsTellWhatItIsFor(EmitFormat format) throws PlanException {
        List<String> lines = text(format, Samples.over()).lines().filter(l -> l.startsWith("# ") || l.startsWith("-- ")).map(l -> l.substring(l.indexOf(' ') + 1)).toList();
        assertTrue(lines.containsAll(List.of("image: app " + Samples.DIGEST, "host: Login.1 " + Samples.DIGEST, "application: /usr/bin/lmp", "application: /usr/bin/post", "strategy: mpi")),
                lines::toString);
    }

    @ParameterizedTest
    @EnumSource
    void noFormatLetsANewlineThrough(EmitFormat format) throws PlanException {
        NeutralPlan plan = Samples.withPath(Samples.libc(), "a\nb");
        if (format == EmitFormat.PLAN) {
            assertEquals(plan, PlanReader.read("plan", text(format, plan)));
        } else {
            PlanException refused = assertThrows(PlanException.class, () -> format.emit(plan));
            assertTrue(refused.subject().contains("a\\u000ab") && refused.problem().contains("control character"), refused.getMessage());
        }
    }

    @Test
    void whatASyntaxCannotCarryIsRefusedByName() throws PlanException {
        Map<EmitFormat, String> splitting = new TreeMap<>(Map.of(EmitFormat.SARUS_HOOK, ":", EmitFormat.OCI_HOOK, ",", EmitFormat.APPTAINER, ",:\\", EmitFormat.APPTAINER_FLAGS, ",:",
                EmitFormat.APPTAINER_LMOD, ",:", EmitFormat.PODMAN, ",\"", EmitFormat.PODMAN_HPC, ":*~$", EmitFormat.EDF, ":", EmitFormat.ENROOT, " $\\", EmitFormat.CHARLIECLOUD, ":"));
        splitting.putAll(Map.of(EmitFormat.K8S, ":", EmitFormat.E4S_CL, ",", EmitFormat.DOCKER, ","));
        for (Map.Entry<EmitFormat, String> e : splitting.entrySet()) {
            for (char c : e.getValue().toCharArray()) {
                NeutralPlan plan = Samples.withPath(Samples.over(), "a" + c + "b");
                PlanException refused = assertThrows(PlanException.class, () -> e.getKey().emit(plan), e.getKey() + " carries " + c);
                assertTrue(refused.problem().contains("'" + c + "'"), refused.getMessage());
            }
        }
        for (EmitFormat format : List.of(EmitFormat.CDI, EmitFormat.SH, EmitFormat.PLAN)) {
            text(format, Samples.withPath(Samples.over(), "a,b:c\"d'e $f\\g*~"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"PLAN", "SARUS_HOOK", "SARUS_GLIBC_HOOK", "OCI_HOOK"})
    void ldconfigIsPromisedByNobodyWhoDoesNotRunIt(EmitFormat format) {
        PlanException refused = assertThrows(PlanException.class, () -> format.emit(Samples.withLdconfig(Samples.side())));
        assertTrue(refused.problem().contains("ldconfig"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"SARUS_HOOK", "SARUS_GLIBC_HOOK", "OCI_HOOK"})
    void hooksSetNoVariables(EmitFormat format) {
        assertThrows(PlanException.class, () -> format.emit(Samples.side()));
    }

    @Test
    void everyBindIsInEveryFormatThatBinds() throws PlanException {
        for (EmitFormat format : BINDING) {
            String text = text(format, Samples.over());
            Samples.mounts(Samples.over()).forEach((from, to) -> assertTrue(text.contains(from) && text.contains(to), format + ": " + from));
        }
    }

    @Test
    void thePlanIsReadBackAsItWas() throws PlanException {
        for (NeutralPlan plan : List.of(Samples.over(), Samples.side(), Samples.libc(), Samples.withLdconfig(Samples.side()), Samples.withPath(Samples.over(), "\u00fc\"\\"))) {
            assertEquals(plan, PlanReader.read("plan", text(EmitFormat.PLAN, plan)));
        }
    }

    @Test
    void theMpiHookGetsMpiAndItsDependenciesApart() throws Exception {
        JsonNode hook = JSON.readTree(text(EmitFormat.SARUS_HOOK, Samples.over()));
        List<String> misfits = hookMisfits(hook);
        assertEquals(List.of(), misfits);
        Map<String, String> env = env(hook.at("/hook/env"));
        assertEquals("/opt/cray/lib/libmpi.so.12.1.8", env.get("MPI_LIBS"));
        assertEquals("/opt/cray/lib/libfabric.so.1", env.get("MPI_DEPENDENCY_LIBS"));
        assertEquals("/opt/cray/share", env.get("BIND_MOUNTS"));
        assertEquals("^true$", hook.at("/when/annotations").get("^com.hooks.mpi.enabled$").asText());
        assertEquals("^mpich$", hook.at("/when/annotations").get("^com.hooks.mpi.type$").asText());
    }

    @Test
    void theCLibraryHasAHookOfItsOwn() throws Exception {
        Emission mpi = EmitFormat.SARUS_HOOK.emit(Samples.libc());
        Map<String, String> env = env(JSON.readTree(mpi.text()).at("/hook/env"));
        assertEquals("/usr/lib64/libmpi.so.40", env.get("MPI_LIBS"));
        assertFalse(env.containsKey("MPI_DEPENDENCY_LIBS") || env.containsKey("BIND_MOUNTS"), env::toString);
        assertTrue(mpi.notes().toString().contains("sarus-glibc-hook"), mpi.notes()::toString);
        JsonNode glibc = JSON.readTree(text(EmitFormat.SARUS_GLIBC_HOOK, Samples.libc()));
        assertEquals(List.of(), hookMisfits(glibc));
        assertEquals("/lib64/libc.so.6:/lib64/ld-linux-x86-64.so.2", env(glibc.at("/hook/env")).get("GLIBC_LIBS"));
        assertThrows(PlanException.class, () -> EmitFormat.SARUS_GLIBC_HOOK.emit(Samples.over()));
    }

    @Test
    void theMpiHookWantsNumbersInNames() {
        NeutralPlan bare = Samples.plan(NeutralPlan.Mode.OVER, Map.of(), Samples.library("/usr/lib/libmpi.so", "/usr/lib/libmpi.so", "libmpi.so"));
        assertTrue(assertThrows(PlanException.class, () -> EmitFormat.SARUS_HOOK.emit(bare)).problem().contains("major"));
    }

    @Test
    void withoutAnMpiLibrarySarusGetsItsMountHookAndANote() throws PlanException {
        NeutralPlan none = Samples.plan(NeutralPlan.Mode.OVER, Map.of(), Samples.library("/usr/lib/libz.so.1", "/usr/lib/libz.so.1", "libz.so.1"));
        Emission hook = EmitFormat.SARUS_HOOK.emit(none);
        assertEquals(text(EmitFormat.OCI_HOOK, none), hook.text());
        assertTrue(hook.notes().getFirst().contains("no MPI library") && hook.notes().getLast().contains("annotation"), hook.notes()::toString);
        assertFalse(EmitFormat.SARUS_HOOK.emit(Samples.over()).notes().getFirst().contains("no MPI library"));
        assertThrows(PlanException.class, () -> EmitFormat.SARUS_HOOK.emit(Samples.side()));
        assertThrows(PlanException.class, () -> EmitFormat.SARUS_GLIBC_HOOK.emit(none));
    }

    @Test
    void theMountHookGetsOneArgumentABind() throws Exception {
        JsonNode hook = JSON.readTree(text(EmitFormat.OCI_HOOK, Samples.over()));
        assertEquals(List.of(), hookMisfits(hook));
        assertEquals("--mount=type=bind,src=/opt/cray/lib/libmpi.so.12.1.8,dst=/usr/lib/libmpi.so.12,readonly", hook.at("/hook/args/1").asText());
        assertTrue(hook.at("/hook/env").isMissingNode());
        assertEquals(List.of("LDCONFIG_PATH=/sbin/ldconfig"), texts(JSON.readTree(text(EmitFormat.OCI_HOOK, Samples.withLdconfig(Samples.over()))).at("/hook/env")));
    }

    /** By the rules of oci-hooks(5) and Sarus's hook.schema.json. */
    private static List<String> hookMisfits(JsonNode hook) {
        List<String> misfits = new ArrayList<>();
        hook.fieldNames().forEachRemaining(f -> {
            if (!List.of("version", "hook", "when", "stages").contains(f)) {
                misfits.add(f);
            }
        });
        if (!hook.path("version").asText().equals("1.0.0") || !hook.at("/hook/path").asText().startsWith("/") || hook.path("when").isEmpty()) {
            misfits.add("version, path or when");
        }
        texts(hook.path("stages")).stream().filter(s -> !List.of("prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop").contains(s)).forEach(misfits::add);
        return misfits;
    }

    @Test
    void cdiAsksForNoHigherVersionThanItUses() throws Exception {
        JsonNode cdi = JSON.readTree(text(EmitFormat.CDI, Samples.side()));
        assertEquals("0.3.0", cdi.get("cdiVersion").asText());
        assertTrue(cdi.get("kind").asText().matches("[a-z0-9]+(\\.[a-z0-9]+)+/[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"));
        assertEquals(1, cdi.get("devices").size());
        assertEquals("login-1", cdi.at("/devices/0/name").asText());
        JsonNode edits = cdi.at("/devices/0/containerEdits");
        assertEquals("[\"LD_LIBRARY_PATH=/opt/abifit/lib\"]", edits.get("env").toString());
        assertEquals("{\"hostPath\":\"/usr/lib64/libz.so.1.3\",\"containerPath\":\"/opt/abifit/lib/libz.so.1\",\"options\":[\"ro\",\"nosuid\",\"nodev\",\"rbind\",\"rprivate\"]}",
                edits.at("/mounts/0").toString());
        NeutralPlan digit = PlanReader.read("plan", text(EmitFormat.PLAN, Samples.side()).replace("Login.1", "17n"));
        assertEquals("0.5.0", JSON.readTree(text(EmitFormat.CDI, digit)).get("cdiVersion").asText());
    }

    @Test
    void apptainerGetsItsFolderFirstInOldAndNewVersions() throws Exception {
        Map<String, String> env = sourced(text(EmitFormat.APPTAINER, Samples.side()));
        for (String name : List.of("APPTAINER_BIND", "SINGULARITY_BIND")) {
            assertEquals("/usr/lib64/libz.so.1.3:/opt/abifit/lib/libz.so.1:ro", env.get(name));
        }
        for (String prefix : List.of("APPTAINERENV_", "SINGULARITYENV_")) {
            assertEquals("/opt/abifit/lib", env.get(prefix + "LD_LIBRARY_PATH"));
            assertEquals("/opt/abifit/lib", env.get(prefix + "PREPEND_LD_LIBRARY_PATH"));
        }
    }

    @Test
    void apptainersListIsAddedToWhatIsThere() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        String script = "APPTAINER_BIND=/data\n" + text(EmitFormat.APPTAINER, Samples.side()) + "printf %s \"$APPTAINER_BIND\"\n";
        assertEquals("/data,/usr/lib64/libz.so.1.3:/opt/abifit/lib/libz.so.1:ro", shell(script));
    }

    /** {@return the variables that a shell has after reading a file} */
    private Map<String, String> sourced(String text) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        return shell(text + "env\n").lines().filter(l -> l.contains("=")).collect(Collectors.toMap(l -> l.substring(0, l.indexOf('=')), l -> l.substring(l.indexOf('=') + 1)));
    }

    private String shell(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script"), script);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-eu", file.toString());
        builder.environment().clear();
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), err);
        return out;
    }

    @ParameterizedTest
    @EnumSource(names = {"APPTAINER", "ENROOT", "CHARLIECLOUD", "SH"})
    void scriptsAreShell(EmitFormat format) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        String text = text(format, format == EmitFormat.SH ? Samples.withPath(Samples.side(), "it's $HOME \"x\"") : Samples.side());
        Path file = Files.writeString(folder.resolve("script"), text);
        Process process = new ProcessBuilder("/bin/sh", "-n", file.toString()).redirectErrorStream(true).start();
        assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
    }

    @ParameterizedTest
    @EnumSource(names = {"PODMAN", "DOCKER", "APPTAINER_FLAGS"})
    void optionsAreWordsOfAShell(EmitFormat format) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        NeutralPlan plan = Samples.withPath(Samples.side(), "a 'b' $c");
        List<String> words = shell("printf '%s\\n' " + text(format, plan).replace("\n", " ") + "\n").lines().toList();
        List<String> expected = format == EmitFormat.APPTAINER_FLAGS
                ? List.of("--bind=/usr/lib64/libz.so.1.3:/opt/abifit/lib/libz.so.1:ro", "--bind=/usr/lib/a 'b' $c/libodd.so.1:/usr/lib/a 'b' $c/libodd.so.1:ro",
                        "--env=LD_LIBRARY_PATH=/opt/abifit/lib", "--env=PREPEND_LD_LIBRARY_PATH=/opt/abifit/lib")
                : List.of("--mount=type=bind,source=/usr/lib64/libz.so.1.3,target=/opt/abifit/lib/libz.so.1,readonly",
                        "--mount=type=bind,source=/usr/lib/a 'b' $c/libodd.so.1,target=/usr/lib/a 'b' $c/libodd.so.1,readonly", "--env=LD_LIBRARY_PATH=/opt/abifit/lib");
        assertEquals(expected, words);
    }

    @Test
    void enrootsFunctionsPrintFstabAndEnvironment() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        String script = text(EmitFormat.ENROOT, Samples.side());
        assertEquals("/usr/lib64/libz.so.1.3 /opt/abifit/lib/libz.so.1 none x-create=file,bind,ro,nosuid,nodev\n", shell(script + "mounts\n"));
        assertEquals("LD_LIBRARY_PATH=/opt/abifit/lib\n", shell(script + "environ\n"));
        assertTrue(text(EmitFormat.ENROOT, Samples.over()).contains("/opt/cray/share /opt/cray/share none x-create=dir,bind"));
    }

    @Test
    void luaStringsAreClosed() throws PlanException {
        List<String> lines = text(EmitFormat.APPTAINER_LMOD, Samples.withPath(Samples.side(), "a\"b")).lines().filter(l -> !l.startsWith("--")).toList();
        assertTrue(lines.contains("append_path(\"APPTAINER_BIND\", \"/usr/lib/a\\\"b/libodd.so.1:/usr/lib/a\\\"b/libodd.so.1:ro\", \",\")"), lines::toString);
        assertTrue(lines.contains("setenv(\"APPTAINERENV_PREPEND_LD_LIBRARY_PATH\", \"/opt/abifit/lib\")"), lines::toString);
        lines.forEach(l -> assertTrue(l.matches("[a-z_]+\\((\"([^\"\\\\]|\\\\.)*\"(, )?)+\\)"), l));
    }

    @Test
    void theModuleOfPodmanHpcAsksForNoPrivileges() throws Exception {
        JsonNode module = YAML.readTree(text(EmitFormat.PODMAN_HPC, Samples.side()));
        assertEquals("abifit-login-1", module.get("cli_arg").asText());
        assertEquals("ENABLE_ABIFIT_LOGIN_1", module.get("env").asText());
        assertEquals("[\"--env=LD_LIBRARY_PATH=/opt/abifit/lib\"]", module.get("additional_args").toString());
        assertEquals("[\"/usr/lib64/libz.so.1.3:/opt/abifit/lib/libz.so.1\"]", module.get("bind").toString());
        assertFalse(module.toString().contains("privileged"));
    }

    @Test
    void edfDoublesWhatItWouldExpand() throws Exception {
        NeutralPlan plan = Samples.withPath(Samples.side(), "a$b\"\\");
        JsonNode edf = new TomlMapper().readTree(text(EmitFormat.EDF, plan));
        assertEquals("app", edf.get("image").asText());
        assertEquals(List.of("/usr/lib64/libz.so.1.3:/opt/abifit/lib/libz.so.1:ro", "/usr/lib/a$$b\"\\/libodd.so.1:/usr/lib/a$$b\"\\/libodd.so.1:ro"), texts(edf.get("mounts")));
        assertEquals("/opt/abifit/lib", edf.at("/env/LD_LIBRARY_PATH").asText());
    }

    @Test
    void aPodHasAVolumeForEachMount() throws Exception {
        JsonNode pod = YAML.readTree(text(EmitFormat.K8S, Samples.over()));
        Map<String, String> mounts = new TreeMap<>();
        for (JsonNode volume : pod.at("/spec/volumes")) {
            for (JsonNode mount : pod.at("/spec/containers/0/volumeMounts")) {
                assertTrue(mount.get("readOnly").asBoolean());
                if (mount.get("name").equals(volume.get("name"))) {
                    mounts.put(volume.at("/hostPath/path").asText(), mount.get("mountPath").asText());
                }
            }
            boolean isFolder = volume.at("/hostPath/path").asText().endsWith("share");
            assertEquals(isFolder ? "Directory" : "File", volume.at("/hostPath/type").asText());
        }
        assertEquals(Samples.mounts(Samples.over()), mounts);
        assertEquals("/opt/abifit/lib", YAML.readTree(text(EmitFormat.K8S, Samples.side())).at("/spec/containers/0/env/0/value").asText());
    }

    @Test
    void aProfileOfE4sClTellsLibrariesFromFiles() throws Exception {
        JsonNode profile = JSON.readTree(text(EmitFormat.E4S_CL, Samples.over())).get(0);
        assertEquals(List.of("/opt/cray/lib/libmpi.so.12.1.8", "/opt/cray/lib/libfabric.so.1"), texts(profile.get("libraries")));
        assertEquals(List.of("/opt/cray/share"), texts(profile.get("files")));
    }

    @Test
    void charliecloudMakesThePlacesThatTheImageLacks() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path fake = Files.writeString(bin.resolve("ch-run"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertTrue(fake.toFile().setExecutable(true));
        Path image = Files.createDirectories(folder.resolve("image"));
        String script = "PATH=%s:/usr/bin:/bin\nset -- %s /bin/app -x\n".formatted(bin, image) + text(EmitFormat.CHARLIECLOUD, Samples.over());
        List<String> words = shell(script).lines().toList();
        assertEquals(List.of("--bind=/opt/cray/lib/libmpi.so.12.1.8:/usr/lib/libmpi.so.12", "--bind=/opt/cray/lib/libfabric.so.1:/usr/lib/libfabric.so.1",
                "--bind=/opt/cray/share:/opt/cray/share", image.toString(), "--", "/bin/app", "-x"), words);
        assertTrue(Files.isRegularFile(image.resolve("usr/lib/libmpi.so.12")) && Files.isDirectory(image.resolve("opt/cray/share")));
    }

    @Test
    void namedDevicesAreWrittenWhereAFormatCanAskForThem() throws Exception {
        NeutralPlan plan = Samples.side().withDevices(List.of("/dev/xpmem", "/dev/infiniband/uverbs0", "/dev/xpmem"));
        assertEquals(List.of("/dev/infiniband/uverbs0", "/dev/xpmem"), plan.devices());
        assertEquals(plan, PlanReader.read("plan", text(EmitFormat.PLAN, plan)));
        assertEquals("[{\"path\":\"/dev/infiniband/uverbs0\"},{\"path\":\"/dev/xpmem\"}]",
                JSON.readTree(text(EmitFormat.CDI, plan)).at("/devices/0/containerEdits/deviceNodes").toString());
        for (EmitFormat format : List.of(EmitFormat.PODMAN, EmitFormat.DOCKER)) {
            assertTrue(text(format, plan).endsWith("--device=/dev/infiniband/uverbs0\n--device=/dev/xpmem\n"), text(format, plan));
        }
        assertEquals("[\"--env=LD_LIBRARY_PATH=/opt/abifit/lib\",\"--device=/dev/infiniband/uverbs0\",\"--device=/dev/xpmem\"]",
                YAML.readTree(text(EmitFormat.PODMAN_HPC, plan)).get("additional_args").toString());
        assertTrue(EmitFormat.K8S.emit(plan).notes().getLast().contains("device plug-ins"));
    }

    @ParameterizedTest
    @EnumSource
    void namedDevicesAreCarriedSaidOrRefusedAndOthersNeverAppear(EmitFormat format) throws PlanException {
        NeutralPlan without = Samples.libc();
        assertFalse(text(format, without).contains("/dev/x"));
        NeutralPlan plan = without.withDevices(List.of("/dev/xpmem"));
        if (List.of(EmitFormat.SARUS_HOOK, EmitFormat.SARUS_GLIBC_HOOK, EmitFormat.OCI_HOOK, EmitFormat.EDF, EmitFormat.E4S_CL).contains(format)) {
            PlanException refused = assertThrows(PlanException.class, () -> format.emit(plan));
            assertTrue(refused.subject().equals("/dev/xpmem") && refused.problem().contains(format.word()), refused.getMessage());
        } else {
            Emission emission = format.emit(plan);
            assertTrue(emission.text().contains("/dev/xpmem") ^ emission.notes().stream().anyMatch(n -> n.startsWith("/dev/xpmem")), emission::toString);
        }
    }

    @Test
    void aDeviceIsAPlainPathBelowDev() {
        List.of("/dev/kfd", "/dev/dri/renderD128", "/dev/nvidia-caps/nvidia-cap1").forEach(d -> assertTrue(NeutralPlan.isDevice(d), d));
        List.of("/dev", "/dev/", "/etc/shadow", "/dev/../etc/shadow", "/dev/a:b", "/dev/a b", "/dev/a/", "/dev//a", "dev/a", "/dev/a\n", "/dev/.", "/dev/nvidia*", "/device/a")
                .forEach(d -> assertFalse(NeutralPlan.isDevice(d), d));
        PlanException bad = assertThrows(PlanException.class,
                () -> PlanReader.read("plan", text(EmitFormat.PLAN, Samples.side().withDevices(List.of("/dev/xpmem"))).replace("/dev/xpmem", "/dev/../etc/shadow")));
        assertTrue(bad.getMessage().contains("devices[0]"), bad.getMessage());
    }

    @Test
    void theWordsAreThoseOfTheCommandLine() {
        assertEquals(List.of("plan", "sarus-hook", "sarus-glibc-hook", "oci-hook", "cdi", "apptainer", "apptainer-flags", "apptainer-lmod", "podman", "docker", "podman-hpc", "edf", "enroot",
                "charliecloud", "k8s", "e4s-cl", "sh"), EmitFormat.words());
        assertEquals(EmitFormat.values().length, Arrays.stream(EmitFormat.values()).map(EmitFormat::word).distinct().count());
    }
}
