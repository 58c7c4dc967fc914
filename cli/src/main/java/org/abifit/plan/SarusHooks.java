package org.abifit.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sarus's MPI and glibc hooks, and its mount hook for plans without MPI (eth-cscs/sarus doc/config/mpi-hook.rst and glibc-hook.rst;
 * etc/hook.schema.json). The MPI and glibc hooks find the places in the container themselves, by the linker names of what the image's ld.so.cache lists; of a plan they take only the host files.
 */
final class SarusHooks {
    /** {@code libmpi}, its languages and vendors' names ({@code libmpi_gnu_123}, {@code libmpich}), not {@code libmpi_gtl_cuda}, which is a dependency. */
    private static final Pattern MPI = Pattern.compile("lib(mpi|mpich|mpicxx|mpichcxx|mpifort|mpichfort|mpichf90|mpi_cxx|mpi_mpifh|mpi_usempi[a-z0-9_]*|mpi_ignore_tkr|mpi_abi|pmpi_abi"
            + "|mpi_(gnu|cray|intel|aocc|amd|nvidia)(_[0-9]+)?|mpi[cf](ort)?_(gnu|cray|intel|aocc|amd|nvidia)(_[0-9]+)?)\\.so.*");
    private static final Pattern LIBC = Pattern.compile("(ld-linux.*|ld64|libc|libm|libmvec|libpthread|libdl|librt|libutil|libresolv|libanl|libnsl|libnss_(compat|db|dns|files|hesiod)"
            + "|libBrokenLocale|libthread_db|libc_malloc_debug|libcrypt|libSegFault|libmemusage|libpcprofile)\\.so(\\..*)?");
    private static final Pattern NUMBERED = Pattern.compile(".*\\.so(\\.[0-9]+){1,3}");
    private static final String FORMAT = "the MPI hook";

    private SarusHooks() {}

    /** {@return the configuration of the MPI hook; without an MPI library, which that hook must have, the mount hook's} */
    static Emission mpi(NeutralPlan plan) throws PlanException {
        List<NeutralPlan.Bound> libraries = plan.binds().stream().filter(b -> !b.soname().isEmpty() && !isLibc(b)).toList();
        List<String> mpi = paths(libraries.stream().filter(SarusHooks::isMpi).toList());
        return mpi.isEmpty() ? mount(plan) : mpi(plan, libraries, mpi);
    }

    private static Emission mount(NeutralPlan plan) throws PlanException {
        Emission hook = OciHook.of(plan);
        List<String> notes = new ArrayList<>(List.of("the plan binds no MPI library, which Sarus's MPI hook must have: this is its mount hook, as --emit oci-hook prints it"));
        notes.addAll(hook.notes());
        return new Emission(hook.text(), notes);
    }

    private static Emission mpi(NeutralPlan plan, List<NeutralPlan.Bound> libraries, List<String> mpi) throws PlanException {
        refuse(plan);
        for (NeutralPlan.Bound bound : libraries) {
            numbered(bound);
        }
        Map<String, String> env = new LinkedHashMap<>();
        env.put("LDCONFIG_PATH", "/sbin/ldconfig");
        env.put("MPI_LIBS", String.join(":", mpi));
        putUnlessEmpty(env, "MPI_DEPENDENCY_LIBS", paths(libraries.stream().filter(b -> !isMpi(b)).toList()));
        putUnlessEmpty(env, "BIND_MOUNTS", others(plan));
        env.put("MPI_COMPATIBILITY_TYPE", "major");
        Map<String, String> when = new LinkedHashMap<>();
        when.put("^com.hooks.mpi.enabled$", "^true$");
        when.put("^com.hooks.mpi.type$", "^%s$".formatted(type(mpi.getFirst())));
        return new Emission(OciHook.json("/opt/sarus/bin/mpi_hook", List.of(), env, when), notes(plan, type(mpi.getFirst())));
    }

