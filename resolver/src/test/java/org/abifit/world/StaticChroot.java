package org.abifit.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * A program of some 200 bytes that changes its root folder and starts another one there: {@code helper ROOT PROGRAM ARG...}.
 *
 * <p>It is static, so LD_PRELOAD and its like, which are meant for the program, do nothing to it. Without the right to call
 * chroot it first asks for a user namespace of its own. It ends with 127 when it may not do either.
 */
final class StaticChroot {
    private static final long BASE = 0x400000;
    private static final int HEADERS = 64 + 56;

    private StaticChroot() {}

    private static final String CODE = """
            48 8b 7c 24 10        mov   rdi, [rsp+16]         argv[1]
            b8 a1 00 00 00        mov   eax, 161              chroot
            0f 05                 syscall
            85 c0                 test  eax, eax
            74 19                 jz    +25                   it worked
            bf 00 00 00 10        mov   edi, 0x10000000       CLONE_NEWUSER
            b8 10 01 00 00        mov   eax, 272              unshare
            0f 05                 syscall
            48 8b 7c 24 10        mov   rdi, [rsp+16]
            b8 a1 00 00 00        mov   eax, 161              chroot again
            0f 05                 syscall
            90                    nop
            85 c0                 test  eax, eax
            75 2d                 jnz   +45                   to the end
            6a 2f                 push  '/'
            48 89 e7              mov   rdi, rsp
            b8 50 00 00 00        mov   eax, 80               chdir
            0f 05                 syscall
            58                    pop   rax
            48 8b 7c 24 18        mov   rdi, [rsp+24]         argv[2]
            48 8d 74 24 18        lea   rsi, [rsp+24]         from there on its own arguments
            48 8b 04 24           mov   rax, [rsp]            argc
            48 8d 54 c4 10        lea   rdx, [rsp+8*rax+16]   the environment
            b8 3b 00 00 00        mov   eax, 59               execve
            0f 05                 syscall
            90 90 90 90 90 90     nop
            bf 7f 00 00 00        mov   edi, 127
            b8 3c 00 00 00        mov   eax, 60               exit
            0f 05                 syscall
            """;

    /** Writes it. */
    static Path writeTo(Path file) throws IOException {
        byte[] code = code();
        int size = HEADERS + code.length;
        ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        b.putShort((short) 2).putShort((short) 62).putInt(1).putLong(BASE + HEADERS).putLong(64).putLong(0).putInt(0);
        b.putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 64).putShort((short) 0).putShort((short) 0);
        b.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE).putLong(size).putLong(size).putLong(0x1000).put(code);
        Files.write(file, b.array());
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static byte[] code() {
        StringBuilder hex = new StringBuilder();
        CODE.lines().forEach(line -> hex.append(line.substring(0, 21).replace(" ", "")));
        return HexFormat.of().parseHex(hex);
    }
}
