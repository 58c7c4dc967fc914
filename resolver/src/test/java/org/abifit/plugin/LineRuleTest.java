package org.abifit.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names on the lines of drivers' lists and configuration files. */
class LineRuleTest {
    private static List<String> names(String rule, String line) {
        return LineRule.of(rule).names(line);
    }

    @Test
    void aWordIsAName() {
        assertEquals(List.of("mlx5"), names("driver {name}", "driver mlx5"));
        assertEquals(List.of("mlx5"), names("driver {name}", "\t DRIVER   mlx5 more # words"));
        assertEquals(List.of(), names("driver {name}", "drivers mlx5"));
        assertEquals(List.of(), names("driver {name}", "driver"));
        assertEquals(List.of(), names("driver {name}", "# driver mlx5"));
        assertEquals(List.of(), names("driver {name}", ""));
    }

    @Test
    void otherWordsAreSkippedOrAlternatives() {
        assertEquals(List.of("ISO646"), names("module * * {name}", "module\tBS_4730//\t\tINTERNAL\t\tISO646\t\t2"));
        assertEquals(List.of("pam_unix.so"), names("auth|account * {name}", "account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so"));
        assertEquals(List.of(), names("auth|account * {name}", "session required pam_unix.so"));
    }

    @Test
    void partOfAWordIsAName() {
        assertEquals(List.of("munge"), names("AuthType=auth/{name}", "authtype=auth/munge"));
        assertEquals(List.of(), names("AuthType=auth/{name}", "AuthType=auth/"));
        assertEquals(List.of("x"), names("{name}.so", "x.so"));
        assertEquals(List.of(), names("{name}.so", ".so"));
    }

    @Test
    void theRestOfALineIsNamesButForBrackets() {
        assertEquals(List.of("files", "sss", "dns"), names("passwd:|hosts: {names}", "hosts: files [!UNAVAIL = return] sss dns # not dns2"));
        assertEquals(List.of(), names("passwd: {names}", "passwd:"));
        assertEquals(List.of("files"), names("passwd: {names}", "passwd: files [NOTFOUND=return"));
    }

    @Test
    void aRuleWithoutANameIsNone() {
        assertThrows(IllegalArgumentException.class, () -> LineRule.of("driver"));
    }
}
