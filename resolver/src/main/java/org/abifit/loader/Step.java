package org.abifit.loader;

import java.util.List;
import java.util.Optional;

/** One thing that a loader did on its way, told only when a question asks for it. */
public sealed interface Step {

    /** An object asks for a name; {@code by} is empty for preloads. */
    record Asked(String name, String by) implements Step {}

    /** An object that is there answers to the name; nothing is searched. */
    record Known(String name, String path) implements Step {}

    /** A list of folders is searched. */
    record Searched(Route.Rule rule, String owner, List<String> folders) implements Step {}

    /** A file is opened; {@code outcome} is a short clause, as {@code taken} or {@code no such file}. */
    record Tried(String path, String outcome) implements Step {}

    /** The file that was found is mapped already, under another name. */
    record SameFile(String name, String path) implements Step {}

    /** A file is mapped. */
    record Mapped(String name, String path) implements Step {}

    /** A needed version node is looked for in the file that should define it. */
    record Version(String node, String file, String by, boolean defined) implements Step {}

    /** A reference is bound; {@code to} is empty where nothing in scope defines it. */
    record Bound(String symbol, Optional<String> version, String by, Optional<String> to) implements Step {}

    /** The program calls dlopen. */
    record Opened(Opening opening) implements Step {}
}
