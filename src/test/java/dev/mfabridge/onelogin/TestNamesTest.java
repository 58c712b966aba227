package dev.mfabridge.onelogin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Tests of the tests' names: a short name to search for, and a sentence to read. */
class TestNamesTest {
    private static final int MAX_LENGTH = 60;

    @Test
    @DisplayName("Each test has a sentence and a name of at most 60 characters")
    void testsHaveSentenceAndShortName() {
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .or()
                .areAnnotatedWith(ParameterizedTest.class)
                .or()
                .areAnnotatedWith(RepeatedTest.class)
                .or()
                .areAnnotatedWith(Property.class)
                .should()
                .beAnnotatedWith(hasSentence())
                .andShould()
                .haveNameMatching(".{1," + MAX_LENGTH + "}")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("dev.mfabridge.onelogin"));
    }

    private static DescribedPredicate<JavaAnnotation<?>> hasSentence() {
        return DescribedPredicate.describe(
                "a sentence",
                annotation -> annotation.getRawType().isEquivalentTo(DisplayName.class)
                        || annotation.getRawType().isEquivalentTo(Label.class));
    }
}
