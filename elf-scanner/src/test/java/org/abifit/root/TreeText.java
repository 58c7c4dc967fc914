package org.abifit.root;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A tree as lines of text, so that two trees are compared by walking and a difference shows where it lies. */
final class TreeText {
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final boolean renumber;

    private TreeText(boolean renumber) {
        this.renumber = renumber;
    }

    /** {@return a line for each entry: path, kind, size, mode, link group, what it holds} */
    static List<String> of(Directory tree) {
        return lines(tree, false);
    }

    /** {@return the same with link groups numbered by first appearance: only who belongs together counts} */
    static List<String> renumbered(Directory tree) {
        return lines(tree, true);
    }

    private static List<String> lines(Directory tree, boolean renumber) {
        TreeText text = new TreeText(renumber);
        text.walk("", tree);
        return text.lines;
    }

    private void walk(String at, Directory folder) {
        for (String name : folder.names()) {
            String path = at + "/" + name;
            switch (folder.child(name)) {
                case Directory sub -> {
                    walk(path, sub);
                    lines.add(path + " folder" + sub.hidden().map(why -> " hidden: " + why).orElse(""));
                }
                case Symlink link -> lines.add(path + " -> " + link.target());
                case RegularFile file -> lines.add("%s file %d %o group %d %s".formatted(path, file.size(), file.mode(), group(file), holds(file.content())));
                case Special special -> lines.add(path + " " + special.kind());
                case null -> lines.add(path + " gone");
            }
        }
    }

    private int group(RegularFile file) {
        int group = file.linkGroup();
        return renumber && group != 0 ? groups.computeIfAbsent(group, g -> groups.size() + 1) : group;
    }

    private static String holds(Content content) {
        return switch (content) {
            case Content.Elf elf -> "elf " + elf.ref().digest();
            case Content.Script script -> "script " + script.line();
            case Content.Kept kept -> "kept " + HexFormat.of().formatHex(kept.bytes());
            case Content.Plain plain -> "plain";
            case Content.Malformed malformed -> "malformed " + malformed.fault();
            case Content.Unreadable unreadable -> "unreadable " + unreadable.why();
        };
    }
}
