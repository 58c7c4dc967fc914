package org.abifit.bridge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue;
import org.abifit.cudf.Vpkg;
import org.abifit.cudf.Vpkg.RelOp;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Criterion;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.ImageAnswer;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolution;

/**
 * Writes what a request came to as one upgrade problem over all hosts and images. Its optimum serves as many hosts as the resolver's
 * best image does, at the same cost, by the same image; what the loader model taught during the search is part of it.
 */
public final class AbiExport {
    private static final String REFUSED = "refused";
    private static final String RANK = "rank";
    private static final PackageId NOBODY = new PackageId("rule/refused", 1);

    private final Request request;
    private final Resolution resolution;
    private final String image;
    private final List<String> names;
    private final List<AbiNote> notes = new ArrayList<>();
    /** Where some answer is open, an image of which it is open comes before one that serves nobody for certain. */
    private final boolean open;

    private AbiExport(Request request, Resolution resolution) {
        this.request = request;
        this.resolution = resolution;
        this.image = "image/" + CudfNames.last(request.apps().getFirst());
        this.names = CudfNames.hosts(request.hosts().stream().map(Host::name).toList());
        this.open = resolution.pairs().stream().anyMatch(p -> p.answer() instanceof HostAnswer.Undecided);
    }

    /**
     * {@return the problem}
     *
     * @param resolution what {@link org.abifit.resolver.Resolver#explained} said to the request
     */
    public static AbiProblem of(Request request, Resolution resolution) {
        return new AbiExport(request, resolution).problem();
    }

    private AbiProblem problem() {
        List<Stanza> stanzas = new ArrayList<>();
        for (int k = 1; k <= request.images().size(); k++) {
            stanzas.add(image(k));
        }
        if (open) {
            stanzas.add(new Stanza(NOBODY).number(REFUSED, 1));
        }
        for (int h = 0; h < names.size(); h++) {
            stanzas.addAll(host(h));
        }
        List<String> numbers = numbers();
        List<CudfDocument.Declaration> declarations = AbiProperty.declarations(numbers);
        List<CudfDocument.Package> packages = stanzas.stream().map(s -> s.build(declarations)).toList();
        CudfDocument.Preamble preamble = new CudfDocument.Preamble("", declarations, "", "", "");
        return new AbiProblem(new CudfDocument(Optional.of(preamble), packages, wanted()), order(numbers, packages), List.copyOf(notes));
    }

    private CudfDocument.Request wanted() {
        List<Vpkg> install = new ArrayList<>(List.of(Vpkg.of(image)));
        names.forEach(n -> install.add(Vpkg.of(n + "/served")));
        return new CudfDocument.Request(CudfNames.line(request.apps()) + " on " + CudfNames.line(request.hosts().stream().map(Host::name).toList()), install, List.of(), List.of());
    }

    private Stanza image(int k) {
        Stanza stanza = new Stanza(new PackageId(image, k)).origin(AbiProperty.OF_IMAGE).alone().text(AbiProperty.IMAGE, CudfNames.line(List.of(request.images().get(k - 1).name()))).number(RANK, k);
        if (open) {
            List<Vpkg> any = new ArrayList<>(names.stream().map(n -> Vpkg.of(n + "/open")).toList());
            any.add(HostView.exactly(NOBODY));
            stanza.depends(any);
        }
        return stanza;
    }

    private List<Stanza> host(int h) {
        Host called = request.hosts().get(h);
        List<PairView> decided = new ArrayList<>();
        List<Integer> undecided = new ArrayList<>();
        for (int k = 1; k <= request.images().size(); k++) {
            Resolution.Pair pair = resolution.pairs().get((k - 1) * names.size() + h);
            int number = k;
            pair.choices().ifPresentOrElse(c -> decided.add(new PairView(number, c)), () -> undecided.add(number));
        }
        undecided.forEach(k -> notes.add(new AbiNote(called.name(), request.images().get(k - 1).name(), Optional.empty(), Optional.empty())));
        AbiNotes where = new AbiNotes(notes, called.name(), request.images().stream().map(Image::name).toList());
        return new HostExport(new HostView(names.get(h), request.images().size(), decided), image, where, request.wants()).stanzas(undecided, open);
    }

    // ---- order

    private List<String> numbers() {
        Set<String> all = new LinkedHashSet<>(List.of(HostExport.UNSERVED));
        if (open) {
            all.add(REFUSED);
        }
        request.policy().criteria().forEach(c -> all.add(CostExport.property(c)));
        all.addAll(List.of(RANK, CostExport.FILES));
        return List.copyOf(all);
    }

    /** The resolver's order: hosts served, the criteria, the order of the images; of equals the fewest files. What no package has does not count. */
    private static List<String> order(List<String> numbers, List<CudfDocument.Package> packages) {
        return numbers.stream().filter(n -> packages.stream().anyMatch(p -> p.properties().get(n) instanceof CudfValue.Int i && i.value() > 0)).toList();
    }

    /**
     * {@return what the best image costs by the resolver's own answers, in the problem's order; without what only tells equals apart}
     *
     * @param problem what was made of the request
     */
    public static List<Long> costs(Request request, Resolution resolution, AbiProblem problem) {
        ImageAnswer best = resolution.answers().getFirst();
        List<BindPlan> plans = best.hosts().stream().filter(h -> h instanceof HostAnswer.Fits).map(h -> ((HostAnswer.Fits) h).plan()).toList();
        List<String> images = request.images().stream().map(Image::name).toList();
        return problem.order().stream().filter(p -> !p.equals(CostExport.FILES)).map(p -> switch (p) {
            case HostExport.UNSERVED -> (long) best.hosts().size() - plans.size();
            case REFUSED -> best.fit() == ImageAnswer.Fit.NONE ? 1L : 0L;
            case RANK -> (long) images.indexOf(best.image()) + 1;
            default -> plans.stream().mapToLong(plan -> plan.cost(criterion(request, p))).sum();
        }).toList();
    }

    private static Criterion criterion(Request request, String property) {
        return request.policy().criteria().stream().filter(c -> CostExport.property(c).equals(property)).findFirst().orElseThrow();
    }
}
