package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.login.MfaRound;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.StateVisitor;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/** Login pages. They contain no id of a registration, verification, device or user (S6). */
public final class LoginPages {
    private static final String DEVICES = "onelogin-device.ftl";

    /** Notices that the page of a closed challenge shows instead of the reason why the challenge is closed. */
    private static final Set<Notice> AFTER_CLOSED =
            Set.of(Notice.TOO_SOON, Notice.NOT_SENT, Notice.TOO_MANY_MESSAGES, Notice.NO_ALTERNATIVE);

    private final LoginContext login;
    private final Supplier<LoginFormsProvider> forms;
    private PageOptions options = PageOptions.NONE;

    /**
     * Creates the pages of a login.
     *
     * @param forms the source of forms that submit to the execution or required action
     */
    public LoginPages(LoginContext login, Supplier<LoginFormsProvider> forms) {
        this.login = login;
        this.forms = forms;
    }

    /**
     * Offers on the pages to remember this browser.
     *
     * @param lifetime the time for which this browser can be remembered; zero if it can't
     * @param isChosen whether the user has chosen it on an earlier page
     */
    public void offerToRemember(Duration lifetime, boolean isChosen) {
        options = options.withRemembering(lifetime.toHours(), isChosen);
    }

    /** Lets users type letters into the field of the code on a phone, as well as digits. */
    public void allowLetters(boolean isAllowed) {
        options = options.withLetters(isAllowed);
    }

    /** Offers on the pages of devices to enter a temporary token. */
    public void offerTemporaryToken() {
        options = options.withTemporaryToken();
    }

    /**
     * Offers on the pages to skip enrollment.
     *
     * @param days the days for which the user can still skip enrollment; zero if the user can't
     */
    public void offerToSkipEnrollment(long days) {
        options = options.withGraceDays(days);
    }

    /** Marks the pages as those of a user who has proven an existing device and adds a factor. */
    public void setAdding() {
        options = options.adding();
    }

    public Response of(State state, Optional<Notice> notice) {
        return state.accept(new PageOfState(notice));
    }

    /** Returns the page that asks for the name of the device that a factor is about to become. */
    public Response nameOf(OfferedFactor factor) {
        return new FactorPage(forms.get(), options).name(factor, login.user());
    }

    /**
     * Returns the page of a lockout. As with Keycloak's own OTP, the page contains nothing that helps a guesser. A
     * request that proves nothing gets the pending page.
     */
    public Response of(MfaRound.Lockout lockout) {
        return lockout.isReported()
                ? lockedOut(lockout.state(), MessageKeys.of(LoginResult.ofLockout(lockout.error())))
                : of(lockout.state(), Optional.empty());
    }

    /** Returns the page that ends the login of a user who was removed from Keycloak. */
    public Response userRemoved() {
        return forms.get().setError("oneloginUserRemoved").createErrorPage(Response.Status.BAD_REQUEST);
    }

    /** Returns the page that ends the login of a user who was disabled in Keycloak. */
    public Response userDisabled() {
        return forms.get().setError(Messages.ACCOUNT_DISABLED).createErrorPage(Response.Status.BAD_REQUEST);
    }

    public Response misconfigured() {
        return new FailurePage(forms.get().setError(MessageKeys.of(LoginResult.MISCONFIGURED))).show(0);
    }

    /**
     * Returns the pending page with a message. A waiting page would submit itself and be rejected again and again, so
     * the page of an e-mail's code doesn't wait.
     */
    private Response lockedOut(State state, String message) {
        return state.pending()
                .filter(awaiting -> awaiting.takesCode()
                        && !awaiting.challenge().target().type().isOutOfBand())
                .map(awaiting -> new ChallengePage(
                                login,
                                forms.get().addError(new FormMessage(Validation.FIELD_OTP_CODE, message)),
                                options)
                        .show(new State.AwaitingCode(awaiting.challenge())))
                .orElseGet(() -> new FailurePage(forms.get().setError(message)).show(0));
    }

    /** Page of a state. */
    private final class PageOfState implements StateVisitor<Response> {
        private final LoginFormsProvider form;
        private final Optional<Notice> notice;

        PageOfState(Optional<Notice> notice) {
            this.form = forms.get();
            this.notice = notice;
        }

        @Override
        public Response start(State.Start state) {
            return misconfigured();
        }

        @Override
        public Response choosingFactor(State.ChoosingFactor state) {
            notice.ifPresent(found -> form.setError(MessageKeys.of(LoginResult.NOT_OFFERED)));
            return new FactorPage(form, options).choose(state.offered());
        }

        @Override
        public Response choosingDevice(State.ChoosingDevice state) {
            notice.ifPresent(found -> MessageKeys.addTo(form, LoginResult.of(found), state.current()));
            var devices = state.devices().stream()
                    .map(device -> Map.of(
                            "kind",
                            device.type().name(),
                            "label",
                            device.label().text()))
                    .toList();
            var attributes = Map.of("devices", devices, "helpDesk", options.takesTemporaryToken());
            return PageTemplate.show(form.setAttribute("onelogin", attributes), DEVICES);
        }

        @Override
        public Response awaitingCode(State.AwaitingCode state) {
            return awaiting(state);
        }

        @Override
        public Response awaitingOutOfBand(State.AwaitingOutOfBand state) {
            return awaiting(state);
        }

        private Response awaiting(State.Awaiting state) {
            notice.ifPresent(found -> MessageKeys.addTo(form, LoginResult.of(found), state.challenge()));
            return new ChallengePage(login, form, options).show(state);
        }

        @Override
        public Response challengeClosed(State.ChallengeClosed state) {
            var result =
                    notice.filter(AFTER_CLOSED::contains).map(LoginResult::of).orElseGet(() -> LoginResult.of(state));
            MessageKeys.addTo(form, result, state.challenge());
            return new ChallengePage(login, form, options).showClosed(state.challenge());
        }

        /** Throws an exception: a proof has no page, since the execution succeeds. */
        @Override
        public Response proven(State.Proven state) {
            throw new IllegalStateException("A proof has no page");
        }

        @Override
        public Response failed(State.Failed state) {
            if (options.isAdding() && state.reason() == FailureReason.NO_FACTOR_OFFERED) {
                return new FailurePage(form.setInfo("oneloginNothingToAdd")).show("oneloginEnrollTitle", 0);
            }
            form.setError(MessageKeys.of(LoginResult.of(state.reason())), MessageKeys.timeUntil(state.retryAt()));
            return new FailurePage(form).show(MessageKeys.secondsUntil(state.retryAt()));
        }
    }
}
