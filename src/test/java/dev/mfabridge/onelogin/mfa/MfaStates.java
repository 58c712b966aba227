package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.APP;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.EMAIL;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.MAIL;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.NOW;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PAST;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PROTECT;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PUSH;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SMS;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.VOICE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.app;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.challenge;

import dev.mfabridge.onelogin.mfa.State.ChallengeClosed.CloseReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States of a conversation, by the names that the specification uses. */
final class MfaStates {
    private MfaStates() {}

    static Map<String, State> all() {
        var states = new LinkedHashMap<String, State>();
        states.put("start", new State.Start());
        states.put("choosing a factor", new State.ChoosingFactor(List.of(SMS, EMAIL), null));
        states.put("choosing a factor, just listed", new State.ChoosingFactor(List.of(SMS, EMAIL), NOW));
        states.put("awaiting", new State.AwaitingCode(challenge(PHONE, LATER, LATER)));
        states.put("awaiting, enrolling", new State.AwaitingCode(challenge(SMS, LATER, LATER)));
        states.put("awaiting, resendable", new State.AwaitingCode(challenge(PHONE, LATER, NOW)));
        states.put("awaiting, enrolling, resendable", new State.AwaitingCode(challenge(SMS, LATER, NOW)));
        states.put("awaiting, last attempt", new State.AwaitingCode(challenge(PHONE, LATER, LATER, 1)));
        states.put("awaiting, expired", new State.AwaitingCode(challenge(PHONE, NOW, PAST)));
        states.put("awaiting, app", new State.AwaitingCode(app(NOW, Policy.MAX_CODE_ATTEMPTS)));
        states.put("awaiting, token", new State.AwaitingCode(Challenge.ofApp(MfaFixtures.TOKEN, NOW, Instant.MAX)));
        states.put("awaiting, app, last attempt", new State.AwaitingCode(app(NOW, 1)));
        states.put("awaiting, unanswered", new State.AwaitingCode(unanswered(challenge(PHONE, LATER, LATER))));
        states.put("awaiting, app, unanswered", new State.AwaitingCode(unanswered(app(NOW, Policy.MAX_CODE_ATTEMPTS))));
        states.put(
                "awaiting, app, unanswered before",
                new State.AwaitingCode(app(NOW, Policy.MAX_CODE_ATTEMPTS).afterUnansweredCheck(NOW.minusSeconds(30))));
        states.put(
                "out of band, unanswered",
                new State.AwaitingOutOfBand(unanswered(challenge(PUSH, LATER, LATER)), true));
        states.put("out of band", new State.AwaitingOutOfBand(challenge(PUSH, LATER, LATER), true));
        states.put("out of band, resendable", new State.AwaitingOutOfBand(challenge(PUSH, LATER, NOW), true));
        states.put("out of band, enrolling", new State.AwaitingOutOfBand(challenge(PROTECT, LATER, LATER), true));
        states.put("out of band, by e-mail", new State.AwaitingOutOfBand(challenge(MAIL, LATER, LATER), true));
        states.put(
                "out of band, almost expired",
                new State.AwaitingOutOfBand(challenge(PUSH, NOW.plusSeconds(14), NOW), true));
        states.put("out of band, by phone", new State.AwaitingOutOfBand(challenge(VOICE, LATER, LATER), false));
        states.put("out of band, expired", new State.AwaitingOutOfBand(challenge(PUSH, NOW, PAST), true));
        states.put(
                "choosing a device",
                new State.ChoosingDevice(List.of(PHONE, PUSH, APP), challenge(PHONE, LATER, LATER)));
        states.put(
                "choosing a device, expired",
                new State.ChoosingDevice(List.of(PHONE, PUSH, APP), challenge(PHONE, PAST, NOW)));
        states.put("closed", new State.ChallengeClosed(challenge(PHONE, PAST, NOW), CloseReason.EXPIRED));
        states.put(
                "closed, waiting",
                new State.ChallengeClosed(challenge(PHONE, LATER, LATER, 0), CloseReason.ATTEMPTS_EXHAUSTED));
        states.put("closed, app", new State.ChallengeClosed(app(NOW, 0), CloseReason.ATTEMPTS_EXHAUSTED));
        states.put("closed, denied", new State.ChallengeClosed(challenge(PUSH, LATER, NOW), CloseReason.DENIED));
        states.put("failed", new State.Failed(FailureReason.UNAVAILABLE, NOW));
        states.put("failed, waiting", new State.Failed(FailureReason.UNAVAILABLE, LATER));
        states.put("proven", new State.Proven(PHONE, false));
        return states;
    }

    private static Challenge unanswered(Challenge challenge) {
        return challenge.afterUnansweredCheck(NOW.minusSeconds(29));
    }

    static State named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }
}
