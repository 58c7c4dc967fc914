package org.abifit.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;
import org.junit.jupiter.api.Test;

/** One rule of safety each, on a host of a few entries. */
final class SafetyTest {
    private final Map<String, Node> host = new TreeMap<>();
    private final Map<String, Attributes.Entry> entries = new HashMap<>();

    private static Directory tree(Map<String, Node> files) {
        Map<String, Node> children = new TreeMap<>();
        Map<String, Map<String, Node>> below = new TreeMap<>();
        files.forEach((path, node) -> {
            int slash = path.indexOf('/', 1);
            if (slash < 0) {
                children.put(path.substring(1), node);
            } else {
                below.computeIfAbsent(path.substring(1, slash), n -> new TreeMap<>()).put(path.substring(slash), node);
            }
        });
        below.forEach((name, inner) -> children.put(name, tree(inner)));
        return new Directory(children, Optional.empty());
    }

    private static RegularFile file(int mode) {
        return new RegularFile(10, mode, 0, Content.Plain.PLAIN);
    }

    private SafetyTest put(String path, Node node) {
        host.put(path, node);
        return this;
    }

    private SafetyTest known(String path, int owner, int mode) {
        entries.put(path, new Attributes.Entry(Optional.of(owner), mode));
        return this;
    }

    private List<Finding> findings(NeutralPlan plan, Map<String, Node> image, String... allowed) {
        Attributes attributes = path -> Optional.ofNullable(entries.get(path));
        return new Safety(new FileView(tree(host)), attributes, Optional.of(new FileView(tree(image))), Arrays.asList(allowed)).findings(plan);
    }

    private List<String> rules(String from, String... allowed) {
        NeutralPlan plan = Samples.plan(NeutralPlan.Mode.OVER, Map.of(), Samples.library(from, "/usr/lib/liba.so.1", "liba.so.1"));
        return findings(plan, Map.of(), allowed).stream().map(f -> f.rule().id()).filter(id -> !id.equals("owners-unknown")).toList();
    }

    @Test
    void librariesOfTheSystemAreFine() {
        put("/usr/lib/liba.so.1", file(0644)).put("/lib", new Symlink("usr/lib"));
        assertEquals(List.of(), rules("/lib/liba.so.1"));
    }

    @Test
    void foldersAreMatchedByComponentAndAfterLinks() {
        put("/opt2/liba.so.1", file(0644)).put("/usr/lib/liba.so.1", new Symlink("/scratch/liba.so.1")).put("/scratch/liba.so.1", file(0644));
        assertEquals(List.of("source-root"), rules("/opt2/liba.so.1"));
        assertEquals(List.of("source-root"), rules("/usr/lib/liba.so.1"));
        assertEquals(List.of("source-root"), rules("/usr/lib/liba.so.1", "/scr"));
        assertEquals(List.of(), rules("/usr/lib/liba.so.1", "/scratch/"));
    }

    @Test
    void secretsUsersAndTheKernelAreProtected() {
        put("/etc/shadow", file(0600)).put("/home/ann/liba.so.1", file(0644)).put("/sys/a", file(0644)).put("/etc/libibverbs.d/mlx5.driver", file(0644)).put("/run/munge", file(0644));
        for (String path : List.of("/etc/shadow", "/home/ann/liba.so.1", "/sys/a", "/run/munge")) {
            assertEquals(List.of("protected-path"), rules(path), path);
        }
        assertEquals(List.of("protected-path"), rules("/sys/a", "/sys"));
        assertEquals(List.of(), rules("/home/ann/liba.so.1", "/home/ann"));
        assertEquals(List.of(), rules("/etc/libibverbs.d/mlx5.driver"));
    }

    @Test
    void setIdAndWorldWritableFilesAreRefused() {
        put("/usr/bin/su", file(04755)).put("/usr/bin/wall", file(02755)).put("/usr/lib/liba.so.1", file(0666));
        assertEquals(List.of("set-id"), rules("/usr/bin/su"));
        assertEquals(List.of("set-id"), rules("/usr/bin/wall"));
        assertEquals(List.of("world-writable"), rules("/usr/lib/liba.so.1"));
    }

    @Test
    void whoeverMayWriteAFolderOnTheWayChoosesTheFile() {
        put("/opt/site/lib/liba.so.1", file(0644)).put("/opt/link", new Symlink("site/lib"));
        known("/opt/site/lib/liba.so.1", 0, 0644).known("/opt/site/lib", 0, 0755).known("/opt/site", 0, 01777).known("/opt", 0, 0755).known("/opt/link", 0, 0777);
        assertEquals(List.of("world-writable-parent"), rules("/opt/link/liba.so.1"));
    }

