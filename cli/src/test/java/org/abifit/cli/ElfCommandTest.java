package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.abifit.testkit.Machine;
import org.abifit.testkit.TinyElf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code abifit elf}. */
final class ElfCommandTest {
    @TempDir
    private Path folder;

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private String json(Path... files) {
        Object[] arguments = new Object[files.length + 3];
        System.arraycopy(new Object[] {"elf", "--format", "json"}, 0, arguments, 0, 3);
        System.arraycopy(files, 0, arguments, 3, files.length);
        return Run.of(arguments).out().replace(folder.toString(), "DIR");
    }

    @Test
    void tellsWhatALibraryOffersAndAsksFor() throws Exception {
        assertEquals("""
                {"path":"DIR/libfoo.so.1","status":"elf","class":64,"order":"little","machine":"x86_64","type":"dyn","interp":null,\
                "soname":"libfoo.so.1","needed":["libbar.so.2"],"rpath":[],"runpath":["$ORIGIN","/opt/lib"],"verdefs":["FOO_1","FOO_2"],\
                "verneeds":[{"file":"libbar.so.2","versions":["BAR_1"]}],\
                "exports":[{"name":"foo","version":"FOO_1","hidden":true},{"name":"foo","version":"FOO_2","hidden":false},\
                {"name":"plain","version":null,"hidden":false}],\
                "imports":[{"name":"bar","version":"BAR_1","weak":false,"classes":["lazy"]}],"buildId":null,"fault":null}
                """, json(file("libfoo.so.1", Roots.library())));
    }

    @Test
    void tellsWhatAProgramAsksFor() throws Exception {
        String line = json(file("app", Roots.program()));
        assertTrue(line.contains("\"type\":\"exec\",\"interp\":\"/lib64/ld-linux-x86-64.so.2\",\"soname\":null"), line);
        assertTrue(line.contains("\"exports\":[{\"name\":\"table\",\"version\":\"FOO_1\",\"hidden\":false}]"), line);
        assertTrue(line.contains("{\"name\":\"foo\",\"version\":\"FOO_2\",\"weak\":false,\"classes\":[\"lazy\"]}"), line);
        assertTrue(line.contains("{\"name\":\"maybe\",\"version\":null,\"weak\":true,\"classes\":[\"data\"]}"), line);
        assertTrue(line.contains("{\"name\":\"table\",\"version\":\"FOO_1\",\"weak\":false,\"classes\":[\"copy\"]}"), line);
        assertTrue(line.contains("{\"name\":\"here\",\"version\":null,\"weak\":false,\"classes\":[\"tls\"]}"), line);
    }

    @Test
    void keepsTheOrderAndGoesOnAfterFaults() throws Exception {
        Path cut = file("cut", Arrays.copyOf(Roots.library(), 100));
        Path text = file("text", new byte[] {'a'});
        Path none = folder.resolve("none");
        Run run = Run.of("elf", cut, text, none, folder, text, "--format", "json");
        assertEquals(1, run.code());
        assertEquals("", run.err());
        String[] lines = run.out().replace(folder.toString(), "DIR").split("\n");
        assertTrue(lines[0].startsWith("{\"path\":\"DIR/cut\",\"status\":\"malformed\",\"class\":64,\"order\":\"little\",\"machine\":\"x86_64\",\"type\":\"dyn\",\"fault\":{\"offset\":"),
                lines[0]);
        assertEquals("{\"path\":\"DIR/text\",\"status\":\"not-elf\"}", lines[1]);
        assertEquals("{\"path\":\"DIR/none\",\"status\":\"unreadable\",\"fault\":{\"offset\":null,\"field\":null,\"problem\":\"no such file\"}}", lines[2]);
        assertEquals("{\"path\":\"DIR\",\"status\":\"unreadable\",\"fault\":{\"offset\":null,\"field\":null,\"problem\":\"not a regular file\"}}", lines[3]);
        assertEquals(lines[1], lines[4]);
    }

    @Test
    void isContentWithFilesThatAreNoElf() throws Exception {
        assertEquals(0, Run.of("elf", file("text", new byte[0])).code());
    }

    @Test
    void knowsBothClassesAndOrders() throws Exception {
        byte[] big = TinyElf.library("libs.so").machine(Machine.PPC).build();
        assertTrue(json(file("libs.so", big)).contains("\"class\":32,\"order\":\"big\",\"machine\":\"ppc\""));
    }

    @Test
    void keepsEmptyPartsOfSearchPaths() throws Exception {
        byte[] old = TinyElf.library("libs.so").rpath("/a::/b:").build();
        assertTrue(json(file("libs.so", old)).contains("\"rpath\":[\"/a\",\"\",\"/b\",\"\"],\"runpath\":[]"));
    }

    @Test
    void printsNamesThatAreNoText() throws Exception {
        assertTrue(json(Roots.oddName(folder)).startsWith("{\"path\":\"DIR/odd\\\\xff\",\"status\":\"elf\""));
    }

    @Test
    void tellsItToPeople() throws Exception {
        assertEquals("""
                DIR/libfoo.so.1: 64-bit little-endian x86_64, dyn
                  soname   libfoo.so.1
                  needed   libbar.so.2
                  runpath  $ORIGIN /opt/lib
                  defines  FOO_1 FOO_2
                  asks     libbar.so.2: BAR_1
                  exports  3
                    foo@FOO_1
                    foo@@FOO_2
                    plain
                  imports  1
                    bar@BAR_1 lazy
                """, Run.of("elf", file("libfoo.so.1", Roots.library())).plain(folder));
        assertEquals("DIR/s: no ELF file, a script for /bin/sh\n", Run.of("elf", file("s", "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII))).plain(folder));
        assertEquals("DIR/none: unreadable: no such file\n", Run.of("elf", folder.resolve("none")).plain(folder));
    }
}
