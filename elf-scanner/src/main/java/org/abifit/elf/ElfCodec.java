package org.abifit.elf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The stored form of an {@link ElfFile}: equal facts give equal bytes, so a digest of the bytes is the identity of the facts.
 *
 * <p>Layout, little endian, after a format number: the scalar facts as variable-length integers and counted byte strings, in
 * the order of the record's components; then the symbol table's columns as they lie in memory (names, words, versions,
 * sizes), so that reading half a million symbols back is four copies.
 */
public final class ElfCodec {
    /** The number of this layout; a stored object with another one is refused. */
    public static final int FORMAT = 2;
    private static final int EI_NIDENT = 16;
    /** Version indexes have 15 bits; readers of facts may keep a table by them. */
    private static final int MOST_INDEX = 0x7fff;

    private ElfCodec() {}

    /** {@return the stored form} */
    public static byte[] encode(ElfFile f) {
        Packer p = new Packer();
        p.number(FORMAT);
        p.number(f.size());
        header(p, f.header());
        p.optional(f.interp());
        p.list(f.loads(), l -> p.numbers(l.vaddr(), l.offset(), l.fileSize(), l.memSize(), l.align(), l.flags()));
        p.option(f.tls(), t -> p.numbers(t.memSize(), t.align()));
        p.number(f.stack().ordinal());
        p.option(f.dynamic(), d -> dynamic(p, d));
        p.list(f.verdefs(), d -> verdef(p, d));
        p.list(f.verneeds(), n -> verneed(p, n));
        notes(p, f.notes());
        p.option(f.libc(), l -> libc(p, l));
        return symbols(p, f.symbols());
    }

    /**
     * {@return the facts of a stored form}
     *
     * @throws IllegalArgumentException when the bytes are not a stored form of this format
     */
    public static ElfFile decode(byte[] bytes) {
        return decoded(bytes, u -> {
            if (u.number() != FORMAT) {
                throw new IllegalArgumentException("stored object has another format than " + FORMAT);
            }
            return decode(u);
        });
    }

    private static <T> T decoded(byte[] bytes, Function<Unpacker, T> read) {
        Unpacker u = new Unpacker(bytes);
        try {
            T value = read.apply(u);
            u.expect(u.remaining() == 0);
            return value;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("stored object is cut short or damaged", e);
        }
    }

    private static ElfFile decode(Unpacker u) {
        long size = u.number();
        ElfHeader header = header(u);
        Optional<String> interp = u.optional();
        List<ElfFile.LoadSegment> loads = u.list(() -> new ElfFile.LoadSegment(u.number(), u.number(), u.number(), u.number(), u.number(), u.small()));
        Optional<ElfFile.Tls> tls = u.option(() -> new ElfFile.Tls(u.number(), u.number()));
        ElfFile.GnuStack stack = u.oneOf(ElfFile.GnuStack.values());
        Optional<Dynamic> dynamic = u.option(() -> dynamic(u));
        List<Verdef> verdefs = u.list(() -> new Verdef(u.upTo(MOST_INDEX), u.upTo(0xffff), u.small(), u.string(), u.strings()));
        List<Verneed> verneeds = u.list(() -> new Verneed(u.string(),
                u.list(() -> new Verneed.Vernaux(u.string(), u.small(), u.upTo(0xffff), u.upTo(MOST_INDEX)))));
        Notes notes = new Notes(u.optional(), u.optional(), u.small(), u.small(), u.small(), u.strings(), u.optional());
        Optional<LibcBuild> libc = u.option(() -> libc(u));
        return new ElfFile(size, header, interp, loads, tls, stack, dynamic, verdefs, verneeds, symbols(u), notes, libc);
    }

    static void header(Packer p, ElfHeader h) {
        p.string(h.ident());
        p.numbers(h.type(), h.machine(), h.version(), h.flags(), h.phentsize(), h.phnum());
    }

    static ElfHeader header(Unpacker u) {
        String ident = u.string();
        u.expect(ident.length() == EI_NIDENT);
        return new ElfHeader(ident, u.upTo(0xffff), u.upTo(0xffff), u.number(), u.number(), u.upTo(0xffff), u.upTo(0xffff));
    }

