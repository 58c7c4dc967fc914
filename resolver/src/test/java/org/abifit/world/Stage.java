package org.abifit.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.loader.Opening;
import org.abifit.testkit.Definition;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;

/**
 * Makes the program of a case call dlopen: it and the libraries that do so need the C library and refer to dlopen and dlerror; when the case is
 * to be run, a function of each such library, which the program calls, and the program itself make the calls in their order.
 */
final class Stage {
    private static final int RTLD_LAZY = 1, RTLD_NOW = 2, RTLD_GLOBAL = 0x100;

    private final Map<String, TinyElf> actors = new LinkedHashMap<>();

    private Stage() {}

    /**
     * {@return the parts of a case with openings}
     *
     * @param runs whether the calls are made
     * @param allNow whether they are all made with RTLD_NOW
     */
    static List<Part> of(Case c, boolean runs, boolean allNow) {
        Stage stage = new Stage();
        stage.actor(c, World.APP);
        c.opens().stream().map(Opening::by).filter(by -> !by.isEmpty()).forEach(by -> stage.actor(c, by));
        for (int i = 0; runs && i < c.opens().size(); i++) {
            stage.step(i, c.opens().get(i), allNow);
        }
        List<Part> parts = new ArrayList<>(List.of(new Part.Libc()));
        c.parts().stream().filter(p -> !(p instanceof Part.Libc)).map(stage::replaced).forEach(parts::add);
        return parts;
    }

    /** From 2.34 on dlopen lies in libc.so.6, before in libdl.so.2, which is still there. */
    private void actor(Case c, String path) {
        TinyElf elf = c.parts().stream().flatMap(p -> p instanceof Part.Elf e && e.path().equals(path) ? Optional.of(e.elf())
                .stream() : Optional.<TinyElf>empty().stream())
                .findFirst().orElseThrow(() -> new IllegalArgumentException("no such file: " + path));
        if (!actors.containsKey(path)) {
            String soname = CaseWriter.baseName(path);
            TinyElf copy = ElfText.read(ElfText.kind(elf), soname, ElfText.write(elf, soname));
            actors.put(path, copy.needed("libc.so.6", "libdl.so.2").refer("dlopen").refer("dlerror"));
        }
    }

    private void step(int nth, Opening opening, boolean allNow) {
        int flags = (opening.now() || allNow ? RTLD_NOW : RTLD_LAZY) | (opening.global() ? RTLD_GLOBAL : 0);
        TinyElf program = actors.get(World.APP);
        if (opening.by().isEmpty()) {
            program.dlopen(opening.file(), flags);
        } else {
            String name = "opens_" + nth;
            actors.get(opening.by()).define(Definition.function(name).dlopens(opening.file(), flags));
            program.refer(Reference.lazy(name)).call(name);
        }
    }

    private Part replaced(Part part) {
        return part instanceof Part.Elf(String path, TinyElf elf) ? new Part.Elf(path, actors.getOrDefault(path, elf)) : part;
    }
}
