package org.abifit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.abifit.root.BytePaths;
import org.abifit.testkit.Broken;
import org.abifit.testkit.Definition;
import org.abifit.testkit.Reference;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.TinyTree;

/** Roots and files that the tests show to the program. */
final class Roots {
    /** A name that is no UTF-8, as a byte string. */
    static final String ODD_NAME = "odd\u00ff";

    private Roots() {}

    /** {@return a library with a bit of everything} */
    static byte[] library() {
        return TinyElf.library("libfoo.so.1").needed("libbar.so.2").runpath("$ORIGIN:/opt/lib").nodes("FOO_1", "FOO_2")
                .define(Definition.function("foo").hiddenVersion("FOO_1")).define("foo", "FOO_2").define("plain")
                .refer("bar", "libbar.so.2", "BAR_1").build();
    }

    /** {@return a program that asks for something lazily, for something that may be missing, for a copy, and for a variable of the thread} */
    static byte[] program() {
        return TinyElf.fixedProgram().needed("libfoo.so.1").refer("foo", "libfoo.so.1", "FOO_2")
                .refer(Reference.data("maybe").weak()).refer(Reference.copy("table", 8).version("libfoo.so.1", "FOO_1")).refer(Reference.tls("here")).build();
    }

    /** Writes a small root in which everything can be read. */
    static Path small(Path folder) throws IOException {
        return new TinyTree()
                .file("etc/os-release", "NAME=Tiny\nPRETTY_NAME=\"Tiny OS 1\"\n")
                .file("usr/lib/libfoo.so.1", library())
                .symlink("usr/lib/libfoo.so", "libfoo.so.1")
                .program("usr/bin/app", program())
                .program("usr/bin/script", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII))
                .writeTo(folder);
    }

    /** Writes a root with broken files. */
    static Path faulty(Path folder, int broken) throws IOException {
        TinyTree tree = new TinyTree().file("usr/lib/libfoo.so.1", library());
        for (int i = 0; i < broken; i++) {
            tree.file("usr/lib/broken%02d.so".formatted(i), Broken.verneedAuxPastEnd(library()));
        }
        return tree.writeTo(folder);
    }

    /** Writes a file with a name that is no UTF-8. */
    static Path oddName(Path folder) throws IOException {
        return Files.write(BytePaths.path(BytePaths.text(folder) + "/" + ODD_NAME), library());
    }
}
