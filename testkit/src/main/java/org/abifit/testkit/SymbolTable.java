package org.abifit.testkit;

import java.util.Map;

/** Writes {@code .dynsym}: Elf32_Sym and Elf64_Sym hold the same fields in another order (gABI "Symbol Table"). */
final class SymbolTable {
    private final Plan plan;
    private final Layout layout;
    private final Map<Definition, Long> functions;
    private final Bytes out;

    private SymbolTable(Plan plan, Layout layout, Map<Definition, Long> functions) {
        this.plan = plan;
        this.layout = layout;
        this.functions = functions;
        out = new Bytes(plan.spec.machine);
    }

    static byte[] write(Plan plan, Layout layout, Map<Definition, Long> functions) {
        SymbolTable table = new SymbolTable(plan, layout, functions);
        table.entry(0, 0, 0, 0, 0, 0);
        plan.symbols().forEach(table::entry);
        return table.out.toByteArray();
    }

    /** {@return the size of one entry} */
    static int entrySize(Machine machine) {
        return machine.wide() ? 24 : 16;
    }

    private void entry(SymbolSpec<?> symbol) {
        entry(plan.strings.offset(symbol.name), symbol.value.orElseGet(() -> value(symbol)), symbol.size,
                symbol.binding << 4 | symbol.type & 0xf, symbol.visibility,
                symbol.sectionIndex.orElseGet(() -> sectionIndex(symbol)));
    }

    private void entry(long name, long value, long size, int info, int other, int shndx) {
        if (plan.spec.machine.wide()) {
            out.u32(name).u8(info).u8(other).u16(shndx).word(value).word(size);
        } else {
            out.u32(name).word(value).word(size).u8(info).u8(other).u16(shndx);
        }
    }

    private long value(SymbolSpec<?> symbol) {
        return switch (symbol) {
            case Definition d -> switch (d.place) {
                case CODE -> layout.address(".text") + functions.get(d);
                case DATA -> layout.address(".data") + plan.offset(d);
                case TLS -> plan.offset(d);
                case ABSOLUTE -> 0;
            };
            case Reference r when r.is(Bind.COPY) -> layout.address(".bss") + plan.offset(r);
            case Reference r when r.canonicalPlt ->
                    Code.of(plan.spec.machine).pltEntry(layout.address(".plt"), plan.lazyIndex(r));
            case Reference r -> 0;
        };
    }

    private int sectionIndex(SymbolSpec<?> symbol) {
        return switch (symbol) {
            case Definition d -> switch (d.place) {
                case CODE -> layout.sectionIndex(".text");
                case DATA -> layout.sectionIndex(".data");
                case TLS -> layout.sectionIndex(".tdata");
                case ABSOLUTE -> Elf.SHN_ABS;
            };
            case Reference r -> r.is(Bind.COPY) ? layout.sectionIndex(".bss") : Elf.SHN_UNDEF;
        };
    }
}
