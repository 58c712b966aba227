package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.mfa.OneLoginEvent.DevicesListed;
import dev.mfabridge.onelogin.mfa.OneLoginEvent.UserFound;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ChallengeEnrolled;
import dev.mfabridge.onelogin.mfa.QueryPurpose.CompleteEnrollment;
import dev.mfabridge.onelogin.mfa.QueryPurpose.Enroll;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainForbidden;
import dev.mfabridge.onelogin.mfa.QueryPurpose.ExplainRefusal;
import dev.mfabridge.onelogin.mfa.QueryPurpose.FindEnrolledDevice;
import dev.mfabridge.onelogin.mfa.QueryPurpose.FindTemporaryToken;
import dev.mfabridge.onelogin.mfa.QueryPurpose.LeaveEnrollment;
import dev.mfabridge.onelogin.mfa.QueryPurpose.OfferDevices;
import dev.mfabridge.onelogin.mfa.QueryPurpose.RecheckDevice;
import dev.mfabridge.onelogin.mfa.QueryPurpose.RecheckTemporaryToken;
import dev.mfabridge.onelogin.mfa.QueryPurpose.SelectDevice;
import dev.mfabridge.onelogin.mfa.QueryPurpose.WithoutMessage;

/**
 * Handler of the events of one state. An event changes nothing and sends nothing if the state's handler does not
 * override its method. A reload, a Back and a replayed form then show the pending page. Each event and each failure of
 * a command has a method here.
 */
public abstract class EventHandler {
    final State state;

    EventHandler(State state) {
        this.state = state;
    }

    /** Returns the transition to the same state. */
    final Transition stay() {
        return Transition.to(state);
    }

    Transition on(UserEvent.PageOpened event) {
        return stay();
    }

    Transition on(UserEvent.Chosen event) {
        return stay();
    }

    Transition on(UserEvent.CodeEntered event) {
        return stay();
    }

    Transition on(UserEvent.PollRequested event) {
        return stay();
    }

    Transition on(UserEvent.ResendRequested event) {
        return stay();
    }

    Transition on(UserEvent.AlternativeRequested event) {
        return stay();
    }

    Transition on(UserEvent.TemporaryTokenRequested event) {
        return stay();
    }

    Transition on(UserEvent.RestartRequested event) {
        return stay();
    }

    Transition on(UserEvent.SkipRequested event) {
        return stay();
    }

    Transition on(UserFound event, SelectDevice purpose) {
        return stay();
    }

    Transition on(UserFound event, RecheckDevice purpose) {
        return stay();
    }

    Transition on(UserFound event, ExplainRefusal purpose) {
        return stay();
    }

    Transition on(UserFound event, ExplainForbidden purpose) {
        return stay();
    }

    Transition on(OneLoginEvent.UserNotFound event) {
        return stay();
    }

    Transition on(OneLoginEvent.UserNotFound event, SelectDevice purpose) {
        return on(event);
    }

    Transition on(DevicesListed event, SelectDevice purpose) {
        return stay();
    }

    Transition on(DevicesListed event, Enroll purpose) {
        return stay();
    }

    Transition on(DevicesListed event, ChallengeEnrolled purpose) {
        return stay();
    }

    Transition on(DevicesListed event, CompleteEnrollment purpose) {
        return stay();
    }

    Transition on(DevicesListed event, LeaveEnrollment purpose) {
        return stay();
    }

    Transition on(DevicesListed event, OfferDevices purpose) {
        return stay();
    }

    Transition on(DevicesListed event, RecheckDevice purpose) {
        return stay();
    }

    Transition on(DevicesListed event, WithoutMessage purpose) {
        return stay();
    }

    Transition on(DevicesListed event, FindTemporaryToken purpose) {
        return stay();
    }

    Transition on(DevicesListed event, RecheckTemporaryToken purpose) {
        return stay();
    }

    Transition on(DevicesListed event, FindEnrolledDevice purpose) {
        return stay();
    }

    Transition on(OneLoginEvent.FactorsListed event) {
        return stay();
    }

    Transition on(OneLoginEvent.RegistrationStarted event) {
        return stay();
    }

    Transition on(OneLoginEvent.VerificationStarted event) {
        return stay();
    }

    Transition on(OneLoginEvent.CodeChecked event) {
        return stay();
    }

    Transition on(OneLoginEvent.Polled event) {
        return stay();
    }

    Transition on(OneLoginEvent.CodeUnanswered event) {
        return stay();
    }

    Transition on(OneLoginEvent.PollUnanswered event) {
        return stay();
    }

    Transition on(OneLoginEvent.LimitReached event) {
        return stay();
    }

    Transition on(OneLoginEvent.CodeAttemptsExhausted event) {
        return stay();
    }

    /** Handles the failure of any command that has no method of its own. */
    Transition onFailed(FailureReason reason) {
        return stay();
    }

    /** Handles the failure of a command whose message may have been sent anyway. */
    Transition onMessageFailed(FailureReason reason) {
        return onFailed(reason);
    }

    /** Handles OneLogin's refusal to challenge a device. */
    Transition onRefused(EnrolledDevice device) {
        return onMessageFailed(FailureReason.REFUSED);
    }

    Transition onSelectionFailed(SelectDevice purpose, FailureReason reason) {
        return onFailed(reason);
    }

    Transition onRecheckFailed(FailureReason reason) {
        return onFailed(reason);
    }

    Transition onExplanationFailed(ExplainRefusal purpose, FailureReason reason) {
        return onFailed(reason);
    }

    Transition onExplanationFailed(ExplainForbidden purpose, FailureReason reason) {
        return onFailed(reason);
    }

    Transition onEnrolledDeviceUnknown(FailureReason reason) {
        return onFailed(reason);
    }

    Transition onCompletionFailed(FailureReason reason) {
        return onFailed(reason);
    }

    Transition onTokenSearchFailed(FailureReason reason) {
        return stay();
    }

    Transition onTokenRecheckFailed(RecheckTemporaryToken purpose, FailureReason reason) {
        return stay();
    }

    Transition onLeavingFailed(FailureReason reason) {
        return onFailed(reason);
    }

    Transition onCodeCheckFailed(FailureReason reason) {
        return onFailed(reason);
    }

    Transition onPollFailed(FailureReason reason) {
        return onFailed(reason);
    }
}
