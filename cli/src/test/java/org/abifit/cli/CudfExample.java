package org.abifit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that the commands of {@code abifit cudf} read.
 *
 * @param problem an upgrade of three packages, five versions
 * @param good a solution of it
 * @param bad packages that are no solution, for many reasons
 * @param fail the answer FAIL
 * @param faulty no CUDF, for two reasons, and with a warning
 */
record CudfExample(Path problem, Path good, Path bad, Path fail, Path faulty) {
    static final String PROBLEM = """
            preamble:\s
            property: recommends: vpkgformula = [true!] , size: nat = [0]

            # The database may not go below what is there.
            package: db
            version: 7
            conflicts: db

            package: db
            version: 8
            conflicts: db
            installed: true
            keep: package

            package: db
            version: 9
            depends: libssl >= 3
            conflicts: db
            size: 3000000000

            package: libssl
            version: 1
            installed: true

            package: libssl
            version: 3
            recommends: docs
            size: 20

            package: web
            version: 2
            depends: libssl < 2
            installed: true

            request:\s
            remove: web
            upgrade: db
            """;

    static CudfExample in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new CudfExample(Files.writeString(folder.resolve("problem.cudf"), PROBLEM),
                Files.writeString(folder.resolve("good.cudf"), installed("db", 9) + installed("libssl", 1) + installed("libssl", 3)),
                Files.writeString(folder.resolve("bad.cudf"), installed("db", 7) + installed("db", 9) + installed("web", 2) + installed("web", 2) + installed("ghost", 1)),
                Files.writeString(folder.resolve("fail.cudf"), "FAIL\nno solution\n"),
                Files.writeString(folder.resolve("faulty.cudf"), "package: a_b\r\nversion: 0\r\ninstalled: true"));
    }

    private static String installed(String name, int version) {
        return "package: %s\nversion: %d\ninstalled: true\n\n".formatted(name, version);
    }
}