    /** {@return the stored form of a header alone, for files whose tables are malformed} */
    public static byte[] encode(ElfHeader h) {
        Packer p = new Packer();
        header(p, h);
        return p.bytes(0);
    }

    /**
     * {@return the header of its stored form}
     *
     * @throws IllegalArgumentException when the bytes are not the stored form of a header
     */
    public static ElfHeader decodeHeader(byte[] bytes) {
        return decoded(bytes, ElfCodec::header);
    }

    private static void dynamic(Packer p, Dynamic d) {
        p.strings(d.needed());
        p.optional(d.soname());
        p.optional(d.rpath());
        p.optional(d.runpath());
        p.strings(d.filters());
        p.strings(d.auxiliaries());
        p.optional(d.audit());
        p.optional(d.depAudit());
        p.numbers(d.flags(), d.flags1(), d.hasVersym() ? 1 : 0, d.hasRelr() ? 1 : 0, d.hasTextrel() ? 1 : 0, d.hash().ordinal(),
                d.relocations().types(), d.relocations().fixedTls() ? 1 : 0);
    }

    private static Dynamic dynamic(Unpacker u) {
        return new Dynamic(u.strings(), u.optional(), u.optional(), u.optional(), u.strings(), u.strings(), u.optional(), u.optional(), u.number(),
                u.number(), u.flag(), u.flag(), u.flag(), u.oneOf(Dynamic.HashKinds.values()),
                new Relocations(u.number(), u.flag()));
    }

    private static void verdef(Packer p, Verdef d) {
        p.numbers(d.index(), d.flags(), d.hash());
        p.string(d.name());
        p.strings(d.parents());
    }

    private static void verneed(Packer p, Verneed n) {
        p.string(n.file());
        p.list(n.versions(), v -> {
            p.string(v.name());
            p.numbers(v.hash(), v.flags(), v.index());
        });
    }

    private static void notes(Packer p, Notes n) {
        p.optional(n.buildId());
        p.optional(n.kernel());
        p.numbers(n.isaNeeded(), n.needed1(), n.feature1());
        p.strings(n.dlopen());
        p.optional(n.packageJson());
    }

    private static void libc(Packer p, LibcBuild l) {
        p.number(l.flavour().ordinal());
        p.optional(l.release());
        p.optional(l.banner());
        p.strings(l.defaultDirs());
        p.optional(l.dstLib());
        p.strings(l.features().stream().map(Enum::name).toList());
    }

    private static LibcBuild libc(Unpacker u) {
        return new LibcBuild(u.oneOf(LibcBuild.Flavour.values()), u.optional(), u.optional(), u.strings(), u.optional(),
                new TreeSet<>(u.strings().stream().map(LibcBuild.Feature::valueOf).toList()));
    }

    /** The columns go last and in one piece: what is packed so far is copied into the result, and they behind it. */
    private static byte[] symbols(Packer p, SymbolTable t) {
        p.numbers(t.versioned() ? 1 : 0, t.count(), t.names().length, t.referenceCount());
        int columns = t.names().length + 4 * t.count() + 2 * t.versyms().length + 4 * t.count() + 4 * t.referenceCount();
        byte[] bytes = p.bytes(columns);
        ByteBuffer b = ByteBuffer.wrap(bytes, bytes.length - columns, columns).slice().order(ByteOrder.LITTLE_ENDIAN);
        b.put(t.names());
        putInts(b, t.infos());
        b.asCharBuffer().put(t.versyms());
        b.position(b.position() + 2 * t.versyms().length);
        putInts(b, t.sizes());
        putInts(b, t.references());
        return bytes;
    }

    private static void putInts(ByteBuffer b, int[] values) {
        b.asIntBuffer().put(values);
        b.position(b.position() + 4 * values.length);
    }

    private static SymbolTable symbols(Unpacker u) {
        boolean versioned = u.flag();
        int count = u.upTo(Integer.MAX_VALUE);
        int nameBytes = u.upTo(Integer.MAX_VALUE);
        int references = u.upTo(Integer.MAX_VALUE);
        u.expect(u.remaining() == nameBytes + count * (versioned ? 10L : 8L) + references * 4L);
        byte[] names = u.raw(nameBytes);
        u.expect(names(names) == count);
        int[] infos = u.ints(count, SymbolTable.INFO_LIMIT);
        char[] versyms = u.chars(versioned ? count : 0);
        int[] sizes = u.ints(count);
        return new SymbolTable(names, infos, versyms, sizes, u.ints(references, count), versioned);
    }

