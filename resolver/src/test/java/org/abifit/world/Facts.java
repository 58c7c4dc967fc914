package org.abifit.world;

import org.abifit.elf.ByteSource;
import org.abifit.elf.ElfFile;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import org.abifit.root.Content;
import org.abifit.root.ElfRef;
import org.abifit.testkit.TinyElf;

/** What a scan would say of bytes in memory. */
public final class Facts {
    private Facts() {}

    /** {@return the facts of a valid file} */
    public static ElfFile of(TinyElf elf) {
        return of(elf.build());
    }

    /** {@return the facts of a valid file} */
    public static ElfFile of(byte[] bytes) {
        if (ElfReader.read(ByteSource.of(bytes)) instanceof ElfOutcome.Parsed(ElfFile file)) {
            return file;
        }
        throw new AssertionError("not a valid file: " + ElfReader.read(ByteSource.of(bytes)));
    }

    /** {@return what these bytes are to a loader, under a name that is not a configuration file's} */
    static Content content(byte[] bytes) {
        if (bytes.length == 0) {
            return Content.Plain.PLAIN;
        }
        return switch (ElfReader.read(ByteSource.of(bytes))) {
            case ElfOutcome.Parsed p -> new Content.Elf(ElfRef.of(p.file()));
            case ElfOutcome.NotElf n -> n.script().<Content>map(Content.Script::new).orElse(Content.Plain.PLAIN);
            case ElfOutcome.Malformed m -> new Content.Malformed(m.header(), m.fault());
            case ElfOutcome.Unreadable u -> new Content.Unreadable(u.why());
        };
    }
}
