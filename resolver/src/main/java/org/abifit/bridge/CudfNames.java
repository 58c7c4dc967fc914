package org.abifit.bridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Byte strings as names of packages and as words of properties. A name has {@code [A-Za-z0-9+./@()%-]} (CUDF 2.0 section 2.2.2); other
 * bytes are written as other writers do it, {@code %hh} in lower case. Parentheses and slashes are our own separators.
 */
final class CudfNames {
    /** Parts of names that mean something else; a library so called is escaped. */
    private static final Set<String> OURS = Set.of("app", "served", "open", "glibc", "family", "idle", "symbol");
    /** First parts of names that are no host's. */
    private static final Set<String> NO_HOSTS = Set.of("image", "rule");

    private CudfNames() {}

    /** {@return a byte string as a part of a name} */
    static String part(String bytes) {
        if (OURS.contains(bytes)) {
            return "%%%02x".formatted((int) bytes.charAt(0)) + bytes.substring(1);
        }
        return escaped(bytes, "+.@-");
    }

    /** {@return the name of what a package gives besides itself: {@code libc.so.6%28GLIBC%5f2.34%29}} */
    static String feature(String of, String what) {
        return part(of) + "%28" + escaped(what, "+.@-") + "%29";
    }

    /** {@return the name of a symbol, with its version behind an at sign} */
    static String symbol(String symbol) {
        return "symbol%28" + escaped(symbol, "+.@-") + "%29";
    }

    /** {@return byte strings as one line of words, which {@link #words} reads back} */
    static String line(List<String> words) {
        return String.join(" ", words.stream().map(w -> escaped(w, "+./@()-_:=,~!#$&'*;<>?[]^{|}\"")).toList());
    }

    /** {@return the byte strings that make a line} */
    static List<String> words(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split(" +")).stream().map(CudfNames::unescaped).toList();
    }

    /** {@return for each host a name of its own: the last part of what it is called} */
    static List<String> hosts(List<String> called) {
        Set<String> taken = new LinkedHashSet<>();
        List<String> names = new ArrayList<>();
        for (String host : called) {
            String base = last(host);
            String name = base;
            for (int i = 2; NO_HOSTS.contains(name) || !taken.add(name); i++) {
                name = base + "-" + i;
            }
            names.add(name);
        }
        return names;
    }

    /** {@return the last part of a path as a part of a name; the root of all is this machine} */
    static String last(String path) {
        String trimmed = path.replaceAll("/+$", "");
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        return last.isEmpty() || last.equals(".") || last.equals("..") ? "machine" : escaped(last, "+.@-");
    }

    private static String escaped(String bytes, String plain) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isAlphanumeric(c) || plain.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(hex(c));
            }
        }
        return out.isEmpty() ? "%" : out.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String hex(char c) {
        StringBuilder out = new StringBuilder();
        for (byte b : String.valueOf(c).getBytes(c < 0x100 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
            out.append("%%%02x".formatted(b & 0xff));
        }
        return out.toString();
    }

    private static String unescaped(String word) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            boolean escape = word.charAt(i) == '%' && word.substring(i).matches("(?s)%[0-9a-f]{2}.*");
            out.append(escape ? (char) Integer.parseInt(word, i + 1, i + 3, 16) : word.charAt(i));
            i += escape ? 2 : 0;
        }
        return word.equals("%") ? "" : out.toString();
    }
}
