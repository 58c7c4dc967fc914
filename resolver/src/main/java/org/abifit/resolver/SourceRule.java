package org.abifit.resolver;

import java.util.Optional;
import org.abifit.root.RegularFile;

/** Which host files may be bound at all: the site's rules about sources of plans. */
public interface SourceRule {
    /** Every file may. */
    SourceRule ALL = (path, file) -> Optional.empty();

    /**
     * {@return why a file may not be bound; empty when it may}
     *
     * @param path its path on the host, links followed
     */
    Optional<String> refusal(String path, RegularFile file);
}
