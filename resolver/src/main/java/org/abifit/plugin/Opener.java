package org.abifit.plugin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.abifit.elf.Verdef;
import org.abifit.loader.LoadedObject;

/**
 * An object that opens plug-ins.
 *
 * @param object what the loader mapped
 * @param isProgram whether it is the program itself
 */
record Opener(LoadedObject object, boolean isProgram) {
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    /** {@return how {@link PlugIn#by} names it} */
    String name() {
        return isProgram ? "" : object.path();
    }

    /**
     * {@return the folders beside which its plug-ins may have been installed: where it was found and where links lead from there;
     * for {@code /lib}, {@code /usr/lib} too, as what is split between the two is installed in the second}
     */
    List<String> folders() {
        Set<String> folders = new LinkedHashSet<>();
        for (String path : List.of(object.path(), object.realPath())) {
            String folder = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
            folders.add(folder);
            if (folder.startsWith("/lib")) {
                folders.add("/usr" + folder);
            }
        }
        return List.copyOf(folders);
    }

    /** {@return what follows {@code prefix} in the name of a version node that it defines} */
    Optional<String> nodeAfter(String prefix) {
        return object.elf().verdefs().stream().map(Verdef::name).filter(n -> n.startsWith(prefix)).map(n -> n.substring(prefix.length())).findFirst();
    }

    /** {@return the first number with dots in the name of its file, as {@code 3.11}} */
    Optional<String> version() {
        return VERSION.matcher(Recognition.baseName(object.realPath())).results().map(MatchResult::group).findFirst();
    }

    /** {@return its file name from {@code .so} on, as {@code .so.0}} */
    String suffix() {
        String name = Recognition.baseName(object.path());
        return name.substring(Math.max(name.indexOf(".so"), 0));
    }
}
