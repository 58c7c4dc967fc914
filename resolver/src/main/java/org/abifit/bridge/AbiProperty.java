package org.abifit.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.abifit.cudf.CudfDocument.Declaration;
import org.abifit.cudf.CudfType;
import org.abifit.cudf.CudfValue;

/** What packages say of what they stand for, beside what they cost. Lists are words with {@code %hh} for what is not printable. */
enum AbiProperty {
    /** Whose file it is; a rule stands for what no single file is to blame for. */
    ORIGIN,
    /** The host's name as it was given. */
    HOST,
    /** The image's name as it was given. */
    IMAGE,
    /** The sonames that the file, or all files of the C library, fill. */
    SONAME,
    /** Where they lie in their own root. */
    PATH,
    /** The version nodes that they define. */
    NODES,
    /** The machine of the ELF header. */
    MACHINE,
    /** The note of the build. */
    BUILD_ID,
    /** The family that is not split. */
    FAMILY,
    /** Where host files go: over the image's, or in a folder of their own. */
    MODE,
    /** The applications. */
    APPS,
    /** What must come from the host, as it was asked for. */
    WANTS;

    static final String OF_IMAGE = "image";
    static final String OF_HOST = "host";
    static final String OF_RULE = "rule";

    /** {@return the property's name} */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the declarations of all, and of numbers that default to nothing} */
    static List<Declaration> declarations(List<String> numbers) {
        List<Declaration> all = new ArrayList<>();
        for (AbiProperty property : values()) {
            all.add(property == ORIGIN ? new Declaration(property.word(), new CudfType.Enumeration(List.of(OF_IMAGE, OF_HOST, OF_RULE)), Optional.of(new CudfValue.EnumIdent(OF_RULE)))
                    : new Declaration(property.word(), CudfType.Simple.STRING, Optional.of(new CudfValue.Text(""))));
        }
        numbers.forEach(n -> all.add(new Declaration(n, CudfType.Simple.NAT, Optional.of(new CudfValue.Int(0)))));
        return all;
    }
}
