package org.abifit.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What files of sites say, and in which lines. */
final class SiteReaderTest {
    private static final String CDI = "cdiVersion: %s\nkind: %s\ndevices:\n- name: %s\n%s";

    private static SiteFile read(String text) throws LintFault {
        return read(text, Map.of());
    }

    private static SiteFile read(String text, Map<String, String> given) throws LintFault {
        return new SiteReader(given).read("f", text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** {@return {@code LINE FROM[:TO]} of each bind} */
    private static List<String> binds(String text, Map<String, String> given) throws LintFault {
        return read(text, given).binds().stream().map(b -> b.line() + " " + b.from() + (b.from().equals(b.to()) ? "" : ":" + b.to())).toList();
    }

    private static List<String> binds(String text) throws LintFault {
        return binds(text, Map.of());
    }

    private static List<String> remarks(String text) throws LintFault {
        return read(text).remarks().stream().map(r -> "%d %s %s".formatted(r.line(), r.rule().id(), r.subject())).toList();
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of(SiteFormat.OCI_HOOK, "{\"version\": \"1.0.0\", \"hook\": {\"path\": \"/h\", \"env\": []}}"),
                Arguments.of(SiteFormat.CDI, "{\"cdiVersion\": \"0.3.0\", \"kind\": \"a/b\", \"devices\": [{\"name\": \"c\"}]}"),
                Arguments.of(SiteFormat.CDI, "# made by a tool\n---\ncdiVersion: 0.3.0\nkind: a/b\ndevices: [{name: c}]\n"),
                Arguments.of(SiteFormat.PLAN, "{\"schema\": 1, \"image\": {}, \"binds\": []}"),
                Arguments.of(SiteFormat.LIBRARY_LIST, "# libs\nlibcuda.so\nnvidia-smi # a program\n\nlibnvoptix.so.1"),
                Arguments.of(SiteFormat.SHELL, "#!/bin/bash\necho\n"),
                Arguments.of(SiteFormat.SHELL, "export APPTAINER_BIND=/a\n"),
                Arguments.of(SiteFormat.SHELL, "srun apptainer exec \\\n  --bind /a x.sif true\n"),
                Arguments.of(SiteFormat.EASYBUILD, "easyblock = 'Bundle'\nname = 'x'\n"),
                Arguments.of(SiteFormat.LUA, "-- a module\nsetenv('A', 'b')\n"),
                Arguments.of(SiteFormat.LUA, "local x = 1\n"),
                Arguments.of(SiteFormat.TCL, "#%Module1.0\nsetenv A b\n"),
                Arguments.of(SiteFormat.PODMAN_HPC, "name: x\ncli_arg: x\nbind:\n  - /a:/b\n"),
                Arguments.of(SiteFormat.EDF, "image = \"ubuntu\"\n"),
                Arguments.of(SiteFormat.EDF, "mounts = []\n[env]\nA = \"b\"\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theContentTellsTheFormat(SiteFormat format, String text) throws LintFault {
        assertEquals(format, read(text).format());
    }

    @Test
    void shellAssignmentsAreFollowedWithTheirLines() throws LintFault {
        assertEquals(List.of("2 /a:/b", "4 /d", "5 /e", "6 /opt/c/g", "9 /h"), binds("""
                c=/opt/c
                export APPTAINER_BIND=/a:/b:ro  # not,this
                #APPTAINER_BIND=/no
                SINGULARITY_BINDPATH="/d,
                /e,\\
                $c/g"
                if test -d /h; then
                  x=1
                  APPTAINER_BIND+=",/h"
                fi
                """));
    }

    @Test
    void callsOfRuntimesBind() throws LintFault {
        assertEquals(List.of("1 /a", "1 /b:/c", "3 /d:/e", "3 /f:/g"), binds("""
                binds=/a,/b:/c
                srun -n 2 apptainer exec --bind $binds x.sif /bin/true
                podman run -v /d:/e:ro --volume=/f:/g -v named:/data image
                """));
        assertEquals(List.of("/l"), read("apptainer run --env LD_LIBRARY_PATH=/l x.sif\n").libraryPath().stream().map(LinedText::text).toList());
    }

    @Test
    void whatOnlyTheJobKnowsIsSaid() throws LintFault {
        String script = "export APPTAINER_BIND=$SCRATCH/x,`pwd`,$(id -un),'$no',${A:-/else}\nexport APPTAINERENV_LD_LIBRARY_PATH=\"/l:\\$LD_LIBRARY_PATH\"\n";
        assertEquals(List.of("1 not-checked $SCRATCH/x", "1 not-checked `pwd`", "1 not-checked $(id -un)", "1 not-checked $no"), remarks(script));
        assertEquals(List.of("1 /else"), binds(script));
        assertEquals(List.of("1 /s/x", "1 /a"), binds(script, Map.of("SCRATCH", "/s", "A", "/a")));
        assertEquals(List.of("/l"), read(script).libraryPath().stream().map(LinedText::text).toList());
    }

    @Test
    void whatWasThereBeforeIsKeptAndNotCutApart() throws LintFault {
        String script = "export APPTAINER_BIND=\"${APPTAINER_BIND:+$APPTAINER_BIND,}\"/a:/a:ro,/b:/c\n";
        assertEquals(List.of("1 /a", "1 /b:/c"), binds(script));
        assertEquals(List.of(), remarks(script));
        assertEquals(List.of("1 /x", "1 /a", "1 /b:/c"), binds(script, Map.of("APPTAINER_BIND", "/x")));
        assertEquals(List.of("1 /x", "2 /a", "2 /b:/c"), binds("APPTAINER_BIND=/x\n" + script));
    }

    @Test
    void defaultsAlternativesAndErrorsOfVariablesAreRead() throws LintFault {
        assertEquals(List.of("2 /e", "2 /d", "2 /d/f", "2 /branch"), binds("""
                E=
                export APPTAINER_BIND=${E-/no}${E:-/e},${D:=/d},${F:-${E:-/d}/f},${GPU:+/branch},${E:+/no}
                """));
        assertEquals(List.of("1 /g"), binds("export APPTAINER_BIND=${G:?not set}\n", Map.of("G", "/g")));
        assertEquals(List.of("1 not-checked ${G:?give a, b or c}", "1 not-checked ${L//:/,}/x", "1 not-checked $(paste -sd, l)"),
                remarks("export APPTAINER_BIND=\"${G:?give a, b or c},${L//:/,}/x,$(paste -sd, l)\"\n"));
    }

    @Test
    void mountsOfOtherRuntimesAndOwnScriptsAreRead() throws LintFault {
        assertEquals(List.of("2 /a:/b", "4 /c:/d", "4 /e", "5 /f:/g", "6 /h:/i"), binds("""
                #!/bin/sh
                put file /a /b
                put() { mount --bind "$2" "$image$3"; }
                exec ch-run --bind=/c:/d -b /e "$image" -- "$@"
                sarus run --mount=type=bind,source=/f,destination=/g,readonly --mount type=tmpfs,dst=/t image
                --volume /h:/i:ro
                """));
        assertEquals(List.of("2 /a:/b", "3 /c"), binds("{\"hook\": {\"path\": \"/h\", \"args\": [\"h\",\n\"--mount=type=bind,src=/a,dst=/b,readonly\", \"--mount\",\n"
                + "\"type=bind,source=/c,target=/c\", \"--other\"]}}"));
    }

    @Test
    void luaTextsArePutTogether() throws LintFault {
        assertEquals(List.of("2 /a/1", "4 /b", "7 /c/d/e"), binds("""
                local v = "1"
                local binds = "/a/" .. v
                --[[ binds = binds .. ",/no" ]]
                binds = binds .. ',/b' -- and
                setenv("SINGULARITY_BIND", binds)
                pushenv("OTHER", "/no")
                append_path("APPTAINER_BIND", pathJoin("/c", os.getenv("D"), "e"), ",")
                """, Map.of("D", "d")));
    }

    @Test
    void easyBuildTextsArePutTogether() throws LintFault {
        String recipe = """
                easyblock = 'Bundle'
                local_v = "2"
                modextravars = {
                    'OTHER': '/no',
                    'SINGULARITY_BIND': ('/a,'   # first
                                         f'/b/{local_v}/c,' '/d/' + local_v),
                    'SINGULARITYENV_LD_PRELOAD': '/p.so.1 /q.so.1',
                }
                modluafooter = \"""
                setenv("APPTAINER_CONTAINLIBS", "/l.so.1")
                \"""
                """;
        assertEquals(List.of("5 /a", "6 /b/2/c", "6 /d/2", "10 /l.so.1"), binds(recipe));
        assertEquals(List.of("/p.so.1", "/q.so.1"), read(recipe).preloads().stream().map(LinedText::text).toList());
    }

    @Test
    void hooksAreReadWhereverTheyStand() throws LintFault {
        SiteFile site = read("{\"hooks\": {\"prestart\": [\n{\"path\": \"/h\", \"env\": [\"GLIBC_LIBS=/lib64/libc.so.6:/lib64/libm.so.6\",\n\"MPI_LIBS=/m.so.1\", \"MPI_COMPATIBILITY_TYPE=strict\"]}]}}");
        assertEquals(List.of("/lib64/libc.so.6 SARUS_GLIBC 2", "/lib64/libm.so.6 SARUS_GLIBC 2", "/m.so.1 SARUS_MPI 3"),
                site.binds().stream().map(b -> "%s %s %d".formatted(b.from(), b.way(), b.line())).toList());
        assertEquals(Optional.of("strict"), site.check());
        assertTrue(site.links());
    }

    @Test
    void whatSeparatorsBreakIsSaid() throws LintFault {
        assertEquals(List.of("1 separator b.so", "1 separator /c"), remarks("export APPTAINER_BIND='/a,b.so, /c'\n"));
        assertEquals(List.of("4 relative-target lib/b"), remarks("name: x\ncli_arg: x\nbind:\n  - /a/b:lib/b\n"));
    }

    static Stream<Arguments> cdiVersions() {
        return Stream.of(
                Arguments.of("0.3.0", "a/b", "c", "", List.of()),
                Arguments.of("0.2.0", "a/b", "c", "", List.of("TOO_LOW 0.3.0")),
                Arguments.of("0.3.0", "a/b.c", "c", "", List.of("TOO_LOW 0.6.0")),
                Arguments.of("0.3.0", "a/b", "\"0\"", "", List.of("TOO_LOW 0.5.0")),
                Arguments.of("0.6.0", "a/b", "c", "  annotations: {k: v}\n", List.of()),
                Arguments.of("0.6.0", "a/b", "c", "  containerEdits: {additionalGids: [7]}\n", List.of("TOO_LOW 0.7.0")),
                Arguments.of("0.4.0", "a/b", "c", "  containerEdits: {mounts: [{hostPath: /a, containerPath: /a, type: bind}]}\n", List.of()),
                Arguments.of("1.0.0", "a/b", "c", "  containerEdits: {netDevices: [{hostInterfaceName: a, name: b}]}\n", List.of("TOO_LOW 1.1.0")),
                Arguments.of("0.8.0", "a/b", "c", "", List.of("HIGHER_THAN_NEEDED 0.3.0")),
                Arguments.of("9.9.9", "a/b", "c", "", List.of("UNKNOWN 0.3.0")));
    }

    @ParameterizedTest
    @MethodSource("cdiVersions")
    void theVersionOfACdiFileFitsItsFields(String stated, String kind, String device, String more, List<String> wrong) throws LintFault {
        List<String> found = read(CDI.formatted(stated, kind, device, more)).remarks().stream().map(Finding::fact).map(Fact.CdiVersion.class::cast)
                .map(f -> f.kind() + " " + f.least()).toList();
        assertEquals(wrong, found);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("{\"hook\": {\n\"env\": 7}}", 2, "env is no list"),
                Arguments.of("{\"hook\": {}, \"hook\": {}}", 1, "Duplicate"),
                Arguments.of("{\"unknown\": {}}", 1, "none of the known formats"),
                Arguments.of("{\"hook\": {\"env\": [\n", 2, "Unexpected end"),
                Arguments.of("cdiVersion: 0.3.0\nkind: a/b\ndevices: []\n", 1, "devices is missing or empty"),
                Arguments.of("cdiVersion: 0.3.0\nkind: a/b\ndevices:\n- name: c\n  containerEdits:\n    mounts:\n    - hostPath: /a\n", 7, "containerPath is missing"),
                Arguments.of("cdiVersion: 0.3.0\nkind: &k a/b\ndevices: *k\n", 3, "aliases are not followed"),
                Arguments.of("cdiVersion: 0.3.0\n  kind: [\n", 2, "mapping values"),
                Arguments.of("mounts = [\"/a\"]\n[env]\n", 1, "is not SOURCE:DESTINATION"),
                Arguments.of("image = \"x\"\nmounts = [\n", 3, ""),
                Arguments.of("name: x\ncli_arg: x\nbind:\n  - /a:/b:ro\n", 4, "is not FROM:TO"),
                Arguments.of("#!/bin/sh\nexport APPTAINER_BIND=\"/a\n", 2, "a double quote is not closed"),
                Arguments.of("#!/bin/sh\nA='x\n", 2, "a single quote is not closed"),
                Arguments.of("-- m\nsetenv(\"A\", \"b\n", 2, "is not closed"),
                Arguments.of("easyblock = 'B'\nx = '''\n\n", 2, "is not closed"),
                Arguments.of("nothing that is known here\n", 1, "none of the known formats"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFileIsNamedWithTheLine(String text, int line, String problem) {
        LintFault fault = assertThrows(LintFault.class, () -> read(text));
        assertTrue(fault.getMessage().contains(problem), fault.getMessage());
        assertEquals(line, fault.line(), fault.getMessage());
    }

    @Test
    void whatItIsMayBeSaid() throws LintFault {
        assertEquals(SiteFormat.LIBRARY_LIST, new SiteReader(Map.of()).read("f", "libcuda\n".getBytes(StandardCharsets.UTF_8), Optional.of(SiteFormat.LIBRARY_LIST)).format());
    }

    @Test
    void everyRuleIsExplained() throws IOException {
        String page = Files.readString(Path.of("../docs/lint.md"));
        assertEquals(List.of(), Stream.of(LintRule.values()).filter(r -> !page.contains("\n### " + r.id() + "\n") || r.about().isEmpty()).toList());
        assertEquals(List.of(), Stream.of(SiteFormat.values()).filter(f -> !page.contains("| `" + f.word() + "` |")).toList());
    }

    @Test
    void namesWithNumbersAreOrderedByThese() {
        assertEquals(List.of("a-1.9", "a-1.10", "a-1.10.1", "b"), Stream.of("b", "a-1.10.1", "a-1.9", "a-1.10").sorted(VersionOrder::compare).toList());
        assertEquals(0, VersionOrder.compare("a1", "a1"));
    }
}
