package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.keycloak.compat.PageNumber;
import dev.mfabridge.onelogin.keycloak.credential.DeviceCredentials;
import dev.mfabridge.onelogin.keycloak.session.ListedChoices;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginUrls;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.State;
import dev.mfabridge.onelogin.mfa.Target;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.forms.login.LoginFormsProvider;

/** Page of a challenge: a code to enter, an out-of-band confirmation to wait for, or a closed challenge to renew. */
final class ChallengePage {
    private static final String CODE = "onelogin-code.ftl";
    private static final String WAIT = "onelogin-wait.ftl";
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z0-9=-]+)");

    private final LoginContext login;
    private final LoginFormsProvider form;
    private final PageOptions options;
    private final Map<String, Object> attributes = new HashMap<>();

    ChallengePage(LoginContext login, LoginFormsProvider form, PageOptions options) {
        this.login = login;
        this.form = form;
        this.options = options;
    }

    /** Returns the page of a pending challenge. */
    Response show(State.Awaiting state) {
        var challenge = state.challenge();
        addChallenge(challenge);
        attributes.put("spent", false);
        attributes.put("resendable", !challenge.isAppCode());
        attributes.put("takesCode", state.takesCode());
        var hours = isToken(challenge.target()) ? 0 : options.rememberHours();
        attributes.put("rememberHours", new PageNumber(hours));
        attributes.put("rememberDays", new PageNumber(hours / 24));
        attributes.put("remembered", options.isRemembering());
        attributes.put("submitKey", isSignedIn(challenge.target()) ? "oneloginConfirm" : "oneloginVerify");
        attributes.put(
                "digits", challenge.target().type().hasApp() || !isToken(challenge.target()) && !options.hasLetters());
        addData(challenge);
        return state.isOutOfBand() ? showWaiting(challenge) : create(CODE);
    }

    Response showClosed(Challenge challenge) {
        addChallenge(challenge);
        attributes.put("spent", true);
        attributes.put("resendable", true);
        return create(CODE);
    }

    private Response showWaiting(Challenge challenge) {
        attributes.put(
                "statusUrl",
                LoginUrls.status(login.session(), login.authSession()).toString());
        attributes.put("pause", challenge.pollInterval(Instant.now()).toSeconds());
        return create(WAIT);
    }

    private Response create(String template) {
        return PageTemplate.show(form.setAttribute("onelogin", attributes), template);
    }

    private void addChallenge(Challenge challenge) {
        var target = challenge.target();
        attributes.put("graceDays", new PageNumber(target.isEnrolling() ? options.graceDays() : 0));
        put("otherKey", otherKey(target).orElse(null));
        attributes.put("helpDesk", options.takesTemporaryToken() && !target.isEnrolling() && !isToken(target));
        attributes.put("kind", target.type().name());
        attributes.put("label", target.label().text());
        attributes.put("enrolling", target.isEnrolling());
        attributes.put("waitSeconds", MessageKeys.secondsUntil(challenge.resendAt()));
    }

    /**
     * Returns the text of the way to another device or factor, or empty if there is none. OneLogin may have a device that
     * Keycloak doesn't know. If OneLogin's list wasn't needed yet, the text promises no other device.
     */
    private Optional<String> otherKey(Target target) {
        var choices = new ListedChoices(login);
        if (target.isEnrolling()) {
            return choices.hasSeveralFactors().filter(isSeveral -> !isSeveral).isPresent()
                    ? Optional.empty()
                    : Optional.of("oneloginOtherFactor");
        }
        if (isToken(target)) {
            return Optional.of("oneloginOtherDevice");
        }
        return choices.hasSeveralDevices()
                .map(isSeveral -> isSeveral ? Optional.of("oneloginOtherDevice") : Optional.<String>empty())
                .orElseGet(
                        () -> Optional.of(knowsSeveralDevices() ? "oneloginOtherDevice" : "oneloginCannotUseDevice"));
    }

    private static boolean isToken(Target target) {
        return target.type() == FactorType.TEMPORARY_TOKEN;
    }

    private boolean knowsSeveralDevices() {
        var credentials = new DeviceCredentials(login.session(), login.realm(), login.user());
        return credentials.devices().size() > 1;
    }

    /** Returns whether the code confirms something, and signs in no user: an enrollment, or a user who is signed in. */
    private boolean isSignedIn(Target target) {
        return target.isEnrolling() || login.isOfSignedInUser();
    }

    private void addData(Challenge challenge) {
        var type = challenge.target().type();
        var data = challenge.data();
        if (type.hasPhoneCode()) {
            put("phoneCode", data.verificationToken());
        }
        if (challenge.target().isEnrolling() && type.hasApp()) {
            put(
                    "qrCode",
                    data.totpUrl() == null ? null : QrCode.png(data.totpUrl()).orElse(null));
            put("secret", appSecret(type, data));
        }
    }

    private void put(String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /**
     * Returns the secret in the form that the app takes. OneLogin Protect takes the token with its dash. An
     * authenticator app takes a secret in base 32.
     */
    private static String appSecret(FactorType type, FactorData data) {
        if (type.hasPairingToken() && data.verificationToken() != null) {
            return data.verificationToken();
        }
        var secret = SECRET.matcher(data.totpUrl() == null ? "" : data.totpUrl());
        if (!secret.find()) {
            return null;
        }
        return type.hasPairingToken() ? secret.group(1) : inGroupsOfFour(secret.group(1));
    }

    private static String inGroupsOfFour(String secret) {
        return secret.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
