package dev.mfabridge.onelogin.fuzz;

import dev.mfabridge.onelogin.mfa.EmailContent;
import dev.mfabridge.onelogin.mfa.EnrollmentMode;
import dev.mfabridge.onelogin.mfa.Event;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.MfaStateMachine;
import dev.mfabridge.onelogin.mfa.Policy;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.Transition;
import java.time.Duration;
import java.time.Instant;

/** State machine of the fuzz tests, which allows every factor. */
final class FuzzedMachine {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final MfaStateMachine MACHINE = new MfaStateMachine(new Policy(
            FactorType.provable(),
            new Policy.ChallengeOptions(Duration.ofMinutes(5), Duration.ofSeconds(30), EmailContent.EITHER),
            new Policy.LookupOptions(Policy.FirstDevice.DEFAULT, Policy.UserStatusCheck.AT_ENROLLMENT),
            new Policy.EnrollmentOptions(EnrollmentMode.AT_ONCE, Policy.Reenrollment.ALLOWED)));

    private FuzzedMachine() {}

    static Transition on(State state, Event event) {
        return MACHINE.on(state, event, NOW);
    }
}
