package org.abifit.plugin;

import java.util.Optional;

/** Reads JSON, for those who must not know a JSON library. */
public interface JsonReader {
    /** {@return a {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Number} or {@code Boolean}; empty where the text is none} */
    Optional<Object> read(String text);
}
