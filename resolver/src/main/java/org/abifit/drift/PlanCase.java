package org.abifit.drift;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.abifit.loader.Bind;
import org.abifit.root.Directory;

/**
 * A saved plan, to be judged.
 *
 * @param name what it was saved as
 * @param host the host it was made for
 * @param image the image's name
 * @param tree the image; empty where it is not to be had
 * @param apps paths in the image that must load
 * @param binds what it binds, in order
 * @param env what the process needs in its environment
 * @param ldconfig whether the image's own ldconfig is run after binding
 * @param lazyOnly whether the applications leave functions unbound as shipped; then the plan works as long as it adds none
 */
public record PlanCase(String name, String host, String image, Optional<Directory> tree, List<String> apps, List<Bind> binds, SortedMap<String, String> env,
        boolean ldconfig, boolean lazyOnly) {}
