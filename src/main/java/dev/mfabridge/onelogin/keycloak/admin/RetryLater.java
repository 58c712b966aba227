package dev.mfabridge.onelogin.keycloak.admin;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.keycloak.logging.AdminHint;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.representations.idm.ErrorRepresentation;

/** Answer to an administrator whose calls a budget rejects: HTTP 429 with {@code Retry-After} and a sentence. */
final class RetryLater {
    private RetryLater() {}

    /** Returns the exception with the response. */
    static WebApplicationException response(OneLoginException.BudgetExhausted e) {
        var seconds = Math.max(1, Duration.between(Instant.now(), e.until()).toSeconds());
        var error = new ErrorRepresentation();
        error.setErrorMessage(e.getMessage() + ". " + AdminHint.of(e) + ".");
        return new WebApplicationException(Response.status(Status.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .type(MediaType.APPLICATION_JSON)
                .entity(error)
                .build());
    }
}
