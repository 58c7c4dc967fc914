package org.abifit.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.abifit.knowledge.Answer.Ground;
import org.abifit.knowledge.Answer.Word;

/**
 * What the MPI hook of Sarus 1.7 would do with two libraries, right or wrong (eth-cscs/sarus src/hooks/mpi/AbiChecker.cpp, MpiHook.cpp,
 * SharedLibrary.cpp, src/libsarus/utility/sharedLibs.cpp). It looks at names only: those of the links it follows and of the file. Where it
 * throws, no container starts, so the answer is refuse. Where it has something to say, the answer is warn; of {@code full}, it would say it
 * as a warning but for a condition that can never be true, and says it as information when it injects.
 */
final class SarusRule {
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]+).*", Pattern.DOTALL);

    private SarusRule() {}

    /**
     * A library as the hook sees it.
     *
     * @param linkerName its name up to {@code .so}
     * @param abi the parts behind that, of the longest name whose beginning is the shorter ones
     */
    private record Seen(String linkerName, List<String> abi) {
        String realName() {
            return abi.isEmpty() ? linkerName : linkerName + "." + String.join(".", abi);
        }

        /** {@return major (0) or minor (1) as the hook compares them: a missing number is less than all others, and equal to itself} */
        long number(int i) {
            return i < abi.size() ? parsed(abi.get(i)).orElseThrow() : Long.MIN_VALUE;
        }

        boolean sameMajor(Seen other) {
            return linkerName.equals(other.linkerName) && number(0) == other.number(0);
        }
    }

    static Answer answer(Rule rule, Library host, Library container) {
        Optional<Seen> ours = seen(host);
        Optional<Seen> theirs = seen(container);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.NO_LIBRARY_NAME, List.of(ours.isEmpty() ? host.path() : container.path()));
        }
        return judged(rule, host, container, ours.get(), theirs.get());
    }

    private static Answer judged(Rule rule, Library host, Library container, Seen ours, Seen theirs) {
        boolean dependencies = rule.text("checker").equals("dependencies");
        List<String> linkerNames = List.of(ours.linkerName(), theirs.linkerName());
        List<String> realNames = List.of(ours.realName(), theirs.realName());
        if (!dependencies && ours.abi().isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.SARUS_HOST_UNNUMBERED, List.of(host.path()));
        }
        if (!ours.linkerName().equals(theirs.linkerName())) {
            return new Answer(dependencies ? Word.WARN : Word.REFUSE, rule.id(), dependencies ? Ground.SARUS_BESIDE : Ground.SARUS_OTHER_LIBRARY, dependencies ? realNames : linkerNames);
        }
        if (!dependencies && theirs.abi().isEmpty()) {
            return new Answer(Word.REFUSE, rule.id(), Ground.SARUS_CONTAINER_UNNUMBERED, List.of(container.path()));
        }
        return compared(rule, ours, theirs, realNames);
    }

    private static Answer compared(Rule rule, Seen ours, Seen theirs, List<String> realNames) {
        boolean older = ours.number(1) < theirs.number(1);
        boolean same = ours.sameMajor(theirs);
        return switch (rule.text("checker")) {
            case "major" -> !same ? new Answer(Word.REFUSE, rule.id(), Ground.SARUS_OTHER_MAJOR, realNames)
                    : new Answer(Word.ACCEPT, rule.id(), older ? Ground.SARUS_DOWNGRADE : Ground.SARUS_FITS, realNames);
            case "strict" -> same && ours.number(1) == theirs.number(1) ? new Answer(Word.ACCEPT, rule.id(), Ground.SARUS_FITS, realNames)
                    : new Answer(Word.REFUSE, rule.id(), same ? Ground.SARUS_OTHER_MINOR : Ground.SARUS_OTHER_MAJOR, realNames);
            case "full" -> !same ? new Answer(Word.REFUSE, rule.id(), Ground.SARUS_OTHER_MAJOR, realNames) : full(rule, older, realNames);
            case "dependencies" -> !same ? new Answer(Word.WARN, rule.id(), Ground.SARUS_BESIDE, realNames) : full(rule, older, realNames);
            default -> throw new IllegalArgumentException("rule %s: no checker of Sarus is called '%s'".formatted(rule.id(), rule.text("checker")));
        };
    }

    private static Answer full(Rule rule, boolean older, List<String> realNames) {
        return new Answer(older ? Word.WARN : Word.ACCEPT, rule.id(), older ? Ground.SARUS_OLDER : Ground.SARUS_FITS, realNames);
    }

    /** {@return a library as the hook sees it; empty where it throws} Names of links and of the file that do not go together are passed over. */
    private static Optional<Seen> seen(Library library) {
        String name = library.names().getFirst();
        Optional<String> linkerName = linkerName(name);
        if (linkerName.isEmpty()) {
            return Optional.empty();
        }
        List<String> longest = List.of();
        for (String one : library.names()) {
            if (linkerName(one).equals(linkerName)) {
                List<String> abi = abi(one);
                boolean fits = longest.size() < abi.size() && abi.subList(0, longest.size()).equals(longest);
                longest = fits ? abi : longest;
            }
        }
        boolean numbers = longest.stream().limit(3).allMatch(part -> parsed(part).isPresent());
        return numbers ? Optional.of(new Seen(linkerName.get(), longest)) : Optional.empty();
    }

    /** {@return what stands before the last {@code .so} and it; empty where something other than a dot follows, and for configuration and caches} */
    private static Optional<String> linkerName(String name) {
        int so = name.lastIndexOf(".so");
        boolean library = so >= 0 && (so + 3 == name.length() || name.charAt(so + 3) == '.') && !name.endsWith(".conf") && !name.endsWith(".cache");
        return library ? Optional.of(name.substring(0, so + 3)) : Optional.empty();
    }

    private static List<String> abi(String name) {
        int so = name.lastIndexOf(".so");
        List<String> parts = so + 3 == name.length() ? List.of() : List.of(name.substring(so + 4).split("\\.", -1));
        return new ArrayList<>(parts);
    }

    /** As C++'s {@code std::stoi} reads it: what follows the digits does not count, and without any it throws. */
    private static Optional<Long> parsed(String part) {
        Matcher number = NUMBER.matcher(part);
        if (!number.matches() || number.group(1).length() > 11) {
            return Optional.empty();
        }
        long value = Long.parseLong(number.group(1));
        return value == (int) value ? Optional.of(value) : Optional.empty();
    }
}
