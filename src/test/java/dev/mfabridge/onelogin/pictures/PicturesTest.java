package dev.mfabridge.onelogin.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the pictures in the docs against what they show. */
class PicturesTest {
    private static final PictureFolder DOCS = PictureFolder.ofDocs();

    @ParameterizedTest
    @EnumSource
    @DisplayName("No picture is older than the template or the texts that it shows")
    void pictureIsOfToday(Picture picture) {
        assertThat(picture.files()).allMatch(file -> Files.exists(DOCS.path().resolve(file)), "is in docs/img");
        assertThat(DOCS.list())
                .as("The picture shows an older page. Take it again, as docs/develop/testing.md says.")
                .containsEntry(picture.name(), picture.sources());
    }

    @Test
    @DisplayName("The docs show each picture")
    void docsShowEachPicture() throws IOException {
        String docs;
        try (var pages = Files.walk(Path.of("docs"))) {
            docs = Stream.concat(
                            Stream.of(Path.of("README.md")),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .map(PicturesTest::read)
                    .collect(Collectors.joining());
        }
        try (var images = Files.list(DOCS.path())) {
            assertThat(images.map(image -> image.getFileName().toString()).filter(name -> name.endsWith(".png")))
                    .isNotEmpty()
                    .allMatch(docs::contains);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
