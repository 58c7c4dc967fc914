package org.abifit.compare;

import java.util.List;
import java.util.Locale;

/** Text as HTML or SVG, whose marks are the same. */
final class Html {
    private Html() {}

    /** {@return a text that stands for itself} */
    static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** {@return an element}
     *
     * @param attributes in pairs: name, value
     * @param content HTML
     */
    static String element(String name, List<String> attributes, String content) {
        StringBuilder out = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.size(); i += 2) {
            out.append(' ').append(attributes.get(i)).append("=\"").append(text(attributes.get(i + 1))).append('"');
        }
        return out.append('>').append(content).append("</").append(name).append('>').toString();
    }

    /** {@return an element of a class} */
    static String classed(String name, String cssClass, String content) {
        return element(name, List.of("class", cssClass), content);
    }

    /** {@return an element without attributes} */
    static String plain(String name, String content) {
        return element(name, List.of(), content);
    }

    /** {@return a coordinate, short} */
    static String point(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
