package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Delivery;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the messages that go to people hold.
 *
 * @param sms the text of an SMS with {@code {{otp_code}}} in it, when it isn't OneLogin's own
 * @param afterLink where a person arrives who clicked a link in an e-mail
 */
public record Wording(Optional<String> sms, URI afterLink) {

    Delivery of(Target target, Duration lifetime, boolean mayHaveLink) {
        return new Delivery(
                lifetime,
                target.kind() == FactorKind.SMS ? sms : Optional.empty(),
                mayHaveLink ? Optional.of(afterLink) : Optional.empty());
    }
}
