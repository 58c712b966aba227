package dev.mfabridge.onelogin.keycloak.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfabridge.onelogin.StoredFixture;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** Stored format of the link that verifies an e-mail address. */
class StoredLinkTest {

    @Test
    @DisplayName("A link is written as in the fixture of its version")
    void linkIsWrittenAsPinned() throws IOException {
        var token = new EmailVerificationToken("user", "ann@example.com", 1_800_000_000, "app");

        var written = (ObjectNode) StoredFixture.parsed(JsonSerialization.writeValueAsString(token));
        assertThat(written.remove("nonce").isTextual()).isTrue();
        assertThat(written).isEqualTo(StoredFixture.json("email-link-v1.json"));
    }

    @Test
    @DisplayName("A link without a version is read, and a link of a newer version is not")
    void linkIsRead() throws IOException {
        var unnumbered = (ObjectNode) StoredFixture.json("email-link-v1.json");
        unnumbered.remove("version");

        assertThat(read(unnumbered.toString()).hasKnownFormat()).isTrue();
        assertThat(read(unnumbered.toString()).getEmail()).isEqualTo("ann@example.com");
        assertThat(read(StoredFixture.text("email-link-newer.json")).hasKnownFormat())
                .isFalse();
    }

    private static EmailVerificationToken read(String text) throws IOException {
        return JsonSerialization.readValue(text, EmailVerificationToken.class);
    }
}
