package org.abifit.elf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The stored form of an {@link ElfFile}: equal facts give equal bytes, so a digest of the bytes is the identity of the facts.
 *
 * <p>Layout, little endian, after a format number: the scalar facts as variable-length integers and counted byte strings, in
 * the order of the record's components; then the symbol table's columns as they lie in memory (names, words, versions,
 * sizes), so that reading half a million symbols back is four copies.
 */
public final class ElfCodec {
    /** The number of this layout; a stored object with another one is refused. */
    public static final int FORMAT = 1;

    private ElfCodec() {}

    /** {@return the stored form} */
    public static byte[] encode(ElfFile f) {
        Packer p = new Packer(512 + f.symbols().names().length + f.symbols().count() * 10);
        p.number(FORMAT);
        p.number(f.size());
        header(p, f.header());
        p.optional(f.interp());
        p.list(f.loads(), l -> p.numbers(l.vaddr(), l.offset(), l.fileSize(), l.memSize(), l.align(), l.flags()));
        p.list(f.tls().stream().toList(), t -> p.numbers(t.memSize(), t.align()));
        p.number(f.stack().ordinal());
        p.list(f.dynamic().stream().toList(), d -> dynamic(p, d));
        p.list(f.verdefs(), d -> verdef(p, d));
        p.list(f.verneeds(), n -> verneed(p, n));
        notes(p, f.notes());
        p.list(f.libc().stream().toList(), l -> libc(p, l));
        symbols(p, f.symbols());
        return p.bytes();
    }

    /**
     * {@return the facts of a stored form}
     *
     * @throws IllegalArgumentException when the bytes are not a stored form of this format
     */
    public static ElfFile decode(byte[] bytes) {
        try {
            Unpacker u = new Unpacker(bytes);
            if (u.number() != FORMAT) {
                throw new IllegalArgumentException("stored object has another format than " + FORMAT);
            }
            return decode(u);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("stored object is cut short or damaged", e);
        }
    }

    private static ElfFile decode(Unpacker u) {
        long size = u.number();
        ElfHeader header = header(u);
        Optional<String> interp = u.optional();
        List<ElfFile.LoadSegment> loads = u.list(() -> new ElfFile.LoadSegment(u.number(), u.number(), u.number(), u.number(), u.number(), u.small()));
        Optional<ElfFile.Tls> tls = u.list(() -> new ElfFile.Tls(u.number(), u.number())).stream().findFirst();
        ElfFile.GnuStack stack = ElfFile.GnuStack.values()[u.small()];
        Optional<Dynamic> dynamic = u.list(() -> dynamic(u)).stream().findFirst();
        List<Verdef> verdefs = u.list(() -> new Verdef(u.small(), u.small(), u.small(), u.string(), u.strings()));
        List<Verneed> verneeds = u.list(() -> new Verneed(u.string(),
                u.list(() -> new Verneed.Vernaux(u.string(), u.small(), u.small(), u.small()))));
        Notes notes = new Notes(u.optional(), u.optional(), u.small(), u.small(), u.small(), u.strings(), u.optional());
        Optional<LibcBuild> libc = u.list(() -> libc(u)).stream().findFirst();
        return new ElfFile(size, header, interp, loads, tls, stack, dynamic, verdefs, verneeds, symbols(u), notes, libc);
    }

    static void header(Packer p, ElfHeader h) {
        p.string(h.ident());
        p.numbers(h.type(), h.machine(), h.version(), h.flags(), h.phentsize(), h.phnum());
    }

    static ElfHeader header(Unpacker u) {
        return new ElfHeader(u.string(), u.small(), u.small(), u.number(), u.number(), u.small(), u.small());
    }

    /** {@return the stored form of a header alone, for files whose tables are malformed} */
    public static byte[] encode(ElfHeader h) {
        Packer p = new Packer(32);
        header(p, h);
        return p.bytes();
    }

    /** {@return the header of its stored form} */
    public static ElfHeader decodeHeader(byte[] bytes) {
        return header(new Unpacker(bytes));
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
        p.numbers(d.flags(), d.flags1(), d.hasVersym() ? 1 : 0, d.hasRelr() ? 1 : 0, d.hasTextrel() ? 1 : 0, d.hash().ordinal());
    }

    private static Dynamic dynamic(Unpacker u) {
        return new Dynamic(u.strings(), u.optional(), u.optional(), u.optional(), u.strings(), u.strings(), u.optional(), u.optional(), u.number(),
                u.number(), u.small() == 1, u.small() == 1, u.small() == 1, Dynamic.HashKinds.values()[u.small()]);
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
        return new LibcBuild(LibcBuild.Flavour.values()[u.small()], u.optional(), u.optional(), u.strings(), u.optional(),
                new TreeSet<>(u.strings().stream().map(LibcBuild.Feature::valueOf).toList()));
    }

    private static void symbols(Packer p, SymbolTable t) {
        p.numbers(t.versioned() ? 1 : 0, t.count(), t.names().length, t.referenceCount());
        p.raw(t.names());
        p.ints(t.infos());
        p.chars(t.versyms());
        p.ints(t.sizes());
        p.ints(t.references());
    }

    private static SymbolTable symbols(Unpacker u) {
        boolean versioned = u.small() == 1;
        int count = u.small();
        int nameBytes = u.small();
        int references = u.small();
        byte[] names = u.raw(nameBytes);
        int[] infos = u.ints(count);
        char[] versyms = u.chars(versioned ? count : 0);
        int[] sizes = u.ints(count);
        return new SymbolTable(names, infos, versyms, sizes, u.ints(references), versioned);
    }

    /** Writes the primitives. */
    static final class Packer {
        private ByteBuffer buffer;

        Packer(int capacity) {
            buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
        }

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
            for (int i = 0; i < s.length(); i++) {
                buffer.put((byte) s.charAt(i));
            }
        }

        void optional(Optional<String> s) {
            number(s.isPresent() ? 1 : 0);
            s.ifPresent(this::string);
        }

        <T> void list(List<T> items, java.util.function.Consumer<T> each) {
            number(items.size());
            items.forEach(each);
        }

        void strings(List<String> items) {
            list(items, this::string);
        }

        void raw(byte[] bytes) {
            room(bytes.length);
            buffer.put(bytes);
        }

        void ints(int[] values) {
            room(values.length * 4);
            buffer.asIntBuffer().put(values);
            buffer.position(buffer.position() + values.length * 4);
        }

        void chars(char[] values) {
            room(values.length * 2);
            buffer.asCharBuffer().put(values);
            buffer.position(buffer.position() + values.length * 2);
        }

        byte[] bytes() {
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    /** Reads the primitives back. */
    static final class Unpacker {
        private final ByteBuffer buffer;

        Unpacker(byte[] bytes) {
            buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = buffer.get();
                value |= (b & 0x7fL) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        int small() {
            return (int) number();
        }

        String string() {
            int length = small();
            String s = new String(buffer.array(), buffer.position(), length, java.nio.charset.StandardCharsets.ISO_8859_1);
            buffer.position(buffer.position() + length);
            return s;
        }

        Optional<String> optional() {
            return number() == 0 ? Optional.empty() : Optional.of(string());
        }

        <T> List<T> list(java.util.function.Supplier<T> each) {
            int n = small();
            List<T> items = new ArrayList<>(Math.min(n, 1024));
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

        char[] chars(int n) {
            char[] values = new char[n];
            buffer.asCharBuffer().get(values);
            buffer.position(buffer.position() + n * 2);
            return values;
        }
    }
}
