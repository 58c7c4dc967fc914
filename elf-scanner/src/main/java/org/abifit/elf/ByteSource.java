package org.abifit.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where a file's bytes come from: an open file, or memory. */
public interface ByteSource {

    /** {@return the number of bytes there are} */
    long size();

    /**
     * Fills {@code target} from {@code position} on, as far as there are bytes.
     *
     * @throws IOException when the medium fails
     */
    void read(ByteBuffer target, long position) throws IOException;

    /** {@return the bytes of an open file; the caller closes the channel} */
    static ByteSource of(FileChannel channel, long size) {
        return new ByteSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(ByteBuffer target, long position) throws IOException {
                long at = position;
                while (target.hasRemaining()) {
                    int n = channel.read(target, at);
                    if (n <= 0) {
                        return;
                    }
                    at += n;
                }
            }
        };
    }

    /** {@return bytes in memory} */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(ByteBuffer target, long position) {
                int n = (int) Math.min(target.remaining(), bytes.length - position);
                target.put(bytes, (int) position, Math.max(n, 0));
            }
        };
    }
}
