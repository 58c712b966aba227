package dev.mfabridge.onelogin.keycloak.page;

import dev.mfabridge.onelogin.keycloak.result.LoginResult;
import dev.mfabridge.onelogin.mfa.Challenge;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.validation.Validation;

/** Messages of the pages, by their keys. */
final class MessageKeys {
    private MessageKeys() {}

    /** Adds the message of a result to the page of a challenge, if the result has one. */
    static void addTo(LoginFormsProvider form, LoginResult result, Challenge challenge) {
        result.message().ifPresent(message -> addTo(form, message, challenge));
    }

    private static void addTo(LoginFormsProvider form, LoginResult.PageMessage message, Challenge challenge) {
        var key = message.key();
        switch (message.style()) {
            case ERROR -> form.setError(key);
            case ERROR_WITH_TIME -> form.setError(key, timeUntil(challenge.resendAt()));
            case FIELD_ERROR -> form.addError(new FormMessage(Validation.FIELD_OTP_CODE, key));
            case INFO -> form.setInfo(key);
            case INFO_BY_FACTOR_TYPE -> form.setInfo(key + challenge.target().type());
        }
    }

    /** Returns the key of a result's message, for pages that show the message in another form. */
    static String of(LoginResult result) {
        return result.message().orElseThrow().key();
    }

    /** Returns the time until the instant as a clock shows it, for example 14:32. */
    static String timeUntil(Instant instant) {
        var seconds = secondsUntil(instant);
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    static long secondsUntil(Instant instant) {
        var left = Duration.between(Instant.now(), instant);
        return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
    }
}
