package org.abifit.testkit;

import java.util.List;
import java.util.function.ToLongFunction;

/** The few instructions that a tiny program or library consists of. */
sealed interface Code permits X86Code, RetCode {

    /** {@return the code writer for a machine; only x86 programs really run, others get bodies that return} */
    static Code of(Machine machine) {
        boolean x86 = machine.number() == Machine.X86_64.number() || machine.number() == Machine.I386.number();
        return x86 ? new X86Code(machine) : new RetCode(machine);
    }

    /**
     * {@return the body of a function}
     *
     * @param at the address of the body
     * @param got the address of {@code .got.plt}
     * @param plt the address of the PLT entry of a symbol
     */
    byte[] function(Definition definition, long at, long got, ToLongFunction<String> plt);

    /** {@return a body that ends the process with the given code} */
    byte[] exit(int code);

    /** {@return the code at the entry point of a program: its steps, then the exit; parameters as for a function} */
    byte[] start(Spec spec, long at, long got, ToLongFunction<String> plt);

    /** {@return the procedure linkage table: the entry that calls the loader, then one for each slot} */
    byte[] plt(List<Plan.Slot> slots, long at, long got);

    /** {@return the address of the n-th entry of the PLT} */
    long pltEntry(long plt, int n);

    /** {@return what the GOT slot of the n-th entry holds until it is bound} */
    long unbound(long plt, int n);
}
