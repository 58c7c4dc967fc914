package org.abifit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.abifit.loader", "org.abifit.solver", "org.abifit.resolver", "org.abifit.plugin", "org.abifit.knowledge",
                    "org.abifit.survey", "org.abifit.drift", "org.abifit.runs", "org.abifit.bridge");

    @Test
    void thereAreClassesToLookAt() {
        assertTrue(CLASSES.size() > 60, "only %d classes".formatted(CLASSES.size()));
    }

    @Test
    void onlyTheSolverKnowsSearchEngines() {
        noClasses().that().resideOutsideOfPackage("org.abifit.solver").should().dependOnClassesThat().resideInAnyPackage("org.sat4j..", "org.ojalgo..").check(CLASSES);
    }

    @Test
    void theSolverKnowsNothingOfOurs() {
        noClasses().that().resideInAPackage("org.abifit.solver").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.loader..", "org.abifit.resolver..", "org.abifit.root..", "org.abifit.elf..", "org.abifit.db..").check(CLASSES);
    }

    @Test
    void theLoaderModelKnowsNothingOfSearch() {
        noClasses().that().resideInAPackage("org.abifit.loader").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.resolver..", "org.abifit.solver..", "org.abifit.plugin..", "org.abifit.db..", "org.abifit.cudf..").check(CLASSES);
    }

    @Test
    void plugInsKnowTheLoaderAndNothingOfSearch() {
        noClasses().that().resideInAPackage("org.abifit.plugin").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.resolver..", "org.abifit.solver..", "org.abifit.db..", "com.fasterxml..").check(CLASSES);
    }

    @Test
    void knowledgeKnowsFactsOnly() {
        noClasses().that().resideInAPackage("org.abifit.knowledge").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.resolver..", "org.abifit.solver..", "org.abifit.loader..", "org.abifit.plugin..", "org.abifit.db..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void driftKnowsTheLoaderAndNothingOfSearchOrStorage() {
        noClasses().that().resideInAPackage("org.abifit.drift").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.resolver..", "org.abifit.solver..", "org.abifit.db..", "com.fasterxml..").check(CLASSES);
    }

    @Test
    void theBridgeKnowsAnswersAndNoSearch() {
        noClasses().that().resideInAPackage("org.abifit.bridge").should()
                .dependOnClassesThat().resideInAnyPackage("org.abifit.solver..", "org.abifit.upgrade..", "org.abifit.loader..", "org.abifit.db..", "com.fasterxml..").check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.abifit.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyPrintsOrExits() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
