package org.abifit.testkit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The half of {@link TinyElf} that shapes the file: its header, its segments and its notes.
 *
 * @param <S> the type itself, so that calls can be chained
 */
public abstract sealed class FileOptions<S extends FileOptions<S>> permits TinyElf {
    final Spec spec = new Spec();

    FileOptions() {
    }

    abstract S self();

    /** Sets class, byte order, {@code e_machine} and relocation numbers; the default is {@link Machine#X86_64}. */
    public S machine(Machine machine) {
        spec.machine = machine;
        return self();
    }

    /** Sets {@code e_type}. */
    public S type(int eType) {
        spec.type = eType;
        return self();
    }

    /** Overrides a field of the ELF header. */
    public S header(Ehdr field, long value) {
        spec.header.put(field, value);
        return self();
    }

    /** Overrides a byte of {@code e_ident}, such as {@code Elf.EI_OSABI}, {@code Elf.EI_ABIVERSION} or a padding byte. */
    public S ident(int index, int value) {
        spec.ident.put(index, value);
        return self();
    }

    /** Adds section headers, which loaders ignore and some tools need. */
    public S sectionHeaders() {
        spec.sectionHeaders = true;
        return self();
    }

    /** Sets the path in PT_INTERP; the default is that of glibc on the machine. */
    public S interpreter(String path) {
        spec.interpreterWanted = true;
        spec.interpreter = Optional.of(path);
        return self();
    }

    /** Leaves PT_INTERP out. */
    public S noInterpreter() {
        spec.interpreterWanted = false;
        return self();
    }

    /** Lays the file out for pages of this size, and says so in {@code p_align}. */
    public S page(long size) {
        spec.page = OptionalLong.of(size);
        return self();
    }

    /** Sets the lowest address of the image; 0 unless the program has a fixed address. */
    public S base(long vaddr) {
        spec.base = OptionalLong.of(vaddr);
        return self();
    }

    /** Overrides {@code p_align} of every PT_LOAD and leaves the layout as it is. */
    public S loadAlign(long pAlign) {
        spec.loadAlign = OptionalLong.of(pAlign);
        return self();
    }

    /** Moves {@code p_vaddr} of the n-th PT_LOAD, counted from 0, away from what its offset allows. */
    public S shiftLoad(int nth, long bytes) {
        spec.loadShift.put(nth, bytes);
        return self();
    }

    /** Adds a program header field by field, without contents of its own. */
    public S segment(int type, int flags, long offset, long vaddr, long filesz, long memsz, long align) {
        spec.segments.add(new Spec.Segment(type, flags, offset, vaddr, filesz, memsz, align));
        return self();
    }

    /** Leaves out all program headers of a type; what they cover stays in the file. */
    public S withoutSegment(int type) {
        spec.droppedSegments.add(type);
        return self();
    }

    /** Makes PT_GNU_STACK ask for an executable stack. */
    public S executableStack() {
        spec.stack = Spec.Stack.EXEC;
        return self();
    }

    /** Leaves PT_GNU_STACK out, which old loaders read as a wish for an executable stack. */
    public S noGnuStack() {
        spec.stack = Spec.Stack.ABSENT;
        return self();
    }

    /** Adds uninitialised thread-local memory to PT_TLS, besides that of the defined variables. */
    public S threadLocal(long size, long align) {
        spec.tlsSize = size;
        spec.tlsAlign = align;
        return self();
    }

    /** Adds a note. */
    public S note(Note note) {
        spec.notes.add(note);
        return self();
    }

    /** Puts a number over the finished file. */
    public S patch(Patch patch) {
        spec.patches.add(patch);
        return self();
    }

    /** Cuts the finished file off behind its first bytes. */
    public S truncate(int size) {
        spec.truncated = OptionalInt.of(size);
        return self();
    }
}
