package org.abifit.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.abifit.lint.Fact;
import org.abifit.lint.Finding;
import org.abifit.lint.LintRule;
import org.abifit.lint.Severity;

/** Findings of {@code abifit lint}, in words and in JSON. */
final class LintText {
    private static final int MOST_NAMES = 6;

    private LintText() {}

    /** {@return the findings as compilers print theirs, and how many there are} */
    static List<String> lines(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding f : findings) {
            lines.add("%s:%d: %s: %s [%s]".formatted(f.file(), f.line(), f.severity().word(), message(f), f.rule().id()));
        }
        lines.add("%s, %s, %s".formatted(count(findings, Severity.ERROR), count(findings, Severity.WARNING), count(findings, Severity.NOTE)));
        return lines;
    }

    private static String count(List<Finding> findings, Severity severity) {
        long count = findings.stream().filter(f -> f.severity() == severity).count();
        return "%d %s%s".formatted(count, severity.word(), count == 1 ? "" : "s");
    }

    /** Writes the findings. */
    static void json(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeArrayFieldStart("findings");
        for (Finding f : findings) {
            json.writeStartObject();
            json.writeStringField("rule", f.rule().id());
            json.writeStringField("severity", f.severity().word());
            json.writeStringField("file", f.file());
            json.writeNumberField("line", f.line());
            Json.name(json, "subject", f.subject());
            if (f.image().isPresent()) {
                Json.name(json, "image", f.image().get());
            }
            json.writeStringField("message", message(f));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** {@return what is wrong, and what to do next} */
    static String message(Finding finding) {
        String image = finding.image().map(i -> "image " + Names.shown(i)).orElse("the image");
        return Names.printable(message(finding.fact(), image, finding.image().isPresent()));
    }

    private static String message(Fact fact, String image, boolean known) {
        return switch (fact) {
            case Fact.Dangling f -> "%s is not on the host (%s is as far as it leads): correct the path or drop the entry".formatted(name(f.path()), name(f.reached()));
            case Fact.NoSuchLibrary f -> "no library of the host begins with '%s': nothing is bound for it; drop the entry, or install the library where it should be".formatted(name(f.name()));
            case Fact.BrokenLink f -> "%s is a link to %s, which is not there: repair the link on the host, or name the file".formatted(name(f.path()), name(f.target()));
            case Fact.NoUnversionedName f -> "%s is not on the host, %s is: make the link, or bind that file to the name that is opened".formatted(name(f.path()), names(f.versioned()));
            case Fact.NoSonameLink f -> "%s is not the name under which it is asked for, and nothing makes a link: bind it to %s too"
                    .formatted(name(f.to()), name(f.to().substring(0, f.to().lastIndexOf('/') + 1) + f.soname()));
            case Fact.OldVersion f -> "%s is gone from the host; instead there is %s: name that, and check the list again".formatted(name(f.path()), names(f.instead()));
            case Fact.NotClosed f -> notClosed(f, image, known);
            case Fact.VersionUnmet f -> versionUnmet(f, image);
            case Fact.SymbolUnmet f -> "%s finds %s on the host, but not in %s: bind the library that defines %s, or leave %s out"
                    .formatted(name(f.requiredBy()), names(f.symbols()), image, f.symbols().size() == 1 ? "it" : "them", name(f.requiredBy()));
            case Fact.FamilySplit f -> familySplit(f, image);
            case Fact.Downgrade f -> "%s takes the place of %s of %s and lacks its %s %s: programs of the image that need them will not start; leave it out unless it must be the host's"
                    .formatted(name(f.soname()), name(f.inImage()), image, f.symbols() ? "symbols" : "version nodes", names(f.missing()));
            case Fact.ShadowsSecurity f -> f.inImage().isPresent()
                    ? "%s takes the place of %s of %s, which guards secrets: bind it only if the host's is kept up to date, or leave it out"
                            .formatted(name(f.soname()), name(f.inImage().get()), image)
                    : "%s guards secrets and takes the place of the image's where it has one: leave it out unless a bound library cannot do without".formatted(name(f.soname()));
            case Fact.WrongClass f -> "%s is for %s, %s is for %s: bind the library for that machine".formatted(name(f.path()), f.is(), known ? image : "what is bound beside it", f.wanted());
            case Fact.OtherCLibrary f -> "%s needs glibc, and %s has another C library (%s): no library of this host can be used there; take an image with glibc"
                    .formatted(name(f.path()), image, name(f.loader()));
            case Fact.Refused f -> "%s: the loader of %s says '%s': leave it out, or take another image".formatted(name(f.path()), image, name(f.message()));
            case Fact.NotALibrary f -> "%s is %s, no shared library: name the library itself".formatted(name(f.path()), switch (f.kind()) {
                case TEXT -> "a text or data file";
                case FOLDER -> "a folder";
                case MALFORMED -> "a broken ELF file";
                case EXECUTABLE -> "an ELF file of another type";
            });
            case Fact.DuplicateTarget f -> "%s is bound to %s, and so is %s in line %d: only one of them will be seen; drop the other"
                    .formatted(name(f.from()), name(f.to()), name(f.earlierFrom()), f.earlierLine());
            case Fact.UnsafeSource f -> "%s %s".formatted(name(f.path()), switch (f.kind()) {
                case SET_ID -> "is set-user-id or set-group-id: do not bind it into containers";
                case WORLD_WRITABLE -> "may be changed by anybody on the host: correct its permissions, or leave it out";
                case HOME -> "lies in a user's folder: bind a copy that administrators own";
            });
            case Fact.Separator f -> separator(f);
            case Fact.RelativeTarget f -> "'%s' is no absolute path in the container, and its first character may be cut off: write /%s".formatted(name(f.to()), name(f.to()));
            case Fact.TargetKind f -> "%s is a %s in %s, but a %s is bound there: choose another place".formatted(name(f.to()), f.sourceIsFolder() ? "file" : "folder", image,
                    f.sourceIsFolder() ? "folder" : "file");
            case Fact.Floor f -> "all that is bound needs %s or newer of the image's %s, because of %s%s: older images cannot take %s".formatted(name(f.node()),
                    f.rule() == LintRule.GLIBC_FLOOR ? "C library" : "C++ library", names(f.forcedBy()),
                    f.unnumbered().isEmpty() ? "" : " (and " + names(f.unnumbered()) + ")", f.forcedBy().size() == 1 ? "it" : "them");
            case Fact.CdiVersion f -> cdiVersion(f);
            case Fact.CdiHooks f -> "hooks (%s) are not run by runtimes that take mounts and variables only, such as Apptainer: for these, bind what they make, or set LD_LIBRARY_PATH"
                    .formatted(names(f.hooks()));
            case Fact.PreloadLong f -> "%d libraries are preloaded into every process of the container: preload only those that nothing asks for, bind the others where they are searched"
                    .formatted(f.count());
            case Fact.PreloadMissing f -> "%s will not be in the container (%s): every process will complain and go on without it; bind it, or drop it".formatted(name(f.path()), image);
            case Fact.SeveralMajors f -> "%s holds several majors of %s (%s): Sarus refuses to start the container; remove those that the application does not use"
                    .formatted(image, name(f.linkerName()), names(f.paths()));
            case Fact.SarusSays f -> sarus(f, image);
            case Fact.NothingRead f -> "no bind was found in it, read as %s, so nothing of it was looked at: say with --as what it is, or give the variables that it takes with --env"
                    .formatted(f.as().word());
            case Fact.NotChecked f -> "%s was not looked at: %s".formatted(name(f.text()), switch (f.why()) {
                case VARIABLE -> "its value is made elsewhere; give it with --env NAME=VALUE";
                case RELATIVE -> "it is relative to a folder that only the runtime knows; write an absolute path";
                case HIDDEN -> "the scan of the host could not read it; scan as a user who may";
                case INHERITED -> "what it inherits stands in other files; lint these, too";
            });
        };
    }

    private static String notClosed(Fact.NotClosed f, String image, boolean known) {
        String where = known ? "neither bound nor in " + image : "not bound";
        String also = f.more().isEmpty() ? "" : ", and " + names(f.more()) + " that it needs in turn";
        String next = f.onHost().map(p -> "bind %s%s".formatted(name(p), also)).orElse("the host's loader does not find it by itself; name its file, or drop what needs it");
        String doubt = known || f.lockstep() ? "" : " (--image tells whether an image has it)";
        return "%s is needed by %s and %s: %s%s".formatted(name(f.soname()), names(f.neededBy()), where, next, doubt);
    }

    private static String versionUnmet(Fact.VersionUnmet f, String image) {
        String has = f.newest().map(n -> " and goes up to %s".formatted(name(n))).orElse("");
        String who = "%s%s".formatted(f.requirerBound() ? "" : image + "'s ", name(f.requiredBy()));
        String next = f.providerBound() ? f.requirerBound() ? "bind both from one place" : "leave the bound library out, or take an older image"
                : "take an image whose library has %s, or leave %s out".formatted(names(f.nodes()), name(f.requiredBy()));
        return "%s needs %s, but %s %s lacks %s%s: %s".formatted(who, names(f.nodes()), f.providerBound() ? "the bound" : image + "'s", name(f.provider()),
                f.nodes().size() == 1 ? "it" : "them", has, next);
    }

    private static String familySplit(Fact.FamilySplit f, String image) {
        String tie = f.nodes().isEmpty() ? "" : ", though %s %s for one build only".formatted(names(f.nodes()), f.nodes().size() == 1 ? "is" : "are");
        return "%s %s bound without %s of the same family (%s); those of %s, if it has any, would be used%s: bind all of the family or none".formatted(names(f.bound()),
                f.bound().size() == 1 ? "is" : "are", names(f.left()), f.family(), image, tie);
    }

    private static String sarus(Fact.SarusSays f, String image) {
        String pair = "%s for %s of %s".formatted(name(f.host()), name(f.inImage()), image);
        String ours = f.ours().map(o -> ", but %s says otherwise: ask it with 'abifit knowledge ask'".formatted(o)).orElse(": what else is said of this line counts");
        return switch (f.answer()) {
            case ACCEPT -> "%s takes %s%s".formatted(f.check(), pair, ours);
            case WARN -> "%s takes %s with a message%s".formatted(f.check(), pair, ours);
            case REFUSE -> "%s refuses %s, and no container starts: take an image with the host's version, or another hook".formatted(f.check(), pair);
        };
    }

    private static String separator(Fact.Separator f) {
        return switch (f.kind()) {
            case NOT_ABSOLUTE -> "'%s' is no absolute path; a comma or colon in a path ends it here: rename the file, or write its whole path".formatted(name(f.text()));
            case BLANK -> "'%s' has blanks around it, which count as part of the path: remove them".formatted(name(f.text()));
            case COMMA_OR_COLON -> "%s holds a comma or colon: it cannot be written in APPTAINER_BIND, in hooks or with -v; rename the file".formatted(name(f.text()));
        };
    }

    private static String cdiVersion(Fact.CdiVersion f) {
        return switch (f.kind()) {
            case UNKNOWN -> "cdiVersion '%s' is no version of the specification: write %s".formatted(name(f.stated()), f.least());
            case TOO_LOW -> "cdiVersion %s does not know %s: write %s".formatted(f.stated(), f.field().orElse("a field"), f.least());
            case HIGHER_THAN_NEEDED -> "cdiVersion %s keeps older runtimes from reading the file; %s has all that it uses".formatted(f.stated(), f.least());
        };
    }

    private static String name(String bytes) {
        return Names.shown(bytes);
    }

    private static String names(List<String> bytes) {
        String some = String.join(", ", bytes.stream().limit(MOST_NAMES).map(Names::shown).toList());
        return bytes.size() > MOST_NAMES ? "%s and %d more".formatted(some, bytes.size() - MOST_NAMES) : some;
    }
}
