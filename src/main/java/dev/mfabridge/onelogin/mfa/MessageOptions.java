package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.DeliveryOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the messages that go to people hold.
 *
 * @param sms the text of an SMS with {@code {{otp_code}}} in it, when it isn't OneLogin's own
 * @param afterLink where a person arrives who clicked a link in an e-mail
 */
public record MessageOptions(Optional<String> sms, URI afterLink) {

    DeliveryOptions of(Target target, Duration lifetime, boolean mayHaveLink) {
        return new DeliveryOptions(
                lifetime,
                target.kind() == FactorType.SMS ? sms : Optional.empty(),
                mayHaveLink ? Optional.of(afterLink) : Optional.empty());
    }
}
