package org.abifit.cudf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.abifit.cudf.CudfInput.Compression;
import org.abifit.cudf.CudfInput.DamagedException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The same text comes out however it was packed and by whatever pieces it arrives. */
class CudfInputTest {
    private static final byte[] TEXT = Documents.bytes("conflicts.cudf");

    @Test
    void plainTextComesAsItIs() throws IOException {
        assertArrayEquals(TEXT, CudfInput.decompressed(new ByteArrayInputStream(TEXT)).readAllBytes());
        for (int length = 0; length < 8; length++) {
            byte[] cut = Arrays.copyOf(TEXT, length);
            assertArrayEquals(cut, CudfInput.decompressed(new ByteArrayInputStream(cut)).readAllBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressedTextIsToldByItsFirstBytes(Compression compression) throws IOException {
        assertArrayEquals(TEXT, CudfInput.decompressed(new ByteArrayInputStream(compress(compression, TEXT))).readAllBytes());
        assertArrayEquals(new byte[0], CudfInput.decompressed(new ByteArrayInputStream(compress(compression, new byte[0]))).readAllBytes());
    }

    @ParameterizedTest
    @EnumSource
    void severalMembersAreOneText(Compression compression) throws IOException {
        byte[] packed = join(compress(compression, TEXT), compress(compression, new byte[0]), compress(compression, TEXT));
        assertArrayEquals(join(TEXT, TEXT), CudfInput.decompressed(new ByteArrayInputStream(packed)).readAllBytes());
        assertArrayEquals(join(TEXT, TEXT), CudfInput.decompressed(new Trickle(new ByteArrayInputStream(packed))).readAllBytes());
    }

    @ParameterizedTest
    @EnumSource
    void textCutAnywhereIsDamaged(Compression compression) throws IOException {
        byte[] packed = compress(compression, TEXT);
        for (int length = 6; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            DamagedException damaged = assertThrows(DamagedException.class, () -> CudfInput.decompressed(new ByteArrayInputStream(cut)).readAllBytes());
            assertEquals(compression, damaged.compression());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatNobodyCompressedGiveNothingWorseThanAFault(Compression compression) throws IOException {
        byte[] packed = compress(compression, TEXT);
        Random random = new Random(1);
        int damaged = 0;
        for (int i = 0; i < 200; i++) {
            byte[] changed = packed.clone();
            changed[6 + random.nextInt(packed.length - 6)] ^= (byte) (1 << random.nextInt(8));
            damaged += isDamaged(changed) ? 1 : 0;
        }
        // Some bits of the headers mean nothing.
        assertEquals(200, damaged, 30);
    }

    @Test
    void aStreamThatCannotBeReadIsNotDamaged() throws IOException {
        byte[] packed = compress(Compression.XZ, TEXT);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(packed, 0, 40), new Failing());
        IOException failure = assertThrows(IOException.class, () -> CudfInput.decompressed(broken).readAllBytes());
        assertEquals("disk on fire", failure.getMessage());
    }

    @Test
    void namedPipesAreReadOnce(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("in");
        assumeTrue(makesPipe(pipe), "no mkfifo here");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, join(compress(Compression.GZIP, TEXT), compress(Compression.GZIP, TEXT))));
        try (InputStream in = CudfInput.open(pipe)) {
            assertArrayEquals(join(TEXT, TEXT), in.readAllBytes());
        }
        writer.get();
    }

    /** As gzip writes it: the JDK leaves the name out. */
    @Test
    void gzipMayHoldAFileName() throws IOException {
        byte[] plain = compress(Compression.GZIP, TEXT);
        byte[] named = join(Arrays.copyOf(plain, 10), new byte[] {'n', 'a', 'm', 'e', 0}, Arrays.copyOfRange(plain, 10, plain.length));
        named[3] = 8;
        assertArrayEquals(TEXT, CudfInput.decompressed(new ByteArrayInputStream(named)).readAllBytes());
    }

    private static boolean isDamaged(byte[] packed) throws IOException {
        try (InputStream in = CudfInput.decompressed(new ByteArrayInputStream(packed))) {
            return !Arrays.equals(TEXT, in.readAllBytes());
        } catch (DamagedException expected) {
            return true;
        }
    }

    private static boolean makesPipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] compress(Compression compression, byte[] text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = compressor(compression, packed)) {
            out.write(text);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return packed.toByteArray();
    }

    private static OutputStream compressor(Compression compression, OutputStream to) throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(to);
            case BZIP2 -> new BZip2CompressorOutputStream(to);
            case XZ -> new XZOutputStream(to, new LZMA2Options(0));
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** Gives a byte at a time and never knows whether more will come, as pipes do. */
    private static final class Trickle extends FilterInputStream {
        Trickle(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return super.read(into, from, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("disk on fire");
        }
    }
}
