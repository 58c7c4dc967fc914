package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.abifit.cudf.CudfInput;
import org.abifit.debian.ConvertOptions;
import org.abifit.debian.DebianFault;
import org.abifit.debian.DebianMapping;
import org.abifit.debian.DebianReader;
import org.abifit.debian.DebianUniverse;
import org.abifit.root.BytePaths;
import picocli.CommandLine.Model.CommandSpec;

/** {@code abifit cudf convert}: Debian's indexes and dpkg's status to an upgrade problem. */
final class CudfConvertCommand implements Callable<Integer> {
    private static final int FAULTS_TOLD = 20;
    // The same index has the same name, however it is compressed.
    private static final Pattern PACKED = Pattern.compile("\\.(gz|bz2|xz)$");

    private final Session session;
    private final ConvertOptionsPart what = new ConvertOptionsPart();
    private List<Path> files = List.of();
    private List<Path> sources = List.of();
    private Optional<Path> status = Optional.empty();
    private Optional<Path> names = Optional.empty();
    private long faults;

    /** What can be converted. */
    private enum From { DEB }

    private CudfConvertCommand(Session session) {
        this.session = session;
    }

    /** {@return the command, as it is called} */
    static CommandSpec spec(Session session) {
        CudfConvertCommand it = new CudfConvertCommand(session);
        return Declared.command("convert", it, "Converts Debian's package indexes and dpkg's status to an upgrade problem in CUDF.")
                .about("Indexes may be compressed (gzip, bzip2, xz); the status is read as well where it is given and tells what is installed. "
                        + "Versions become numbers, one for each version that is mentioned anywhere. "
                        + "A stanza that cannot be read is told, counted and left out. docs/convert.md explains the encoding.")
                .option("--from", "deb", Declared.oneOf(List.of(From.values())), v -> { }, "What the indexes are: those of Debian and its relatives.")
                .arguments(1, "FILE", Arguments::path, v -> it.files = v, "Packages indexes, and last the file to write; '-' writes to standard output.")
                .option("--status", "FILE", Arguments::path, v -> it.status = Optional.of(v), "What is installed, as /var/lib/dpkg/status.")
                .repeated("--sources", "FILE", Arguments::path, v -> it.sources = v, "A Sources index: packages that depend on what builds them. Needs --native-arch.")
                .with(it.what)
                .option("--names", "FILE", Arguments::path, v -> it.names = Optional.of(v), "Write a table: name, number, version in Debian.")
                .examples("abifit cudf convert Packages.xz universe.cudf", "abifit cudf convert Packages --status /var/lib/dpkg/status \\",
                        "    --native-arch amd64 --install 'mutt (>= 2.2)' problem.cudf",
                        "abifit cudf convert Packages --native-arch amd64 --sources Sources.xz -")
                .spec();
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        ConvertOptions options = what.options();
        if (files.size() < 2 && status.isEmpty() && sources.isEmpty()) {
            throw new UsageException("one FILE only: name an index and the file to write");
        } else if (!sources.isEmpty() && options.nativeArchitecture().isEmpty()) {
            throw new UsageException("--sources needs --native-arch: what must be there to build depends on it");
        }
        DebianMapping mapping = new DebianMapping(read(options), options, what.request());
        write(mapping);
        if (faults > FAULTS_TOLD) {
            session.out().note("%d more stanzas were left out".formatted(faults - FAULTS_TOLD));
        }
        return Main.OK;
    }

    private DebianUniverse read(ConvertOptions options) throws IOException, CommandFailure {
        DebianReader reader = new DebianReader(options, this::tell);
        if (status.isPresent()) {
            reading(status.get(), reader::status);
        }
        for (Path index : files.subList(0, files.size() - 1)) {
            reading(index, reader::packages);
        }
        for (Path index : sources) {
            reading(index, reader::sources);
        }
        if (reader.universe().size() == 0) {
            throw new CommandFailure("convert", "no package could be read", faults > 0 ? "look at the faults above" : "give an index, or other architectures");
        }
        return reader.universe();
    }

    /** Reads one kind of index. */
    private interface Reading {
        void read(String name, InputStream in) throws IOException;
    }

    private void reading(Path file, Reading reading) throws IOException, CommandFailure {
        session.out().progress("reading " + shown(file));
        try (InputStream in = CudfInput.open(file)) {
            reading.read(PACKED.matcher(shown(file.getFileName())).replaceFirst(""), in);
        } catch (CudfInput.DamagedException e) {
            throw new CommandFailure(file, e.getMessage(), "fetch it again");
        }
    }

    private static String shown(Path file) {
        return BytePaths.toUnicode(BytePaths.text(file));
    }

    private void tell(DebianFault fault) {
        faults++;
        if (faults <= FAULTS_TOLD) {
            session.out().note(fault + ": the stanza is left out");
        }
    }

    private void write(DebianMapping mapping) throws IOException, CommandFailure {
        if (names.isPresent()) {
            OutputFile.write(names.get(), table -> writeDocument(mapping, table));
        } else {
            writeDocument(mapping, OutputStream.nullOutputStream());
        }
    }

    private void writeDocument(DebianMapping mapping, OutputStream table) throws IOException, CommandFailure {
        Path to = files.getLast();
        if (BytePaths.text(to).equals("-")) {
            new ConvertOutput(session.out().bytes(), table).write(mapping, this::tell);
        } else {
            ConvertOutput.Counts[] counts = new ConvertOutput.Counts[1];
            OutputFile.write(to, out -> counts[0] = new ConvertOutput(out, table).write(mapping, this::tell));
            session.out().line("%s: %d packages, %d installed; %d stanzas left out".formatted(shown(to), counts[0].packages(), counts[0].installed(), faults));
        }
    }
}
