package org.abifit.elf;

import java.util.Map;
import java.util.Set;

/**
 * Which relocation types of a machine go through the PLT, copy, or concern thread-local storage ({@code fixedTls}: at an offset that
 * is the same in all threads); all others that name a symbol are data. Numbers from each machine's psABI supplement.
 */
record RelocationTypes(int jumpSlot, int copy, Set<Integer> tls, int fixedTls, int narrowFixedTls) {
    private static final Map<Integer, RelocationTypes> BY_MACHINE = Map.ofEntries(
            Map.entry(Machine.X86_64, new RelocationTypes(7, 5, Set.of(16, 17, 18, 36), 18, 23)),
            Map.entry(Machine.I386, new RelocationTypes(7, 5, Set.of(14, 35, 36, 37, 41), 14, 37)),
            Map.entry(Machine.AARCH64, new RelocationTypes(1026, 1024, Set.of(1028, 1029, 1030, 1031), 1030, 1030)),
            Map.entry(Machine.ARM, new RelocationTypes(22, 20, Set.of(13, 17, 18, 19), 19, 19)),
            Map.entry(Machine.PPC64, new RelocationTypes(21, 19, Set.of(68, 73, 78), 73, 73)),
            Map.entry(Machine.PPC, new RelocationTypes(21, 19, Set.of(68, 73, 78), 73, 73)),
            Map.entry(Machine.S390, new RelocationTypes(11, 9, Set.of(54, 55, 56), 56, 56)),
            Map.entry(Machine.RISCV, new RelocationTypes(5, 4, Set.of(6, 7, 8, 9, 10, 11, 12), 10, 11)),
            Map.entry(Machine.LOONGARCH, new RelocationTypes(5, 4, Set.of(6, 7, 8, 9, 10, 11, 13, 14), 10, 11)),
            Map.entry(Machine.MIPS, new RelocationTypes(127, 126, Set.of(38, 39, 40, 41, 47, 48), 47, 48)),
            Map.entry(Machine.SPARC, new RelocationTypes(21, 19, Set.of(74, 75, 76, 77, 78, 79), 78, 79)),
            Map.entry(Machine.SPARCV9, new RelocationTypes(21, 19, Set.of(74, 75, 76, 77, 78, 79), 78, 79)),
            Map.entry(Machine.M68K, new RelocationTypes(21, 19, Set.of(40, 41, 42), 42, 42)),
            Map.entry(Machine.ALPHA, new RelocationTypes(26, 24, Set.of(31, 33, 38), 38, 38)),
            Map.entry(Machine.SH, new RelocationTypes(164, 162, Set.of(149, 150, 151), 151, 151)));
    private static final RelocationTypes UNKNOWN = new RelocationTypes(-1, -1, Set.of(), -1, -1);

    static RelocationTypes of(int machine) {
        return BY_MACHINE.getOrDefault(machine, UNKNOWN);
    }

    boolean isFixedTls(int type) {
        return type >= 0 && (type == fixedTls || type == narrowFixedTls);
    }

    /** {@return the class of a relocation; on machines that are not in the table whatever lies in {@code DT_JMPREL} is lazy} */
    ReferenceClass classOf(int type, boolean inPltTable) {
        if (inPltTable && (type == jumpSlot || jumpSlot < 0)) {
            return ReferenceClass.LAZY;
        }
        if (type == copy) {
            return ReferenceClass.COPY;
        }
        return tls.contains(type) ? ReferenceClass.TLS : ReferenceClass.DATA;
    }
}
