package org.abifit.testkit;

/**
 * The numbers that one machine's psABI gives to the dynamic relocations ({@code ELF_R_TYPE} of {@code r_info}).
 *
 * @param absolute a pointer to the symbol ({@code R_X86_64_64})
 * @param copy the data of a library variable copied into the program ({@code R_*_COPY})
 * @param globDat a GOT entry filled at load ({@code R_*_GLOB_DAT}; machines without one use {@code absolute})
 * @param jumpSlot a GOT entry filled at the first call ({@code R_*_JUMP_SLOT})
 * @param relative load address plus addend, no symbol ({@code R_*_RELATIVE})
 * @param tlsModule the module id of a thread-local variable ({@code R_*_DTPMOD})
 * @param tlsModuleOffset its offset in that module's block ({@code R_*_DTPOFF})
 * @param tlsOffset its offset from the thread pointer ({@code R_*_TPOFF}, the initial-exec model)
 * @param tlsDescriptor a TLS descriptor ({@code R_*_TLSDESC})
 * @param irelative the result of a resolver function ({@code R_*_IRELATIVE})
 */
public record RelocationTypes(int absolute, int copy, int globDat, int jumpSlot, int relative,
        int tlsModule, int tlsModuleOffset, int tlsOffset, int tlsDescriptor, int irelative) {

    /** {@return the number that this machine uses for the given kind of reference} */
    int of(Bind bind) {
        return switch (bind) {
            case LAZY -> jumpSlot;
            case GOT -> globDat;
            case POINTER -> absolute;
            case COPY -> copy;
            case TLS_MODULE -> tlsModule;
            case TLS_MODULE_OFFSET -> tlsModuleOffset;
            case TLS_OFFSET -> tlsOffset;
            case TLS_DESCRIPTOR -> tlsDescriptor;
        };
    }
}
