package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.TransportResponse;

/** Mapping of unsuccessful responses to exceptions, each with a message for the log. */
final class ApiErrors {
    private ApiErrors() {}

    /** Returns the exception for a response that is no success. HTTP 503 means that OneLogin processed nothing. */
    static OneLoginException toException(String operation, TransportResponse response) {
        var message = describe(operation, response);
        if (response.status() == 429) {
            return new OneLoginException.RateLimited(message
                    + response.retryAfter()
                            .map(wait -> ", retry after " + wait.toSeconds() + " s")
                            .orElse(""));
        }
        if (ErrorReader.isScopeMissing(response)) {
            return new OneLoginException.ScopeMissing(message + ": the API credential lacks the scope Manage All");
        }
        if (response.status() == 401) {
            return new OneLoginException.Unauthorized(message);
        }
        if (response.status() == 503) {
            return OneLoginException.Unreachable.notProcessed(message, null);
        }
        if (response.status() >= 500) {
            return new OneLoginException.Unreachable(message, null);
        }
        if (response.status() >= 400) {
            return new OneLoginException.Refused(message);
        }
        return new OneLoginException.InvalidResponse(message);
    }

    /**
     * Returns the exception for a response that can't be read.
     *
     * @param expected the missing content, as a noun for the log
     */
    static OneLoginException invalidResponse(String operation, TransportResponse response, String expected) {
        return new OneLoginException.InvalidResponse(
                describe(operation, response) + ", which can't be read as " + expected);
    }

    /**
     * Returns the status, the error name and the request id for the log. OneLogin's own messages are left out, since
     * they might repeat what was sent (S7).
     */
    static String describe(String operation, TransportResponse response) {
        var name = ErrorReader.name(response).map(error -> " " + error);
        var request = response.requestId().map(id -> " (X-Request-Id " + id + ")");
        return operation + ": OneLogin answered HTTP " + response.status() + name.orElse("") + request.orElse("");
    }
}
