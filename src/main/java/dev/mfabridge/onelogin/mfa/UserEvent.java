package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.OneTimeCode;
import java.util.List;
import java.util.Optional;

/** Action of the user. */
public sealed interface UserEvent extends Event {

    /**
     * Event that the user opens the page, for the first time or again.
     *
     * @param known the devices that Keycloak holds credentials for, the first choice first
     */
    record PageOpened(List<EnrolledDevice> known) implements UserEvent {
        public PageOpened {
            known = List.copyOf(known);
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Choice of a factor or a device by the user.
     *
     * @param id the factor's id, or the device's position in the list on the page: no device's id goes to the browser
     *     (S6). The browser can send any text in its place.
     * @param name the name that the user gives to the device that the factor becomes
     */
    record Chosen(String id, Optional<Label> name) implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * Code that the user enters.
     *
     * @param code the code; empty if the input can't be a code
     */
    record CodeEntered(Optional<OneTimeCode> code) implements UserEvent {
        @Override
        public boolean isProofAttempt() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Report of an out-of-band confirmation by the user, or by the page that waits for it. */
    record PollRequested() implements UserEvent {
        @Override
        public boolean isProofAttempt() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user for another code, push, call or link. */
    record ResendRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user for another device, or for another factor during an enrollment. */
    record AlternativeRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user to enter a temporary token, which the help desk has given to the user. */
    record TemporaryTokenRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /** Request of the user to skip an enrollment, which only a user without a device can do (S2). */
    record SkipRequested() implements UserEvent {
        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }

    /**
     * New start by the user after the conversation failed.
     *
     * @param known the devices that Keycloak holds credentials for, the first choice first
     */
    record RestartRequested(List<EnrolledDevice> known) implements UserEvent {
        public RestartRequested {
            known = List.copyOf(known);
        }

        @Override
        public boolean startsOver() {
            return true;
        }

        @Override
        public Transition dispatchTo(EventHandler handler) {
            return handler.on(this);
        }
    }
}
