package org.abifit.root;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Prints the names and link targets that a scan sees in hexadecimal; run in a JVM of its own, with another locale. */
final class NamesMain {
    private NamesMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Directory tree = RootScanner.scan(Path.of(URI.create(args[0])), ScanOptions.DEFAULT).tree();
        for (String name : tree.names()) {
            out.println(hex(name) + (tree.child(name) instanceof Symlink link ? " " + hex(link.target()) : ""));
        }
    }

    static String hex(String bytes) {
        return HexFormat.of().formatHex(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
