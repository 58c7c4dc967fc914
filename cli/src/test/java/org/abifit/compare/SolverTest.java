package org.abifit.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command templates. */
final class SolverTest {

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            a b  c@a;b;c
            'a b' c@a b;c
            "a 'b' \\" c"@a 'b' " c
            a\\ b@a b
            x'y z'w@xy zw
            a '' b@a;;b
            'it'\\''s'@it's
            $HOME *.cudf `true` ;@$HOME;*.cudf;`true`;;
            'a\\b'@a\\b
            """)
    void splitsAsAShellAndDoesNoMore(String text, String words) {
        assertEquals(List.of(words.split(";(?!$)", -1)), Words.split(text));
    }

    @Test
    void openQuotesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Words.split("a 'b"));
    }

    @Test
    void templatesAreFilled() {
        Solver solver = Solver.of("mine", Style.MISC, "mine --in={in} -o {out} '{criteria}' {other}");
        assertEquals(List.of("mine", "--in=/a b/{out}", "-o", "/o", "-removed", "{other}"), solver.command(Path.of("/a b/{out}"), Path.of("/o"), "-removed"));
    }

    @Test
    void templatesReadBack() {
        Solver solver = Solver.of("mine", Style.MISC, "mine 'a b' {in} {out} 'it'\\''s' ''");
        assertEquals(solver.words(), Words.split(solver.template()));
    }

    @Test
    void aCommandMustReadAndWrite() {
        assertThrows(IllegalArgumentException.class, () -> Solver.of("mine", Style.MISC, "mine {in} {criteria}"));
        assertThrows(IllegalArgumentException.class, () -> Solver.of("mine", Style.MISC, ""));
    }

    @Test
    void theKnownOnesHaveTheirWords() {
        assertEquals("mccs -i {in} -o {out} {criteria} -lpsolve", BuiltIn.MCCS_LPSOLVE.solver(Optional.empty()).template());
        assertEquals("/opt/abifit cudf solve {in} {out} {criteria}", BuiltIn.ABIFIT.solver(Optional.of(Path.of("/opt/abifit"))).template());
        assertEquals("mccs-lpsolve", BuiltIn.MCCS_LPSOLVE.word());
    }
}
