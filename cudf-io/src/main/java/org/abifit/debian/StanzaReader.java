package org.abifit.debian;

import java.util.Set;

/** What turns stanzas of one kind of index into packages. */
interface StanzaReader {

    /** {@return the fields it looks at, in lower case} */
    Set<String> wanted();

    /**
     * {@return the package that a stanza describes}
     *
     * @param file the index, as the caller calls it
     */
    DebianPackage read(ControlStanza stanza, String file) throws FieldFault;
}
