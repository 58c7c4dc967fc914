package org.abifit.world;

/**
 * A {@link Case} as text, both ways. A line that is not indented begins a thing, the indented ones below it say more of it; {@code #} begins a
 * line for the reader (only those before {@code case} are kept).
 *
 * <pre>
 * case ID TITLE
 * env NAME=VALUE                             cpu x86-64-v3
 * libc                                       libc-of 2.36 (the facts of another release's)
 * program PATH                               library PATH, and the other kinds of files of ElfText with its lines
 * link PATH -&gt; TARGET                        hardlink PATH = EXISTING          folder PATH
 * text PATH [executable]                     config PATH (a text that a scan keeps), with the lines
 *   | LINE                                   |- LINE (the last one, without a line end)
 * zeros PATH SIZE                            bytes PATH [executable], with lines of hexadecimal digits
 * cache NAME =&gt; PATH [LEVEL] [flags=N] [hwcap=N]
 * open FILE [by OBJECT] lazy|now local|global
 * expect LOADERS                             as in {@link Loaders}; every release has exactly one
 *   verdict ok|fail|unknown                  with all symbols bound at start
 *   lazy ok|fail|unknown                     where that differs
 *   message LINE                             error WORDS       all of them, as in {@link RealAnswer}
 *   warning LINE (all of them)               note KIND         resolved NAME =&gt; PATH
 *   map NAME...                              the objects in search order
 *   binds SYMBOL by OBJECT =&gt; PROVIDER       by path
 *   open N verdict|lazy|message|error|resolved ...             of the Nth open, counted from 1
 *   crashes SIGNAL                           the real loader, where the model says unknown
 *   model-only REASON                        real loaders are not asked
 *   unmodelled REASON                        the model is known to say something else
 *   why SENTENCE                             for the reader
 * </pre>
 *
 * <p>An {@code expect} that says nothing means that the program starts. A library's soname is its file name unless a line says otherwise. Words that
 * hold spaces stand in double quotes; titles, messages, errors, warnings and sentences go to the end of their line.
 */
public final class CaseText {
    private CaseText() {}

    /** {@return the text of a case; {@link #read} makes the same case of it} */
    public static String write(Case c) {
        return new CaseWriter(c).write();
    }

    /**
     * {@return the case of a text}
     *
     * @throws IllegalArgumentException for a text that is none, with the line at fault
     */
    public static Case read(String text) {
        return CaseReader.read(text);
    }
}
