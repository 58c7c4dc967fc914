package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.List;
import java.util.stream.Collectors;
import org.abifit.resolver.BindPlan;
import org.abifit.resolver.BindPlan.Because;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.HostAnswer.Fix;
import org.abifit.resolver.Reason;
import org.abifit.resolver.Side;
import org.abifit.resolver.Strategy;

/**
 * Every sentence about why an image fits or does not, in one place. It speaks the user's names: of hosts, images, libraries.
 *
 * @param image the image's name
 * @param host the host's name
 * @param wants what must come from the host
 */
record ReasonText(String image, String host, List<String> wants) {
    private static final int MOST_NODES = 4;

    String of(Reason reason) {
        return toUnicode(switch (reason) {
            case Reason.Wanted w -> "%s must come from host %s".formatted(w.soname(), host);
            case Reason.HostLacks l -> "host %s cannot give %s: %s".formatted(host, l.soname(), l.why());
            case Reason.MissingLibrary m -> "%s needs %s; neither image %s nor host %s has it".formatted(asker(m.by()), m.soname(), image, host);
            case Reason.MissingVersion v -> "%s needs %s of %s; %s %s".formatted(asker(v.by()), nodes(v.nodes()), v.soname(), side(v.provider()), offers(v));
            case Reason.MissingSymbol s -> "%s needs symbol %s%s; %s".formatted(asker(s.by()), s.symbol(), s.version().map(n -> " (version " + n + ")").orElse(""),
                    s.definedBy().isEmpty() ? "no library of either side that could be loaded defines it" : "only " + definers(s.definedBy()) + " would define it");
            case Reason.NotNeeded n -> "%s is loaded only with %s".formatted(n.soname(), definers(n.askers()));
            case Reason.MpiFamily m -> "%s of host %s is %s, that of image %s is %s: what lies behind MPI's names differs".formatted(m.soname(), host, m.host(), image, m.image());
            case Reason.MpiInside m -> "MPI is part of application %s itself: it asks for no library, so none can take its place".formatted(m.app());
            case Reason.LibcFamily f -> "%s %s belongs to one build of the C library: it comes from the same side as libc.so.6".formatted(side(f.side()), f.soname());
            case Reason.KeepLibc k -> "the C library of image %s is to stay (--no-libc-swap)".formatted(image);
            case Reason.FamilySplit f -> "%s %s is needed and belongs to family %s, which must not be split%s".formatted(side(f.side()), f.soname(), f.family(),
                    f.only() ? "; %s has no library of that name".formatted(f.side() == Side.HOST ? "image " + image : "host " + host) : "");
            case Reason.StrategyForbids f -> "binding host %s's %s takes strategy '%s', which is not among those allowed (--strategy)".formatted(host, f.soname(), f.needed().word());
            case Reason.CopySize c -> "%s has its own copy of a variable that is larger in host %s's %s; the loader only warns: %s".formatted(asker(c.by()), host, c.soname(), c.message());
            case Reason.UnsafeSource u -> "host %s's %s may not be bound: %s".formatted(host, u.path(), u.why());
            case Reason.RunsRefuses r -> "with %s bound everything loads, but %s".formatted(r.bound().isEmpty() ? "nothing" : String.join(", ", r.bound()),
                    RunsText.of(r.grounds().getFirst()));
            case Reason.LoaderRefuses r -> "with %s bound the loader says: %s".formatted(r.bound().isEmpty() ? "nothing" : String.join(", ", r.bound()), r.message());
        });
    }

    /** {@return under which heading a reason stands in a long refusal} */
    static String heading(Reason reason) {
        return switch (reason) {
            case Reason.Wanted w -> "asked for";
            case Reason.HostLacks l -> "missing on the host";
            case Reason.MissingLibrary m -> "missing libraries";
            case Reason.MissingVersion v -> "versions of " + toUnicode(v.soname());
            case Reason.MissingSymbol s -> "symbols";
            case Reason.NotNeeded n -> "loaded by nobody";
            case Reason.MpiFamily m -> "another MPI";
            case Reason.MpiInside m -> "loaded by nobody";
            case Reason.LibcFamily f -> "the C library is of one build";
            case Reason.KeepLibc k -> "what is allowed";
            case Reason.StrategyForbids f -> "what is allowed";
            case Reason.UnsafeSource u -> "what is allowed";
            case Reason.FamilySplit f -> "family " + f.family();
            case Reason.CopySize c -> "variables that outgrew their copies";
            case Reason.LoaderRefuses r -> "what the loader says to choices";
            case Reason.RunsRefuses r -> "choices that load and do not run";
        };
    }

    private String side(Side side) {
        return side == Side.HOST ? "host " + host + "'s" : "image " + image + "'s";
    }

