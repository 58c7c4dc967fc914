package org.abifit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans that the tests of the formats share. */
final class Samples {
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private Samples() {}

    /** {@return an MPI library with a dependency and a folder of its data, bound over the image's} */
    static NeutralPlan over() {
        return plan(NeutralPlan.Mode.OVER, Map.of(), library("/opt/cray/lib/libmpi.so.12.1.8", "/usr/lib/libmpi.so.12", "libmpi.so.12"),
                library("/opt/cray/lib/libfabric.so.1", "/usr/lib/libfabric.so.1", "libfabric.so.1"), folder("/opt/cray/share", "/opt/cray/share"));
    }

    /** {@return libraries in a folder of their own} */
    static NeutralPlan side() {
        return plan(NeutralPlan.Mode.SIDE, Map.of("LD_LIBRARY_PATH", "/opt/abifit/lib"), library("/usr/lib64/libz.so.1.3", "/opt/abifit/lib/libz.so.1", "libz.so.1"));
    }

    /** {@return the host's C library} */
    static NeutralPlan libc() {
        return plan(NeutralPlan.Mode.OVER, Map.of(), library("/usr/lib64/libmpi.so.40", "/usr/lib/libmpi.so.40", "libmpi.so.40"),
                library("/lib64/libc.so.6", "/lib64/libc.so.6", "libc.so.6"), library("/lib64/ld-linux-x86-64.so.2", "/lib64/ld-linux-x86-64.so.2", "ld-linux-x86-64.so.2"));
    }

    static NeutralPlan plan(NeutralPlan.Mode mode, Map<String, String> env, NeutralPlan.Bound... binds) {
        return new NeutralPlan(new NeutralPlan.Root("app", Optional.of(DIGEST)), new NeutralPlan.Root("Login.1", Optional.of(DIGEST)), List.of("/usr/bin/lmp", "/usr/bin/post"), mode, false,
                new TreeMap<>(env), "mpi", false, List.of(binds), List.of());
    }

    static NeutralPlan.Bound library(String from, String to, String soname) {
        return new NeutralPlan.Bound(from, to, to, false, soname, Optional.of(DIGEST), new NeutralPlan.Because("wanted", "asked for"));
    }

    private static NeutralPlan.Bound folder(String from, String to) {
        return new NeutralPlan.Bound(from, to, to, true, "", Optional.of(DIGEST), new NeutralPlan.Because("family-member", "data of the family"));
    }

    static NeutralPlan withLdconfig(NeutralPlan p) {
        return new NeutralPlan(p.image(), p.host(), p.apps(), p.mode(), true, p.env(), p.strategy(), p.lazyOnly(), p.binds(), p.devices());
    }

    /** {@return the plan with one more file, whose host and container paths hold this text} */
    static NeutralPlan withPath(NeutralPlan p, String odd) {
        List<NeutralPlan.Bound> binds = new ArrayList<>(p.binds());
        binds.add(library("/usr/lib/" + odd + "/libodd.so.1", "/usr/lib/" + odd + "/libodd.so.1", "libodd.so.1"));
        return new NeutralPlan(p.image(), p.host(), p.apps(), p.mode(), p.ldconfig(), p.env(), p.strategy(), p.lazyOnly(), binds, p.devices());
    }

    /** {@return what is bound, host path to container path} */
    static Map<String, String> mounts(NeutralPlan plan) {
        Map<String, String> mounts = new TreeMap<>();
        plan.binds().forEach(b -> mounts.put(b.from(), b.to()));
        return mounts;
    }
}
