package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.Optional;

/**
 * Result of a challenge or registration.
 *
 * @param isAccepted whether OneLogin accepted the code or the user's answer
 * @param device the device, if OneLogin's answer named it
 */
record ChallengeResult(boolean isAccepted, Optional<OneLoginId> device) {
    static final ChallengeResult OPEN = new ChallengeResult(false, Optional.empty());
}
