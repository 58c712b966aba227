package dev.mfabridge.onelogin.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Options for a message to the user.
 *
 * @param lifetime the time for which the challenge is valid, 120 to 900 seconds
 * @param text the SMS with {@code {{otp_code}}} in it, instead of OneLogin's own; for SMS only
 * @param link the page that a click in the e-mail opens, which makes the e-mail a magic link instead of a code; for
 *     e-mail only
 */
public record DeliveryOptions(Duration lifetime, Optional<String> text, Optional<URI> link) {
    public DeliveryOptions {
        requireNonNull(lifetime);
        requireNonNull(text);
        requireNonNull(link);
    }

    /** Returns options with OneLogin's own text, and with a code if the factor has one. */
    public static DeliveryOptions withLifetime(Duration lifetime) {
        return new DeliveryOptions(lifetime, Optional.empty(), Optional.empty());
    }
}
