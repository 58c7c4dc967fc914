package org.abifit.cudf;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.abifit.cudf.CudfInput.Compression;
import org.abifit.cudf.CudfInput.DamagedException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * What comes out of a decompressor; wrong bytes are told from a stream that cannot be read. The libraries are touched
 * only here, so that who reads plain text does not load them.
 */
final class DecompressedStream extends InputStream {
    // xz says how much memory it wants; its own highest preset wants 65 MiB.
    private static final int XZ_MEMORY_KIB = 512 * 1024;

    private final Source source;
    private final Compression compression;
    private final InputStream in;

    DecompressedStream(InputStream compressed, Compression compression) throws IOException {
        this.compression = compression;
        source = new Source(compressed);
        in = attempt(() -> decompress(compression, source));
    }

    @Override
    public int read() throws IOException {
        return attempt(in::read);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return attempt(() -> in.read(into, from, length));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private interface Attempt<T> {
        T run() throws IOException;
    }

    // Decompressors are known to throw what is no IOException at bytes that nobody compressed.
    private <T> T attempt(Attempt<T> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (IOException | RuntimeException e) {
            throw source.failure().orElse(new DamagedException(compression, e));
        }
    }

    private static InputStream decompress(Compression compression, InputStream in) throws IOException {
        return switch (compression) {
            case GZIP -> GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).get();
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
        };
    }

    /** The compressed bytes; remembers whether it was the reading that failed. */
    private static final class Source extends FilterInputStream {
        private Optional<IOException> failure = Optional.empty();

        Source(InputStream in) {
            super(in);
        }

        Optional<IOException> failure() {
            return failure;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }
    }
}
