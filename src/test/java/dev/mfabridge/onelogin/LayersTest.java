package dev.mfabridge.onelogin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Dependencies between the packages, which point one way: from Keycloak's adapters to the state machine to OneLogin's client.
 */
class LayersTest {
    private static final String ROOT = "dev.mfabridge.onelogin";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    @DisplayName("The client package depends only on HTTP and JSON libraries")
    void clientDependsOnlyOnHttpAndJson() {
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
    @DisplayName("The mfa package depends on the client's types, but not on HTTP or Keycloak")
    void mfaDependsOnClientTypesButNotOnHttpOrKeycloak() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".mfa..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".mfa..", ROOT + ".client", "java..", "com.fasterxml.jackson..")
                .check(MAIN);
    }

    @Test
    @DisplayName("The state machine reads no clock")
    void stateMachineHasNoClock() {
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
    @DisplayName("Only the metrics package depends on Micrometer")
    void micrometerIsUsedOnlyByTheMetrics() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".keycloak.metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(MAIN);
    }

    @Test
    @DisplayName("Only the traced transport depends on OpenTelemetry, so Keycloak runs without tracing")
    void openTelemetryIsUsedOnlyByTheTracedTransport() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".keycloak.tracing.TracedTransport")
                .and()
                .haveNameNotMatching(".*\\.compat\\.KeycloakTracing(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(MAIN);
    }

    @Test
    @DisplayName("Only the removal of stored data depends on JPA and on Keycloak's entities")
    void jpaIsUsedOnlyByTheRemovalOfStoredData() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".keycloak.uninstall")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..",
                        "org.keycloak.connections.jpa..",
                        "org.keycloak.models.jpa..",
                        "org.keycloak.storage.jpa..")
                .check(MAIN);
    }

    @Test
    @DisplayName("The adapter packages have no cyclic dependencies")
    void adapterPackagesHaveNoCycles() {
        slices().matching(ROOT + ".keycloak.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    @DisplayName("The conversation has no type tests: the compiler finds what a new state, event or command needs")
    void conversationHasNoTypeTests() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/dev/mfabridge/onelogin/mfa"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(" instanceof "));
        }
    }
}
