package org.abifit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of the module: facts of files stand below facts of trees, and neither knows anything of its users. */
class ArchitectureTest {
    private static final String ELF = "org.abifit.elf", ROOT = "org.abifit.root", JDK = "java..";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ELF, ROOT);

    /** Rules about no classes would hold. */
    @Test
    void thereAreClassesToJudge() {
        assertTrue(CLASSES.stream().filter(c -> c.getPackageName().equals(ELF)).count() > 25);
        assertTrue(CLASSES.stream().filter(c -> c.getPackageName().equals(ROOT)).count() > 25);
    }

    @Test
    void factsOfFilesNeedOnlyTheJdk() {
        classes().that().resideInAPackage(ELF).should().onlyDependOnClassesThat().resideInAnyPackage(ELF, JDK).check(CLASSES);
    }

    @Test
    void factsOfTreesNeedOnlyThoseOfFiles() {
        classes().that().resideInAPackage(ROOT).should().onlyDependOnClassesThat().resideInAnyPackage(ROOT, ELF, JDK).check(CLASSES);
    }

    @Test
    void nobodySpeaksToTheUserOrEndsTheProcess() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class).orShould().callMethod(Runtime.class, "halt", int.class).check(CLASSES);
    }

    /** Whatever lies in an image is read and never run. */
    @Test
    void nothingIsExecuted() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(Process.class, ProcessBuilder.class, ClassLoader.class).check(CLASSES);
    }
}
