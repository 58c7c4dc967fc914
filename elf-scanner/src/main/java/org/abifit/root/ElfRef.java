package org.abifit.root;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.abifit.elf.ElfCodec;
import org.abifit.elf.ElfFile;

/**
 * The facts of an ELF object, by their identity: the SHA-256 of their stored form. Two files with the same facts are one
 * object; two refs are equal when their digests are.
 *
 * <p>Digest and facts are worked out when they are first asked for: hashing a root's objects costs a third of scanning it,
 * and who only asks a question of a root needs few of either.
 */
public final class ElfRef {
    private final Supplier<byte[]> stored;
    private String digest;
    private ElfFile file;

    /**
     * @param digest the SHA-256 of the stored form, in hexadecimal
     * @param stored gives the stored form ({@link ElfCodec}) when it is first asked for
     */
    public ElfRef(String digest, Supplier<byte[]> stored) {
        this.digest = digest;
        this.stored = stored;
    }

    /** {@return a ref to these facts} */
    public static ElfRef of(ElfFile file) {
        byte[] bytes = ElfCodec.encode(file);
        return new ElfRef(null, () -> bytes);
    }

    /** {@return a ref to facts that may never be stored} */
    static ElfRef unstored(ElfFile file) {
        ElfRef ref = new ElfRef(null, () -> ElfCodec.encode(file));
        ref.file = file;
        return ref;
    }

    /** {@return the SHA-256 of a stored form, in hexadecimal} */
    public static String digest(byte[] stored) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the identity: SHA-256 in hexadecimal} */
    public synchronized String digest() {
        if (digest == null) {
            digest = digest(stored.get());
        }
        return digest;
    }

    /** {@return the stored form} */
    public byte[] stored() {
        return stored.get();
    }

    /** {@return the facts} */
    public synchronized ElfFile file() {
        if (file == null) {
            file = ElfCodec.decode(stored.get());
        }
        return file;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof ElfRef ref && ref.digest().equals(digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    @Override
    public String toString() {
        return digest();
    }
}
