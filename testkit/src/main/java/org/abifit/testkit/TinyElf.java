package org.abifit.testkit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Writes a small ELF file in memory: a library or a program, valid unless told otherwise.
 * Valid x86 programs really run: the kernel starts them and the loader of the machine binds them.
 *
 * <pre>{@code
 * byte[] library = TinyElf.library("libfoo.so.1")
 *         .define(Definition.function("foo").hiddenVersion("V1"))
 *         .define("foo", "V2")
 *         .build();
 * byte[] program = TinyElf.program()
 *         .needed("libfoo.so.1")
 *         .refer("foo", "libfoo.so.1", "V2")
 *         .call("foo")
 *         .build();
 * }</pre>
 *
 * <p>What shapes the file rather than its dynamic section stands in {@link FileOptions}. The same calls give the same bytes.
 * {@link Spots} finds the offset of a field in the result, {@link Broken} damages it.
 */
public final class TinyElf extends FileOptions<TinyElf> {

    private TinyElf() {
    }

    // ---- What kind of file

    /** {@return a shared library (ET_DYN) with a DT_SONAME} */
    public static TinyElf library(String soname) {
        return library().soname(soname);
    }

    /** {@return a shared library without DT_SONAME} */
    public static TinyElf library() {
        return new TinyElf();
    }

    /** {@return a position-independent program: ET_DYN with PT_INTERP and DF_1_PIE} */
    public static TinyElf program() {
        TinyElf elf = new TinyElf().flags1(Elf.DF_1_PIE);
        elf.spec.program = true;
        elf.spec.interpreterWanted = true;
        return elf;
    }

    /** {@return a program at a fixed address: ET_EXEC with PT_INTERP} */
    public static TinyElf fixedProgram() {
        TinyElf elf = program().type(Elf.ET_EXEC);
        elf.spec.dtFlags1 = 0;
        return elf;
    }

    /** {@return a static program: ET_EXEC with neither PT_INTERP nor PT_DYNAMIC} */
    public static TinyElf staticProgram() {
        TinyElf elf = fixedProgram().noInterpreter();
        elf.spec.dynamic = false;
        return elf;
    }

    @Override
    TinyElf self() {
        return this;
    }

    // ---- Dynamic section

    /** Adds DT_NEEDED entries, in this order. */
    public TinyElf needed(String... names) {
        Stream.of(names).forEach(name -> stringTag(Elf.DT_NEEDED, name));
        return this;
    }

    /** Sets DT_SONAME. */
    public TinyElf soname(String name) {
        spec.soname = Optional.of(name);
        return this;
    }

    /** Adds DT_RPATH. */
    public TinyElf rpath(String path) {
        return stringTag(Elf.DT_RPATH, path);
    }

    /** Adds DT_RUNPATH. */
    public TinyElf runpath(String path) {
        return stringTag(Elf.DT_RUNPATH, path);
    }

    /** Adds DT_FILTER. */
    public TinyElf filter(String name) {
        return stringTag(Elf.DT_FILTER, name);
    }

    /** Adds DT_AUXILIARY. */
    public TinyElf auxiliary(String name) {
        return stringTag(Elf.DT_AUXILIARY, name);
    }

    /** Adds a dynamic entry that names a string, such as DT_AUDIT or DT_DEPAUDIT. */
    public TinyElf stringTag(long tag, String name) {
        spec.strings.add(new Spec.StringTag(tag, name));
        return this;
    }

    /** Adds a dynamic entry with a plain value, behind the ordinary ones. */
    public TinyElf tag(long tag, long value) {
        spec.tags.add(new Spec.Tag(tag, value));
        return this;
    }

    /** Overrides the value of a dynamic entry that is there anyway. */
    public TinyElf overrideTag(long tag, long value) {
        spec.tagOverrides.put(tag, value);
        return this;
    }

    /** Leaves a dynamic entry out; what it points at stays in the file. */
    public TinyElf withoutTag(long tag) {
        spec.droppedTags.add(tag);
        return this;
    }

    /** Adds bits to DT_FLAGS, {@code Elf.DF_*}. */
    public TinyElf flags(long bits) {
        spec.dtFlags |= bits;
        return this;
    }

    /** Adds bits to DT_FLAGS_1, {@code Elf.DF_1_*}. */
    public TinyElf flags1(long bits) {
        spec.dtFlags1 |= bits;
        return this;
    }

    /** Adds DT_SYMBOLIC. */
    public TinyElf symbolic() {
        return tag(Elf.DT_SYMBOLIC, 0);
    }

    /** Writes DT_HASH only. */
    public TinyElf sysvHash() {
        spec.hash = Spec.Hash.SYSV;
        return this;
    }

    /** Writes both DT_HASH and DT_GNU_HASH; by default there is only the latter. */
    public TinyElf bothHashes() {
        spec.hash = Spec.Hash.BOTH;
        return this;
    }

