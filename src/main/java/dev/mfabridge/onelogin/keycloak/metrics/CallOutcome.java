package dev.mfabridge.onelogin.keycloak.metrics;

import dev.mfabridge.onelogin.client.OneLoginException;
import dev.mfabridge.onelogin.client.http.TransportResponse;
import java.util.Locale;

/** Outcome of a request to OneLogin, in the words of {@link OneLoginException}. */
enum CallOutcome {
    SUCCESS,
    UNREACHABLE,
    TIMED_OUT,
    RATE_LIMITED,
    BUDGET_EXHAUSTED,
    POOL_EXHAUSTED,
    BUSY,
    OUT_OF_TIME,
    UNAUTHORIZED,
    REFUSED,
    UNINTELLIGIBLE;

    /** Returns the outcome by the HTTP status, before the body is read. */
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
        return switch (failure.kind()) {
            case UNREACHABLE -> UNREACHABLE;
            case TIMED_OUT -> TIMED_OUT;
            case RATE_LIMITED -> RATE_LIMITED;
            case BUDGET_EXHAUSTED -> BUDGET_EXHAUSTED;
            case POOL_EXHAUSTED -> POOL_EXHAUSTED;
            case BUSY -> BUSY;
            case OUT_OF_TIME -> OUT_OF_TIME;
            case UNAUTHORIZED, SCOPE_MISSING -> UNAUTHORIZED;
            case REFUSED -> REFUSED;
            case INVALID_RESPONSE -> UNINTELLIGIBLE;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