    /** {@return how many names there are, or -1 when the last has no end} */
    private static int names(byte[] names) {
        if (names.length > 0 && names[names.length - 1] != 0) {
            return -1;
        }
        int n = 0;
        for (byte b : names) {
            n += b == 0 ? 1 : 0;
        }
        return n;
    }

    /** Writes the primitives. */
    static final class Packer {
        private ByteBuffer buffer = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

        private void room(int n) {
            if (buffer.remaining() < n) {
                ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + n)).order(ByteOrder.LITTLE_ENDIAN);
                buffer = larger.put(buffer.flip());
            }
        }

        void number(long value) {
            room(10);
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                buffer.put((byte) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            buffer.put((byte) rest);
        }

        void numbers(long... values) {
            for (long value : values) {
                number(value);
            }
        }

        void string(String s) {
            number(s.length());
            room(s.length());
            buffer.put(s.getBytes(StandardCharsets.ISO_8859_1));
        }

        void optional(Optional<String> s) {
            option(s, this::string);
        }

        <T> void option(Optional<T> item, Consumer<T> write) {
            number(item.isPresent() ? 1 : 0);
            item.ifPresent(write);
        }

        <T> void list(List<T> items, Consumer<T> each) {
            number(items.size());
            items.forEach(each);
        }

        void strings(List<String> items) {
            list(items, this::string);
        }

        /** {@return what was written, with so many bytes free behind it} */
        byte[] bytes(int free) {
            return Arrays.copyOf(buffer.array(), buffer.position() + free);
        }
    }

    /**
     * Reads the primitives back. The bytes may come from anywhere: a count is held against what is left before anything is made
     * of it, and what no {@link Packer} writes is refused.
     */
    static final class Unpacker {
        private final ByteBuffer buffer;

        Unpacker(byte[] bytes) {
            buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        void expect(boolean truth) {
            if (!truth) {
                throw new IllegalArgumentException("stored object is damaged at byte " + buffer.position());
            }
        }

        int remaining() {
            return buffer.remaining();
        }

        long number() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte b = buffer.get();
                value |= (b & 0x7fL) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("stored object is damaged at byte " + buffer.position());
        }

        int small() {
            long number = number();
            expect(number == (int) number);
            return (int) number;
        }

        int upTo(int most) {
            int number = small();
            expect(number >= 0 && number <= most);
            return number;
        }

        boolean flag() {
            return upTo(1) == 1;
        }

        <E> E oneOf(E[] values) {
            return values[upTo(values.length - 1)];
        }

        String string() {
            return new String(raw(upTo(remaining())), StandardCharsets.ISO_8859_1);
        }

        Optional<String> optional() {
            return option(this::string);
        }

        <T> Optional<T> option(Supplier<T> read) {
            return flag() ? Optional.of(read.get()) : Optional.empty();
        }

        /** Every item takes a byte at least. */
        <T> List<T> list(Supplier<T> each) {
            int n = upTo(remaining());
            List<T> items = new ArrayList<>(Math.min(n, 16));
            for (int i = 0; i < n; i++) {
                items.add(each.get());
            }
            return List.copyOf(items);
        }

        List<String> strings() {
            return list(this::string);
        }

        byte[] raw(int length) {
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            return bytes;
        }

        int[] ints(int n) {
            int[] values = new int[n];
            buffer.asIntBuffer().get(values);
            buffer.position(buffer.position() + n * 4);
            return values;
        }

        /** {@return numbers from 0 up to {@code limit}, exclusive} */
        int[] ints(int n, int limit) {
            int[] values = ints(n);
            for (int value : values) {
                expect(value >= 0 && value < limit);
            }
            return values;
        }

        char[] chars(int n) {
            char[] values = new char[n];
            buffer.asCharBuffer().get(values);
            buffer.position(buffer.position() + n * 2);
            return values;
        }
    }
}
