package org.abifit.root;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom in this module. */
class ArchitectureTest {
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.abifit.elf", "org.abifit.root");
        assertTrue(all.size() > 30, () -> "only %d classes were found".formatted(all.size()));
        assertTrue(all.contain("org.abifit.elf.ElfReader") && all.contain("org.abifit.root.RootScanner"));
    }

    @Test
    void elfKnowsOnlyTheJdk() {
        classes().that().resideInAPackage("org.abifit.elf..").should().onlyDependOnClassesThat().resideInAnyPackage("org.abifit.elf..", "java..").check(all);
    }

    @Test
    void rootKnowsOnlyElfAndTheJdk() {
        classes().that().resideInAPackage("org.abifit.root..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("org.abifit.root..", "org.abifit.elf..", "java..").check(all);
    }

    @Test
    void nobodyPrintsOrExits() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class).check(all);
    }
}
