package org.abifit.bridge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private AbiImport() {}

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
     * @param image the place of the image that it chooses; none in a solution of nothing
     * @param hosts what is bound on each host, in their order; none where a host is not served
     */
    public record Chosen(Optional<Integer> image, List<Optional<Choice>> hosts) {}

    /** {@return what a document asks, unless it is none of ours} */
    public static Optional<Question> question(CudfDocument document) {
        List<Package> all = document.packages();
        List<String> images = all.stream().filter(AbiImport::isImage).flatMap(p -> words(p, AbiProperty.IMAGE)).toList();
        List<String> hosts = hosts(document).stream().map(h -> all.stream().filter(p -> isServed(p, h)).flatMap(p -> words(p, AbiProperty.HOST)).findFirst().orElse(h)).toList();
        List<String> apps = all.stream().flatMap(p -> words(p, AbiProperty.APPS)).distinct().toList();
        List<String> wants = all.stream().flatMap(p -> words(p, AbiProperty.WANTS)).distinct().toList();
        return images.isEmpty() || hosts.isEmpty() ? Optional.empty() : Optional.of(new Question(images, hosts, apps, wants));
    }

    /**
     * {@return what a solution chooses}
     *
     * @param document the document that was solved
     * @param solution the packages that are installed; such as the document does not have mean nothing
     */
    public static Chosen read(CudfDocument document, List<PackageId> solution) {
        Map<PackageId, Package> known = new HashMap<>();
        document.packages().forEach(p -> known.put(p.id(), p));
        List<Package> installed = solution.stream().map(known::get).filter(Objects::nonNull).toList();
        Optional<Integer> image = installed.stream().filter(AbiImport::isImage).map(p -> (int) p.id().version() - 1).findFirst();
        return new Chosen(image, hosts(document).stream().map(h -> choice(h, installed.stream().filter(p -> p.id().name().startsWith(h + "/")).toList())).toList());
    }

    private static boolean isImage(Package p) {
        return p.id().name().startsWith("image/");
    }

    /** {@return the hosts by the first part of their packages' names} */
    private static List<String> hosts(CudfDocument document) {
        return document.packages().stream().map(p -> p.id().name()).filter(n -> n.endsWith("/served") && n.indexOf('/') == n.lastIndexOf('/'))
                .map(n -> n.substring(0, n.indexOf('/'))).distinct().toList();
    }

    private static boolean isServed(Package p, String host) {
        return p.id().name().equals(host + "/served");
    }

    private static Optional<Choice> choice(String host, List<Package> ofHost) {
        Optional<Package> app = ofHost.stream().filter(p -> words(p, AbiProperty.APPS).findAny().isPresent()).findFirst();
        boolean served = ofHost.stream().anyMatch(p -> isServed(p, host) && p.id().version() == 1);
        if (app.isEmpty() || !served) {
            return Optional.empty();
        }
        Set<String> bound = new LinkedHashSet<>();
        ofHost.stream().filter(AbiImport::isOfHost).flatMap(p -> words(p, AbiProperty.SONAME)).forEach(bound::add);
        Set<String> families = new LinkedHashSet<>();
        ofHost.stream().flatMap(p -> words(p, AbiProperty.FAMILY)).forEach(families::add);
        boolean side = text(app.get(), AbiProperty.MODE).equals(BindPlan.Mode.SIDE.word());
        return Optional.of(new Choice(side ? BindPlan.Mode.SIDE : BindPlan.Mode.OVER, bound, families));
    }

    private static boolean isOfHost(Package p) {
        return new CudfValue.EnumIdent(AbiProperty.OF_HOST).equals(p.properties().get(AbiProperty.ORIGIN.word()));
    }

    private static Stream<String> words(Package p, AbiProperty property) {
        return CudfNames.words(text(p, property)).stream();
    }

    private static String text(Package p, AbiProperty property) {
        return p.properties().get(property.word()) instanceof CudfValue.Text t ? t.value() : "";
    }
}
