package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.api.CodeCheck.Verdict;
import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.Factor;
import dev.mfabridge.onelogin.api.OneLoginId;
import dev.mfabridge.onelogin.api.Registration;
import dev.mfabridge.onelogin.api.Status;
import dev.mfabridge.onelogin.api.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every state and every event that a conversation has, by the name that the tests' tables call it. */
final class Conversing {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Policy POLICY =
            new Policy(Set.of(FactorKind.SMS, FactorKind.EMAIL), Duration.ofSeconds(120), Duration.ofSeconds(30));
    static final OneLoginId USER = new OneLoginId("64515901");
    static final OneLoginId SENT = new OneLoginId("11111111-1111-1111-1111-111111111111");
    static final OneLoginId SENT_AGAIN = new OneLoginId("22222222-2222-2222-2222-222222222222");
    static final EnrolledDevice PHONE =
            new EnrolledDevice(USER, new OneLoginId("3920361"), FactorKind.SMS, new Label("OneLogin SMS"));
    static final EnrolledDevice VOICE =
            new EnrolledDevice(USER, new OneLoginId("3920369"), FactorKind.VOICE, new Label("OneLogin Voice"));
    static final OfferedFactor SMS =
            new OfferedFactor(USER, new OneLoginId("58959"), FactorKind.SMS, new Label("OneLogin SMS"));
    static final OfferedFactor EMAIL =
            new OfferedFactor(USER, new OneLoginId("58961"), FactorKind.EMAIL, new Label("OneLogin Email"));
    private static final Instant PAST = NOW.minusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(20);

    private Conversing() {}

    static Map<String, State> states() {
        var states = new LinkedHashMap<String, State>();
        states.put("start", new State.Start());
        states.put("choosing", new State.ChoosingFactor(List.of(SMS, EMAIL)));
        states.put("awaiting", new State.AwaitingCode(attempt(PHONE, LATER, LATER, Policy.TRIES)));
        states.put("awaiting, enrolling", new State.AwaitingCode(attempt(SMS, LATER, LATER, Policy.TRIES)));
        states.put("awaiting, resendable", new State.AwaitingCode(attempt(PHONE, LATER, NOW, Policy.TRIES)));
        states.put("awaiting, enrolling, resendable", new State.AwaitingCode(attempt(SMS, LATER, NOW, Policy.TRIES)));
        states.put("awaiting, last try", new State.AwaitingCode(attempt(PHONE, LATER, LATER, 1)));
        states.put("awaiting, expired", new State.AwaitingCode(attempt(PHONE, NOW, PAST, Policy.TRIES)));
        states.put("spent", new State.CodeSpent(attempt(PHONE, PAST, NOW, Policy.TRIES), State.CodeSpent.Why.EXPIRED));
        states.put(
                "spent, waiting",
                new State.CodeSpent(attempt(PHONE, LATER, LATER, 0), State.CodeSpent.Why.TRIED_TOO_OFTEN));
        states.put("ended", new State.Ended(Reason.UNAVAILABLE, NOW));
        states.put("ended, waiting", new State.Ended(Reason.UNAVAILABLE, LATER));
        states.put("proven", new State.Proven(PHONE));
        return states;
    }

