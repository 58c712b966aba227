package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.client.FactorData;
import dev.mfabridge.onelogin.keycloak.session.LoginContext;
import dev.mfabridge.onelogin.keycloak.session.LoginUrls;
import dev.mfabridge.onelogin.mfa.Challenge;
import dev.mfabridge.onelogin.mfa.FactorType;
import dev.mfabridge.onelogin.mfa.State;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.keycloak.forms.login.LoginFormsProvider;

/** Page of a challenge: a code to enter, an out-of-band confirmation to wait for, or a closed challenge to renew. */
final class ChallengePage {
    private static final String CODE = "onelogin-code.ftl";
    private static final String WAIT = "onelogin-wait.ftl";
    private static final Pattern SECRET = Pattern.compile("[?&]secret=([A-Za-z0-9=-]+)");

    private final LoginContext login;
    private final LoginFormsProvider form;
    private final Map<String, Object> attributes = new HashMap<>();

    ChallengePage(LoginContext login, LoginFormsProvider form) {
        this.login = login;
        this.form = form;
    }

    /**
     * Returns the page of a pending challenge.
     *
     * @param rememberHours the hours for which this browser can be remembered; zero if it can't
     */
    Response show(State.Awaiting state, long rememberHours, long graceDays) {
        var challenge = state.challenge();
        addChallenge(challenge, graceDays);
        attributes.put("spent", false);
        attributes.put("resendable", !challenge.isAppCode());
        attributes.put("takesCode", state.takesCode());
        attributes.put("rememberHours", rememberHours);
        addData(challenge);
        return state.isOutOfBand() ? showWaiting(challenge) : create(CODE);
    }

    Response showClosed(Challenge challenge, long graceDays) {
        addChallenge(challenge, graceDays);
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
        return form.setAttribute("onelogin", attributes).createForm(template);
    }

    private void addChallenge(Challenge challenge, long graceDays) {
        var target = challenge.target();
        attributes.put("graceDays", target.isEnrolling() ? graceDays : 0);
        attributes.put("kind", target.type().name());
        attributes.put("label", target.label().text());
        attributes.put("enrolling", target.isEnrolling());
        attributes.put("waitSeconds", MessageKeys.secondsUntil(challenge.resendAt()));
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
