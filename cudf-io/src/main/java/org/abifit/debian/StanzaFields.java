package org.abifit.debian;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.abifit.debian.DebianPackage.MultiArch;

/** Values of fields other than relations, checked one by one. */
final class StanzaFields {
    private StanzaFields() {
    }

    /** {@return fields in lower case, as {@link ControlReader} wants them} */
    static Set<String> wanted(String... fields) {
        return Arrays.stream(fields).map(f -> f.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return a value without blanks inside} */
    static String word(ControlStanza stanza, String field) throws FieldFault {
        return checked(stanza, field, stanza.required(field));
    }

    private static String checked(ControlStanza stanza, String field, String word) throws FieldFault {
        if (!Ascii.isWord(word)) {
            throw stanza.wrong(field, "'%s' is not a single word of ASCII".formatted(Ascii.shown(word)));
        }
        return word;
    }

    /** {@return the name of a package, which has no architecture} */
    static String name(ControlStanza stanza) throws FieldFault {
        String name = word(stanza, "Package");
        if (name.indexOf(':') >= 0) {
            throw stanza.wrong("Package", "'%s' is no package name".formatted(name));
        }
        return name;
    }

    static String version(ControlStanza stanza) throws FieldFault {
        return checkedVersion(stanza, "Version", stanza.required("Version"));
    }

    private static String checkedVersion(ControlStanza stanza, String field, String version) throws FieldFault {
        Optional<String> problem = DebianVersion.problem(version);
        if (problem.isPresent()) {
            throw stanza.wrong(field, problem.get());
        }
        return version;
    }

    /** A source package; its version stands beside it only where it is not that of the package. */
    record Source(String name, String version) {
    }

    /** {@return the field {@code Source}; without it, the source is called as the package} */
    static Source source(ControlStanza stanza, String name, String version) throws FieldFault {
        String value = stanza.text("Source");
        if (value.isEmpty()) {
            return new Source(name, version);
        }
        int open = value.indexOf('(');
        String source = checked(stanza, "Source", open < 0 ? value : value.substring(0, open).strip());
        if (open < 0) {
            return new Source(source, version);
        } else if (!value.endsWith(")")) {
            throw stanza.wrong("Source", "'%s': expected ')' at the end".formatted(Ascii.shown(value)));
        }
        return new Source(source, checkedVersion(stanza, "Source", value.substring(open + 1, value.length() - 1).strip()));
    }

    static MultiArch multiArch(ControlStanza stanza) throws FieldFault {
        return switch (stanza.text("Multi-Arch").toLowerCase(Locale.ROOT)) {
            case "", "no", "none" -> MultiArch.NO;
            case "same" -> MultiArch.SAME;
            case "foreign" -> MultiArch.FOREIGN;
            case "allowed" -> MultiArch.ALLOWED;
            default -> throw stanza.wrong("Multi-Arch", "'%s' is none of no, same, foreign, allowed".formatted(Ascii.shown(stanza.text("Multi-Arch"))));
        };
    }

    static boolean yes(ControlStanza stanza, String field) throws FieldFault {
        return switch (stanza.text(field).toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "", "no", "false" -> false;
            default -> throw stanza.wrong(field, "'%s' is neither yes nor no".formatted(Ascii.shown(stanza.text(field))));
        };
    }

    /** {@return a number from 0 on, 0 where the field is missing} */
    static long number(ControlStanza stanza, String field) throws FieldFault {
        String value = stanza.text(field);
        try {
            long number = value.isEmpty() ? 0 : Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw stanza.wrong(field, "'%s' is no number".formatted(Ascii.shown(value)));
    }

    /** {@return text of one line of ASCII, or empty} */
    static String text(ControlStanza stanza, String field) throws FieldFault {
        String value = stanza.text(field);
        return value.isEmpty() ? "" : checked(stanza, field, value);
    }
}
