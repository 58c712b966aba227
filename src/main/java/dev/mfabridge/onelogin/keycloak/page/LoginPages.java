package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.keycloak.result.LoginResult;
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
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.validation.Validation;

/** Pages of a login. They contain no ID of a registration, verification, device or user. */
public final class LoginPages {
    private static final String FACTORS = "onelogin-factor.ftl";
    private static final String DEVICES = "onelogin-device.ftl";
    private static final String CODE = "onelogin-code.ftl";
    private static final String WAIT = "onelogin-wait.ftl";
    private static final String FAILURE = "onelogin-failure.ftl";

    /** Notices that the page of a closed challenge shows instead of the reason why the challenge is closed. */
    private static final Set<Notice> AFTER_CLOSED =
            Set.of(Notice.TOO_SOON, Notice.NOT_SENT, Notice.TOO_MANY_MESSAGES, Notice.NO_ALTERNATIVE);

    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z0-9=-]+)");

    private final LoginContext login;
    private final Supplier<LoginFormsProvider> forms;
    private long rememberHours;
    private long graceDays;
    private boolean adding;

    /** @param forms creates forms that the current execution or required action receives */
    public LoginPages(LoginContext login, Supplier<LoginFormsProvider> forms) {
        this.login = login;
        this.forms = forms;
    }

    /** @param lifetime the time for which a browser can be remembered; zero if it can't */
    public void offerToRemember(Duration lifetime) {
        rememberHours = lifetime.toHours();
    }

    /** @param days the remaining days of the grace period; zero if the user can't skip enrollment */
    public void offerToSkipEnrollment(long days) {
        graceDays = days;
    }

    /** States that the user has proven a factor and wants to enroll another factor. */
    public void setAdding() {
        adding = true;
    }

    public Response of(State state, Optional<Notice> notice) {
        var form = forms.get();
        if (state instanceof State.ChoosingFactor choosing) {
            notice.ifPresent(n -> form.setError(MessageKeys.of(LoginResult.NOT_OFFERED)));
            return choose(form, choosing.offered());
        }
        if (state instanceof State.ChoosingDevice choosing) {
            notice.ifPresent(n -> MessageKeys.addTo(form, LoginResult.of(n), choosing.current()));
            return chooseDevice(form, choosing.devices());
        }
        if (state instanceof State.Awaiting awaiting) {
            notice.ifPresent(n -> MessageKeys.addTo(form, LoginResult.of(n), awaiting.challenge()));
            return challengePage(form, awaiting);
        }
        if (state instanceof State.ChallengeClosed closed) {
            var result =
                    notice.filter(AFTER_CLOSED::contains).map(LoginResult::of).orElseGet(() -> LoginResult.of(closed));
            MessageKeys.addTo(form, result, closed.challenge());
            return challengeForm(form, closed.challenge(), Map.of("spent", true))
                    .createForm(CODE);
        }
        var failed = (State.Failed) state;
        if (adding && failed.reason() == FailureReason.NO_FACTOR_OFFERED) {
            return failure(form.setInfo("oneloginNothingToAdd"), "oneloginEnrollTitle", 0);
        }
        form.setError(MessageKeys.of(LoginResult.of(failed.reason())), MessageKeys.minutesUntil(failed.retryAt()));
        return failure(form, MessageKeys.secondsUntil(failed.retryAt()));
    }

    public Response misconfigured() {
        return failure(forms.get().setError(MessageKeys.of(LoginResult.MISCONFIGURED)), 0);
    }

    /** @param error Keycloak's event error of the lockout */
    public Response lockedOut(State state, String error) {
        var message = MessageKeys.of(LoginResult.ofLockout(error));
        // A waiting page would submit itself again and again during the lockout, so the user types the e-mail's code
        // into
        // a page that doesn't wait.
        if (state instanceof State.Awaiting awaiting
                && awaiting.takesCode()
                && awaiting.challenge().target().type() != FactorType.PROTECT) {
            var form = forms.get().addError(new FormMessage(Validation.FIELD_OTP_CODE, message));
            return challengePage(form, new State.AwaitingCode(awaiting.challenge()));
        }
        return failure(forms.get().setError(message), 0);
    }

    private Response choose(LoginFormsProvider form, List<OfferedFactor> offered) {
        var factors = offered.stream()
                .map(factor -> Map.of(
                        "id", factor.id().value(),
                        "kind", factor.type().name(),
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
                        "kind", device.type().name(), "label", device.label().text()))
                .toList();
        return form.setAttribute("onelogin", Map.of("devices", shown)).createForm(DEVICES);
    }

    private Response challengePage(LoginFormsProvider form, State.Awaiting state) {
        var challenge = state.challenge();
        var shown = new HashMap<String, Object>(
                Map.of("spent", false, "takesCode", state.takesCode(), "rememberHours", rememberHours));
        var data = challenge.data();
        if (challenge.target().type() == FactorType.VOICE) {
            put(shown, "phoneCode", data.verificationToken());
        }
        if (challenge.target() instanceof OfferedFactor factor && factor.type().hasApp()) {
            put(
                    shown,
                    "qrCode",
                    data.totpUrl() == null ? null : QrCode.png(data.totpUrl()).orElse(null));
            put(shown, "secret", appSecret(factor.type(), data));
        }
        if (state instanceof State.AwaitingOutOfBand) {
            shown.put(
                    "statusUrl",
                    ChallengeStatusResource.statusUrl(login.session(), login.authSession())
                            .toString());
            shown.put("pause", challenge.pollInterval(Instant.now()).toSeconds());
        }
        return challengeForm(form, challenge, shown).createForm(state instanceof State.AwaitingOutOfBand ? WAIT : CODE);
    }

    private static void put(Map<String, Object> shown, String name, String value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    /** Returns the secret to type. OneLogin Protect needs the token unchanged, with its dash; an authenticator app reads base 32. */
    private static String appSecret(FactorType type, FactorData data) {
        if (type == FactorType.PROTECT && data.verificationToken() != null) {
            return data.verificationToken();
        }
        var secret = SECRET.matcher(data.totpUrl() == null ? "" : data.totpUrl());
        if (!secret.find()) {
            return null;
        }
        return type == FactorType.PROTECT ? secret.group(1) : inGroupsOfFour(secret.group(1));
    }

    private static String inGroupsOfFour(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private LoginFormsProvider challengeForm(LoginFormsProvider form, Challenge challenge, Map<String, Object> more) {
        var shown = new HashMap<String, Object>(more);
        shown.put("graceDays", challenge.target() instanceof OfferedFactor ? graceDays : 0);
        shown.put("kind", challenge.target().type().name());
        shown.put("label", challenge.target().label().text());
        shown.put("enrolling", challenge.target() instanceof OfferedFactor);
        shown.put("resendable", challenge.id() != null || Boolean.TRUE.equals(more.get("spent")));
        shown.put("waitSeconds", MessageKeys.secondsUntil(challenge.resendAt()));
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
