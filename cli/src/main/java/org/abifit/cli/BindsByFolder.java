package org.abifit.cli;

import static org.abifit.root.BytePaths.toUnicode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.abifit.loader.Bind;
import org.abifit.resolver.BindPlan;

/** The binds of a plan in few lines, for answers about several hosts: {@code FROM-FOLDER -> TO-FOLDER: file file as other}, without reasons. */
final class BindsByFolder {
    private static final int COLUMNS = 100;
    private static final String INDENT = "     ";
    private static final String FURTHER = INDENT + "  ";

    private BindsByFolder() {}

    static List<String> lines(List<BindPlan.Planned> binds) {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        for (BindPlan.Planned planned : binds) {
            Bind bind = planned.bind();
            folders.computeIfAbsent("%s -> %s:".formatted(folder(bind.from()), folder(bind.to())), f -> new ArrayList<>()).add(file(bind));
        }
        List<String> lines = new ArrayList<>();
        folders.forEach((folder, files) -> wrap(lines, toUnicode(folder), files));
        return lines;
    }

    private static String file(Bind bind) {
        String from = name(bind.from());
        String to = name(bind.to());
        return toUnicode(from.equals(to) ? from : from + " as " + to);
    }

    private static void wrap(List<String> lines, String folder, List<String> files) {
        StringBuilder line = new StringBuilder(INDENT + folder);
        for (String file : files) {
            if (line.length() + 1 + file.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(FURTHER + file);
            } else {
                line.append(' ').append(file);
            }
        }
        lines.add(line.toString());
    }

    private static String folder(String path) {
        return path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
