package dev.mfabridge.onelogin.keycloak.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.services.ErrorResponse;

/**
 * Body of the request for a temporary token. Without a lifetime, the token is valid for an hour, and once.
 *
 * @param lifetimeMinutes the minutes for which the token is valid, 2 to 4320 (72 hours), or null
 * @param reusable whether the token is valid until it expires, and not only once, or null
 */
public record TokenRequest(Integer lifetimeMinutes, Boolean reusable) {
    private static final int DEFAULT_MINUTES = 60;
    private static final int LEAST_MINUTES = 2;
    private static final int MOST_MINUTES = 4_320;

    @JsonCreator
    public TokenRequest(
            @JsonProperty("lifetimeMinutes") Integer lifetimeMinutes, @JsonProperty("reusable") Boolean reusable) {
        this.lifetimeMinutes = lifetimeMinutes;
        this.reusable = reusable;
    }

    /** Returns the lifetime, or answers HTTP 400 if OneLogin has no such lifetime. */
    Duration lifetime() {
        var minutes = Optional.ofNullable(lifetimeMinutes).orElse(DEFAULT_MINUTES);
        if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
            throw ErrorResponse.error(
                    "lifetimeMinutes must be a whole number from %d to %d".formatted(LEAST_MINUTES, MOST_MINUTES),
                    Status.BAD_REQUEST);
        }
        return Duration.ofMinutes(minutes);
    }

    boolean isReusable() {
        return Boolean.TRUE.equals(reusable);
    }
}
