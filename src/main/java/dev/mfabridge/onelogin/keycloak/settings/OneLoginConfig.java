package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.mfa.Policy;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of an execution, all of them valid.
 *
 * @param account the OneLogin account, with the API credential
 * @param userMapping the mapping of a Keycloak user to a OneLogin user
 * @param policy the decisions of the administrator about the conversation
 * @param messageLimit the limit of messages to a user
 * @param rememberFor the time for which a browser can be remembered; zero if it can't
 * @param gracePeriod the time for which users can skip enrollment; zero if they can't
 * @param smsText the text of an SMS, if it isn't OneLogin's own
 * @param removedCredential the treatment of the device of a removed credential
 * @param outage the treatment of a login while OneLogin is unreachable
 */
public record OneLoginConfig(
        OneLoginAccount account,
        UserMapping userMapping,
        Policy policy,
        RateLimit messageLimit,
        Duration rememberFor,
        Duration gracePeriod,
        Optional<String> smsText,
        RemovedCredential removedCredential,
        Outage outage) {

    /** Treatment of the device in OneLogin after its credential was removed in Keycloak. */
    public enum RemovedCredential {
        REMOVES_DEVICE,
        KEEPS_DEVICE
    }

    /** Treatment of a login that starts while OneLogin is unreachable. */
    public enum Outage {
        FAILS,
        BYPASSES_FACTOR
    }

    public boolean keepsDevices() {
        return removedCredential == RemovedCredential.KEEPS_DEVICE;
    }

    public boolean bypassesOutage() {
        return outage == Outage.BYPASSES_FACTOR;
    }

    /**
     * Returns the same settings for a user who has another second factor: neither a new device nor an outage may
     * replace it (S1, S2).
     */
    public OneLoginConfig restrictedBySecondFactor() {
        return new OneLoginConfig(
                account,
                userMapping,
                policy.withoutReenrollment(),
                messageLimit,
                rememberFor,
                gracePeriod,
                smsText,
                removedCredential,
                Outage.FAILS);
    }
}