    /** Writes no hash table. */
    public TinyElf noHash() {
        spec.hash = Spec.Hash.NONE;
        return this;
    }

    // ---- Symbols and relocations

    /** Defines a symbol. */
    public TinyElf define(Definition definition) {
        spec.definitions.add(definition);
        return this;
    }

    /** Defines an unversioned function. */
    public TinyElf define(String name) {
        return define(Definition.function(name));
    }

    /** Defines a function as the default of a version node, {@code name@@node}. */
    public TinyElf define(String name, String node) {
        return define(Definition.function(name).version(node));
    }

    /** Refers to a symbol. */
    public TinyElf refer(Reference reference) {
        spec.references.add(reference);
        return this;
    }

    /** Refers to a function by a lazily bound PLT entry, unversioned. */
    public TinyElf refer(String name) {
        return refer(Reference.lazy(name));
    }

    /** Refers to a function by a lazily bound PLT entry, at a version of a file. */
    public TinyElf refer(String name, String file, String node) {
        return refer(Reference.lazy(name).version(file, node));
    }

    /** Adds words of data that hold addresses in the object itself, relocated by R_*_RELATIVE entries (DT_RELACOUNT or DT_RELCOUNT). */
    public TinyElf relative(int words) {
        spec.relative = words;
        return this;
    }

    /** Adds words of data that hold addresses in the object itself, relocated by DT_RELR. */
    public TinyElf relr(int words) {
        spec.relr = words;
        return this;
    }

    /** Adds a relocation of this type to a word of the GOT, without a symbol. */
    public TinyElf rawRelocation(int type) {
        spec.rawRelocations.add(type);
        return this;
    }

    /** Asks for the offset of the file's own thread-local block, as local variables in the initial-exec model do. */
    public TinyElf ownTlsOffset() {
        return rawRelocation(spec.machine.types().tlsOffset());
    }

    // ---- Versions

    /** Adds version nodes in this order; nodes that only definitions mention are added behind them. */
    public TinyElf nodes(String... names) {
        Stream.of(names).map(VersionNode::of).forEach(this::node);
        return this;
    }

    /** Adds a version node. */
    public TinyElf node(VersionNode node) {
        spec.nodes.add(node);
        return this;
    }

    /** Sets the name of the base node, which is the soname by default. */
    public TinyElf baseNode(String name) {
        spec.baseNode = Optional.of(name);
        return this;
    }

    /** Leaves the base node out. */
    public TinyElf noBaseNode() {
        spec.baseNodeWanted = false;
        return this;
    }

    /** Adds a version need in front of those that references bring about. */
    public TinyElf need(VersionNeed need) {
        spec.needs.add(need);
        return this;
    }

    /** Adds the need of nodes of a file. */
    public TinyElf need(String file, String... nodes) {
        Stream.of(nodes).map(node -> VersionNeed.of(file, node)).forEach(this::need);
        return this;
    }

    /** Writes DT_VERSYM or leaves it out, whether or not the object has versions. */
    public TinyElf versym(boolean wanted) {
        spec.versym = Optional.of(wanted);
        return this;
    }

    // ---- What it does when it runs

    /** Makes the program call a function through its PLT entry; {@code name} or {@code name@node} of a lazy reference. */
    public TinyElf call(String symbol) {
        spec.steps.add(new Spec.Step.Call(symbol));
        return this;
    }

    /**
     * Makes the program call dlopen; on failure it prints dlerror on standard error and exits with 1 (x86-64 only).
     * It needs lazy references to {@code dlopen} and {@code dlerror}.
     */
    public TinyElf dlopen(String file, int flags) {
        spec.steps.add(new Spec.Step.Dlopen(file, flags));
        return this;
    }

    /** Sets the exit code of the program, 0 by default. */
    public TinyElf exitCode(int code) {
        spec.exitCode = code;
        return this;
    }

    /** Makes the program exit with what the last call returned. */
    public TinyElf exitWithResult() {
        spec.exitWithResult = true;
        return this;
    }

    /** Gives the object an initialiser (DT_INIT) that ends the process with this code. */
    public TinyElf constructorExits(int code) {
        spec.constructorExit = OptionalInt.of(code);
        return this;
    }

    /** {@return the bytes of the file} */
    public byte[] build() {
        byte[] elf = ImageWriter.write(spec);
        for (Patch patch : spec.patches) {
            elf = patch.apply(elf);
        }
        return spec.truncated.isPresent() ? Broken.truncated(elf, spec.truncated.getAsInt()) : elf;
    }

    /** {@return the bytes of the file, with this path in PT_INTERP where it has one that was not chosen by {@link #interpreter}} */
    public byte[] build(String interpreterElse) {
        spec.interpreterElse = Optional.of(interpreterElse);
        return build();
    }

    /** {@return a copy of the file with bytes replaced from the offset on; {@link Broken} has wider numbers and named damages} */
    public static byte[] patch(byte[] elf, long offset, int... bytes) {
        return Broken.patch(elf, offset, bytes);
    }
}
