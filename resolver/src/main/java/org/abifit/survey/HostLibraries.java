package org.abifit.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.abifit.elf.ElfFile;
import org.abifit.loader.Bind;
import org.abifit.loader.Container;
import org.abifit.loader.Loader;
import org.abifit.loader.Locator;
import org.abifit.resolver.Host;
import org.abifit.resolver.HostAnswer;
import org.abifit.resolver.Image;
import org.abifit.resolver.Reason;
import org.abifit.resolver.Request;
import org.abifit.resolver.Resolver;
import org.abifit.root.Content;
import org.abifit.root.Directory;
import org.abifit.root.FileView;
import org.abifit.root.Glob;
import org.abifit.root.RegularFile;
import org.abifit.root.Special;
import org.abifit.root.Symlink;

/**
 * Whether libraries of a host can be bound into an image in which there is no application yet. Each lies where it lies on the host and is
 * asked for as if it were preloaded; what it needs comes from the image or, where that lacks it, from the host.
 *
 * @param wants sonames, or patterns over those of the host
 */
record HostLibraries(Image image, Host host, List<String> wants, Request.Policy policy, Loader loader) {

    Bases.OnHost answer() {
        Optional<ElfFile> program = program(image.tree());
        if (program.isEmpty()) {
            return new Bases.OnHost(host.name(), List.of(), new HostAnswer.Undecided(host.name(),
                    List.of(new HostAnswer.Missing("application", "image %s holds no program: for which machine it is cannot be told".formatted(image.name())))));
        }
        List<Locator.Located> located = new ArrayList<>();
        for (String want : wants) {
            List<Locator.Located> found = located(host, want, program.get());
            if (found.isEmpty()) {
                return new Bases.OnHost(host.name(), List.of(),
                        new HostAnswer.Misfit(host.name(), List.of(new Reason.HostLacks(want, "the host's loader finds no such library for the image's machine")), List.of()));
            }
            located.addAll(found);
        }
        List<Bind> binds = located.stream().map(l -> new Bind(l.path(), l.path())).distinct().toList();
        return new Bases.OnHost(host.name(), binds, bound(binds));
    }

    private HostAnswer bound(List<Bind> binds) {
        try {
            Container container = Container.of(image.tree(), Optional.of(new FileView(host.tree())), binds, false);
            Image with = new Image(image.name(), container.files().root());
            Request request = new Request(List.of(with), List.of(host), binds.stream().map(Bind::to).toList(), List.of(), policy);
            return Resolver.resolve(request, loader).getFirst().hosts().getFirst();
        } catch (Container.BindException e) {
            return new HostAnswer.Undecided(host.name(), List.of(new HostAnswer.Missing("bind", e.getMessage())));
        }
    }

    /** {@return what a host's loader finds for a want, by soname} */
    static List<Locator.Located> located(Host host, String want, ElfFile like) {
        Locator locator = Locator.of(new FileView(host.tree()), like, host.machine());
        if (!Glob.isPattern(want)) {
            return locator.locate(want).stream().toList();
        }
        Glob glob = Glob.of(want);
        TreeMap<String, Locator.Located> byPath = new TreeMap<>();
        locator.names().stream().filter(glob::matches).flatMap(n -> locator.locate(n).stream().filter(l -> l.elf().soname().orElse(n).equals(n)))
                .forEach(l -> byPath.put(l.path(), l));
        return List.copyOf(byPath.values());
    }

    /** {@return a program of the tree, which tells for which machine it is} */
    static Optional<ElfFile> program(Directory folder) {
        for (String name : folder.names()) {
            Optional<ElfFile> found = switch (folder.child(name)) {
                case Directory below -> program(below);
                case RegularFile f when Resolver.isProgram(f) && f.content() instanceof Content.Elf elf -> Optional.of(elf.ref().file());
                case RegularFile f -> Optional.empty();
                case Symlink l -> Optional.empty();
                case Special s -> Optional.empty();
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
