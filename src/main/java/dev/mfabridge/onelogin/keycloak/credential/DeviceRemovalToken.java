package dev.mfabridge.onelogin.keycloak.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.keycloak.token.InternalToken;
import dev.mfabridge.onelogin.keycloak.token.SignedFormat;
import java.net.URI;
import java.time.Instant;

/**
 * Stored form of a {@link DeviceRemoval}. The signature ensures that no user can have another user's device removed.
 */
final class DeviceRemovalToken extends InternalToken {
    static final SignedFormat FORMAT = SignedFormat.first("onelogin-mfa-removal");

    @JsonProperty("device")
    private String device;

    @JsonProperty("onelogin_user")
    private String oneLoginUser;

    @JsonProperty("account")
    private String account;

    @JsonProperty("credential")
    private String credential;

    @JsonProperty("cause")
    private String cause;

    @JsonProperty("actor")
    private String actor;

    @JsonProperty("decided_at")
    private String decidedAt;

    @JsonProperty("attempts")
    private Integer attempts;

    @JsonProperty("next_attempt_at")
    private String nextAttemptAt;

    static DeviceRemovalToken of(DeviceRemoval removal) {
        var token = new DeviceRemovalToken();
        token.device = removal.device().value();
        token.oneLoginUser = removal.owner().value();
        token.account = removal.account().toString();
        token.credential = removal.credential();
        token.cause = removal.cause().name();
        token.actor = removal.actor();
        token.decidedAt = removal.decidedAt().toString();
        token.attempts = removal.attempts();
        token.nextAttemptAt = removal.nextAttemptAt().toString();
        return token;
    }

    /**
     * Returns the decision.
     *
     * @throws RuntimeException if a field is missing or has no valid value
     */
    DeviceRemoval removal() {
        return new DeviceRemoval(
                new OneLoginId(device),
                new OneLoginId(oneLoginUser),
                URI.create(account),
                credential,
                DeviceRemoval.Cause.valueOf(cause),
                actor,
                Instant.parse(decidedAt),
                attempts,
                Instant.parse(nextAttemptAt));
    }
}
