package org.abifit.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.abifit.knowledge.Family;
import org.abifit.knowledge.MpiIdentity;
import org.abifit.loader.Loader;
import org.abifit.resolver.HostAnswer.Fix;

/** What would help where an image does not fit a host: asked again where that can be, cheapest first. */
final class Fixes {
    private static final String GLIBC = "GLIBC_";

    private final Request request;
    private final Image image;
    private final Host host;
    private final HostAnswer.Misfit misfit;
    private final Loader loader;
    private final Function<Request, HostAnswer> ask;
    private final List<Fix> found = new ArrayList<>();

    private Fixes(Request request, Image image, Host host, HostAnswer.Misfit misfit, Loader loader, Function<Request, HostAnswer> ask) {
        this.request = request;
        this.image = image;
        this.host = host;
        this.misfit = misfit;
        this.loader = loader;
        this.ask = ask;
    }

    /**
     * {@return what would help, the cheapest first}
     *
     * @param all what is said of the other candidates
     * @param ask answers a request for one image and one host
     */
    static List<Fix> of(Request request, Image image, Host host, HostAnswer.Misfit misfit, List<ImageAnswer> all, Loader loader, Function<Request, HostAnswer> ask) {
        Fixes fixes = new Fixes(request, image, host, misfit, loader, ask);
        fixes.policies();
        fixes.families();
        fixes.leavingOut();
        all.stream().filter(a -> a.hosts().stream().anyMatch(h -> h instanceof HostAnswer.Fits f && f.host().equals(host.name())))
                .forEach(a -> fixes.found.add(new Fix.OtherImage(a.image())));
        fixes.otherReleases();
        fixes.leavingOutHost(all);
        fixes.newerHost();
        return List.copyOf(fixes.found);
    }

    private Optional<BindPlan> plan(List<String> wants, Request.Policy policy) {
        HostAnswer answer = ask.apply(new Request(List.of(image), List.of(host), request.apps(), wants, policy, request.command()));
        return answer instanceof HostAnswer.Fits f ? Optional.of(f.plan()) : Optional.empty();
    }

    private void policies() {
        if (!request.policy().strategies().isEmpty()) {
            plan(request.wants(), request.policy().withStrategies(Set.of())).ifPresent(p -> found.add(new Fix.AllowStrategy(p.strategies())));
        }
        if (!request.policy().libcSwap() && plan(request.wants(), request.policy().withLibcSwap()).isPresent()) {
            found.add(new Fix.SwapLibc());
        }
    }

    /** A library that does not go alone may go with its family. */
    private void families() {
        SortedSet<String> split = new TreeSet<>();
        misfit.core().stream().filter(r -> r instanceof Reason.FamilySplit).forEach(r -> split.add(((Reason.FamilySplit) r).family()));
        for (Family family : request.policy().known().together()) {
            boolean asked = request.wants().stream().anyMatch(w -> !w.startsWith(Wants.FAMILY) && family.holdsName(w));
            if (asked || split.contains(family.name()) && !request.wants().contains(Wants.word(family))) {
                List<String> wants = new ArrayList<>(request.wants().stream().filter(w -> !family.holdsName(w)).toList());
                wants.add(Wants.word(family));
                plan(wants, request.policy()).ifPresent(p -> found.add(new Fix.BindFamily(family.name())));
            }
        }
    }

    private void leavingOut() {
        if (request.wants().size() < 2) {
            return;
        }
        for (Family family : request.policy().known().together()) {
            List<String> members = request.wants().stream().filter(family::holdsName).toList();
            if (members.size() > 1 && members.size() < request.wants().size() && plan(without(members), request.policy()).isPresent()) {
                found.add(new Fix.LeaveOutFamily(family.name(), members));
            }
        }
        request.wants().stream().filter(want -> plan(without(List.of(want)), request.policy()).isPresent()).forEach(want -> found.add(new Fix.LeaveOut(want)));
    }

    private List<String> without(List<String> some) {
        return request.wants().stream().filter(w -> !some.contains(w)).toList();
    }

    private void otherReleases() {
        misfit.core().stream().filter(r -> r instanceof Reason.MissingVersion v && v.provider() == Side.IMAGE).map(r -> (Reason.MissingVersion) r)
                .<Fix>map(v -> v.nodes().getLast().startsWith(GLIBC) ? new Fix.NewerBase(v.nodes()) : new Fix.NewerImage(v.soname(), v.nodes())).distinct().forEach(found::add);
        if (misfit.core().stream().anyMatch(Fixes::imageAsksForMore)) {
            hostMpi().ifPresent(found::add);
        }
    }

    /** {@return whether something of the image asks for what libraries of the host lack} */
    private static boolean imageAsksForMore(Reason reason) {
        return reason instanceof Reason.MissingSymbol s && s.by().side().filter(Side.HOST::equals).isEmpty()
                || reason instanceof Reason.MissingVersion v && v.provider() == Side.HOST && v.by().side().filter(Side.HOST::equals).isEmpty();
    }

    private Optional<Fix> hostMpi() {
        Known known = request.policy().known();
        List<String> sonames = request.wants().stream().filter(w -> !w.startsWith(Wants.FAMILY)).toList();
        Universe universe = Universe.of(image, host, request.apps(), new Wants(sonames, List.of()), known, loader);
        return universe.slots().values().stream().flatMap(s -> s.host().stream())
                .filter(p -> request.wants().contains(p.soname()) || universe.families(p).stream().anyMatch(f -> request.wants().contains(Wants.word(f))))
                .flatMap(p -> MpiIdentity.of(known.knowledge().mpi(), p.elf(), p.realPath().substring(p.realPath().lastIndexOf('/') + 1)).stream())
                .filter(id -> !id.release().isEmpty()).findFirst().map(id -> new Fix.RebuildWithMpi(id.implementation(), id.release()));
    }

    private void leavingOutHost(List<ImageAnswer> all) {
        List<String> served = all.stream().filter(a -> a.image().equals(image.name())).flatMap(a -> a.hosts().stream()).filter(h -> h instanceof HostAnswer.Fits)
                .map(HostAnswer::host).toList();
        if (!served.isEmpty()) {
            found.add(new Fix.LeaveOutHost(served));
        }
    }

    private void newerHost() {
        misfit.core().stream().filter(r -> r instanceof Reason.MissingVersion v && v.provider() == Side.HOST).map(r -> (Reason.MissingVersion) r)
                .map(v -> new Fix.NewerHost(v.soname(), v.nodes())).distinct().forEach(found::add);
    }
}
