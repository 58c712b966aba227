package dev.mfabridge.onelogin.check;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mfabridge.onelogin.mfa.FactorType;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Content of the shipped jar of the simulator and the check. */
class JarContentsTest {
    private static final String CHECK = "dev.mfabridge.onelogin.check";
    private static final String CLIENT = "dev.mfabridge.onelogin.client";

    /** Packages that the assembly omits from the jar. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            ".*(/check/(Publishable|Scripted|Simulated)|/http/(ApacheTransport|AnswerLimit|CallSettings|ExchangeWatch|ResponseReader|OneLoginCircuitBreaker)|Test|IT\\b).*");

    private static final ImportOption SHIPPED = location -> !location.matches(LEFT_OUT);

    @Test
    @DisplayName("The simulator's jar contains all classes that the check needs")
    void jarContainsAllThatTheCheckNeeds() {
        var shipped = resideInAnyPackage("java..", "javax.net.ssl..", "com.fasterxml.jackson..", CHECK, CLIENT + "..")
                .and(
                        not(
                                nameMatching(
                                        ".*\\.http\\.(ApacheTransport|AnswerLimit|CallSettings|ExchangeWatch|ResponseReader|OneLoginCircuitBreaker).*")))
                .or(type(FactorType.class));

        classes()
                .should()
                .onlyDependOnClassesThat(shipped)
                .check(new ClassFileImporter().withImportOption(SHIPPED).importPackages(CHECK, CLIENT));
    }
}
