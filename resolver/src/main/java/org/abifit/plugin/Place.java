package org.abifit.plugin;

import java.util.List;
import java.util.Optional;
import org.abifit.root.Glob;

/**
 * A rule that tells where plug-ins are. It is followed once for each value of {@code environment} and each name that {@code lists}
 * or {@code names} give. Texts may hold <code>{dir}</code> and other words in braces, see {@link Words}.
 *
 * @param environment a variable of the process, split at colons into <code>{value}</code>s; the place counts only where it is set
 * @param lists text files (patterns) that hold names
 * @param lines how a line of them looks like that holds a <code>{name}</code>
 * @param field or, for JSON files, where the name is, as {@code ICD/library_path}
 * @param names names that are known beforehand
 * @param open patterns of paths: all files that match are opened; without patterns, the first path that is there, or a soname
 * @param except file names (patterns) that are not opened although they match
 * @param unlessNode the place does not count when the opener defines this version node
 * @param unlessSymbol a name does not count when some object of the load defines this symbol
 * @param last where the place counts, those after it do not
 * @param heuristic whether the files only lie where such plug-ins usually lie
 * @param probe whether the opener tries names of which most are not there
 * @param priority where given, instead of the family's
 */
public record Place(Optional<String> environment, List<String> lists, List<LineRule> lines, Optional<String> field, List<String> names, List<String> open,
        List<Glob> except, Optional<String> unlessNode, Optional<String> unlessSymbol, boolean last, boolean heuristic, boolean probe,
        Optional<Priority> priority) {}
