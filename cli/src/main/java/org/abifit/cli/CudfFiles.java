package org.abifit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfFault;
import org.abifit.cudf.CudfInput;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.PackedDocument;

/** Opens what the commands of {@code abifit cudf} read: files, named pipes, standard input; plain or compressed. */
final class CudfFiles {
    /** The name of standard input, and of standard output. */
    static final String STANDARD = "-";
    /** What an argument that is such a file is described as. */
    static final String ABOUT = "plain, gzip, bzip2 or xz; '-' is standard input";
    private static final int SOME = 10;

    private CudfFiles() {}

    /** {@return an upgrade problem, or its faults} */
    static Loaded<PackedDocument> problem(String file, boolean strict) throws IOException, CommandFailure {
        return read(file, strict, in -> PackedDocument.read(in, length(file)));
    }

    /** {@return an upgrade problem that is good; see {@link #content}} */
    static PackedDocument document(Out out, String file, boolean strict) throws IOException, CommandFailure {
        return content(out, file, problem(file, strict));
    }

    /** {@return what a solver answered, or the faults of the text} */
    static Loaded<CudfAnswer> answer(String file, boolean strict) throws IOException, CommandFailure {
        return read(file, strict, CudfAnswer::read);
    }

    /** {@return what is in a text; its warnings are said on the way, and for an error the command ends} */
    static <T> T content(Out out, String file, Loaded<T> loaded) throws CommandFailure {
        return switch (loaded) {
            case Loaded.Accepted<T> good -> {
                warn(out, file, good.warnings());
                yield good.content();
            }
            case Loaded.Refused<T> bad -> throw refused(file, bad.faults());
        };
    }

    /** Says all that is no reason to refuse a text. */
    static void warn(Out out, String file, List<CudfFault> warnings) {
        warnings.stream().limit(SOME).forEach(warning -> out.note(line(file, warning)));
        if (warnings.size() > SOME) {
            out.note("%s: %d more warnings".formatted(shown(file), warnings.size() - SOME));
        }
    }

    private static CommandFailure refused(String file, List<CudfFault> faults) {
        CudfFault first = faults.stream().filter(CudfFault::isError).findFirst().orElseThrow();
        String more = faults.size() == 1 ? "mend the line" : "'abifit cudf check' lists all %d faults".formatted(faults.size());
        return new CommandFailure("%s:%d:%d".formatted(shown(file), first.line(), first.column()), first.message(), more);
    }

    /** {@return a fault as compilers print theirs} */
    static String line(String file, CudfFault fault) {
        return "%s:%d:%d: %s: %s".formatted(shown(file), fault.line(), fault.column(), fault.isError() ? "error" : "warning", fault.message());
    }

    /** {@return the name of a file for people} */
    static String shown(String file) {
        return file.equals(STANDARD) ? "standard input" : Names.shown(file);
    }

    private interface Reader<T> {
        Loaded<T> read(InputStream in) throws IOException;
    }

    private static <T> Loaded<T> read(String file, boolean strict, Reader<T> reader) throws IOException, CommandFailure {
        try (InputStream in = file.equals(STANDARD) ? CudfInput.decompressed(System.in) : CudfInput.open(Arguments.path(file))) {
            Loaded<T> loaded = reader.read(in);
            return strict ? loaded.strict() : loaded;
        } catch (CudfInput.DamagedException e) {
            throw new CommandFailure(shown(file), "its compressed bytes are damaged (%s)".formatted(e.getMessage()), "fetch it again");
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandFailure(shown(file), String.valueOf(e.getMessage()), "check the path and the disk");
        }
    }

    /** Writes a text: a file is there whole or not at all. */
    static void write(Out out, String file, String text) throws CommandFailure {
        if (file.equals(STANDARD)) {
            out.print(text);
            return;
        }
        try {
            OutputFile.write(Arguments.path(file), to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new CommandFailure(shown(file), "cannot be written (%s)".formatted(e.getMessage()), "check the path and the disk");
        }
    }

    /** Takes away what an earlier run wrote: who looks at the file only must not take it for an answer. Neither a pipe nor what was read is touched. */
    static void remove(String file, String read) throws IOException {
        Path path = Arguments.path(file);
        boolean isRead = !read.equals(STANDARD) && Files.exists(path) && Files.exists(Arguments.path(read)) && Files.isSameFile(path, Arguments.path(read));
        if (!file.equals(STANDARD) && !isRead && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(path);
        }
    }

    // Only a hint: pipes have no length, and compressed text becomes longer.
    private static long length(String file) throws IOException {
        Path path = Arguments.path(file);
        return !file.equals(STANDARD) && Files.isRegularFile(path) ? Files.size(path) : 0;
    }

    /** Refuses to read standard input twice. */
    static void requireOneStdin(List<String> files) {
        if (files.stream().filter(STANDARD::equals).count() > 1) {
            throw new UsageException("only one of the files can be standard input");
        }
    }
}