    /** {@return the configuration of the glibc hook} */
    static Emission glibc(NeutralPlan plan) throws PlanException {
        refuse(plan);
        List<NeutralPlan.Bound> members = plan.binds().stream().filter(SarusHooks::isLibc).toList();
        if (members.stream().noneMatch(b -> b.soname().equals("libc.so.6"))) {
            throw new PlanException("the plan", "keeps the image's C library: there is nothing for the glibc hook to do", "take sarus-hook alone");
        }
        Map<String, String> env = new LinkedHashMap<>();
        env.put("LDD_PATH", "/usr/bin/ldd");
        env.put("LDCONFIG_PATH", "/sbin/ldconfig");
        env.put("READELF_PATH", "/usr/bin/readelf");
        env.put("GLIBC_LIBS", String.join(":", paths(members)));
        return Emission.of(OciHook.json("/opt/sarus/bin/glibc_hook", List.of(), env, Map.of("^com.hooks.glibc.enabled$", "^true$")));
    }

    private static void refuse(NeutralPlan plan) throws PlanException {
        Texts.refuseInPaths(plan, "a list of the hook", ":");
        if (plan.mode() == NeutralPlan.Mode.SIDE || !plan.env().isEmpty()) {
            throw new PlanException("the plan", "needs a folder beside the image's and variables of the environment, which Sarus's hooks cannot set", "take edf, cdi or podman");
        }
    }

    private static boolean isMpi(NeutralPlan.Bound bound) {
        return MPI.matcher(bound.name()).matches() || MPI.matcher(bound.soname()).matches();
    }

    static boolean isLibc(NeutralPlan.Bound bound) {
        return bound.because().rule().equals("libc-family") || LIBC.matcher(bound.soname()).matches();
    }

    private static void numbered(NeutralPlan.Bound bound) throws PlanException {
        if (!NUMBERED.matcher(bound.name()).matches()) {
            throw new PlanException(bound.from(), "has no major number in its name, which the hook goes by", "name the file that the link leads to, or take oci-hook");
        }
    }

    private static void putUnlessEmpty(Map<String, String> env, String name, List<String> paths) {
        if (!paths.isEmpty()) {
            env.put(name, String.join(":", paths));
        }
    }

    private static List<String> paths(List<NeutralPlan.Bound> bounds) {
        return bounds.stream().map(NeutralPlan.Bound::from).distinct().toList();
    }

    /** BIND_MOUNTS puts everything where it is on the host. */
    private static List<String> others(NeutralPlan plan) throws PlanException {
        List<String> paths = new ArrayList<>();
        for (NeutralPlan.Bound bound : plan.binds()) {
            if (bound.soname().isEmpty() && !isLibc(bound)) {
                if (!bound.from().equals(bound.to())) {
                    throw new PlanException(bound.from(), "goes to %s, and %s binds files only where they are on the host".formatted(bound.to(), FORMAT), "take oci-hook");
                }
                paths.add(bound.from());
            }
        }
        return paths;
    }

    /** The names of hooks are the site's; this one tells implementations apart that a container cannot have both. */
    private static String type(String mpi) {
        String name = mpi.substring(mpi.lastIndexOf('/') + 1);
        return name.matches("libmpi\\.so\\.(0|1|20|4[0-9])(\\..*)?") || name.startsWith("libmpi_mpifh") ? "openmpi" : name.contains("_abi") ? "mpi-abi" : "mpich";
    }

    private static List<String> notes(NeutralPlan plan, String type) {
        List<String> notes = new ArrayList<>(List.of("the hook chooses the places in the container itself; it is enabled by 'sarus run --mpi --mpi-type=%s'".formatted(type)));
        String libc = plan.binds().stream().filter(SarusHooks::isLibc).map(NeutralPlan.Bound::soname).collect(Collectors.joining(", "));
        if (!libc.isEmpty()) {
            notes.add("the plan replaces the C library, too: install the hook of --emit sarus-glibc-hook beside it");
        }
        return notes;
    }
}
