package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginClient;
import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.UserLookup;
import dev.mfabridge.onelogin.keycloak.credential.OneLoginCredentialModel;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import dev.mfabridge.onelogin.mfa.UserReference;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponse;

/**
 * Issue of a temporary token, with which a user without a usable device signs in. OneLogin creates the token. No log, event
 * or exception has the token (S7).
 *
 * @param factors the factors of the user
 */
record TokenIssue(KeycloakSession session, RealmModel realm, UserModel user, UserFactors factors) {

    /**
     * Creates a token.
     *
     * @throws WebApplicationException if the user can't have a token (HTTP 409), OneLogin doesn't create one (HTTP 502), or
     *     a budget of calls is used up (HTTP 429)
     */
    TemporaryTokenView issue(TokenRequest request) {
        var lifetime = request.lifetime();
        if (!user.isEnabled()) {
            throw refused("The user is disabled in Keycloak, and a disabled user can't sign in with a token.");
        }
        try {
            var client = factors.client();
            var expiresAt = Instant.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
            var token = client.createTemporaryToken(owner(client), lifetime, request.isReusable());
            event(expiresAt, request.isReusable());
            return TemporaryTokenView.of(
                    token.code().value(),
                    expiresAt,
                    request.isReusable(),
                    token.device().map(OneLoginId::value).orElse(null));
        } catch (OneLoginException.BudgetExhausted e) {
            throw RetryLater.response(e);
        } catch (OneLoginException e) {
            throw ErrorResponse.error(e.getMessage() + ". " + AdminHint.of(e) + ".", Status.BAD_GATEWAY);
        }
    }

    /** Returns the OneLogin user, who must be able to sign in. */
    private OneLoginId owner(OneLoginClient client) {
        UserLookup lookup = factors.reference()
                .fold(
                        byId -> client.user(byId.user()),
                        byField -> client.findUser(byField.field(), byField.value()),
                        this::refuseMissing);
        return lookup.fold(
                found -> found,
                block -> {
                    throw refused("OneLogin lists the user as " + block.name().toLowerCase(Locale.ROOT)
                            + ", so the user can't sign in with a token.");
                },
                () -> {
                    throw refused("OneLogin has no user that the user mapping finds.");
                },
                () -> {
                    throw refused("OneLogin has more than one user that the user mapping finds.");
                });
    }

    private UserLookup refuseMissing(UserReference.Missing missing) {
        throw refused("The OneLogin user is not known: " + missing.why() + ".");
    }

    private static WebApplicationException refused(String sentence) {
        return ErrorResponse.error(sentence, Status.CONFLICT);
    }

    /** Sends the user's event, without the token. */
    private void event(Instant expiresAt, boolean isReusable) {
        new EventBuilder(realm, session)
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, OneLoginCredentialModel.TYPE)
                .detail("onelogin_token_expires_at", expiresAt.toString())
                .detail("onelogin_token_reusable", Boolean.toString(isReusable))
                .detail(Details.REASON, "onelogin_temporary_token_issued")
                .success();
    }
}
