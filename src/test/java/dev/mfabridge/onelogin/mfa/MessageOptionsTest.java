package dev.mfabridge.onelogin.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.client.DeliveryOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contents of messages to users. */
class MessageOptionsTest {
    private static final Duration LIFETIME = Duration.ofSeconds(120);
    private static final URI PAGE = URI.create("https://login.example.com/page");

    private final MessageOptions options = new MessageOptions(Optional.of("{{otp_code}}"), () -> Optional.of(PAGE));

    @Test
    @DisplayName("Only an SMS has the text of the settings")
    void onlySmsHasTextOfSettings() {
        assertThat(options.deliveryOptions(MfaFixtures.PHONE, LIFETIME, false))
                .isEqualTo(new DeliveryOptions(LIFETIME, Optional.of("{{otp_code}}"), Optional.empty()));
        assertThat(options.deliveryOptions(MfaFixtures.MAIL, LIFETIME, false).text())
                .isEmpty();
    }

    @Test
    @DisplayName("Only a message that may have a link has the page behind the link")
    void onlyMessageWithLinkHasPage() {
        assertThat(options.deliveryOptions(MfaFixtures.MAIL, LIFETIME, true).link())
                .contains(PAGE);
        assertThat(options.deliveryOptions(MfaFixtures.MAIL, LIFETIME, false).link())
                .isEmpty();
    }
}
