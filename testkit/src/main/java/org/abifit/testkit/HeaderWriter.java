package org.abifit.testkit;

/** Writes Elf_Ehdr (gABI "ELF Header"), with whatever fields the test wants otherwise. */
final class HeaderWriter {
    private final Spec spec;
    private final Layout layout;
    private final int phnum;

    private HeaderWriter(Spec spec, Layout layout, int phnum) {
        this.spec = spec;
        this.layout = layout;
        this.phnum = phnum;
    }

    static byte[] write(Spec spec, Layout layout, int phnum) {
        HeaderWriter writer = new HeaderWriter(spec, layout, phnum);
        Bytes out = new Bytes(spec.machine).raw(writer.ident());
        for (Ehdr field : Ehdr.values()) {
            out.number(spec.header.getOrDefault(field, writer.value(field)), field.width(spec.machine.wide()));
        }
        return out.toByteArray();
    }

    private byte[] ident() {
        byte[] ident = new byte[16];
        ident[0] = 0x7f;
        ident[1] = 'E';
        ident[2] = 'L';
        ident[3] = 'F';
        ident[Elf.EI_CLASS] = (byte) (spec.machine.wide() ? Elf.ELFCLASS64 : Elf.ELFCLASS32);
        ident[Elf.EI_DATA] = (byte) (spec.machine.little() ? Elf.ELFDATA2LSB : Elf.ELFDATA2MSB);
        ident[Elf.EI_VERSION] = 1;
        spec.ident.forEach((index, value) -> ident[index] = value.byteValue());
        return ident;
    }

    private long value(Ehdr field) {
        boolean sections = spec.sectionHeaders;
        return switch (field) {
            case E_TYPE -> spec.type;
            case E_MACHINE -> spec.machine.number();
            case E_VERSION -> 1;
            case E_ENTRY -> spec.program ? layout.address(".text") : 0;
            case E_PHOFF, E_EHSIZE -> ImageWriter.headerSize(spec.machine);
            case E_SHOFF -> sections ? Layout.alignUp(layout.end(), spec.machine.word()) : 0;
            case E_FLAGS -> 0;
            case E_PHENTSIZE -> Segments.entrySize(spec.machine);
            case E_PHNUM -> phnum;
            case E_SHENTSIZE -> SectionHeaders.entrySize(spec.machine);
            case E_SHNUM -> sections ? layout.placed().size() + 1 : 0;
            case E_SHSTRNDX -> sections ? SectionHeaders.namesIndex(layout.placed()) : 0;
        };
    }
}
