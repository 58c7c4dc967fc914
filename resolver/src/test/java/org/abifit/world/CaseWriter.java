package org.abifit.world;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.abifit.loader.Verdict;
import org.abifit.root.LdSoCache;
import org.abifit.testkit.ElfText;
import org.abifit.testkit.TinyElf;
import org.abifit.testkit.Tokens;

/** Writes {@link CaseText}. */
final class CaseWriter {
    private static final int HEX_LINE = 128;

    private final Case c;
    private final StringBuilder out = new StringBuilder();

    CaseWriter(Case c) {
        this.c = c;
    }

    String write() {
        c.comment().forEach(line -> line((line.isEmpty() ? "#" : "# ") + line));
        line("case %s %s", c.id(), c.title());
        c.env().forEach((name, value) -> line("env %s", Tokens.quote(name + "=" + value)));
        c.cpu().ifPresent(level -> line("cpu %s", level));
        c.parts().forEach(this::part);
        c.opens().forEach(o -> line("open %s%s %s %s", Tokens.quote(o.file()), o.by().isEmpty() ? "" : " by " + Tokens.quote(o.by()), o.now() ? "now" : "lazy", o.global() ? "global" : "local"));
        c.goldens().forEach(this::golden);
        return out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void line(String format, Object... words) {
        line(format.formatted(words));
    }

    private void part(Part part) {
        switch (part) {
            case Part.Elf(String path, TinyElf elf) -> {
                line("%s %s", ElfText.kind(elf), Tokens.quote(path));
                ElfText.write(elf, baseName(path)).forEach(l -> line("  " + l));
            }
            case Part.Bytes bytes -> bytes(bytes);
            case Part.Config(String path, String text) -> {
                line("config %s", Tokens.quote(path));
                body(text);
            }
            case Part.Link(String path, String target) -> line("link %s -> %s", Tokens.quote(path), Tokens.quote(target));
            case Part.HardLink(String path, String existing) -> line("hardlink %s = %s", Tokens.quote(path), Tokens.quote(existing));
            case Part.Folder(String path) -> line("folder %s", Tokens.quote(path));
            case Part.Libc libc -> line("libc");
            case Part.OtherLibc(Release of) -> line("libc-of 2.%d", of.minor());
            case Part.Cached(LdSoCache.Entry entry, String level) -> cached(entry, level);
        }
    }

    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void cached(LdSoCache.Entry entry, String level) {
        String flags = entry.flags() == World.X86_64_LIBC6 ? "" : " flags=" + entry.flags();
        String hwcap = !level.isEmpty() ? " " + level : entry.hwcap() == 0 ? "" : " hwcap=" + entry.hwcap();
        line("cache %s => %s%s%s", Tokens.quote(entry.key()), Tokens.quote(entry.value()), hwcap, flags);
    }

    private void bytes(Part.Bytes part) {
        String text = new String(part.bytes(), StandardCharsets.ISO_8859_1);
        String path = Tokens.quote(part.path()) + (part.executable() ? " executable" : "");
        if (Arrays.equals(part.bytes(), new byte[part.bytes().length]) && !part.executable()) {
            line("zeros %s %d", path, part.bytes().length);
        } else if (text.chars().allMatch(ch -> ch == '\n' || ch >= ' ' && ch <= '~')) {
            line("text %s", path);
            body(text);
        } else {
            line("bytes %s", path);
            String hex = HexFormat.of().formatHex(part.bytes());
            for (int at = 0; at < hex.length(); at += HEX_LINE) {
                line("  " + hex.substring(at, Math.min(at + HEX_LINE, hex.length())));
            }
        }
    }

    private void body(String text) {
        for (int at = 0; at < text.length();) {
            int end = text.indexOf('\n', at);
            line((end < 0 ? "  |- " : "  | ") + text.substring(at, end < 0 ? text.length() : end));
            at = end < 0 ? text.length() : end + 1;
        }
    }

    private void golden(Golden golden) {
        line("");
        line("expect %s", golden.loaders().text());
        answer("  ", golden.start());
        golden.warnings().forEach(w -> line("  warning " + w));
        golden.notes().forEach(n -> line("  note " + n));
        if (!golden.map().isEmpty()) {
            line("  map " + String.join(" ", golden.map().stream().map(Tokens::quote).toList()));
        }
        golden.binds().forEach(binding -> line("  binds " + binding));
        for (int i = 0; i < golden.opened().size(); i++) {
            answer("  open %d ".formatted(i + 1), golden.opened().get(i));
        }
        golden.crashes().ifPresent(signal -> line("  crashes " + signal));
        golden.modelOnly().ifPresent(why -> line("  model-only " + why));
        golden.unmodelled().ifPresent(why -> line("  unmodelled " + why));
        golden.why().forEach(w -> line("  why " + w));
    }

    private void answer(String before, Golden.Answer answer) {
        line(before + "verdict " + answer.verdict().word());
        if (answer.lazy() != answer.verdict()) {
            line(before + "lazy " + answer.lazy().word());
        }
        answer.message().ifPresent(m -> line(before + "message " + m));
        answer.errors().forEach(e -> line(before + "error " + e));
        answer.resolved().forEach((name, path) -> line(before + "resolved %s => %s".formatted(Tokens.quote(name), Tokens.quote(path))));
    }

    /** {@return the verdict of a word} */
    static Verdict verdict(String word) {
        return List.of(Verdict.values()).stream().filter(v -> v.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such verdict: " + word));
    }
}
