package dev.mfabridge.onelogin.check;

import dev.mfabridge.onelogin.api.OneLoginId;
import java.util.Optional;

/**
 * Outcome of a challenge or registration.
 *
 * @param isAccepted whether OneLogin accepted the code or the user's answer
 * @param device the device, if OneLogin's answer named it
 */
record Outcome(boolean isAccepted, Optional<OneLoginId> device) {
    static final Outcome OPEN = new Outcome(false, Optional.empty());
}
