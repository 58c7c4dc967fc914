package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.abifit.elf.ElfOutcome;
import org.abifit.elf.ElfReader;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit elf}: what a loader reads of some files. */
final class ElfCommand implements Callable<Integer> {
    private final Session session;
    private final Format.Choice format = new Format.Choice();
    private List<String> files = List.of();
    private boolean faulty;

    private ElfCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        ElfCommand it = new ElfCommand(session);
        return Declared.command("elf", it, "Shows what a dynamic loader reads of ELF files.")
                .about("Nothing is run. Files are shown in the order given; those that are broken or cannot be read are shown as such. Exit code 1 if there were any.")
                .arguments(1, "FILE", Arguments::bytes, v -> it.files = v, "The files; links are followed.")
                .with(it.format)
                .examples("abifit elf /usr/bin/true", "abifit elf /usr/lib64/libmpi.so.40 --format json",
                        "abifit elf ./rootfs/usr/lib/*.so* --format json > facts.jsonl")
                .spec();
    }

    @Override
    public Integer call() throws IOException {
        if (format.json()) {
            Json.print(session.out(), this::write);
        } else {
            files.forEach(this::text);
        }
        return faulty ? Main.FAILURE : Main.OK;
    }

    private void write(JsonGenerator json) throws IOException {
        ElfJson writer = new ElfJson(json);
        for (String file : files) {
            writer.write(file, read(file));
        }
    }

    private void text(String file) {
        new ElfText(session.out()).print(file, read(file));
    }

    private ElfOutcome read(String file) {
        ElfOutcome outcome = ElfReader.readFollowing(Arguments.path(file));
        faulty |= switch (outcome) {
            case ElfOutcome.Parsed p -> false;
            case ElfOutcome.NotElf n -> false;
            case ElfOutcome.Malformed m -> true;
            case ElfOutcome.Unreadable u -> true;
        };
        return outcome;
    }
}
