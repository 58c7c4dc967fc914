package org.abifit.root;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names as byte strings. The JDK keeps a path's bytes but shows them through the locale's charset, which loses bytes
 * under {@code LANG=C} or where a name is not UTF-8; its URI form alone shows every byte.
 */
public final class BytePaths {
    private BytePaths() {}

    /** {@return the last name of a path, byte for byte} */
    public static String name(Path path) {
        return text(path.getFileName());
    }

    /** {@return a path's text, byte for byte} */
    public static String text(Path path) {
        String shown = path.toString();
        return isAscii(shown) ? shown : exact(path);
    }

    private static boolean isAscii(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static String exact(Path path) {
        Path absolute = path.isAbsolute() ? path : Path.of("/").resolve(path);
        String raw = absolute.toUri().getRawPath();
        String text = percentDecode(path.isAbsolute() ? raw : raw.substring(1));
        return text.length() > 1 && text.endsWith("/") && !path.toString().endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String percentDecode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** {@return the path with these bytes; {@code absolute} starts with a slash} */
    public static Path path(String absolute) {
        if (isAscii(absolute)) {
            return Path.of(absolute);
        }
        StringBuilder uri = new StringBuilder("file://");
        for (int i = 0; i < absolute.length(); i++) {
            char c = absolute.charAt(i);
            boolean plain = c == '/' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
            uri.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return Path.of(URI.create(uri.toString()));
    }

    /** {@return text as the user types it (Unicode) as a byte string (UTF-8)} */
    public static String fromUnicode(String text) {
        return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** {@return a byte string for people: UTF-8 where it is UTF-8, other bytes and control characters as {@code \xNN}} */
    public static String toUnicode(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                return decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    private static String decode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < bytes.length) {
            int n = utf8Length(bytes, i);
            if (n == 0 || n == 1 && (bytes[i] < 0x20 || bytes[i] == 0x7f)) {
                out.append("\\x%02x".formatted(bytes[i] & 0xff));
                i++;
            } else {
                String s = new String(bytes, i, n, StandardCharsets.UTF_8);
                out.append(Character.isISOControl(s.codePointAt(0)) ? "\\u%04x".formatted(s.codePointAt(0)) : s);
                i += n;
            }
        }
        return out.toString();
    }

    /** {@return the length of the valid UTF-8 sequence at {@code i}, or 0} */
    private static int utf8Length(byte[] bytes, int i) {
        for (int n = 1; n <= 4 && i + n <= bytes.length; n++) {
            String s = new String(bytes, i, n, StandardCharsets.UTF_8);
            if (s.codePointCount(0, s.length()) == 1 && s.codePointAt(0) != 0xfffd) {
                return n;
            }
        }
        return 0;
    }
}
