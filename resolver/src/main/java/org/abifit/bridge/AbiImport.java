package org.abifit.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.abifit.cudf.CudfDocument;
import org.abifit.cudf.CudfDocument.Package;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.cudf.CudfValue;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.Choice;

/**
 * Reads a solution of a document that {@link AbiExport} wrote. What a package stands for is looked up in the document by name and
 * version: of what a solver writes, nothing else counts.
 */
public final class AbiImport {
    private static final String SERVED = "/served";

    private final Map<PackageId, Package> known = new HashMap<>();

    private AbiImport(CudfDocument document) {
        document.packages().forEach(p -> known.put(p.id(), p));
    }

    /**
     * What a document is about, as it was given to {@code resolve}; byte strings.
     *
     * @param images names of images, in their order
     * @param hosts names of hosts, in their order
     * @param apps the applications
     * @param wants what must come from the host
     */
    public record Question(List<String> images, List<String> hosts, List<String> apps, List<String> wants) {}

    /**
     * What a solution says.
     *
     * @param image the image that it chooses; none in a solution of nothing
     * @param hosts every host of the document
     */
    public record Chosen(Optional<String> image, List<Served> hosts) {}

    /**
     * What a solution says of a host.
     *
     * @param choice what is bound; none where the host is not served
     */
    public record Served(String host, Optional<Choice> choice) {}

    /** {@return what a document asks, unless it is none of ours} */
    public static Optional<Question> question(CudfDocument document) {
        AbiImport read = new AbiImport(document);
        List<Package> all = document.packages();
        List<String> images = all.stream().filter(p -> p.id().name().startsWith("image/")).flatMap(p -> words(p, AbiProperty.IMAGE)).distinct().toList();
        List<String> hosts = all.stream().filter(AbiImport::isServed).flatMap(p -> words(p, AbiProperty.HOST)).distinct().toList();
        List<String> apps = all.stream().flatMap(p -> words(p, AbiProperty.APPS)).distinct().toList();
        List<String> wants = all.stream().flatMap(p -> words(p, AbiProperty.WANTS)).distinct().toList();
        return images.isEmpty() || hosts.isEmpty() || read.known.isEmpty() ? Optional.empty() : Optional.of(new Question(images, hosts, apps, wants));
    }

    /**
     * {@return what a solution chooses}
     *
     * @param document the document that was solved
     * @param solution the packages that are installed; such as the document does not have mean nothing
     */
    public static Chosen read(CudfDocument document, List<PackageId> solution) {
        AbiImport read = new AbiImport(document);
        List<Package> installed = solution.stream().map(read.known::get).filter(java.util.Objects::nonNull).toList();
        Optional<String> image = installed.stream().filter(p -> p.id().name().startsWith("image/")).flatMap(p -> words(p, AbiProperty.IMAGE)).findFirst();
        List<String> hosts = document.packages().stream().filter(AbiImport::isServed).flatMap(p -> words(p, AbiProperty.HOST)).distinct().toList();
        List<Served> served = new ArrayList<>();
        hosts.forEach(h -> served.add(new Served(h, choice(installed.stream().filter(p -> words(p, AbiProperty.HOST).anyMatch(h::equals)).toList()))));
        return new Chosen(image, served);
    }

    private static boolean isServed(Package p) {
        return p.id().name().endsWith(SERVED);
    }

    private static Optional<Choice> choice(List<Package> ofHost) {
        Optional<Package> app = ofHost.stream().filter(p -> words(p, AbiProperty.APPS).findAny().isPresent()).findFirst();
        boolean served = ofHost.stream().anyMatch(p -> isServed(p) && p.id().version() == 1);
        if (app.isEmpty() || !served) {
            return Optional.empty();
        }
        Set<String> bound = new LinkedHashSet<>();
        ofHost.stream().filter(p -> p.properties().get(AbiProperty.ORIGIN.word()).equals(new CudfValue.EnumIdent(AbiProperty.OF_HOST))).flatMap(p -> words(p, AbiProperty.SONAME)).forEach(bound::add);
        Set<String> families = new LinkedHashSet<>();
        ofHost.stream().flatMap(p -> words(p, AbiProperty.FAMILY)).forEach(families::add);
        boolean side = text(app.get(), AbiProperty.MODE).equals(BindPlan.Mode.SIDE.word());
        return Optional.of(new Choice(side ? BindPlan.Mode.SIDE : BindPlan.Mode.OVER, bound, families));
    }

    private static Stream<String> words(Package p, AbiProperty property) {
        return CudfNames.words(text(p, property)).stream();
    }

    private static String text(Package p, AbiProperty property) {
        return p.properties().get(property.word()) instanceof CudfValue.Text t ? t.value() : "";
    }
}