    private String asker(Reason.Asker asker) {
        if (asker.side().isEmpty()) {
            return "application " + asker.path();
        }
        boolean host = asker.side().get() == Side.HOST;
        String must = host && wants.contains(asker.name()) ? " (must come from host)" : "";
        return (host ? "host " + this.host : "image " + image) + ": " + asker.name() + must;
    }

    private static String nodes(List<String> nodes) {
        List<String> last = nodes.subList(Math.max(0, nodes.size() - MOST_NODES), nodes.size());
        String more = nodes.size() > MOST_NODES ? " and %d older".formatted(nodes.size() - MOST_NODES) : "";
        return String.join(", ", last) + more;
    }

    private static String offers(Reason.MissingVersion v) {
        return v.offers().map(o -> "offers up to " + o).orElse("defines no such version");
    }

    private String definers(List<String> definedBy) {
        return definedBy.stream().limit(MOST_NODES).map(d -> d.startsWith("host:") ? "host " + host + "'s " + d.substring(5) : "image " + image + "'s " + d.substring(6))
                .collect(Collectors.joining(" or "));
    }

    String of(Because because) {
        return toUnicode(switch (because) {
            case Because.Wanted w -> "asked for";
            case Because.ImageLacks l -> "%s needs it, the image has none".formatted(l.by());
            case Because.ImageTooOld o -> "%s needs %s, which the image's does not define".formatted(o.by(), nodes(o.what()));
            case Because.LibcFamily f -> "moves with the C library, one build only";
            case Because.FamilyMember f -> "moves with the others of family %s".formatted(f.family());
            case Because.OpenedBy o -> "opened by the host's libraries of family %s".formatted(o.family());
            case Because.FamilyData d -> "read by the host's libraries of family %s".formatted(d.family());
            case Because.LoaderAsks a -> "without it a symbol that the other libraries need is missing";
        });
    }

    /** {@return what would decide} */
    static String of(HostAnswer.Missing missing) {
        return toUnicode(missing.ground().map(g -> "with %s bound it loads, but %s".formatted(missing.text(), RunsText.of(g))).orElse(missing.text()));
    }

    /** {@return what a downgrade takes away, and from whom} */
    static String of(BindPlan.Downgrade downgrade) {
        String files = "%s: host has %s, image %s".formatted(downgrade.soname(), downgrade.host(), downgrade.image());
        String used = downgrade.used().isEmpty() ? "" : "; asked for and gone: " + some(downgrade.used());
        String unused = downgrade.unused().isEmpty() ? "" : "; gone, but nobody here asks for it: " + some(downgrade.unused());
        return toUnicode("older on the host: " + files + used + unused);
    }

    private static String some(List<String> names) {
        String more = names.size() > MOST_NODES ? " and %d more".formatted(names.size() - MOST_NODES) : "";
        return String.join(", ", names.subList(0, Math.min(MOST_NODES, names.size()))) + more;
    }

    /** {@return why host files go where they go} */
    String of(BindPlan.ModeBecause because) {
        return toUnicode(switch (because.why()) {
            case COVERS -> "host files cover the image's: every process finds them, without any environment";
            case OWN_PATH -> "the bundle's files stay at their own paths, by which they find each other";
            case COVER_REFUSED -> "in a folder of their own, since covering the image's files was refused" + because.detail().map(d -> ": " + d).orElse("");
            case NOTHING_BOUND -> "nothing is bound";
        });
    }

    String of(Fix fix) {
        return toUnicode(switch (fix) {
            case Fix.AllowStrategy a -> "it works with --strategy %s".formatted(String.join(" ", a.takes().stream().map(Strategy::word).toList()));
            case Fix.SwapLibc s -> "it works when the host's C library may replace the image's (without --no-libc-swap)";
            case Fix.BindFamily f -> "it works with the whole family: --from-host family:%s".formatted(f.family());
            case Fix.LeaveOutFamily l -> "it works when family %s stays the image's: leave out %s".formatted(l.family(), String.join(", ", l.wants()));
            case Fix.LeaveOut l -> "it works when %s stays the image's".formatted(l.soname());
            case Fix.OtherImage o -> "image %s fits host %s".formatted(o.image(), host);
            case Fix.NewerBase b -> "a base image with GLIBC >= %s (%s)".formatted(b.nodes().getLast().substring("GLIBC_".length()), nodes(b.nodes()));
            case Fix.NewerImage n -> "an image whose %s defines %s".formatted(n.soname(), nodes(n.nodes()));
            case Fix.RebuildWithMpi r -> "the application built with %s <= %s, which is host %s's".formatted(r.implementation(), r.release(), host);
            case Fix.LeaveOutHost h -> "the image serves the other hosts: %s".formatted(String.join(", ", h.served()));
            case Fix.NewerHost n -> "a host whose %s defines %s, or an image built against the host's".formatted(n.soname(), nodes(n.nodes()));
        });
    }
}
