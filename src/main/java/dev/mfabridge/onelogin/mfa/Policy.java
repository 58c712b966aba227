package dev.mfabridge.onelogin.mfa;

import java.time.Duration;
import java.util.Set;

/**
 * What the admin decided about the conversation.
 *
 * @param allowed the kinds of factor that may be enrolled and challenged
 * @param codeLifetime how long a code counts, 120 to 900 seconds, as OneLogin is told
 * @param resendCooldown how long to wait before another code may be sent
 */
public record Policy(Set<FactorKind> allowed, Duration codeLifetime, Duration resendCooldown) {
    /** How many codes may be entered for one that was sent. It bounds guessing where a realm has no brute-force protection. */
    static final int TRIES = 10;

    boolean canProve(FactorKind kind) {
        return kind.sendsCode() && allowed.contains(kind);
    }
}
