package org.abifit.upgrade;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.abifit.cudf.Criteria;
import org.abifit.cudf.CudfAnswer;
import org.abifit.cudf.CudfChecker;
import org.abifit.cudf.CudfCost;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfLoader.Loaded;
import org.abifit.cudf.CudfPrinter;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.CudfValue.VpkgFormula;
import org.abifit.cudf.PackedDocument;
import org.abifit.cudf.Vpkg;
import org.abifit.solver.Budget;
import org.abifit.solver.Ideas;

/**
 * Puts random documents of some twenty to sixty packages to the solver and to aspcud, and has cudf-check (where it is installed) judge
 * the solver's answers: {@code N SEED}. Exit code 0 when all verdicts and costs are the same, but for {@link AspcudError}s; 2 when not.
 */
public final class AspcudCampaign {
    private static final List<String> CRITERIA = List.of("paranoid:2012", "trendy:2012", "-count(removed),-sum(solution,weight),-count(changed)",
            "-notuptodate(solution),-count(removed),-count(changed)", "-count(down),-sum(new,weight),-count(changed)", "-count(new),-count(removed),-notuptodate(solution)",
            "-unsat_recommends(solution),-sum(solution,size)", "+count(up),-count(changed)", "-aligned(solution,colour,weight),-count(changed)", "-notuptodate(changed),-unsat_recommends(new),-count(removed)");

    private final Path folder;
    private final boolean judged;
    private final Map<AspcudError, Integer> known = new EnumMap<>(AspcudError.class);
    private final List<String> differences = new ArrayList<>();
    private int documents;
    private int unexcused;
    private int checked;

    AspcudCampaign(Path folder) {
        this.folder = folder;
        this.judged = isThere("cudf-check");
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("judge-solver");
        AspcudCampaign campaign = new AspcudCampaign(folder);
        campaign.run(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        for (String file : List.of("in.cudf", "out.cudf", "answer.cudf", "")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        campaign.differences.forEach(System.out::println);
        System.out.println(campaign);
        System.exit(campaign.differences.isEmpty() ? 0 : 2);
    }

    static boolean isThere(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)).anyMatch(at -> Files.isExecutable(Path.of(at, program)));
    }

