package org.abifit.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of any bytes, as texts and back. */
class BytePathsTest {

    @Property(tries = 2000)
    void everyPathSurvives(@ForAll @CharRange(from = 1, to = 255) @StringLength(max = 20) String name) {
        String path = "/" + name.replace('/', '_');
        assertEquals(path, BytePaths.text(BytePaths.path(path)));
    }

    @Test
    void aFolderGetsNoSlashAtItsEnd(@TempDir Path folder) throws Exception {
        Path odd = BytePaths.path(BytePaths.text(folder) + "/\u00fe");
        Files.createDirectory(odd);
        assertEquals("\u00fe", BytePaths.name(odd));
        assertEquals(BytePaths.text(folder) + "/\u00fe", BytePaths.text(odd));
        assertEquals("/", BytePaths.text(Path.of("/")));
    }
}
