package org.abifit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileDescriptor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may print and end the process. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("testkit")).importPackages("org.abifit");

    @Test
    void theRulesLookAtAllOfIt() {
        assertTrue(CLASSES.size() > 200, "only %d classes".formatted(CLASSES.size()));
        for (String name : List.of("elf", "root", "db", "cudf", "loader", "resolver", "plan", "lint", "cli")) {
            assertTrue(CLASSES.stream().anyMatch(c -> c.getPackageName().equals("org.abifit." + name)), "no org.abifit." + name);
        }
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses().that().resideOutsideOfPackage("org.abifit.cli")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .orShould().accessField(FileDescriptor.class, "out").orShould().accessField(FileDescriptor.class, "err")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses().that().resideOutsideOfPackage("org.abifit.cli")
                .should().callMethod(System.class, "exit", int.class).orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    /** Plans are pure: what they look at is handed to them. */
    @Test
    void plansKnowNothingOfTheCommandLine() {
        noClasses().that().resideInAPackage("org.abifit.plan")
                .should().dependOnClassesThat().resideInAnyPackage("org.abifit.cli", "org.abifit.db", "org.abifit.loader", "org.abifit.resolver", "picocli..")
                .check(CLASSES);
    }

    @Test
    void inItOnlyOutPrints() {
        noClasses().that().doNotHaveFullyQualifiedName(Out.class.getName())
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().accessField(FileDescriptor.class, "out").orShould().accessField(FileDescriptor.class, "err")
                .check(CLASSES);
    }
}
