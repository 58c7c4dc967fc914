package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit schema}: the forms of what {@code --format json} prints. */
final class SchemaCommand implements Callable<Integer> {
    /** The forms; each is a resource. */
    static final List<String> NAMES = List.of(
            "check",
            "db-change",
            "db-gc",
            "db-list",
            "db-plans",
            "db-show",
            "db-verify",
            "diff",
            "elf",
            "ldd",
            "lint",
            "plan",
            "plugin-families",
            "plugins",
            "resolve",
            "scan");