    void run(int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            CudfDocument any = RandomUpgrades.middling(random, 25 + random.nextInt(60));
            compare(random.nextInt(4) == 0 ? spoken(any) : tame(spoken(any)), CRITERIA.get(random.nextInt(CRITERIA.size())));
        }
    }

    /** Without what aspcud has no words for. */
    private static CudfDocument spoken(CudfDocument document) {
        List<CudfDocument.Declaration> declared = document.declarations().stream().filter(one -> !List.of("suggests", "heavy", "note", "twin").contains(one.name())).toList();
        List<Package> packages = document.packages().stream().map(one -> {
            TreeMap<String, CudfValue> values = new TreeMap<>(one.properties());
            values.keySet().retainAll(declared.stream().map(CudfDocument.Declaration::name).toList());
            return new Package(one.id(), one.depends(), one.conflicts(), one.provides(), one.installed(), false, one.keep(), values);
        }).toList();
        return new CudfDocument(Optional.of(new CudfDocument.Preamble("", declared, "", "", "")), packages, document.request());
    }

    /** Without what aspcud is known to misread. */
    private static CudfDocument tame(CudfDocument document) {
        List<String> names = document.packages().stream().map(one -> one.id().name()).toList();
        List<Package> packages = document.packages().stream().map(one -> {
            TreeMap<String, CudfValue> values = new TreeMap<>(one.properties());
            values.computeIfPresent("recommends", (name, value) -> tame((VpkgFormula) value));
            return new Package(one.id(), tame(one.depends()), tame(one.conflicts()), one.provides().stream().filter(feature -> !names.contains(feature.name())).toList(),
                    one.installed(), false, one.keep() == CudfDocument.Keep.FEATURE ? CudfDocument.Keep.NONE : one.keep(), values);
        }).toList();
        CudfDocument.Request request = document.request();
        return new CudfDocument(document.preamble(), packages, new CudfDocument.Request("", tame(request.install()), tame(request.remove()), tame(request.upgrade())));
    }

    private static VpkgFormula tame(VpkgFormula formula) {
        return new VpkgFormula(formula.disjunctions().stream().map(AspcudCampaign::tame).toList());
    }

    private static List<Vpkg> tame(List<Vpkg> all) {
        return all.stream().map(one -> one.toString().endsWith(" < 1") ? Vpkg.of(one.name()) : one).toList();
    }

    private void compare(CudfDocument document, String text) {
        documents++;
        unexcused += AspcudError.of(document).isEmpty() ? 1 : 0;
        if (difference(document, text).isPresent()) {
            List<AspcudError> errors = AspcudError.of(document);
            errors.forEach(error -> known.merge(error, 1, Integer::sum));
            if (errors.isEmpty()) {
                CudfDocument small = Shrink.of(document, d -> AspcudError.of(d).isEmpty() && difference(d, text).isPresent());
                differences.add(difference(small, text).orElseThrow());
            }
        }
    }

    /** {@return where the two differ, or cudf-check does not take the solver's answer} */
    private Optional<String> difference(CudfDocument document, String text) {
        try {
            Criteria criteria = RandomCriteria.of(text);
            Path in = Files.writeString(folder.resolve("in.cudf"), CudfPrinter.print(document));
            String ours = said(document, criteria, ours(document, criteria));
            String theirs = said(document, criteria, theirs(in, criteria));
            return ours.equals(theirs) ? Optional.empty() : Optional.of("criteria %s%nsolver %s%naspcud %s%n%s".formatted(text, ours, theirs, CudfPrinter.print(document)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the installation; empty where there is none} */
    private static Optional<List<PackageId>> ours(CudfDocument document, Criteria criteria) {
        PackedDocument packed = PackedDocument.of(document);
        if (UpgradeSolver.solve(packed, criteria, Budget.unlimited(), Ideas.ALL, first -> { }) instanceof UpgradeAnswer.Solved solved) {
            return Optional.of(Arrays.stream(solved.packages()).mapToObj(packed::id).toList());
        }
        return Optional.empty();
    }

    private Optional<List<PackageId>> theirs(Path in, Criteria criteria) throws IOException, InterruptedException {
        Path out = folder.resolve("out.cudf");
        Files.deleteIfExists(out);
        String said = run("aspcud", in.toString(), out.toString(), criteria.toAspcud().orElseThrow());
        if (!Files.exists(out)) {
            throw new IllegalStateException("aspcud wrote nothing: " + said);
        }
        return switch (CudfAnswer.read(Files.newInputStream(out))) {
            case Loaded.Accepted<CudfAnswer>(CudfAnswer.Packages packages, var warnings) -> Optional.of(packages.installed());
            case Loaded.Accepted<CudfAnswer>(CudfAnswer.Fail fail, var warnings) -> Optional.empty();
            case Loaded.Refused<CudfAnswer> bad -> throw new IllegalStateException("aspcud wrote no answer: " + bad.faults());
        };
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return printed;
    }

    /** {@return what the judges of both sides say} */
    private String said(CudfDocument document, Criteria criteria, Optional<List<PackageId>> answer) throws IOException, InterruptedException {
        if (answer.isEmpty()) {
            return "FAIL";
        }
        List<BigInteger> costs = CudfCost.of(document, answer.get(), criteria);
        boolean solution = CudfChecker.check(document, answer.get()) instanceof CudfChecker.Verdict.Solution;
        String other = !judged ? "" : isSolution(answer.get()) == solution ? "" : ", and cudf-check does not agree";
        checked += judged ? 1 : 0;
        return (solution ? "costs " : "no solution, costs ") + costs + other;
    }

    private boolean isSolution(List<PackageId> installed) throws IOException, InterruptedException {
        Path answer = Files.writeString(folder.resolve("answer.cudf"), CudfPrinter.printSolution(installed));
        return run("cudf-check", "-cudf", folder.resolve("in.cudf").toString(), "-sol", answer.toString()).contains("is_solution: true");
    }

    /** {@return where the two differ for no known reason} */
    List<String> differences() {
        return List.copyOf(differences);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%d documents, %d without anything that aspcud is known for; %d answers judged by cudf-check, too; %d differ".formatted(documents, unexcused, checked, differences.size()));
        known.forEach((error, count) -> text.append("%n%d differ where aspcud %s".formatted(count, error.reason())));
        return text.toString();
    }
}
