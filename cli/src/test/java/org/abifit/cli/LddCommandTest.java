package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ldd} shows of programs of an image that comes with the program. */
final class LddCommandTest {
    private static final List<String> BOUND = List.of("--host", "debian-13", "--bind", "/usr/lib/x86_64-linux-gnu/libz.so.1:/opt/h/libz.so.1",
            "--env", "LD_LIBRARY_PATH=/opt/none:/opt/h");

    @TempDir
    private Path folder;

    private Run ldd(Object... more) {
        List<Object> all = new ArrayList<>(List.of("ldd", "--image", "debian-12", "--db", folder.resolve("none.db")));
        all.addAll(List.of(more));
        return Run.of(all.toArray());
    }

    private Run bound(Object... more) {
        List<Object> all = new ArrayList<>(BOUND);
        all.addAll(List.of(more));
        return ldd(all.toArray());
    }

    @Test
    void eachObjectStandsOnceUnderTheOneThatAskedFirst() {
        Run run = ldd("/usr/bin/dpkg-deb");
        assertEquals("""
                /usr/bin/dpkg-deb  under /lib64/ld-linux-x86-64.so.2
                ├─ libmd.so.0 => /lib/x86_64-linux-gnu/libmd.so.0  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                ├─ libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                ├─ liblzma.so.5 => /lib/x86_64-linux-gnu/liblzma.so.5  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                ├─ libzstd.so.1 => /lib/x86_64-linux-gnu/libzstd.so.1  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                ├─ libbz2.so.1.0 => /lib/x86_64-linux-gnu/libbz2.so.1.0  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  (ld.so.cache)
                   └─ ld-linux-x86-64.so.2 => /lib64/ld-linux-x86-64.so.2  the loader itself
                loads
                """, run.out());
        assertEquals(0, run.code());
    }

    @Test
    void theListIsInTheOrderInWhichSymbolsAreSearched() {
        assertEquals("""
                /usr/bin/dpkg-deb  under /lib64/ld-linux-x86-64.so.2
                \tlibmd.so.0 => /lib/x86_64-linux-gnu/libmd.so.0  (ld.so.cache)
                \tlibz.so.1 => /opt/h/libz.so.1  (LD_LIBRARY_PATH: /opt/h/)  from the host
                \tliblzma.so.5 => /lib/x86_64-linux-gnu/liblzma.so.5  (ld.so.cache)
                \tlibzstd.so.1 => /lib/x86_64-linux-gnu/libzstd.so.1  (ld.so.cache)
                \tlibbz2.so.1.0 => /lib/x86_64-linux-gnu/libbz2.so.1.0  (ld.so.cache)
                \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  (ld.so.cache)
                changed by the binds: libz.so.1: /opt/h/libz.so.1, was /lib/x86_64-linux-gnu/libz.so.1
                loads
                """, bound("/usr/bin/dpkg-deb", "--flat").out());
    }

    @Test
    void whyTellsWhoAskedAndWhatWasTried() {
        assertEquals("""
                libz.so.1 is asked for by /usr/bin/dpkg-deb
                  find library=libz.so.1; needed by /usr/bin/dpkg-deb
                    search path=/opt/none/:/opt/h/  (LD_LIBRARY_PATH)
                      trying file=/opt/none/  no such folder
                      trying file=/opt/h/libz.so.1  taken
                    maps /opt/h/libz.so.1
                without the binds it would be /lib/x86_64-linux-gnu/libz.so.1
                """, bound("/usr/bin/dpkg-deb", "--why", "libz.so.1").out());
        assertEquals("/usr/bin/dpkg-deb does not ask for libm.so.6\n", ldd("/usr/bin/dpkg-deb", "--why", "libm.so.6").out());
    }

    @Test
    void aTraceTellsEveryStep() {
        String out = ldd("/usr/bin/true", "--trace").out();
        assertTrue(out.startsWith("""
                find library=libc.so.6; needed by /usr/bin/true
                  search cache=/etc/ld.so.cache
                    trying file=/lib/x86_64-linux-gnu/libc.so.6  taken
                  maps /lib/x86_64-linux-gnu/libc.so.6
                find library=ld-linux-x86-64.so.2; needed by /lib/x86_64-linux-gnu/libc.so.6
                  is there already: /lib64/ld-linux-x86-64.so.2
                checking for version `GLIBC_2.3' in file /lib/x86_64-linux-gnu/libc.so.6 required by file /usr/bin/true
                """), out);
        assertTrue(!out.contains("binding file"), out);
        String bindings = ldd("/usr/bin/true", "--trace", "--bindings").out();
        assertTrue(bindings.contains("binding file /usr/bin/true to /lib/x86_64-linux-gnu/libc.so.6: symbol `stdout' [GLIBC_2.2.5]\n"), bindings);
    }

    @Test
    void whatIsOpenedLaterIsToldApart() {
        Run run = ldd("/usr/bin/true", "--open", "libselinux.so.1", "--open", "libnope.so");
        assertEquals("""
                /usr/bin/true  under /lib64/ld-linux-x86-64.so.2
                └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  (ld.so.cache)
                   └─ ld-linux-x86-64.so.2 => /lib64/ld-linux-x86-64.so.2  the loader itself
                opened: libselinux.so.1
                libselinux.so.1 => /lib/x86_64-linux-gnu/libselinux.so.1  (ld.so.cache)
                ├─ libpcre2-8.so.0 => /lib/x86_64-linux-gnu/libpcre2-8.so.0  (ld.so.cache)
                │  └─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                ├─ libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6  see there
                └─ ld-linux-x86-64.so.2 => /lib64/ld-linux-x86-64.so.2  the loader itself
                opened: libnope.so
                lib-not-found: libnope.so: cannot open shared object file: No such file or directory
                loads, but not all that it opens
                """, run.out());
        assertEquals(2, run.code());
    }

    @Test
    void whatIsNotThereDoesNotLoad() {
        Run run = ldd("/usr/bin/true", "/usr/bin/none");
        assertTrue(run.out().endsWith("/usr/bin/none\nexec: /usr/bin/none: cannot be started: there is no such file\ndoes not load\n"), run.out());
        assertEquals(2, run.code());
        assertEquals(64, Run.of("ldd").code());
        assertEquals(64, ldd("/usr/bin/true", "--bindings").code());
        assertEquals(64, ldd("/usr/bin/true", "--bind", "/a:/b").code());
    }
}
