package org.abifit.root;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the small text files lie that name what programs open by dlopen: glibc's name services and character sets, RDMA drivers,
 * PAM, Slurm, vendors of EGL, Vulkan and OpenCL.
 */
final class PluginTexts {
    private static final List<String> FILES = List.of("/etc/nsswitch.conf", "/etc/pam.conf");
    private static final List<String> FOLDERS = List.of("/etc/libibverbs.d", "/usr/etc/libibverbs.d", "/etc/pam.d", "/usr/lib/pam.d", "/etc/glvnd/egl_vendor.d",
            "/usr/share/glvnd/egl_vendor.d", "/etc/OpenCL/vendors");
    private static final List<String> VULKAN = List.of("/etc/vulkan", "/usr/share/vulkan", "/usr/local/etc/vulkan", "/usr/local/share/vulkan");
    private static final List<String> VULKAN_FOLDERS = List.of("icd.d", "implicit_layer.d", "explicit_layer.d");
    private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/local/lib");
    private static final Glob SLURM = Glob.of("slurm*");
    /** The same for real paths; {@code .conf} files are kept anyway where a root is looked at in place. */
    static final Pattern PATHS = Pattern.compile("(/usr)?/etc/libibverbs\\.d/.*|/etc/(pam\\.d|authselect)/.*|/usr/lib/pam\\.d/.*"
            + "|/.*/(egl_vendor|icd|implicit_layer|explicit_layer)\\.d/[^/]*\\.json|/.*/vendors/[^/]*\\.icd|/.*/gconv/gconv-modules", Pattern.DOTALL);

    private final FileView view;
    private final SortedSet<String> found = new TreeSet<>();

    private PluginTexts(FileView view) {
        this.view = view;
    }

    /** {@return the paths of those that a root has, links not followed} */
    static SortedSet<String> in(FileView view) {
        PluginTexts texts = new PluginTexts(view);
        texts.found.addAll(FILES);
        FOLDERS.forEach(texts::children);
        VULKAN.forEach(vulkan -> VULKAN_FOLDERS.forEach(folder -> texts.children(vulkan + "/" + folder)));
        texts.names("/etc").stream().filter(SLURM::matches).forEach(slurm -> texts.slurm("/etc/" + slurm));
        for (String libraries : LIBRARIES) {
            texts.gconv(libraries);
            texts.names(libraries).forEach(name -> texts.gconv(libraries + "/" + name));
        }
        return texts.found;
    }

    private void slurm(String folder) {
        found.addAll(List.of(folder + "/slurm.conf", folder + "/plugstack.conf"));
        children(folder + "/plugstack.conf.d");
    }

    private void gconv(String libraries) {
        if (view.lookup(libraries + "/gconv") instanceof FileView.Lookup.Found(String at, Directory folder)) {
            found.add(libraries + "/gconv/gconv-modules");
            children(libraries + "/gconv/gconv-modules.d");
        }
    }

    private void children(String folder) {
        names(folder).forEach(name -> found.add(folder + "/" + name));
    }

    private SortedSet<String> names(String folder) {
        return view.lookup(folder) instanceof FileView.Lookup.Found(String at, Directory directory) ? directory.names() : new TreeSet<>();
    }
}
