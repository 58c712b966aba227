package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.EnrolledDevice;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.FailureReason;
import dev.mfabridge.onelogin.mfa.Notice;
import dev.mfabridge.onelogin.mfa.OfferedFactor;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

/** The pages a person sees. They hold no id of a registration, verification, device or user. */
public final class LoginPages {
    private static final String FACTORS = "onelogin-factor.ftl";
    private static final String DEVICES = "onelogin-device.ftl";
    private static final String CODE = "onelogin-code.ftl";
    private static final String WAIT = "onelogin-wait.ftl";
    private static final String FAILURE = "onelogin-failure.ftl";

    /** What is told beside a spent attempt instead of why it is spent. */
    private static final Set<Notice> AFTER_SPENT =
            Set.of(Notice.TOO_SOON, Notice.NOT_SENT, Notice.TOO_MANY_MESSAGES, Notice.NO_OTHER_WAY);

    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z0-9=-]+)");

    private final LoginContext login;
    private final Supplier<LoginFormsProvider> forms;
    private long rememberHours;
    private long graceDays;
    private boolean adding;

    /** @param forms makes forms that send to what asks */
    public LoginPages(LoginContext login, Supplier<LoginFormsProvider> forms) {
        this.login = login;
        this.forms = forms;
    }

    /** @param lifetime how long a browser may be remembered; zero for not at all */
    public void offerToRemember(Duration lifetime) {
        rememberHours = lifetime.toHours();
    }

    /** @param days for how many days enrolment may still be put off; zero for not at all */
    public void offerToPutOff(long days) {
        graceDays = days;
    }

    /** The person has proven what there is, and came to set up another factor. */
    public void isAdding() {
        adding = true;
    }

    public Response of(State state, Optional<Notice> notice) {
        var form = forms.get();
        if (state instanceof State.ChoosingFactor choosing) {
            notice.ifPresent(n -> form.setError("oneloginFactorNotOffered"));
            return choose(form, choosing.offered());
        }
        if (state instanceof State.ChoosingDevice choosing) {
            notice.ifPresent(n -> MessageKeys.tell(form, n, choosing.current()));
            return chooseDevice(form, choosing.devices());
        }
        if (state instanceof State.Awaiting awaiting) {
            notice.ifPresent(n -> MessageKeys.tell(form, n, awaiting.attempt()));
            return awaiting(form, awaiting);
        }
        if (state instanceof State.ChallengeClosed spent) {
            if (notice.filter(AFTER_SPENT::contains).isPresent()) {
                MessageKeys.tell(form, notice.get(), spent.attempt());
            } else {
                form.setError(MessageKeys.about(spent));
            }
            return attempt(form, spent.attempt(), Map.of("spent", true)).createForm(CODE);
        }
        var ended = (State.Failed) state;
        if (adding && ended.reason() == FailureReason.NO_FACTOR_OFFERED) {
            return failure(form.setInfo("oneloginNothingToAdd"), "oneloginEnrollTitle", 0);
        }
        form.setError(MessageKeys.about(ended.reason()), MessageKeys.minutesUntil(ended.retryFrom()));
        return failure(form, MessageKeys.secondsUntil(ended.retryFrom()));
    }

    public Response misconfigured() {
        return failure(forms.get().setError("oneloginMisconfigured"), 0);
    }

    /** @param error Keycloak's event error for being locked out */
    public Response lockedOut(State state, String error) {
        var message = Errors.USER_TEMPORARILY_DISABLED.equals(error)
                ? Messages.ACCOUNT_TEMPORARILY_DISABLED_TOTP
                : Messages.ACCOUNT_PERMANENTLY_DISABLED_TOTP;
        // A page that waits would go on by itself, and be answered the same again and again: an e-mail's code is typed
        // without.
        if (state instanceof State.Awaiting awaiting
                && awaiting.takesCode()
                && awaiting.attempt().target().kind() != FactorType.PROTECT) {
            var form = forms.get().addError(new FormMessage(Validation.FIELD_OTP_CODE, message));
            return awaiting(form, new State.AwaitingCode(awaiting.attempt()));
        }
        return failure(forms.get().setError(message), 0);
    }

    private Response choose(LoginFormsProvider form, List<OfferedFactor> offered) {
        var factors = offered.stream()
                .map(factor -> Map.of(
                        "id", factor.id().value(),
                        "kind", factor.kind().name(),
                        "label", factor.label().text()))
                .toList();
        return form.setAttribute("onelogin", Map.of("factors", factors, "name", deviceName(), "graceDays", graceDays))
                .createForm(FACTORS);
    }

    private String deviceName() {
        var user = login.user();
        return user.getFirstName() == null || user.getFirstName().isBlank()
                ? user.getUsername()
                : user.getFirstName().strip();
    }

    private static Response chooseDevice(LoginFormsProvider form, List<EnrolledDevice> devices) {
        var shown = devices.stream()
                .map(device -> Map.of(
                        "kind", device.kind().name(), "label", device.label().text()))
                .toList();
        return form.setAttribute("onelogin", Map.of("devices", shown)).createForm(DEVICES);
    }

    private Response awaiting(LoginFormsProvider form, State.Awaiting state) {
        var attempt = state.attempt();
        var shown = new HashMap<String, Object>(
                Map.of("spent", false, "takesCode", state.takesCode(), "rememberHours", rememberHours));
        var data = attempt.data();
        if (attempt.target().kind() == FactorType.VOICE) {
            put(shown, "phoneCode", data.verificationToken());
        }
        if (attempt.target() instanceof OfferedFactor factor && factor.kind().hasApp()) {
            put(
                    shown,
                    "qrCode",
                    data.totpUrl() == null ? null : QrCode.png(data.totpUrl()).orElse(null));
            put(shown, "secret", typedIntoTheApp(factor.kind(), data));
        }
        if (state instanceof State.AwaitingOutOfBand) {
            shown.put(
                    "statusUrl",
                    ChallengeStatusResource.question(login.session(), login.authentication())
                            .toString());
            shown.put("pause", attempt.pauseAt(Instant.now()).toSeconds());
        }
        return attempt(form, attempt, shown).createForm(state instanceof State.AwaitingOutOfBand ? WAIT : CODE);
    }

    private static void put(Map<String, Object> shown, String name, String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    /** OneLogin Protect takes the token as it stands, whose dash is a part of it; an authenticator app reads a secret in base 32. */
    private static String typedIntoTheApp(FactorType kind, FactorData data) {
        if (kind == FactorType.PROTECT && data.verificationToken() != null) {
            return data.verificationToken();
        }
        var secret = SECRET.matcher(data.totpUrl() == null ? "" : data.totpUrl());
        if (!secret.find()) {
            return null;
        }
        return kind == FactorType.PROTECT ? secret.group(1) : inGroupsOfFour(secret.group(1));
    }

    private static String inGroupsOfFour(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private LoginFormsProvider attempt(LoginFormsProvider form, Challenge attempt, Map<String, Object> more) {
        var shown = new HashMap<String, Object>(more);
        shown.put("graceDays", attempt.target() instanceof OfferedFactor ? graceDays : 0);
        shown.put("kind", attempt.target().kind().name());
        shown.put("label", attempt.target().label().text());
        shown.put("enrolling", attempt.target() instanceof OfferedFactor);
        shown.put("resendable", attempt.id() != null || Boolean.TRUE.equals(more.get("spent")));
        shown.put("waitSeconds", MessageKeys.secondsUntil(attempt.resendFrom()));
        return form.setAttribute("onelogin", shown);
    }

    private static Response failure(LoginFormsProvider form, long waitSeconds) {
        return failure(form, "oneloginFailureTitle", waitSeconds);
    }

    private static Response failure(LoginFormsProvider form, String title, long waitSeconds) {
        return form.setAttribute("onelogin", Map.of("title", title, "waitSeconds", waitSeconds))
                .createForm(FAILURE);
    }
}
