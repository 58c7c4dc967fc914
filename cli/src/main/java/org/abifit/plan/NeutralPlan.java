package org.abifit.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What to bind so that applications of one image run on one host, without anything of a container runtime in it. All formats are
 * made from this alone. Texts are Unicode.
 *
 * @param image what the container is made of
 * @param host where it runs
 * @param apps paths in the image
 * @param mode whether host files cover the image's, or lie in a folder of their own
 * @param ldconfig whether the image's ldconfig is to be run after binding
 * @param env what the process needs in its environment
 * @param strategy words joined with {@code +}; empty where the plan's maker did not say
 * @param lazyOnly whether the application leaves functions unbound as shipped, and the plan adds none
 * @param binds sorted by target
 * @param devices the host's devices that somebody named for it, sorted; paths as {@link #isDevice} says
 */
public record NeutralPlan(Root image, Root host, List<String> apps, Mode mode, boolean ldconfig, SortedMap<String, String> env, String strategy, boolean lazyOnly,
        List<Bound> binds, List<String> devices) {
    /** The number of the JSON form. */
    public static final int SCHEMA = 1;
    private static final Pattern DEVICE = Pattern.compile("/dev(/[A-Za-z0-9_+-][A-Za-z0-9._+-]*)+");

    /** Keeps everything to itself. */
    public NeutralPlan {
        apps = List.copyOf(apps);
        env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
        binds = List.copyOf(binds);
        devices = devices.stream().sorted().distinct().toList();
    }

    /** {@return whether a text can be a device of a plan: a plain path below /dev, which no format reads as anything else} */
    public static boolean isDevice(String text) {
        return DEVICE.matcher(text).matches();
    }

    /** {@return the plan with these devices} */
    public NeutralPlan withDevices(List<String> named) {
        return new NeutralPlan(image, host, apps, mode, ldconfig, env, strategy, lazyOnly, binds, named);
    }

    /** Where host files go. */
    public enum Mode {
        OVER, SIDE;

        /** {@return the word in JSON} */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A root that the plan was made for.
     *
     * @param name a path or the name of a snapshot
     * @param digest {@code sha256:...} of all that a scan of it keeps; empty where it is not known
     */
    public record Root(String name, Optional<String> digest) {}

    /**
     * A host file or folder and its place in the container.
     *
     * @param from the path in the host
     * @param to the path in the container
     * @param at where that leads in the image, all links followed; for formats whose consumers follow none
     * @param folder whether it is a folder
     * @param soname the name that programs ask for; empty for what is no library
     * @param digest {@code sha256:...} of what the loader reads of it, of other files of their bytes; empty where a snapshot does not keep them
     * @param because why it is bound
     */
    public record Bound(String from, String to, String at, boolean folder, String soname, Optional<String> digest, Because because) {
        /** {@return the last name of the host path} */
        public String name() {
            return from.substring(from.lastIndexOf('/') + 1);
        }
    }

    /** Why: the stable id of a rule, and a sentence. */
    public record Because(String rule, String text) {}
}
