package org.abifit.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.abifit.compare.Result.Answer;
import org.abifit.cudf.Counting;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfChecker.Verdict;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfReason;
import org.abifit.cudf.CudfSlice;
import org.abifit.cudf.PackedDocument;

/**
 * Says what the answers to one document are worth. Of a large universe only what is installed before or in the answer becomes objects: nothing else
 * decides whether it is a solution, and costs need no more of the rest than which versions are the newest.
 */
public final class Judge {
    private static final String UNREADABLE = "unreadable";

    private final PackedDocument document;

    /** @param document the upgrade problem */
    public Judge(PackedDocument document) {
        this.document = document;
    }

    /**
     * {@return what an answer is worth}
     *
     * @param folder where the solver ran
     * @param out the file that it was to write
     * @param criteria what its solution costs, bare words counted by names
     */
    Answer judge(Path folder, Path out, Usage usage, Criteria criteria) throws IOException {
        if (!Files.exists(out)) {
            return new Result.Nothing(lastWords(folder));
        }
        return switch (read(out)) {
            case Loaded.Refused<CudfAnswer> bad -> new Result.Invalid(new TreeMap<>(Map.of(UNREADABLE, 1)));
            case Loaded.Accepted<CudfAnswer>(CudfAnswer.Fail fail, var warnings) -> new Result.Fail();
            case Loaded.Accepted<CudfAnswer>(CudfAnswer.Packages packages, var warnings) when isUnwritten(out, usage) -> new Result.Nothing(lastWords(folder));
            case Loaded.Accepted<CudfAnswer>(CudfAnswer.Packages packages, var warnings) ->
                    judge(packages.installed(), criteria, usage.clean() && claimsProof(out));
        };
    }

    // An empty file is the empty installation, unless its writer never came to write.
    private static boolean isUnwritten(Path out, Usage usage) throws IOException {
        return !usage.clean() && Files.size(out) == 0;
    }

    private static Loaded<CudfAnswer> read(Path out) throws IOException {
        try (InputStream in = Files.newInputStream(out)) {
            return CudfAnswer.read(in);
        }
    }

    private Answer judge(List<PackageId> installed, Criteria criteria, boolean proven) {
        CudfSlice slice = slice(installed);
        return switch (CudfChecker.check(slice.document(), installed)) {
            case Verdict.NoSolution bad -> new Result.Invalid(counted(bad.reasons()));
            case Verdict.Solution good -> new Result.Solved(new Cost(CudfCost.of(slice, installed, criteria)),
                    new Cost(CudfCost.of(slice, installed, Counting.inPairs(criteria))), installed.size(), digest(installed), proven);
        };
    }

    private static SortedMap<String, Integer> counted(List<CudfReason> reasons) {
        SortedMap<String, Integer> counted = new TreeMap<>();
        reasons.forEach(r -> counted.merge(r.kind(), 1, Integer::sum));
        return counted;
    }

    /** {@return as much of the document as a set of packages is judged by} */
    CudfSlice slice(List<PackageId> installed) {
        IntStream after = installed.stream().mapToInt(document::find).filter(p -> p >= 0);
        CudfDocument part = document.slice(IntStream.concat(Arrays.stream(document.installed()), after).sorted().distinct().toArray());
        return new CudfSlice(part, name -> document.version(document.newest(document.nameNumber(name))));
    }

    private static String digest(List<PackageId> installed) {
        TreeSet<String> sorted = new TreeSet<>();
        installed.forEach(id -> sorted.add(id.toString()));
        return Digest.of(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    // abifit and p2cudf say in comments when they had to stop before they were sure.
    private static boolean claimsProof(Path out) throws IOException {
        try (var lines = Files.lines(out, StandardCharsets.ISO_8859_1)) {
            return lines.filter(l -> l.startsWith("#")).noneMatch(l -> l.contains("MIGHT NOT BE") || l.startsWith("# status:") && !l.contains("optimal"));
        }
    }

    private static String lastWords(Path folder) throws IOException {
        for (String file : List.of(Runner.STDERR, Runner.STDOUT)) {
            String text = tail(folder.resolve(file));
            if (!text.isBlank()) {
                return text.strip().lines().reduce((a, b) -> b).orElse("").strip();
            }
        }
        return "";
    }

    private static String tail(Path file) throws IOException {
        final int most = 2000;
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - most));
            ByteBuffer bytes = ByteBuffer.allocate(most);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    /** {@return what a second judge says of an answer that both can read} */
    Result.Second second(CudfCheck check, Path folder, Path out, Answer answer) throws IOException {
        return switch (answer) {
            case Result.Solved solved -> compare(check, folder, out, true);
            case Result.Invalid invalid when !invalid.reasons().containsKey(UNREADABLE) -> compare(check, folder, out, false);
            case Result.Invalid unreadable -> Result.Second.NONE;
            case Result.Fail fail -> Result.Second.NONE;
            case Result.Nothing nothing -> Result.Second.NONE;
        };
    }

    private Result.Second compare(CudfCheck check, Path folder, Path out, boolean good) throws IOException {
        List<PackageId> installed = read(out) instanceof Loaded.Accepted<CudfAnswer>(CudfAnswer.Packages packages, var warnings) ? packages.installed() : List.of();
        boolean known = installed.stream().allMatch(id -> document.find(id) >= 0) && installed.stream().distinct().count() == installed.size();
        if (!known) {
            return Result.Second.NONE;
        }
        return check.isSolution(folder, CudfPrinter.print(slice(installed).document()), CudfPrinter.printSolution(installed))
                .map(said -> said == good ? Result.Second.AGREES : Result.Second.DIFFERS).orElse(Result.Second.NONE);
    }
}
