package org.abifit.lint;

/** {@code nvliblist.conf} and {@code rocmliblist.conf} (Apptainer, etc/nvliblist.conf): names or paths, one a line, behind {@code #} comments. */
final class ListReader {
    private final Draft draft;

    ListReader(Draft draft) {
        this.draft = draft;
    }

    void read(String text) throws LintFault {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String name = (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip();
            if (name.contains(" ") || name.contains("\t")) {
                throw new LintFault(number, 1, "'%s' is not one name".formatted(name));
            }
            if (name.startsWith("/")) {
                draft.bind(LinedText.of(name, number), name, Bound.Way.APPTAINER_FOLDER);
            } else if (name.contains(".so")) {
                draft.libraryName(LinedText.of(name, number));
            }
        }
    }
}
