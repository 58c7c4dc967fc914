package org.abifit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Only this module speaks to people. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.abifit");

    @Test
    void thereAreClassesToLookAt() {
        assertTrue(CLASSES.size() > 150, "only %d classes".formatted(CLASSES.size()));
    }

    @Test
    void onlyTheCommandLinePrintsOrExits() {
        noClasses().that().resideOutsideOfPackage("org.abifit.cli").should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class).check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsOptions() {
        noClasses().that().resideOutsideOfPackage("org.abifit.cli").should().dependOnClassesThat().resideInAPackage("picocli..").check(CLASSES);
    }

    @Test
    void onlyTheSolverKnowsSearchEngines() {
        noClasses().that().resideOutsideOfPackage("org.abifit.solver").should().dependOnClassesThat().resideInAnyPackage("org.sat4j..", "org.ojalgo..").check(CLASSES);
    }
}
