package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.Locale;

/** How a request to OneLogin ended, in the words of {@link OneLoginException}. */
enum CallOutcome {
    SUCCESS,
    UNREACHABLE,
    TIMED_OUT,
    RATE_LIMITED,
    POOL_EXHAUSTED,
    UNAUTHORIZED,
    REFUSED,
    UNINTELLIGIBLE;

    /** What the HTTP status says; whether the body can be read is not known yet. */
    static CallOutcome of(TransportResponse response) {
        return switch (response.status()) {
            case 401 -> UNAUTHORIZED;
            case 429 -> RATE_LIMITED;
            default ->
                switch (response.status() / 100) {
                    case 2 -> SUCCESS;
                    case 4 -> REFUSED;
                    case 5 -> UNREACHABLE;
                    default -> UNINTELLIGIBLE;
                };
        };
    }

    static CallOutcome of(OneLoginException failure) {
        if (failure instanceof OneLoginException.TimedOut) {
            return TIMED_OUT;
        }
        if (failure instanceof OneLoginException.RateLimited) {
            return RATE_LIMITED;
        }
        if (failure instanceof OneLoginException.PoolExhausted) {
            return POOL_EXHAUSTED;
        }
        if (failure instanceof OneLoginException.Unauthorized || failure instanceof OneLoginException.ScopeMissing) {
            return UNAUTHORIZED;
        }
        if (failure instanceof OneLoginException.Refused) {
            return REFUSED;
        }
        return failure instanceof OneLoginException.InvalidResponse ? UNINTELLIGIBLE : UNREACHABLE;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
