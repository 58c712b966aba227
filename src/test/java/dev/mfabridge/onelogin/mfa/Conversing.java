package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.api.Asked;
import dev.mfabridge.onelogin.api.Code;
import dev.mfabridge.onelogin.api.CodeCheck;
import dev.mfabridge.onelogin.api.CodeCheck.Verdict;
import dev.mfabridge.onelogin.api.Device;
import dev.mfabridge.onelogin.api.Factor;
import dev.mfabridge.onelogin.api.FactorData;
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

/** Every state and every event that a conversation has, by the name that the tests' tables call it. */
final class Conversing {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Policy POLICY = policy(FactorKind.PROTECT, FactorKind.AUTHENTICATOR, FactorKind.EMAIL, FactorKind.SMS);
    static final OneLoginId USER = new OneLoginId("64515901");
    static final OneLoginId SENT = new OneLoginId("11111111-1111-1111-1111-111111111111");
    static final OneLoginId SENT_AGAIN = new OneLoginId("22222222-2222-2222-2222-222222222222");
    static final EnrolledDevice PHONE =
            new EnrolledDevice(USER, new OneLoginId("3920361"), FactorKind.SMS, new Label("OneLogin SMS"));
    static final EnrolledDevice APP =
            new EnrolledDevice(USER, new OneLoginId("3920362"), FactorKind.AUTHENTICATOR, new Label("Authenticator"));
    static final EnrolledDevice PUSH =
            new EnrolledDevice(USER, new OneLoginId("3920363"), FactorKind.PROTECT, new Label("OneLogin Protect"));
    static final EnrolledDevice VOICE =
            new EnrolledDevice(USER, new OneLoginId("3920369"), FactorKind.VOICE, new Label("OneLogin Voice"));
    static final EnrolledDevice MAIL =
            new EnrolledDevice(USER, new OneLoginId("3920370"), FactorKind.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor SMS =
            new OfferedFactor(USER, new OneLoginId("58959"), FactorKind.SMS, new Label("OneLogin SMS"));
    static final OfferedFactor EMAIL =
            new OfferedFactor(USER, new OneLoginId("58961"), FactorKind.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor PROTECT =
            new OfferedFactor(USER, new OneLoginId("58958"), FactorKind.PROTECT, new Label("OneLogin Protect"));
    static final Call.Register REGISTER = new Call.Register(SMS, POLICY.codeLifetime(), false, List.of());
    private static final Instant PAST = NOW.minusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(20);

    private Conversing() {}

    static Policy policy(FactorKind... allowed) {
        return new Policy(
                List.of(allowed),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                EmailContent.CODE,
                true,
                false,
                Enrolment.AT_ONCE,
                true);
    }

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
        states.put("awaiting, app", new State.AwaitingCode(app(NOW, Policy.TRIES)));
        states.put("awaiting, app, last try", new State.AwaitingCode(app(NOW, 1)));
        states.put("answer", new State.AwaitingAnswer(attempt(PUSH, LATER, LATER, Policy.TRIES), true));
        states.put("answer, resendable", new State.AwaitingAnswer(attempt(PUSH, LATER, NOW, Policy.TRIES), true));
        states.put("answer, enrolling", new State.AwaitingAnswer(attempt(PROTECT, LATER, LATER, Policy.TRIES), true));
        states.put("answer, by e-mail", new State.AwaitingAnswer(attempt(MAIL, LATER, LATER, Policy.TRIES), true));
        states.put(
                "answer, almost expired",
                new State.AwaitingAnswer(attempt(PUSH, NOW.plusSeconds(14), NOW, Policy.TRIES), true));
        states.put("answer, by phone", new State.AwaitingAnswer(attempt(VOICE, LATER, LATER, Policy.TRIES), false));
        states.put("answer, expired", new State.AwaitingAnswer(attempt(PUSH, NOW, PAST, Policy.TRIES), true));
        states.put(
                "choosing a device",
                new State.ChoosingDevice(List.of(PHONE, PUSH, APP), attempt(PHONE, LATER, LATER, Policy.TRIES)));
        states.put(
                "choosing a device, expired",
                new State.ChoosingDevice(List.of(PHONE, PUSH, APP), attempt(PHONE, PAST, NOW, Policy.TRIES)));
        states.put("spent", new State.Spent(attempt(PHONE, PAST, NOW, Policy.TRIES), State.Spent.Why.EXPIRED));
        states.put("spent, waiting", new State.Spent(attempt(PHONE, LATER, LATER, 0), State.Spent.Why.TRIED_TOO_OFTEN));
        states.put("spent, app", new State.Spent(app(NOW, 0), State.Spent.Why.TRIED_TOO_OFTEN));
        states.put("spent, denied", new State.Spent(attempt(PUSH, LATER, NOW, Policy.TRIES), State.Spent.Why.DENIED));
        states.put("ended", new State.Ended(Reason.UNAVAILABLE, NOW));
        states.put("ended, waiting", new State.Ended(Reason.UNAVAILABLE, LATER));
        states.put("proven", new State.Proven(PHONE, false));
        return states;
    }

    static Map<String, Event> events() {
        var events = new LinkedHashMap<String, Event>();
        events.put("arrives", new Event.Arrived(List.of()));
        events.put("arrives, known", new Event.Arrived(List.of(PHONE)));
        events.put("arrives, known by voice", new Event.Arrived(List.of(VOICE)));
        events.put("arrives, known by app", new Event.Arrived(List.of(APP)));
        events.put("arrives, two known", new Event.Arrived(List.of(PHONE, PUSH)));
        events.put("chooses", new Event.Chosen(SMS.id().value(), Optional.empty()));
        events.put("chooses the first", new Event.Chosen("0", Optional.empty()));
        events.put("chooses the second", new Event.Chosen("1", Optional.empty()));
        events.put("chooses the third", new Event.Chosen("2", Optional.empty()));
        events.put("chooses what is not offered", new Event.Chosen("99999", Optional.empty()));
        events.put("looks for the answer", new Event.AnswerLookedFor());
        events.put("asks for another way", new Event.OtherWayAsked());
        events.put("enters a code", new Event.CodeEntered(Code.typed("012345")));
        events.put("enters nothing", new Event.CodeEntered(Optional.empty()));
        events.put("asks for another code", new Event.ResendAsked());
        events.put("asks to start over", new Event.RetryAsked(List.of()));
        events.put("asks to start over, known", new Event.RetryAsked(List.of(PHONE)));
        events.put("user found", new Event.UserFound(USER, new Call.Purpose.Open(List.of())));
        events.put("user found, known", new Event.UserFound(USER, new Call.Purpose.Open(List.of(PHONE))));
        events.put("user of the refused device found", new Event.UserFound(USER, new Call.Purpose.LookFor(PHONE)));
        events.put("user of the refused code found", new Event.UserFound(USER, new Call.Purpose.ExplainRefusal()));
        events.put("user of the forbidden code found", new Event.UserFound(USER, new Call.Purpose.ExplainForbidden()));
        events.put("user suspended", new Event.UserNotFound(Reason.USER_SUSPENDED));
        events.put("user not found", new Event.UserNotFound(Reason.USER_NOT_FOUND));
        var open = new Call.Purpose.Open(List.of());
        var phone = device("3920361", "SMS", false);
        events.put("no devices", listed(open));
        events.put("no devices, SMS wanted", listed(new Call.Purpose.Enrol(SMS)));
        events.put("a device, SMS wanted", listed(new Call.Purpose.Enrol(SMS), phone));
        events.put("a device", listed(open, phone));
        events.put(
                "two devices",
                listed(open, device("3920370", "OneLogin Email", false), device("3920361", "SMS", true)));
        events.put("a device of another kind", listed(open, device("3920369", "Duo", true)));
        events.put("no devices, known before", listed(new Call.Purpose.Open(List.of(PHONE, PUSH))));
        events.put("a device, another known before", listed(new Call.Purpose.Open(List.of(PHONE, PUSH)), phone));
        events.put("no devices to choose from", listed(new Call.Purpose.Choose()));
        events.put("one device to choose from", listed(new Call.Purpose.Choose(), phone));
        events.put(
                "two devices to choose from",
                listed(new Call.Purpose.Choose(), phone, device("3920363", "OneLogin Protect", true)));
        events.put("the refused device is there", listed(new Call.Purpose.LookFor(PHONE), phone));
        events.put("the refused device is gone", listed(new Call.Purpose.LookFor(PHONE)));
        events.put(
                "the refused device is gone, another is there",
                listed(new Call.Purpose.LookFor(PHONE), device("3920363", "OneLogin Protect", true)));
        events.put(
                "a device and what can't be read",
                new Event.DevicesListed(USER, List.of(device("3920370", "OneLogin Email", false)), false, open));
        events.put(
                "what can't be read, known before",
                new Event.DevicesListed(USER, List.of(), false, new Call.Purpose.Open(List.of(PHONE, PUSH))));
        events.put("a temporary token", listed(open, device("user_temp_otp_36216766", "Temporary OTP", false)));
        var enrolled = new Call.Purpose.FindEnrolled(SMS, List.of(PUSH.id()));
        events.put(
                "the enrolled device is new",
                listed(
                        enrolled,
                        device("3920363", "OneLogin Protect", true),
                        phone,
                        device("user_temp_otp_1", "SMS", false)));
        events.put("the enrolled device is not there", listed(enrolled, device("3920363", "OneLogin Protect", true)));
        events.put("two devices are new", listed(enrolled, phone, device("3920371", "SMS", false)));
        events.put("no factors", new Event.FactorsListed(USER, List.of()));
        events.put("a factor", new Event.FactorsListed(USER, List.of(factor("58959", "SMS"))));
        events.put(
                "two factors",
                new Event.FactorsListed(USER, List.of(factor("58959", "SMS"), factor("58961", "OneLogin Email"))));
        events.put("a factor of another kind", new Event.FactorsListed(USER, List.of(factor("58960", "Duo"))));
        for (var status : Status.values()) {
            events.put("registration " + status, begun(status, Optional.of(PHONE.id())));
            events.put(
                    "challenge " + status,
                    new Event.ChallengeBegun(PHONE, new Verification(SENT_AGAIN, status, FactorData.NONE)));
        }
        events.put("registration ACCEPTED, no device", begun(Status.ACCEPTED, Optional.empty()));
        for (var verdict : Verdict.values()) {
            events.put("code " + verdict, checked(verdict, Optional.of(PHONE.id())));
        }
        events.put("code ACCEPTED, no device", checked(Verdict.ACCEPTED, Optional.empty()));
        for (var standing : Asked.Standing.values()) {
            events.put("answer " + standing, new Event.AnswerGiven(new Asked(standing, Optional.of(PUSH.id()))));
        }
        events.put(
                "answer ACCEPTED, no device",
                new Event.AnswerGiven(new Asked(Asked.Standing.ACCEPTED, Optional.empty())));
        events.put("limit reached", new Event.LimitReached(PHONE, LATER));
        events.put("limit reached, enrolling", new Event.LimitReached(SMS, LATER));
        events.put("tries used up", new Event.TriesUsedUp(LATER));
        var limited = new Call.Purpose.WithoutMessage(LATER);
        events.put("a phone, no message may be sent", listed(limited, phone));
        events.put(
                "a phone and an app, no message may be sent",
                listed(limited, phone, device("3920362", "Google Authenticator", false)));
        for (var reason : List.of(Reason.UNAVAILABLE, Reason.CREDENTIALS_REFUSED, Reason.REFUSED)) {
            events.put("asking failed, " + reason, new Event.CallFailed(new Call.ListDevices(USER, open), reason));
        }
        events.put(
                "checking failed, REFUSED",
                new Event.CallFailed(
                        new Call.CheckCode(attempt(PHONE, LATER, LATER, Policy.TRIES), new Code("012345")),
                        Reason.REFUSED));
        events.put(
                "explaining the refusal failed",
                new Event.CallFailed(new Call.LookUpUser(USER, new Call.Purpose.ExplainRefusal()), Reason.UNAVAILABLE));
        events.put(
                "looking for the enrolled device failed",
                new Event.CallFailed(new Call.ListDevices(USER, enrolled), Reason.UNREACHABLE));
        events.put(
                "looking for the answer failed",
                new Event.CallFailed(
                        new Call.AskAnswer(attempt(PUSH, LATER, LATER, Policy.TRIES)), Reason.UNAVAILABLE));
        events.put("enrolling failed, REFUSED", new Event.CallFailed(REGISTER, Reason.REFUSED));
        var challenge = new Call.Challenge(PHONE, POLICY.codeLifetime(), false);
        events.put("sending failed", new Event.CallFailed(challenge, Reason.UNAVAILABLE));
        events.put("sending failed, REFUSED", new Event.CallFailed(challenge, Reason.REFUSED));
        return events;
    }

    static Attempt attempt(Target target, Instant expiresAt, Instant resendFrom, int triesLeft) {
        return new Attempt(
                target,
                SENT,
                null,
                List.of(),
                FactorData.NONE,
                NOW.minusSeconds(100),
                expiresAt,
                resendFrom,
                triesLeft);
    }

    private static Attempt app(Instant resendFrom, int triesLeft) {
        return new Attempt(APP, null, null, List.of(), FactorData.NONE, NOW, Instant.MAX, resendFrom, triesLeft);
    }

    private static Event listed(Call.Purpose purpose, Device... devices) {
        return new Event.DevicesListed(USER, List.of(devices), true, purpose);
    }

    private static Event begun(Status status, Optional<OneLoginId> device) {
        return new Event.RegistrationBegun(REGISTER, new Registration(SENT_AGAIN, status, device, FactorData.NONE));
    }

    private static Event checked(Verdict verdict, Optional<OneLoginId> device) {
        return new Event.CodeChecked(new CodeCheck(verdict, device));
    }

    private static Device device(String id, String authFactorName, boolean isDefault) {
        return new Device(new OneLoginId(id), "OneLogin SMS", "OneLogin SMS", authFactorName, isDefault);
    }

    private static Factor factor(String id, String authFactorName) {
        return new Factor(
                new OneLoginId(id), "SMS".equals(authFactorName) ? "OneLogin SMS" : "OneLogin Email", authFactorName);
    }
}
