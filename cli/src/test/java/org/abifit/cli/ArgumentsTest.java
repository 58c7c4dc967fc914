package org.abifit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.abifit.root.BytePaths;
import org.junit.jupiter.api.Test;

/** Arguments, environment and the database file. */
final class ArgumentsTest {

    @Test
    void theKernelKnowsWhatJavaLost() {
        assertEquals(List.of("elf", "caf\u00c3\u00a9", "x\u00ff"),
                Arguments.exact(List.of("elf", "caf\ufffd\ufffd", "x\ufffd"), List.of("java", "Main", "elf", "caf\u00c3\u00a9", "x\u00ff")));
    }

    @Test
    void anotherProcessesCommandLineIsNotBelieved() {
        assertEquals(List.of("elf", "caf\u00c3\u00a9"), Arguments.exact(List.of("elf", "caf\u00e9"), List.of("java", "Other", "x", "y")));
        assertEquals(List.of("caf\u00c3\u00a9"), Arguments.exact(List.of("caf\u00e9"), List.of()));
    }

    @Test
    void asciiNeedsNoKernel() {
        assertEquals(List.of("elf", "a"), Arguments.exact(new String[] {"elf", "a"}));
        assertEquals(Map.of("A", "b"), Arguments.environment(Map.of("A", "b")));
    }

    @Test
    void pathsKeepTheirBytes() {
        assertEquals("/x\u00ff", BytePaths.text(Arguments.path("/x\u00ff")));
        assertEquals(Path.of("a/b"), Arguments.path("a/b"));
        assertEquals(BytePaths.text(Path.of("").toAbsolutePath()) + "/x\u00ff", BytePaths.text(Arguments.path("x\u00ff")));
    }

    @Test
    void theDatabaseIsFoundInTheOrderOfTheManual() throws Exception {
        Map<String, String> all = Map.of("ABIFIT_DB", "/a.db", "XDG_DATA_HOME", "/data", "HOME", "/home/me");
        assertEquals(Path.of("/o.db"), DatabaseFile.file(Optional.of(Path.of("/o.db")), all));
        assertEquals(Path.of("/a.db"), DatabaseFile.file(Optional.empty(), all));
        assertEquals(Path.of("/data/abifit/abi.db"), DatabaseFile.file(Optional.empty(), Map.of("ABIFIT_DB", "", "XDG_DATA_HOME", "/data", "HOME", "/home/me")));
        assertEquals(Path.of("/home/me/.local/share/abifit/abi.db"), DatabaseFile.file(Optional.empty(), Map.of("XDG_DATA_HOME", "relative", "HOME", "/home/me")));
        assertThrows(CommandFailure.class, () -> DatabaseFile.file(Optional.empty(), Map.of()));
    }
}
