package org.abifit.knowledge;

import java.util.List;
import org.abifit.root.Glob;

/**
 * What the libraries of a family use of a machine besides files: a container must have it from its runtime. Nothing of it is bound by itself.
 *
 * @param devices patterns of paths below /dev
 * @param sockets folders or sockets through which processes speak: paths, or {@code $NAME} where a variable tells the path
 * @param env patterns of the variables that the launcher sets and processes read
 */
public record Companions(List<Glob> devices, List<String> sockets, List<Glob> env) {
    /** None. */
    public static final Companions NONE = new Companions(List.of(), List.of(), List.of());

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return equals(NONE);
    }

    Companions with(Companions more) {
        return new Companions(Family.joined(devices, more.devices), Family.joined(sockets, more.sockets), Family.joined(env, more.env));
    }
}
