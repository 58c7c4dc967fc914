package org.abifit.testkit;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One note: owner, type and descriptor ({@code Elf_Nhdr}, gABI "Note Section"), under the name of its section. */
public final class Note {
    private static final int NT_GNU_ABI_TAG = 1;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int NT_GNU_PROPERTY_TYPE_0 = 5;
    private static final int NT_FDO_PACKAGING_METADATA = 0xcafe1a7e;
    private static final int NT_FDO_DLOPEN_METADATA = 0x407c0c0a;

    final String section;
    private final String owner;
    private final int type;
    private final Consumer<Bytes> descriptor;
    private int alignment;

    private Note(String section, String owner, int type, int alignment, Consumer<Bytes> descriptor) {
        this.section = section;
        this.owner = owner;
        this.type = type;
        this.alignment = alignment;
        this.descriptor = descriptor;
    }

    /** One entry of a GNU property note with a 4-byte value ({@code pr_type}, {@code pr_data}). */
    public record Property(int type, int value) {
        /** {@return the x86 levels that the object needs: bit 0 is the baseline, bits 1 to 3 are x86-64-v2 to v4} */
        public static Property x86IsaNeeded(int bits) {
            return new Property(0xc0008002, bits);
        }

        /** {@return the x86 features that all parts of the object support: bit 0 IBT, bit 1 SHSTK} */
        public static Property x86Feature(int bits) {
            return new Property(0xc0000002, bits);
        }

        /** {@return the AArch64 features that all parts of the object support: bit 0 BTI, bit 1 PAC} */
        public static Property aarch64Feature(int bits) {
            return new Property(0xc0000000, bits);
        }

        /** {@return GNU_PROPERTY_1_NEEDED: bit 0 is INDIRECT_EXTERN_ACCESS} */
        public static Property needed(int bits) {
            return new Property(0xb0008000, bits);
        }
    }

    /** {@return a note of one's own, aligned to 4} */
    public static Note of(String section, String owner, int type, byte... descriptor) {
        return new Note(section, owner, type, 4, bytes -> bytes.raw(descriptor));
    }

    /** {@return the build id, given in hexadecimal digits} */
    public static Note buildId(String hex) {
        return of(".note.gnu.build-id", "GNU", NT_GNU_BUILD_ID, HexFormat.of().parseHex(hex));
    }

    /** {@return the oldest Linux release that the object accepts} */
    public static Note abiTag(int major, int minor, int patch) {
        return new Note(".note.ABI-tag", "GNU", NT_GNU_ABI_TAG, 4,
                bytes -> Stream.of(0, major, minor, patch).forEach(bytes::u32));
    }

    /** {@return the properties in one note, sorted by type as linkers do; aligned to 8 in ELFCLASS64} */
    public static Note properties(Property... properties) {
        List<Property> sorted = Stream.of(properties)
                .sorted(Comparator.comparing(Property::type, Integer::compareUnsigned)).toList();
        return new Note(".note.gnu.property", "GNU", NT_GNU_PROPERTY_TYPE_0, 0,
                bytes -> sorted.forEach(property -> write(property, bytes)));
    }

    /** {@return what the object says it may dlopen: a JSON array, zero-padded} */
    public static Note dlopen(String json) {
        return of(".note.dlopen", "FDO", NT_FDO_DLOPEN_METADATA, terminated(json));
    }

    /** {@return the package that the object comes from: a JSON object, zero-padded} */
    public static Note packageMetadata(String json) {
        return of(".note.package", "FDO", NT_FDO_PACKAGING_METADATA, terminated(json));
    }

    /** Overrides the alignment, of the padding as well as of the segment. */
    public Note align(int bytes) {
        alignment = bytes;
        return this;
    }

    int alignment(Machine machine) {
        return alignment == 0 ? machine.word() : alignment;
    }

    boolean isProperty() {
        return type == NT_GNU_PROPERTY_TYPE_0 && section.equals(".note.gnu.property");
    }

    /** n_namesz, n_descsz, n_type, then name and descriptor, each padded. */
    byte[] write(Machine machine) {
        Bytes desc = new Bytes(machine);
        descriptor.accept(desc);
        byte[] name = terminated(owner);
        return new Bytes(machine).u32(name.length).u32(desc.size()).u32(type)
                .raw(name).align(4)
                .raw(desc.toByteArray()).align(alignment(machine)).toByteArray();
    }

    private static void write(Property property, Bytes bytes) {
        bytes.align(bytes.machine().word());
        bytes.u32(property.type).u32(4).u32(property.value).align(bytes.machine().word());
    }

    private static byte[] terminated(String text) {
        return Bytes.encode(text + "\0");
    }
}
