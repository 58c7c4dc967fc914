package org.abifit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the formats share: what a plan is, said in comments, quoting, and refusing what a syntax would take for its own. */
final class Texts {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private Texts() {}

    /** Refuses control characters anywhere: a newline would end a comment or a field in every one of the formats. */
    static void refuseControls(NeutralPlan plan) throws PlanException {
        for (String text : all(plan)) {
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                throw new PlanException(printable(text), "holds a control character, which only the neutral plan can carry", "rename the file, or leave it out of the plan");
            }
        }
    }

    private static List<String> all(NeutralPlan plan) {
        List<String> all = new ArrayList<>(plan.apps());
        all.add(plan.image().name());
        all.add(plan.host().name());
        plan.env().forEach((name, value) -> all.addAll(List.of(name, value)));
        plan.binds().forEach(b -> all.addAll(List.of(b.from(), b.to(), b.at(), b.soname())));
        return all;
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /**
     * Refuses paths with characters that split the fields of a format.
     *
     * @param format what to call it
     * @param characters those that it cannot quote
     */
    static void refuseInPaths(NeutralPlan plan, String format, String characters) throws PlanException {
        for (NeutralPlan.Bound bound : plan.binds()) {
            refuse(bound.from(), format, characters);
            refuse(bound.to(), format, characters);
            refuse(bound.at(), format, characters);
        }
    }

    /** Refuses values of variables with characters that the format would read as its own. */
    static void refuseInEnvironment(NeutralPlan plan, String format, String characters) throws PlanException {
        for (Map.Entry<String, String> e : plan.env().entrySet()) {
            refuse(e.getKey() + "=" + e.getValue(), format, characters);
        }
    }

    private static void refuse(String text, String format, String characters) throws PlanException {
        for (char c : characters.toCharArray()) {
            if (text.indexOf(c) >= 0) {
                throw new PlanException(text, "holds '%c', which %s cannot carry".formatted(c, format), "rename it, or take another format of --emit");
            }
        }
    }

    /** Refuses plans that need the image's ldconfig to be run, in formats whose consumers do not run it. */
    static void refuseLdconfig(NeutralPlan plan, String format) throws PlanException {
        if (plan.ldconfig()) {
            throw new PlanException("the plan", "needs the image's ldconfig to be run after binding, which %s cannot ask for".formatted(format),
                    "take sarus-hook or oci-hook, or run ldconfig when the image is built");
        }
    }

    /** {@return what a plan is, line by line, for comments} */
    static List<String> about(NeutralPlan plan) {
        List<String> lines = new ArrayList<>(List.of("Host files bound into an image, as planned by abifit."));
        lines.add("image: " + named(plan.image()));
        lines.add("host: " + named(plan.host()));
        plan.apps().forEach(app -> lines.add("application: " + app));
        if (!plan.strategy().isEmpty()) {
            lines.add("strategy: " + plan.strategy());
        }
        return lines;
    }

    private static String named(NeutralPlan.Root root) {
        return root.name() + root.digest().map(d -> " " + d).orElse("");
    }

    /** {@return the same as comments of shells, YAML and TOML} */
    static String comments(NeutralPlan plan) {
        return comments("# ", about(plan));
    }

    static String comments(String mark, List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(mark).append(line).append('\n'));
        return text.toString();
    }

    /** {@return a word of a POSIX shell} */
    static String shell(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** {@return a string in double quotes, as YAML, TOML and Lua read it; without control characters they differ in nothing} */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** {@return a word of letters, digits and dashes, for names that a format restricts} */
    static String label(String text, int longest) {
        String last = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String name = last.substring(last.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = name.length() > longest ? name.substring(0, longest).replaceAll("-$", "") : name;
        return cut.isEmpty() ? "host" : cut;
    }
}
