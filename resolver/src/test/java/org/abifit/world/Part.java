package org.abifit.world;

import org.abifit.root.LdSoCache;
import org.abifit.testkit.TinyElf;

/** One thing that a {@link World} was made of, in the order in which it was put there. */
public sealed interface Part {
    /** An ELF file; a program runs under the world's loader unless it names another. */
    record Elf(String path, TinyElf elf) implements Part {}

    /** Bytes, whatever they are. */
    record Bytes(String path, byte[] bytes, boolean executable) implements Part {}

    /** A small text file that a scan keeps whole. */
    record Config(String path, String text) implements Part {}

    /** A symbolic link. */
    record Link(String path, String target) implements Part {}

    /** Another name of a file that is there. */
    record HardLink(String path, String existing) implements Part {}

    /** An empty folder. */
    record Folder(String path) implements Part {}

    /** The libc.so.6 of the release, with its loader's own; of a real loader, its real one. */
    record Libc() implements Part {}

    /** The libc.so.6 of another release, which exists as facts only. */
    record OtherLibc(Release of) implements Part {}

    /** An entry of ld.so.cache; {@code level} is the folder of glibc-hwcaps it is for, empty for none. */
    record Cached(LdSoCache.Entry entry, String level) implements Part {}
}
