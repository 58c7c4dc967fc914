package org.abifit.plan;

import static org.abifit.root.BytePaths.fromUnicode;
import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.FileView.Lookup;
import org.abifit.root.Node;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * Whether a plan may be carried out on a host: what it binds lies where the system's libraries lie, and only the system may change it.
 *
 * @param host the host's root
 * @param attributes who may change its entries
 * @param image the image's root, where it is known
 * @param allowed further folders that sources may lie below, beside those of {@link #ROOTS}
 */
public record Safety(FileView host, Attributes attributes, Optional<FileView> image, List<String> allowed) {
    /** Folders that libraries are taken from. */
    public static final List<String> ROOTS = List.of("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/opt");
    /** What of /etc anybody reads anyway and some families need. */
    private static final List<String> PUBLIC_CONFIGURATION = List.of("/etc/libibverbs.d", "/etc/OpenCL", "/etc/glvnd", "/etc/vulkan", "/etc/openmpi",
            "/etc/pmix-mca-params.conf", "/etc/prte-mca-params.conf", "/etc/prte.conf");
    private static final List<String> KERNEL = List.of("/proc", "/sys");
    private static final List<String> PROTECTED = List.of("/etc", "/home", "/root", "/run", "/var", "/boot", "/dev");
    /** Libraries that guard secrets or identities. */
    private static final Pattern SECURITY = Pattern.compile("lib(ssl|crypto|krb5|k5crypto|krb5support|gssapi_krb5|gnutls|nettle|hogweed|gcrypt|nss3|smime3|softokn3|freebl3|nssutil3|sasl2|pam|pam_misc"
            + "|selinux|crypt|sodium|ssh|ssh2|ldap|ldap_r|lber|munge|p11-kit|tasn1|audit|cap|seccomp)([-_][0-9.]+)?\\.so.*");
    private static final int WORLD_WRITE = 0002;
    private static final int FIRST_USER = 1000;
    private static final int MOST_PRELOADED = 4;
    private static final List<String> LIBRARY_FOLDERS = List.of("/usr/lib", "/usr/lib64", "/lib", "/lib64");

    /** {@return what is to be said of a plan, in its order} */
    public List<Finding> findings(NeutralPlan plan) {
        List<Finding> findings = new ArrayList<>();
        for (NeutralPlan.Bound bound : plan.binds()) {
            source(bound, findings);
            shadow(plan, bound).ifPresent(findings::add);
        }
        preloads(plan).ifPresent(findings::add);
        if (!plan.binds().isEmpty() && plan.binds().stream().noneMatch(b -> attributes.of(fromUnicode(b.from())).isPresent())) {
            findings.add(new Finding(SafetyRule.OWNERS_UNKNOWN, "", ""));
        }
        return findings;
    }

    /** {@return whether a numeric owner is a person's} */
    static boolean isUser(int owner) {
        return owner >= FIRST_USER;
    }

    private void source(NeutralPlan.Bound bound, List<Finding> findings) {
        String path = fromUnicode(bound.from());
        switch (host.lookup(path)) {
            case Lookup.Found(String real, Node node) -> {
                place(bound, real).ifPresent(findings::add);
                node(bound, real, node, findings);
                owners(bound, path, real, findings);
            }
            case Lookup.Missing m -> findings.add(new Finding(SafetyRule.SOURCE_MISSING, bound.from(), ""));
            case Lookup.NotDirectory n -> findings.add(new Finding(SafetyRule.SOURCE_MISSING, bound.from(), ""));
            case Lookup.Loop l -> findings.add(new Finding(SafetyRule.SOURCE_MISSING, bound.from(), ""));
            case Lookup.Unknown u -> findings.add(belowAny(path, KERNEL) ? new Finding(SafetyRule.PROTECTED_PATH, bound.from(), toUnicode(path))
                    : new Finding(SafetyRule.SOURCE_UNKNOWN, bound.from(), toUnicode(u.why())));
        }
    }

    private Optional<Finding> place(NeutralPlan.Bound bound, String real) {
        if (belowAny(real, KERNEL)) {
            return Optional.of(new Finding(SafetyRule.PROTECTED_PATH, bound.from(), toUnicode(real)));
        }
        if (belowAny(real, allowed) || belowAny(real, ROOTS) || belowAny(real, PUBLIC_CONFIGURATION)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(belowAny(real, PROTECTED) ? SafetyRule.PROTECTED_PATH : SafetyRule.SOURCE_ROOT, bound.from(), toUnicode(real)));
    }

    /** By path component: /opt2 does not lie below /opt. */
    private static boolean belowAny(String path, List<String> folders) {
        return folders.stream().map(f -> f.length() > 1 && f.endsWith("/") ? f.substring(0, f.length() - 1) : f)
                .anyMatch(f -> f.equals("/") || path.equals(f) || path.startsWith(f + "/"));
    }

    private void node(NeutralPlan.Bound bound, String real, Node node, List<Finding> findings) {
        switch (node) {
            case RegularFile file -> file(bound, real, file, findings);
            case Directory folder -> {
                boolean reason = !bound.because().rule().isEmpty() && !bound.because().rule().equals("wanted");
                findings.add(new Finding(reason ? SafetyRule.FOLDER_BOUND : SafetyRule.FOLDER, bound.from(), toUnicode(real)));
                content(bound, real, folder, findings);
            }
            case Special special -> findings.add(new Finding(SafetyRule.DEVICE, bound.from(), special.kind().name().toLowerCase(java.util.Locale.ROOT)));
            case Symlink link -> throw new IllegalStateException("a link is followed: " + real);
        }
    }

    private static void file(NeutralPlan.Bound bound, String real, RegularFile file, List<Finding> findings) {
        if (file.setId()) {
            findings.add(new Finding(SafetyRule.SET_ID, bound.from(), toUnicode(real)));
        }
        if ((file.mode() & WORLD_WRITE) != 0) {
            findings.add(new Finding(SafetyRule.WORLD_WRITABLE, bound.from(), toUnicode(real)));
        }
    }

    private static void content(NeutralPlan.Bound bound, String at, Directory folder, List<Finding> findings) {
        for (String name : folder.names()) {
            switch (folder.child(name)) {
                case RegularFile file -> file(bound, at + "/" + name, file, findings);
                case Directory below -> content(bound, at + "/" + name, below, findings);
                case Special special -> findings.add(new Finding(SafetyRule.DEVICE, bound.from(), toUnicode(at + "/" + name)));
                case Symlink link -> { }
                case null -> { }
            }
        }
    }

    /** Folders on the way as it is written count as well as those of the real path: whoever may write one of them chooses what is bound. */
    private void owners(NeutralPlan.Bound bound, String path, String real, List<Finding> findings) {
        attributes.of(real).ifPresent(e -> owner(bound, real, e).ifPresent(findings::add));
        List<String> folders = new ArrayList<>(parents(real));
        parents(path).stream().filter(f -> !folders.contains(f)).forEach(folders::add);
        for (String folder : folders) {
            Optional<Attributes.Entry> entry = attributes.of(folder);
            boolean link = host.lookupLink(folder) instanceof Lookup.Found(String at, Symlink s);
            if (entry.isPresent() && !link && (entry.get().mode() & WORLD_WRITE) != 0) {
                findings.add(new Finding(SafetyRule.WORLD_WRITABLE_PARENT, bound.from(), toUnicode(folder)));
            }
            entry.flatMap(e -> owner(bound, folder, e)).ifPresent(findings::add);
        }
    }

    private static Optional<Finding> owner(NeutralPlan.Bound bound, String path, Attributes.Entry entry) {
        return entry.owner().filter(Safety::isUser).map(uid -> new Finding(SafetyRule.USER_OWNED, bound.from(), "%s (%d)".formatted(toUnicode(path), uid)));
    }

    private static List<String> parents(String path) {
        List<String> parents = new ArrayList<>();
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            parents.add(path.substring(0, end));
        }
        return parents;
    }

    private Optional<Finding> shadow(NeutralPlan plan, NeutralPlan.Bound bound) {
        String name = bound.soname().isEmpty() ? bound.name() : bound.soname();
        boolean guards = SECURITY.matcher(name).matches();
        return guards && image.isPresent() && imageHas(plan, bound, fromUnicode(name)) ? Optional.of(new Finding(SafetyRule.SHADOWS_SECURITY_LIBRARY, bound.from(), name))
                : Optional.empty();
    }

    private boolean imageHas(NeutralPlan plan, NeutralPlan.Bound bound, String name) {
        if (image.get().lookup(fromUnicode(bound.to())) instanceof Lookup.Found) {
            return true;
        }
        return plan.mode() == NeutralPlan.Mode.SIDE && LIBRARY_FOLDERS.stream().anyMatch(folder -> has(folder, name));
    }

    private boolean has(String folder, String name) {
        if (!(image.get().lookup(folder) instanceof Lookup.Found(String real, Directory directory))) {
            return false;
        }
        return directory.child(name) != null || directory.names().stream().anyMatch(below -> directory.child(below) instanceof Directory d && d.child(name) != null);
    }

    private static Optional<Finding> preloads(NeutralPlan plan) {
        String list = plan.env().getOrDefault("LD_PRELOAD", "");
        long count = Pattern.compile("[: ]+").splitAsStream(list).filter(s -> !s.isEmpty()).count();
        return count > MOST_PRELOADED ? Optional.of(new Finding(SafetyRule.LONG_PRELOAD, "", String.valueOf(count))) : Optional.empty();
    }
}
