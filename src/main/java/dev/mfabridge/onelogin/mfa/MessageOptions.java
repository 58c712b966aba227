package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.DeliveryOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Content of the messages to users.
 *
 * @param smsText the text of an SMS with {@code {{otp_code}}} in it, if it isn't OneLogin's own
 * @param linkTarget the page that a user reaches by a link in an e-mail, or empty if OneLogin's own page is the last one. It
 *     is read only for a message that may have a link
 */
public record MessageOptions(Optional<String> smsText, Supplier<Optional<URI>> linkTarget) {

    DeliveryOptions deliveryOptions(Target target, Duration lifetime, boolean mayHaveLink) {
        return new DeliveryOptions(
                lifetime,
                target.type().hasCustomText() ? smsText : Optional.empty(),
                mayHaveLink ? linkTarget.get() : Optional.empty());
    }
}
