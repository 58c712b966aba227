package dev.mfabridge.onelogin.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a message is to reach the person.
 *
 * @param lifetime how long it counts, 120 to 900 seconds
 * @param text the SMS, with {@code {{otp_code}}} in it, instead of OneLogin's own; for SMS alone
 * @param link where a click in the e-mail leads, which makes it a magic link instead of a code; for e-mail alone
 */
public record DeliveryOptions(Duration lifetime, Optional<String> text, Optional<URI> link) {
    public DeliveryOptions {
        requireNonNull(lifetime);
        requireNonNull(text);
        requireNonNull(link);
    }

    /** In OneLogin's own words, with a code where there is one. */
    public static DeliveryOptions withLifetime(Duration lifetime) {
        return new DeliveryOptions(lifetime, Optional.empty(), Optional.empty());
    }
}
