package org.abifit.testkit;

import java.util.List;
import java.util.function.ToLongFunction;

/** Code for machines whose programs no test runs: every body, and every entry of the PLT, is one return instruction. */
record RetCode(Machine machine) implements Code {
    private static final int PLT_ENTRY = 16;

    @Override
    public byte[] function(Definition definition, long at, long got, ToLongFunction<String> plt) {
        return ret();
    }

    @Override
    public byte[] exit(int code) {
        return ret();
    }

    @Override
    public byte[] start(Spec spec, long at, long got, ToLongFunction<String> plt) {
        return ret();
    }

    @Override
    public byte[] plt(List<Plan.Slot> slots, long at, long got) {
        Bytes out = new Bytes(machine);
        slots.forEach(slot -> out.raw(ret()).align(PLT_ENTRY));
        return out.toByteArray();
    }

    @Override
    public long pltEntry(long plt, int n) {
        return plt + (long) PLT_ENTRY * n;
    }

    @Override
    public long unbound(long plt, int n) {
        return pltEntry(plt, n);
    }

    /** Instructions of Arm and RISC-V are little-endian whatever the data is; PowerPC and IBM z follow the data. */
    private byte[] ret() {
        return switch (machine.number()) {
            case 40 -> new Bytes(machine).u32(0xe12fff1eL).toByteArray(); // bx lr
            case 183 -> new Bytes(machine).code(0xc0, 0x03, 0x5f, 0xd6).toByteArray(); // ret
            case 243 -> new Bytes(machine).code(0x67, 0x80, 0x00, 0x00).toByteArray(); // ret
            case 258 -> new Bytes(machine).code(0x20, 0x00, 0x00, 0x4c).toByteArray(); // jirl $zero, $ra, 0
            case 20, 21 -> new Bytes(machine).u32(0x4e800020L).toByteArray(); // blr
            case 22 -> new Bytes(machine).code(0x07, 0xfe).toByteArray(); // br %r14
            default -> new Bytes(machine).zeros(4).toByteArray();
        };
    }
}
