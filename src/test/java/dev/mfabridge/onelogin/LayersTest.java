package dev.mfabridge.onelogin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: from Keycloak's adapters to the conversation to OneLogin's API. */
class LayersTest {
    private static final String ROOT = "dev.mfabridge.onelogin";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theApiKnowsHttpAndJsonAndNothingOfTheRest() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".client..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".client..",
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "org.apache.http..",
                        "dev.failsafe..")
                .check(MAIN);
    }

    @Test
    void theConversationKnowsTheApisTypesAndNeitherHttpNorKeycloak() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".mfa..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".mfa..", ROOT + ".client", "java..", "com.fasterxml.jackson..")
                .check(MAIN);
    }

    @Test
    void theMachineHasNoClockOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".mfa..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }

    @Test
    void theMetricsAloneKnowMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".keycloak.metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(MAIN);
    }

    @Test
    void openTelemetryIsTouchedByNothingThatIsThereWithoutTracing() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".keycloak.tracing.TracedTransport")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(MAIN);
    }

    @Test
    void theAdaptersHaveNoCycles() {
        slices().matching(ROOT + ".keycloak.(*)..").should().beFreeOfCycles().check(MAIN);
    }
}
