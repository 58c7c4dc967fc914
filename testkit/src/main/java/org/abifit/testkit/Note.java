package org.abifit.testkit;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private final String text;
    private int alignment;

    private Note(String text, String section, String owner, int type, int alignment, Consumer<Bytes> descriptor) {
        this.text = text;
        this.section = section;
        this.owner = owner;
        this.type = type;
        this.alignment = alignment;
        this.descriptor = descriptor;
    }

    /** One entry of a GNU property note with a 4-byte value ({@code pr_type}, {@code pr_data}). */
    public record Property(int type, int value) {
        private static final Map<String, Integer> TYPES = Map.of("x86-isa-needed", 0xc0008002, "x86-feature", 0xc0000002, "aarch64-feature", 0xc0000000,
                "needed", 0xb0008000);

        private String text() {
            String name = TYPES.entrySet().stream().filter(e -> e.getValue() == type).map(Map.Entry::getKey).findFirst().orElse(Names.hex(type & 0xffffffffL));
            return name + "=" + Names.hex(value & 0xffffffffL);
        }

        private static Property parse(String word) {
            String name = word.substring(0, word.indexOf('='));
            int type = TYPES.containsKey(name) ? TYPES.get(name) : Names.parseInt(name);
            return new Property(type, Names.parseInt(word.substring(name.length() + 1)));
        }

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
        String text = "raw %s %s %s %s".formatted(Tokens.quote(section), Tokens.quote(owner), Names.hex(type & 0xffffffffL), Tokens.quote(HexFormat.of()
                .formatHex(descriptor)));
        return of(text, section, owner, type, descriptor);
    }

    private static Note of(String text, String section, String owner, int type, byte... descriptor) {
        return new Note(text, section, owner, type, 4, bytes -> bytes.raw(descriptor));
    }

    /** {@return the build id, given in hexadecimal digits} */
    public static Note buildId(String hex) {
        return of("build-id " + hex, ".note.gnu.build-id", "GNU", NT_GNU_BUILD_ID, HexFormat.of().parseHex(hex));
    }

    /** {@return the oldest Linux release that the object accepts} */
    public static Note abiTag(int major, int minor, int patch) {
        return new Note("abi-tag %d.%d.%d".formatted(major, minor, patch), ".note.ABI-tag", "GNU", NT_GNU_ABI_TAG, 4,
                bytes -> Stream.of(0, major, minor, patch).forEach(bytes::u32));
    }

    /** {@return the properties in one note, sorted by type as linkers do; aligned to 8 in ELFCLASS64} */
    public static Note properties(Property... properties) {
        List<Property> sorted = Stream.of(properties)
                .sorted(Comparator.comparing(Property::type, Integer::compareUnsigned)).toList();
        String text = Stream.concat(Stream.of("property"), sorted.stream().map(Property::text)).collect(Collectors.joining(" "));
        return new Note(text, ".note.gnu.property", "GNU", NT_GNU_PROPERTY_TYPE_0, 0,
                bytes -> sorted.forEach(property -> write(property, bytes)));
    }

    /** {@return what the object says it may dlopen: a JSON array, zero-padded} */
    public static Note dlopen(String json) {
        return of("dlopen " + Tokens.quote(json), ".note.dlopen", "FDO", NT_FDO_DLOPEN_METADATA, terminated(json));
    }

    /** {@return the package that the object comes from: a JSON object, zero-padded} */
    public static Note packageMetadata(String json) {
        return of("package " + Tokens.quote(json), ".note.package", "FDO", NT_FDO_PACKAGING_METADATA, terminated(json));
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

    /** {@return the note as words: its kind, what is in it, and its alignment where that was overridden} */
    String text() {
        int usual = isProperty() ? 0 : 4;
        return alignment == usual ? text : text + " align=" + alignment;
    }

    /** {@return the note of these words} */
    static Note parse(List<String> written) {
        boolean aligned = written.getLast().startsWith("align=");
        List<String> words = aligned ? written.subList(0, written.size() - 1) : written;
        Note note = switch (words.getFirst()) {
            case "abi-tag" -> abiTag(words.get(1).split("\\."));
            case "build-id" -> buildId(words.get(1));
            case "property" -> properties(words.stream().skip(1).map(Property::parse).toArray(Property[]::new));
            case "dlopen" -> dlopen(words.get(1));
            case "package" -> packageMetadata(words.get(1));
            case "raw" -> of(words.get(1), words.get(2), Names.parseInt(words.get(3)), HexFormat.of().parseHex(words.get(4)));
            default -> throw new IllegalArgumentException("no such note: " + words.getFirst());
        };
        return aligned ? note.align(Names.parseInt(written.getLast().substring("align=".length()))) : note;
    }

    private static Note abiTag(String[] numbers) {
        return abiTag(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
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
