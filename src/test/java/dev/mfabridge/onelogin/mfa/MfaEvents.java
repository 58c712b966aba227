package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.APP;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.POLICY;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PUSH;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.REGISTER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SENT_AGAIN;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SMS;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.VOICE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.challenge;

import dev.mfabridge.onelogin.client.ChallengeStatus;
import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.CodeCheck.Verdict;
import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import dev.mfabridge.onelogin.client.PollResult;
import dev.mfabridge.onelogin.client.Registration;
import dev.mfabridge.onelogin.client.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of a conversation, by the names that the specification uses. */
final class MfaEvents {
    private MfaEvents() {}

    static Map<String, Event> all() {
        var events = new LinkedHashMap<String, Event>();
        addUserEvents(events);
        events.putAll(MfaLookupEvents.all());
        addChallengeStarts(events);
        addCodeChecks(events);
        addPolls(events);
        addLimits(events);
        events.putAll(MfaLookupEvents.withoutMessage());
        addFailures(events);
        return events;
    }

    static Event named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    private static void addUserEvents(Map<String, Event> events) {
        events.put("opens the page", new UserEvent.PageOpened(List.of()));
        events.put("opens the page, phone known", new UserEvent.PageOpened(List.of(PHONE)));
        events.put("opens the page, voice known", new UserEvent.PageOpened(List.of(VOICE)));
        events.put("opens the page, app known", new UserEvent.PageOpened(List.of(APP)));
        events.put("opens the page, two known", new UserEvent.PageOpened(List.of(PHONE, PUSH)));
        events.put("chooses the SMS factor", new UserEvent.Chosen(SMS.id().value(), Optional.empty()));
        events.put("chooses the first device", new UserEvent.Chosen("0", Optional.empty()));
        events.put("chooses the second device", new UserEvent.Chosen("1", Optional.empty()));
        events.put("chooses the third device", new UserEvent.Chosen("2", Optional.empty()));
        events.put("chooses an unknown id", new UserEvent.Chosen("99999", Optional.empty()));
        events.put("requests a poll", new UserEvent.PollRequested());
        events.put("requests an alternative", new UserEvent.AlternativeRequested());
        events.put("has a code from the help desk", new UserEvent.TemporaryTokenRequested());
        events.put("enters a code", new UserEvent.CodeEntered(OneTimeCode.parse("012345")));
        events.put("enters no code", new UserEvent.CodeEntered(Optional.empty()));
        events.put("requests a resend", new UserEvent.ResendRequested());
        events.put("skips the enrollment", new UserEvent.SkipRequested());
        events.put("restarts", new UserEvent.RestartRequested(List.of()));
        events.put("restarts, phone known", new UserEvent.RestartRequested(List.of(PHONE)));
    }

    private static void addChallengeStarts(Map<String, Event> events) {
        for (var status : ChallengeStatus.values()) {
            events.put("registration " + status, registered(status, Optional.of(PHONE.id())));
            events.put(
                    "verification " + status,
                    new OneLoginEvent.VerificationStarted(
                            PHONE, new Verification(SENT_AGAIN, status, FactorData.NONE)));
        }
        events.put("registration ACCEPTED, no device", registered(ChallengeStatus.ACCEPTED, Optional.empty()));
    }

    private static void addCodeChecks(Map<String, Event> events) {
        for (var verdict : Verdict.values()) {
            events.put("code " + verdict, checked(verdict, Optional.of(PHONE.id())));
        }
        events.put("code unanswered", new OneLoginEvent.CodeUnanswered());
        events.put("code ACCEPTED, no device", checked(Verdict.ACCEPTED, Optional.empty()));
    }

    private static void addPolls(Map<String, Event> events) {
        for (var status : PollResult.Status.values()) {
            events.put("poll " + status, new OneLoginEvent.Polled(new PollResult(status, Optional.of(PUSH.id()))));
        }
        events.put("poll unanswered", new OneLoginEvent.PollUnanswered());
        events.put(
                "poll ACCEPTED, no device",
                new OneLoginEvent.Polled(new PollResult(PollResult.Status.ACCEPTED, Optional.empty())));
    }

    private static void addLimits(Map<String, Event> events) {
        events.put("message limit reached", new OneLoginEvent.LimitReached(PHONE, LATER));
        events.put("message limit reached, enrolling", new OneLoginEvent.LimitReached(SMS, LATER));
        events.put("attempts exhausted", new OneLoginEvent.CodeAttemptsExhausted(LATER));
    }

    private static void addFailures(Map<String, Event> events) {
        for (var reason :
                List.of(FailureReason.UNAVAILABLE, FailureReason.CREDENTIALS_REFUSED, FailureReason.REFUSED)) {
            events.put(
                    "query failed, " + reason,
                    new OneLoginEvent.CommandFailed(
                            new Command.ListDevices(USER, new QueryPurpose.SelectDevice(List.of())), reason));
        }
        events.put(
                "check refused",
                new OneLoginEvent.CommandFailed(
                        new Command.VerifyCode(challenge(PHONE, LATER, LATER), new OneTimeCode("012345")),
                        FailureReason.REFUSED));
        events.put(
                "explanation failed",
                new OneLoginEvent.CommandFailed(
                        new Command.LookUpUser(USER, new QueryPurpose.ExplainRefusal()), FailureReason.UNAVAILABLE));
        events.put(
                "query of the enrolled device failed",
                new OneLoginEvent.CommandFailed(
                        new Command.ListDevices(USER, MfaLookupEvents.FIND_ENROLLED), FailureReason.UNREACHABLE));
        events.put(
                "query before the code failed",
                new OneLoginEvent.CommandFailed(
                        new Command.ListDevices(USER, MfaLookupEvents.COMPLETE), FailureReason.UNAVAILABLE));
        events.put(
                "query before the skip failed",
                new OneLoginEvent.CommandFailed(
                        new Command.ListDevices(USER, new QueryPurpose.LeaveEnrollment()), FailureReason.UNAVAILABLE));
        events.put(
                "status query failed",
                new OneLoginEvent.CommandFailed(
                        new Command.PollChallenge(challenge(PUSH, LATER, LATER)), FailureReason.UNAVAILABLE));
        events.put("registration failed, REFUSED", new OneLoginEvent.CommandFailed(REGISTER, FailureReason.REFUSED));
        var verify = new Command.StartVerification(PHONE, POLICY.codeLifetime(), false);
        events.put("message failed, UNAVAILABLE", new OneLoginEvent.CommandFailed(verify, FailureReason.UNAVAILABLE));
        events.put("message failed, REFUSED", new OneLoginEvent.CommandFailed(verify, FailureReason.REFUSED));
    }

    private static Event registered(ChallengeStatus status, Optional<OneLoginId> device) {
        return new OneLoginEvent.RegistrationStarted(
                REGISTER, new Registration(SENT_AGAIN, status, device, FactorData.NONE));
    }

    private static Event checked(Verdict verdict, Optional<OneLoginId> device) {
        return new OneLoginEvent.CodeChecked(new CodeCheck(verdict, device));
    }
}
