package dev.mfabridge.onelogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check of the form of doc comments, as Java's own guide for them has it. */
class DocCommentsTest {
    @Test
    @DisplayName("The doc comment of a method starts with a verb in the third person")
    void methodsStartWithVerbs() {
        assertThat(comments().filter(DocComment::isOfMethod).filter(comment -> !comment.opensWith("[A-Z][a-z]+s")))
                .isEmpty();
    }

    @Test
    @DisplayName("The doc comment of a type starts with a noun and without an article")
    void typesStartWithNouns() {
        assertThat(comments()
                        .filter(DocComment::isOfType)
                        .filter(comment -> !comment.opensWith("[A-Z{].*") || comment.opensWith("The|A|An|This")))
                .isEmpty();
    }

    @Test
    @DisplayName("The doc comment of a constant or field starts with a sentence")
    void fieldsStartWithSentences() {
        assertThat(comments()
                        .filter(comment -> !comment.isOfType() && !comment.isOfMethod())
                        .filter(comment -> !comment.opensWith("[A-Z{].*")))
                .isEmpty();
    }

    private static Stream<DocComment> comments() {
        return JavaSource.in("src/main/java").stream().flatMap(source -> source.docComments().stream());
    }
}