    @Test
    void usersFilesAndFoldersAreRefused() {
        put("/opt/site/liba.so.1", file(0644));
        known("/opt/site/liba.so.1", 999, 0644).known("/opt/site", 1000, 0755).known("/opt", 0, 0755);
        assertEquals(List.of("user-owned"), rules("/opt/site/liba.so.1"));
        known("/opt/site", 0, 0755);
        assertEquals(List.of(), rules("/opt/site/liba.so.1"));
    }

    @Test
    void whatASnapshotDoesNotKnowIsSaid() {
        put("/usr/lib/liba.so.1", file(0644));
        NeutralPlan plan = Samples.plan(NeutralPlan.Mode.OVER, Map.of(), Samples.library("/usr/lib/liba.so.1", "/usr/lib/liba.so.1", "liba.so.1"));
        assertEquals(List.of(SafetyRule.OWNERS_UNKNOWN), findings(plan, Map.of()).stream().map(Finding::rule).toList());
        known("/usr/lib/liba.so.1", 0, 0644);
        assertEquals(List.of(), findings(plan, Map.of()));
    }

    @Test
    void devicesAndSocketsAreNoFiles() {
        put("/opt/dev/cxi0", new Special(Special.Kind.DEVICE)).put("/opt/run/s", new Special(Special.Kind.SOCKET));
        assertEquals(List.of("device"), rules("/opt/dev/cxi0"));
        assertEquals(List.of("device"), rules("/opt/run/s"));
    }

    @Test
    void aFolderNeedsAReasonAndItsContentIsLookedAt() {
        put("/opt/bundle/liba.so.1", file(0644)).put("/opt/bundle/bin/su", file(04755));
        assertEquals(List.of("folder", "set-id"), rules("/opt/bundle"));
        NeutralPlan.Bound bound = new NeutralPlan.Bound("/opt/bundle", "/opt/bundle", "/opt/bundle", true, "", Optional.empty(), new NeutralPlan.Because("bundle", "closed in itself"));
        host.remove("/opt/bundle/bin/su");
        assertEquals(List.of(SafetyRule.FOLDER_BOUND, SafetyRule.OWNERS_UNKNOWN),
                findings(Samples.plan(NeutralPlan.Mode.OVER, Map.of(), bound), Map.of()).stream().map(Finding::rule).toList());
    }

    @Test
    void whatIsGoneOrHiddenIsToldApart() {
        put("/usr/lib/liba.so.1", file(0644)).put("/usr/secret", new Directory(Map.of(), Optional.of("permission denied")));
        assertEquals(List.of("source-missing"), rules("/usr/lib/libnone.so.1"));
        assertEquals(List.of("source-missing"), rules("/usr/lib/liba.so.1/below"));
        assertEquals(List.of("source-unknown"), rules("/usr/secret/liba.so.1"));
    }

    @Test
    void coveringALibraryThatGuardsSecretsIsSaidWhereTheImageHasOne() {
        put("/usr/lib/libssl.so.3", file(0644)).known("/usr/lib/libssl.so.3", 0, 0644);
        NeutralPlan over = Samples.plan(NeutralPlan.Mode.OVER, Map.of(), Samples.library("/usr/lib/libssl.so.3", "/usr/lib/libssl.so.3", "libssl.so.3"));
        assertEquals(List.of(SafetyRule.SHADOWS_SECURITY_LIBRARY), findings(over, Map.of("/usr/lib/libssl.so.3", file(0644))).stream().map(Finding::rule).toList());
        assertEquals(List.of(), findings(over, Map.of("/usr/lib/libz.so.1", file(0644))));
        NeutralPlan side = Samples.plan(NeutralPlan.Mode.SIDE, Map.of("LD_LIBRARY_PATH", "/opt/a"), Samples.library("/usr/lib/libssl.so.3", "/opt/a/libssl.so.3", "libssl.so.3"));
        assertEquals(List.of(SafetyRule.SHADOWS_SECURITY_LIBRARY), findings(side, Map.of("/usr/lib/x86_64-linux-gnu/libssl.so.3", file(0644))).stream().map(Finding::rule).toList());
    }

    @Test
    void longPreloadListsAreSaid() {
        Map<String, String> env = Map.of("LD_PRELOAD", "liba.so libb.so:libc.so  libd.so libe.so");
        Finding finding = findings(Samples.plan(NeutralPlan.Mode.OVER, env), Map.of()).getFirst();
        assertEquals(new Finding(SafetyRule.LONG_PRELOAD, "", "5"), finding);
        assertTrue(findings(Samples.plan(NeutralPlan.Mode.OVER, Map.of("LD_PRELOAD", "liba.so")), Map.of()).isEmpty());
    }
}
