package dev.mfabridge.onelogin.keycloak.settings;

import dev.mfabridge.onelogin.client.OneLoginAccount;
import dev.mfabridge.onelogin.mfa.Policy;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of an execution, all of them valid.
 *
 * @param account which OneLogin account is asked, and as whom
 * @param userMapping how a Keycloak user is found in OneLogin
 * @param policy what the admin decided about the conversation
 * @param messageLimit how many messages a person may be sent
 * @param rememberFor how long a browser may be remembered; zero for not at all
 * @param gracePeriod for how long enrolment may be put off; zero for not at all
 * @param smsText the text of an SMS, when it isn't OneLogin's own
 * @param keepDevices whether a device stays in OneLogin when its credential is removed in Keycloak
 * @param passWhenUnreachable whether a login goes on without a factor while OneLogin is unreachable
 */
public record OneLoginConfig(
        OneLoginAccount account,
        UserMapping userMapping,
        Policy policy,
        RateLimit messageLimit,
        Duration rememberFor,
        Duration gracePeriod,
        Optional<String> smsText,
        boolean keepDevices,
        boolean passWhenUnreachable) {

    /** @return the same, for a person who has another second factor to go on with: nothing else takes its place */
    public OneLoginConfig restrictedBySecondFactor() {
        return new OneLoginConfig(
                account,
                userMapping,
                policy.withoutReenrollment(),
                messageLimit,
                rememberFor,
                gracePeriod,
                smsText,
                keepDevices,
                false);
    }
}
