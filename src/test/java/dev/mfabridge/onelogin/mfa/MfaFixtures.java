package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import dev.mfabridge.onelogin.mfa.Policy.ChallengeOptions;
import dev.mfabridge.onelogin.mfa.Policy.EnrollmentOptions;
import dev.mfabridge.onelogin.mfa.Policy.FirstDevice;
import dev.mfabridge.onelogin.mfa.Policy.LookupOptions;
import dev.mfabridge.onelogin.mfa.Policy.Reenrollment;
import dev.mfabridge.onelogin.mfa.Policy.UserStatusCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every state and every event that a conversation has, by the name that the tests' tables call it. */
final class MfaFixtures {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Policy POLICY = policy(FactorType.PROTECT, FactorType.AUTHENTICATOR, FactorType.EMAIL, FactorType.SMS);
    static final OneLoginId USER = new OneLoginId("64515901");
    static final OneLoginId SENT = new OneLoginId("11111111-1111-1111-1111-111111111111");
    static final OneLoginId SENT_AGAIN = new OneLoginId("22222222-2222-2222-2222-222222222222");
    static final EnrolledDevice PHONE =
            new EnrolledDevice(USER, new OneLoginId("3920361"), FactorType.SMS, new Label("OneLogin SMS"));
    static final EnrolledDevice APP =
            new EnrolledDevice(USER, new OneLoginId("3920362"), FactorType.AUTHENTICATOR, new Label("Authenticator"));
    static final EnrolledDevice PUSH =
            new EnrolledDevice(USER, new OneLoginId("3920363"), FactorType.PROTECT, new Label("OneLogin Protect"));
    static final EnrolledDevice VOICE =
            new EnrolledDevice(USER, new OneLoginId("3920369"), FactorType.VOICE, new Label("OneLogin Voice"));
    static final EnrolledDevice MAIL =
            new EnrolledDevice(USER, new OneLoginId("3920370"), FactorType.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor SMS =
            new OfferedFactor(USER, new OneLoginId("58959"), FactorType.SMS, new Label("OneLogin SMS"));
    static final OfferedFactor EMAIL =
            new OfferedFactor(USER, new OneLoginId("58961"), FactorType.EMAIL, new Label("OneLogin Email"));
    static final OfferedFactor PROTECT =
            new OfferedFactor(USER, new OneLoginId("58958"), FactorType.PROTECT, new Label("OneLogin Protect"));
    static final Command.StartRegistration REGISTER =
            new Command.StartRegistration(SMS, POLICY.codeLifetime(), false, List.of());
    private static final Instant PAST = NOW.minusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(20);

    private MfaFixtures() {}

    static Policy policy(FactorType... allowed) {
        return policy(EmailContent.CODE, List.of(allowed));
    }

    static Policy policy(EmailContent emailContent, List<FactorType> allowed) {
        return new Policy(
                allowed,
                new ChallengeOptions(Duration.ofSeconds(120), Duration.ofSeconds(30), emailContent),
                new LookupOptions(FirstDevice.DEFAULT, UserStatusCheck.AT_ENROLLMENT),
                new EnrollmentOptions(EnrollmentMode.AT_ONCE, Reenrollment.ALLOWED));
    }

    static Map<String, State> states() {
        var states = new LinkedHashMap<String, State>();
        states.put("start", new State.Start());
        states.put("choosing", new State.ChoosingFactor(List.of(SMS, EMAIL)));
        states.put("awaiting", new State.AwaitingCode(attempt(PHONE, LATER, LATER, Policy.MAX_CODE_ATTEMPTS)));
        states.put("awaiting, enrolling", new State.AwaitingCode(attempt(SMS, LATER, LATER, Policy.MAX_CODE_ATTEMPTS)));
        states.put(
                "awaiting, resendable", new State.AwaitingCode(attempt(PHONE, LATER, NOW, Policy.MAX_CODE_ATTEMPTS)));
        states.put(
                "awaiting, enrolling, resendable",
                new State.AwaitingCode(attempt(SMS, LATER, NOW, Policy.MAX_CODE_ATTEMPTS)));
        states.put("awaiting, last try", new State.AwaitingCode(attempt(PHONE, LATER, LATER, 1)));
        states.put("awaiting, expired", new State.AwaitingCode(attempt(PHONE, NOW, PAST, Policy.MAX_CODE_ATTEMPTS)));
        states.put("awaiting, app", new State.AwaitingCode(app(NOW, Policy.MAX_CODE_ATTEMPTS)));
        states.put("awaiting, app, last try", new State.AwaitingCode(app(NOW, 1)));
        states.put("answer", new State.AwaitingOutOfBand(attempt(PUSH, LATER, LATER, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "answer, resendable",
                new State.AwaitingOutOfBand(attempt(PUSH, LATER, NOW, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "answer, enrolling",
                new State.AwaitingOutOfBand(attempt(PROTECT, LATER, LATER, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "answer, by e-mail",
                new State.AwaitingOutOfBand(attempt(MAIL, LATER, LATER, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "answer, almost expired",
                new State.AwaitingOutOfBand(attempt(PUSH, NOW.plusSeconds(14), NOW, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "answer, by phone",
                new State.AwaitingOutOfBand(attempt(VOICE, LATER, LATER, Policy.MAX_CODE_ATTEMPTS), false));
        states.put(
                "answer, expired",
                new State.AwaitingOutOfBand(attempt(PUSH, NOW, PAST, Policy.MAX_CODE_ATTEMPTS), true));
        states.put(
                "choosing a device",
                new State.ChoosingDevice(
                        List.of(PHONE, PUSH, APP), attempt(PHONE, LATER, LATER, Policy.MAX_CODE_ATTEMPTS)));
        states.put(
                "choosing a device, expired",
                new State.ChoosingDevice(
                        List.of(PHONE, PUSH, APP), attempt(PHONE, PAST, NOW, Policy.MAX_CODE_ATTEMPTS)));
        states.put(
                "spent",
                new State.ChallengeClosed(
                        attempt(PHONE, PAST, NOW, Policy.MAX_CODE_ATTEMPTS),
                        State.ChallengeClosed.CloseReason.EXPIRED));
        states.put(
                "spent, waiting",
                new State.ChallengeClosed(
                        attempt(PHONE, LATER, LATER, 0), State.ChallengeClosed.CloseReason.ATTEMPTS_EXHAUSTED));
        states.put(
                "spent, app",
                new State.ChallengeClosed(app(NOW, 0), State.ChallengeClosed.CloseReason.ATTEMPTS_EXHAUSTED));
        states.put(
                "spent, denied",
                new State.ChallengeClosed(
                        attempt(PUSH, LATER, NOW, Policy.MAX_CODE_ATTEMPTS), State.ChallengeClosed.CloseReason.DENIED));
        states.put("ended", new State.Failed(FailureReason.UNAVAILABLE, NOW));
        states.put("ended, waiting", new State.Failed(FailureReason.UNAVAILABLE, LATER));
        states.put("proven", new State.Proven(PHONE, false));
        return states;
    }

    static Map<String, Event> events() {
        var events = new LinkedHashMap<String, Event>();
        events.put("arrives", new Event.PageOpened(List.of()));
        events.put("arrives, known", new Event.PageOpened(List.of(PHONE)));
        events.put("arrives, known by voice", new Event.PageOpened(List.of(VOICE)));
        events.put("arrives, known by app", new Event.PageOpened(List.of(APP)));
        events.put("arrives, two known", new Event.PageOpened(List.of(PHONE, PUSH)));
        events.put("chooses", new Event.Chosen(SMS.id().value(), Optional.empty()));
        events.put("chooses the first", new Event.Chosen("0", Optional.empty()));
        events.put("chooses the second", new Event.Chosen("1", Optional.empty()));
        events.put("chooses the third", new Event.Chosen("2", Optional.empty()));
        events.put("chooses what is not offered", new Event.Chosen("99999", Optional.empty()));
        events.put("looks for the answer", new Event.PollRequested());
        events.put("asks for another way", new Event.AlternativeRequested());
        events.put("enters a code", new Event.CodeEntered(OneTimeCode.parse("012345")));
        events.put("enters nothing", new Event.CodeEntered(Optional.empty()));
        events.put("asks for another code", new Event.ResendRequested());
        events.put("asks to start over", new Event.RestartRequested(List.of()));
        events.put("asks to start over, known", new Event.RestartRequested(List.of(PHONE)));
        events.put("user found", new Event.UserFound(USER, new Purpose.SelectDevice(List.of())));
        events.put("user found, known", new Event.UserFound(USER, new Purpose.SelectDevice(List.of(PHONE))));
        events.put("user of the refused device found", new Event.UserFound(USER, new Purpose.RecheckDevice(PHONE)));
        events.put("user of the refused code found", new Event.UserFound(USER, new Purpose.ExplainRefusal()));
        events.put("user of the forbidden code found", new Event.UserFound(USER, new Purpose.ExplainForbidden()));
        events.put("user suspended", new Event.UserNotFound(FailureReason.USER_SUSPENDED));
        events.put("user not found", new Event.UserNotFound(FailureReason.USER_NOT_FOUND));
        var open = new Purpose.SelectDevice(List.of());
        var phone = device("3920361", "SMS", false);
        events.put("no devices", listed(open));
        events.put("no devices, SMS wanted", listed(new Purpose.Enroll(SMS)));
        events.put("a device, SMS wanted", listed(new Purpose.Enroll(SMS), phone));
        events.put("a device", listed(open, phone));
        events.put(
                "two devices",
                listed(open, device("3920370", "OneLogin Email", false), device("3920361", "SMS", true)));
        events.put("a device of another kind", listed(open, device("3920369", "Duo", true)));
        events.put("no devices, known before", listed(new Purpose.SelectDevice(List.of(PHONE, PUSH))));
        events.put("a device, another known before", listed(new Purpose.SelectDevice(List.of(PHONE, PUSH)), phone));
        events.put("no devices to choose from", listed(new Purpose.OfferDevices()));
        events.put("one device to choose from", listed(new Purpose.OfferDevices(), phone));
        events.put(
                "two devices to choose from",
                listed(new Purpose.OfferDevices(), phone, device("3920363", "OneLogin Protect", true)));
        events.put("the refused device is there", listed(new Purpose.RecheckDevice(PHONE), phone));
        events.put("the refused device is gone", listed(new Purpose.RecheckDevice(PHONE)));
        events.put(
                "the refused device is gone, another is there",
                listed(new Purpose.RecheckDevice(PHONE), device("3920363", "OneLogin Protect", true)));
        events.put(
                "a device and what can't be read",
                new Event.DevicesListed(USER, List.of(device("3920370", "OneLogin Email", false)), false, open));
        events.put(
                "what can't be read, known before",
                new Event.DevicesListed(USER, List.of(), false, new Purpose.SelectDevice(List.of(PHONE, PUSH))));
        events.put("a temporary token", listed(open, device("user_temp_otp_36216766", "SMS", false)));
        var enrolled = new Purpose.FindEnrolledDevice(SMS, List.of(PUSH.id(), new OneLoginId("3920399")));
        events.put(
                "the enrolled device is new",
                listed(
                        enrolled,
                        device("3920363", "OneLogin Protect", true),
                        device("3920399", "SMS", false),
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
        for (var status : ChallengeStatus.values()) {
            events.put("registration " + status, begun(status, Optional.of(PHONE.id())));
            events.put(
                    "challenge " + status,
                    new Event.VerificationStarted(PHONE, new Verification(SENT_AGAIN, status, FactorData.NONE)));
        }
        events.put("registration ACCEPTED, no device", begun(ChallengeStatus.ACCEPTED, Optional.empty()));
        for (var verdict : Verdict.values()) {
            events.put("code " + verdict, checked(verdict, Optional.of(PHONE.id())));
        }
        events.put("code ACCEPTED, no device", checked(Verdict.ACCEPTED, Optional.empty()));
        for (var standing : PollResult.Status.values()) {
            events.put("answer " + standing, new Event.Polled(new PollResult(standing, Optional.of(PUSH.id()))));
        }
        events.put(
                "answer ACCEPTED, no device",
                new Event.Polled(new PollResult(PollResult.Status.ACCEPTED, Optional.empty())));
        events.put("limit reached", new Event.LimitReached(PHONE, LATER));
        events.put("limit reached, enrolling", new Event.LimitReached(SMS, LATER));
        events.put("tries used up", new Event.CodeAttemptsExhausted(LATER));
        var limited = new Purpose.WithoutMessage(LATER);
        events.put("a phone, no message may be sent", listed(limited, phone));
        events.put(
                "a phone and an app, no message may be sent",
                listed(limited, phone, device("3920362", "Google Authenticator", false)));
        for (var reason :
                List.of(FailureReason.UNAVAILABLE, FailureReason.CREDENTIALS_REFUSED, FailureReason.REFUSED)) {
            events.put(
                    "asking failed, " + reason, new Event.CommandFailed(new Command.ListDevices(USER, open), reason));
        }
        events.put(
                "checking failed, REFUSED",
                new Event.CommandFailed(
                        new Command.VerifyCode(
                                attempt(PHONE, LATER, LATER, Policy.MAX_CODE_ATTEMPTS), new OneTimeCode("012345")),
                        FailureReason.REFUSED));
        events.put(
                "explaining the refusal failed",
                new Event.CommandFailed(
                        new Command.LookUpUser(USER, new Purpose.ExplainRefusal()), FailureReason.UNAVAILABLE));
        events.put(
                "looking for the enrolled device failed",
                new Event.CommandFailed(new Command.ListDevices(USER, enrolled), FailureReason.UNREACHABLE));
        events.put(
                "looking for the answer failed",
                new Event.CommandFailed(
                        new Command.PollChallenge(attempt(PUSH, LATER, LATER, Policy.MAX_CODE_ATTEMPTS)),
                        FailureReason.UNAVAILABLE));
        events.put("enrolling failed, REFUSED", new Event.CommandFailed(REGISTER, FailureReason.REFUSED));
        var challenge = new Command.StartVerification(PHONE, POLICY.codeLifetime(), false);
        events.put("sending failed", new Event.CommandFailed(challenge, FailureReason.UNAVAILABLE));
        events.put("sending failed, REFUSED", new Event.CommandFailed(challenge, FailureReason.REFUSED));
        return events;
    }

    static Challenge attempt(Target target, Instant expiresAt, Instant resendFrom, int triesLeft) {
        return new Challenge(
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

    private static Challenge app(Instant resendFrom, int triesLeft) {
        return new Challenge(APP, null, null, List.of(), FactorData.NONE, NOW, Instant.MAX, resendFrom, triesLeft);
    }

    private static Event listed(Purpose.ListPurpose purpose, Device... devices) {
        return new Event.DevicesListed(USER, List.of(devices), true, purpose);
    }

    private static Event begun(ChallengeStatus status, Optional<OneLoginId> device) {
        return new Event.RegistrationStarted(REGISTER, new Registration(SENT_AGAIN, status, device, FactorData.NONE));
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
