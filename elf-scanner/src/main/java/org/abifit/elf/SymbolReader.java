package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * {@code DT_SYMTAB} with the relocations that refer to it. All tables are read piece by piece, because their sizes are claims;
 * what is held of them are a few bytes a symbol.
 */
final class SymbolReader {
    private static final int PIECE_SYMBOLS = 1 << 13;
    private static final int SHN_ABS = 0xfff1, SHN_COMMON = 0xfff2;

    private final ElfHeader header;
    private final DynamicTable dynamic;
    private final Table symbols;
    private final boolean wide;
    private final int symbolSize;

    private SymbolReader(ElfHeader header, DynamicTable dynamic) {
        this.header = header;
        this.dynamic = dynamic;
        this.symbols = dynamic.table(DynamicTable.DT_SYMTAB, "DT_SYMTAB");
        this.wide = header.is64();
        this.symbolSize = SymbolCounter.symbolSize(header);
    }

    /** The symbols that are not local, and what the relocations tell besides. */
    record Read(SymbolTable symbols, Relocations relocations) {}

    static Read read(ElfHeader header, DynamicTable dynamic) throws IOException {
        return dynamic.has(DynamicTable.DT_SYMTAB) ? new SymbolReader(header, dynamic).read() : new Read(SymbolTable.EMPTY, Relocations.NONE);
    }

    private Read read() throws IOException {
        SymbolCounter counter = new SymbolCounter(header, dynamic, symbols);
        References references = new References(counter.count(), counter.capacity());
        new RelocationReader(header, dynamic, references).read();
        mipsGlobalGot(references);
        return pack(references);
    }

    /** MIPS binds every symbol from {@code DT_MIPS_GOTSYM} on through its GOT, without a relocation; stubs make functions lazy. */
    private void mipsGlobalGot(References references) throws IOException {
        if (header.machine() != Machine.MIPS || !dynamic.has(DynamicTable.DT_MIPS_GOTSYM)) {
            return;
        }
        for (long i = dynamic.value(DynamicTable.DT_MIPS_GOTSYM); i >= 0 && i < references.count(); i++) {
            ByteBuffer symbol = symbols.at(i * symbolSize, symbolSize);
            boolean stub = shndx(symbol, 0) == 0 && value(symbol, 0) != 0 && (info(symbol, 0) & 15) == Symbol.STT_FUNC;
            references.add((int) i, stub ? ReferenceClass.LAZY : ReferenceClass.DATA);
        }
    }

    private Read pack(References references) throws IOException {
        int count = references.count();
        boolean versioned = dynamic.has(DynamicTable.DT_VERSYM);
        ByteBuffer versions = versioned ? dynamic.table(DynamicTable.DT_VERSYM, "DT_VERSYM").at(0, 2L * count) : null;
        SymbolPacker packer = new SymbolPacker(dynamic.strings(), count, versioned);
        int[] numbers = new int[count];
        for (int first = 0; first < count; first += PIECE_SYMBOLS) {
            int n = Math.min(PIECE_SYMBOLS, count - first);
            ByteBuffer piece = symbols.at((long) first * symbolSize, (long) n * symbolSize);
            for (int i = 0; i < n; i++) {
                numbers[first + i] = add(packer, piece, first, i, references.classes(first + i), versioned ? versions.getShort(2 * (first + i)) : 0);
            }
        }
        return new Read(packer.toTable(references.renumbered(numbers)), references.summary(numbers));
    }

    /** Adds a symbol unless it is local, as the null symbol is; {@return its number among the others, or -1} */
    private int add(SymbolPacker packer, ByteBuffer piece, int first, int i, int classes, short versym) throws IOException {
        int at = i * symbolSize;
        int info = info(piece, at);
        if (info >> 4 == Symbol.STB_LOCAL) {
            return -1;
        }
        long size = wide ? piece.getLong(at + 16) : Integer.toUnsignedLong(piece.getInt(at + 8));
        int word = SymbolTable.info(info >> 4, info & 15, piece.get(at + (wide ? 5 : 13)) & 3, place(shndx(piece, at)), value(piece, at) == 0)
                | classes << SymbolTable.REFERENCE_SHIFT;
        packer.add(piece.getInt(at), symbols.offset() + (long) (first + i) * symbolSize, word, versym, size);
        return packer.count() - 1;
    }

    private int shndx(ByteBuffer table, int at) {
        return table.getShort(at + (wide ? 6 : 14)) & 0xffff;
    }

    private long value(ByteBuffer table, int at) {
        return wide ? table.getLong(at + 8) : Integer.toUnsignedLong(table.getInt(at + 4));
    }

    private int info(ByteBuffer table, int at) {
        return table.get(at + (wide ? 4 : 12)) & 0xff;
    }

    private static Symbol.Place place(int shndx) {
        return switch (shndx) {
            case 0 -> Symbol.Place.UNDEFINED;
            case SHN_ABS -> Symbol.Place.ABSOLUTE;
            case SHN_COMMON -> Symbol.Place.COMMON;
            default -> Symbol.Place.SECTION;
        };
    }
}