    static Map<String, Event> events() {
        var events = new LinkedHashMap<String, Event>();
        events.put("arrives", new Event.Arrived(Optional.empty()));
        events.put("arrives, known", new Event.Arrived(Optional.of(PHONE)));
        events.put("arrives, known by voice", new Event.Arrived(Optional.of(VOICE)));
        events.put("chooses", new Event.Chosen(SMS.id().value()));
        events.put("chooses what is not offered", new Event.Chosen("99999"));
        events.put("enters a code", new Event.CodeEntered(Code.typed("012345")));
        events.put("enters nothing", new Event.CodeEntered(Optional.empty()));
        events.put("asks for another code", new Event.ResendAsked());
        events.put("asks to start over", new Event.RetryAsked(Optional.empty()));
        events.put("asks to start over, known", new Event.RetryAsked(Optional.of(PHONE)));
        events.put("user found", new Event.UserFound(USER));
        events.put("user not found", new Event.UserNotFound(Reason.USER_NOT_FOUND));
        events.put("no devices", new Event.DevicesListed(USER, List.of(), Optional.empty()));
        events.put("no devices, SMS wanted", new Event.DevicesListed(USER, List.of(), Optional.of(SMS)));
        events.put(
                "a device, SMS wanted",
                new Event.DevicesListed(USER, List.of(device("3920361", "SMS", false)), Optional.of(SMS)));
        events.put(
                "a device", new Event.DevicesListed(USER, List.of(device("3920361", "SMS", false)), Optional.empty()));
        events.put(
                "two devices",
                new Event.DevicesListed(
                        USER,
                        List.of(device("3920370", "OneLogin Email", false), device("3920361", "SMS", true)),
                        Optional.empty()));
        events.put(
                "a device of another kind",
                new Event.DevicesListed(USER, List.of(device("3920369", "OneLogin Voice", true)), Optional.empty()));
        events.put("no factors", new Event.FactorsListed(USER, List.of()));
        events.put("a factor", new Event.FactorsListed(USER, List.of(factor("58959", "SMS"))));
        events.put(
                "two factors",
                new Event.FactorsListed(USER, List.of(factor("58959", "SMS"), factor("58961", "OneLogin Email"))));
        events.put("a factor of another kind", new Event.FactorsListed(USER, List.of(factor("58960", "Duo"))));
        for (var status : Status.values()) {
            events.put("registration " + status, begun(status, Optional.of(PHONE.id())));
            events.put("challenge " + status, new Event.ChallengeBegun(PHONE, new Verification(SENT_AGAIN, status)));
        }
        events.put("registration ACCEPTED, no device", begun(Status.ACCEPTED, Optional.empty()));
        for (var verdict : Verdict.values()) {
            events.put("code " + verdict, checked(verdict, Optional.of(PHONE.id())));
        }
        events.put("code ACCEPTED, no device", checked(Verdict.ACCEPTED, Optional.empty()));
        for (var reason : List.of(Reason.UNAVAILABLE, Reason.CREDENTIALS_REFUSED, Reason.REFUSED)) {
            events.put(
                    "asking failed, " + reason,
                    new Event.CallFailed(new Call.ListDevices(USER, Optional.empty()), reason));
        }
        events.put(
                "checking failed, REFUSED",
                new Event.CallFailed(
                        new Call.CheckCode(attempt(PHONE, LATER, LATER, Policy.TRIES), new Code("012345")),
                        Reason.REFUSED));
        events.put(
                "enrolling failed, REFUSED",
                new Event.CallFailed(new Call.Register(SMS, POLICY.codeLifetime()), Reason.REFUSED));
        events.put(
                "sending failed",
                new Event.CallFailed(new Call.Challenge(PHONE, POLICY.codeLifetime()), Reason.UNAVAILABLE));
        return events;
    }

    static Attempt attempt(Target target, Instant expiresAt, Instant resendFrom, int triesLeft) {
        return new Attempt(target, SENT, null, expiresAt, resendFrom, triesLeft);
    }

    private static Event begun(Status status, Optional<OneLoginId> device) {
        return new Event.RegistrationBegun(SMS, new Registration(SENT_AGAIN, status, device));
    }

    private static Event checked(Verdict verdict, Optional<OneLoginId> device) {
        return new Event.CodeChecked(new CodeCheck(verdict, device));
    }

    private static Device device(String id, String authFactorName, boolean isDefault) {
        return new Device(new OneLoginId(id), "OneLogin SMS", authFactorName, isDefault);
    }

    private static Factor factor(String id, String authFactorName) {
        return new Factor(
                new OneLoginId(id), "SMS".equals(authFactorName) ? "OneLogin SMS" : "OneLogin Email", authFactorName);
    }
}
