package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.CodeCheck;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Purpose of a query: the continuation of the conversation once OneLogin has answered. */
public sealed interface QueryPurpose {

    /** Purpose of a lookup of the user. */
    sealed interface LookUpPurpose extends QueryPurpose {
        Transition onUserFound(EventHandler handler, OneLoginEvent.UserFound event);

        /** Handles the answer that the user can't prove a factor. */
        default Transition onUserNotFound(EventHandler handler, OneLoginEvent.UserNotFound event) {
            return handler.on(event);
        }

        /** Handles the failure of the lookup. */
        default Transition onLookUpFailed(EventHandler handler, FailureReason reason) {
            return handler.onFailed(reason);
        }
    }

    /** Purpose of a list of devices. */
    sealed interface ListPurpose extends QueryPurpose {
        Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event);

        /** Handles the failure of the list. */
        default Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onFailed(reason);
        }
    }

    /**
     * Selection of the device to challenge.
     *
     * @param known the devices that Keycloak holds credentials for, one of the queried OneLogin user first
     */
    record SelectDevice(List<EnrolledDevice> known) implements LookUpPurpose, ListPurpose {
        public SelectDevice {
            known = List.copyOf(known);
        }

        /** Returns the devices of other OneLogin users than the queried one, whose answer says nothing about them. */
        List<EnrolledDevice> ofOtherUsers() {
            return known.stream()
                    .filter(device -> !device.user().equals(known.get(0).user()))
                    .toList();
        }

        @Override
        public Transition onUserFound(EventHandler handler, OneLoginEvent.UserFound event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onUserNotFound(EventHandler handler, OneLoginEvent.UserNotFound event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onSelectionFailed(this, reason);
        }
    }

    /** Check whether a device that OneLogin refuses to challenge still exists. */
    record RecheckDevice(EnrolledDevice device) implements LookUpPurpose, ListPurpose {
        @Override
        public Transition onUserFound(EventHandler handler, OneLoginEvent.UserFound event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onLookUpFailed(EventHandler handler, FailureReason reason) {
            return handler.onRecheckFailed(reason);
        }

        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onRecheckFailed(reason);
        }
    }

    /** Check whether OneLogin refused a code because the user can't sign in; otherwise the code was not checked. */
    record ExplainRefusal() implements LookUpPurpose {
        @Override
        public Transition onUserFound(EventHandler handler, OneLoginEvent.UserFound event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onLookUpFailed(EventHandler handler, FailureReason reason) {
            return handler.onExplanationFailed(this, reason);
        }
    }

    /** Check whether OneLogin forbade a code because the user can't sign in; otherwise the code is wrong. */
    record ExplainForbidden() implements LookUpPurpose {
        @Override
        public Transition onUserFound(EventHandler handler, OneLoginEvent.UserFound event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onLookUpFailed(EventHandler handler, FailureReason reason) {
            return handler.onExplanationFailed(this, reason);
        }
    }

    /** Enrollment of this factor, if the user has no device: one may have been enrolled in the meantime (S2). */
    record Enroll(OfferedFactor factor) implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }
    }

    /**
     * Challenge of a device that OneLogin enrolled at once, if the user has no other device (S2).
     *
     * @param device the device that the registration became
     */
    record ChallengeEnrolled(EnrolledDevice device) implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }
    }

    /**
     * Completion of an enrollment with a code, if the user still has no device (S2).
     *
     * @param factor the registered factor
     * @param code the code that the user entered
     */
    record CompleteEnrollment(OfferedFactor factor, OneTimeCode code) implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onCompletionFailed(reason);
        }
    }

    /** End of an enrollment that the user skips, if the user still has no device (S2). */
    record LeaveEnrollment() implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onLeavingFailed(reason);
        }
    }

    /** Choice of another device by the user. */
    record OfferDevices() implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }
    }

    /** Search for the user's temporary token, which the user wants to enter. */
    record FindTemporaryToken() implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onTokenSearchFailed(reason);
        }
    }

    /**
     * Search for a newer temporary token, after OneLogin refused the code for the challenged one. The user may have entered the
     * code of the newer one, or the token may have ended, and neither is the user's mistake (S5).
     *
     * @param verdict OneLogin's answer to the code
     */
    record RecheckTemporaryToken(CodeCheck.Verdict verdict) implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onTokenRecheckFailed(this, reason);
        }
    }

    /**
     * Selection of a device that needs no message, since the message limit is reached.
     *
     * @param until the time of the next message at the earliest
     */
    record WithoutMessage(Instant until) implements ListPurpose {
        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }
    }

    /**
     * Search for the device that an accepted registration became, and for devices that the user got in the meantime (S2).
     *
     * @param factor the registered factor
     * @param before the devices that the user had before the registration
     * @param named the device, if a response named it
     */
    record FindEnrolledDevice(OfferedFactor factor, List<OneLoginId> before, Optional<OneLoginId> named)
            implements ListPurpose {
        public FindEnrolledDevice {
            before = List.copyOf(before);
        }

        /** Creates the purpose if no response named the device. */
        FindEnrolledDevice(OfferedFactor factor, List<OneLoginId> before) {
            this(factor, before, Optional.empty());
        }

        @Override
        public Transition onDevicesListed(EventHandler handler, OneLoginEvent.DevicesListed event) {
            return handler.on(event, this);
        }

        @Override
        public Transition onListFailed(EventHandler handler, FailureReason reason) {
            return handler.onEnrolledDeviceUnknown(reason);
        }
    }
}
