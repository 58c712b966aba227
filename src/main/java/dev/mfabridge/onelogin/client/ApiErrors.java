package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.TransportResponse;

/** Turns answers that are no success into the exception that says why, with a sentence for the log. */
final class ApiErrors {
    private ApiErrors() {}

    static OneLoginException toException(String operation, TransportResponse response) {
        var sentence = describe(operation, response);
        if (response.status() == 429) {
            return new OneLoginException.RateLimited(sentence
                    + response.retryAfter()
                            .map(wait -> ", retry after " + wait.toSeconds() + " s")
                            .orElse(""));
        }
        if (ErrorForms.isScopeMissing(response)) {
            return new OneLoginException.ScopeMissing(sentence + ": the API credential lacks the scope Manage All");
        }
        if (response.status() == 401) {
            return new OneLoginException.Unauthorized(sentence);
        }
        if (response.status() == 503) {
            return OneLoginException.Unreachable.notProcessed(sentence, null);
        }
        if (response.status() >= 500) {
            return new OneLoginException.Unreachable(sentence, null);
        }
        if (response.status() >= 400) {
            return new OneLoginException.Refused(sentence);
        }
        return new OneLoginException.InvalidResponse(sentence);
    }

    static OneLoginException invalidResponse(String operation, TransportResponse response, String expected) {
        return new OneLoginException.InvalidResponse(
                describe(operation, response) + ", which can't be read as " + expected);
    }

    /** Says what OneLogin answered by status, error name and request id alone: its messages might repeat what was sent. */
    static String describe(String operation, TransportResponse response) {
        var name = ErrorForms.name(response).map(error -> " " + error);
        var request = response.requestId().map(id -> " (X-Request-Id " + id + ")");
        return operation + ": OneLogin answered HTTP " + response.status() + name.orElse("") + request.orElse("");
    }
}
