package org.abifit.testkit;

import java.util.List;
import java.util.function.ToLongFunction;

/** Code for x86-64 and i386. The i386 PLT is the position-independent one: {@code %ebx} holds the address of {@code .got.plt}. */
record X86Code(Machine machine) implements Code {
    private static final int PLT_ENTRY = 16;

    private boolean amd64() {
        return machine.number() == Machine.X86_64.number();
    }

    @Override
    public byte[] function(Definition definition, long at, long got, ToLongFunction<String> plt) {
        Bytes out = new Bytes(machine);
        if (definition.type == Elf.STT_GNU_IFUNC) {
            addressBehind(out);
        }
        if (!definition.steps.isEmpty()) {
            enter(out);
            loadGot(out, at, got);
            definition.steps.forEach(step -> step(out, at, step, plt));
            leave(out);
        }
        definition.result.ifPresent(number -> out.code(0xb8).u32(number)); // mov $number, %eax
        return out.code(0xc3).toByteArray(); // ret
    }

    /** Saves %ebx on i386, and brings the stack back to its alignment of 16. */
    private void enter(Bytes out) {
        out.code(amd64() ? new int[] {0x48, 0x83, 0xec, 0x08} : new int[] {0x53, 0x83, 0xec, 0x08}); // [push %ebx;] sub $8, %sp
    }

    private void leave(Bytes out) {
        out.code(amd64() ? new int[] {0x48, 0x83, 0xc4, 0x08} : new int[] {0x83, 0xc4, 0x08, 0x5b}); // add $8, %sp [; pop %ebx]
    }

    /** On i386: call .; pop %ebx; add $(got - .), %ebx. */
    private void loadGot(Bytes out, long at, long got) {
        if (!amd64()) {
            out.code(0xe8).u32(0);
            long here = at + out.size();
            out.code(0x5b, 0x81, 0xc3).u32(got - here);
        }
    }

    private void step(Bytes out, long at, Spec.Step step, ToLongFunction<String> plt) {
        switch (step) {
            case Spec.Step.Call call -> call(out, at, plt.applyAsLong(call.symbol()));
            case Spec.Step.Dlopen dlopen -> dlopen(out, at, dlopen, plt);
        }
    }

    /** The resolver of an IFUNC: returns the address of the function that follows it. */
    private void addressBehind(Bytes out) {
        if (amd64()) {
            out.code(0x48, 0x8d, 0x05).u32(1).code(0xc3); // lea 1(%rip), %rax; ret
        } else {
            out.code(0xe8).u32(0).code(0x58, 0x83, 0xc0, 5, 0xc3); // call .; pop %eax; add $5, %eax; ret
        }
    }

    @Override
    public byte[] exit(int code) {
        Bytes out = new Bytes(machine);
        exit(out, code);
        return out.toByteArray();
    }

    private void exit(Bytes out, int code) {
        out.code(amd64() ? 0xbf : 0xbb).u32(code); // mov $code, first argument
        exitGroup(out);
    }

    private void exitWithResult(Bytes out) {
        out.code(0x89, amd64() ? 0xc7 : 0xc3); // mov %eax, first argument
        exitGroup(out);
    }

    private void exitGroup(Bytes out) {
        out.code(0xb8).u32(amd64() ? 231 : 252); // mov $exit_group, %eax
        out.code(amd64() ? new int[] {0x0f, 0x05} : new int[] {0xcd, 0x80}); // syscall; int $0x80
    }

    @Override
    public byte[] start(Spec spec, long at, long got, ToLongFunction<String> plt) {
        Bytes out = new Bytes(machine);
        if (!spec.steps.isEmpty()) {
            loadGot(out, at, got);
            spec.steps.forEach(step -> step(out, at, step, plt));
        }
        if (spec.exitWithResult) {
            exitWithResult(out);
        } else {
            exit(out, spec.exitCode);
        }
        return out.toByteArray();
    }

    private static void call(Bytes out, long at, long target) {
        out.code(0xe8).u32(target - (at + out.size() + 4)); // call target
    }

    /** dlopen(file, flags); on failure write(2, dlerror(), strlen), exit(1). The name stands in the code, jumped over. */
    private void dlopen(Bytes out, long at, Spec.Step.Dlopen step, ToLongFunction<String> plt) {
        if (!amd64()) {
            throw new UnsupportedOperationException("dlopen is written for x86-64 only");
        }
        byte[] name = Bytes.encode(step.file() + "\0");
        out.code(0xe9).u32(name.length).raw(name); // jmp over the name
        out.code(0x48, 0x8d, 0x3d).u32(-7L - name.length); // lea name(%rip), %rdi
        out.code(0xbe).u32(step.flags()); // mov $flags, %esi
        call(out, at, plt.applyAsLong("dlopen"));
        byte[] complaint = complaint(at + out.size() + 9, plt);
        out.code(0x48, 0x85, 0xc0); // test %rax, %rax
        out.code(0x0f, 0x85).u32(complaint.length).raw(complaint); // jne behind the complaint
    }

    private byte[] complaint(long at, ToLongFunction<String> plt) {
        Bytes out = new Bytes(machine);
        call(out, at, plt.applyAsLong("dlerror"));
        out.code(0x48, 0x89, 0xc6); // mov %rax, %rsi
        out.code(0x31, 0xd2); // xor %edx, %edx
        out.code(0x80, 0x3c, 0x16, 0x00); // 1: cmpb $0, (%rsi,%rdx)
        out.code(0x74, 0x04); // je 2f
        out.code(0xff, 0xc2); // inc %edx
        out.code(0xeb, 0xf6); // jmp 1b
        out.code(0xbf).u32(2).code(0xb8).u32(1).code(0x0f, 0x05); // 2: mov $2, %edi; mov $write, %eax; syscall
        exit(out, 1);
        return out.toByteArray();
    }

    @Override
    public byte[] plt(List<Plan.Slot> slots, long at, long got) {
        if (slots.isEmpty()) {
            return new byte[0];
        }
        int word = machine.word();
        Bytes out = new Bytes(machine);
        gotOperand(out, 0x30, at, got, word); // push the link map
        gotOperand(out, 0x20, at, got, 2L * word); // jump to the resolver
        out.align(PLT_ENTRY);
        for (int i = 0; i < slots.size(); i++) {
            gotOperand(out, 0x20, at, got, slots.get(i).offset()); // jmp *slot
            out.code(0x68).u32(amd64() ? i : i * 8L); // push the index (i386: the offset) of the relocation
            out.code(0xe9).u32(-(long) (out.size() + 4)); // jmp to the first entry
        }
        return out.toByteArray();
    }

    /** An instruction of opcode 0xff ({@code operation} 0x20 jmp, 0x30 push) on a word of the GOT: relative to %rip or to %ebx. */
    private void gotOperand(Bytes out, int operation, long at, long got, long offset) {
        if (amd64()) {
            out.code(0xff, operation | 0x05).u32(got + offset - (at + out.size() + 4));
        } else {
            out.code(0xff, operation | 0x83).u32(offset);
        }
    }

    @Override
    public long pltEntry(long plt, int n) {
        return plt + PLT_ENTRY * (n + 1L);
    }

    /** The second instruction of the entry, which pushes the relocation and calls the loader. */
    @Override
    public long unbound(long plt, int n) {
        return pltEntry(plt, n) + 6;
    }
}
