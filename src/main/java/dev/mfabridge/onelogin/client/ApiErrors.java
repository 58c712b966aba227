package dev.mfabridge.onelogin.client;

import dev.mfabridge.onelogin.client.http.TransportResponse;

/** Turns answers that are no success into the exception that says why, with a sentence for the log. */
final class ApiErrors {
    private ApiErrors() {}

    static OneLoginException of(String operation, TransportResponse reply) {
        var sentence = sentence(operation, reply);
        if (reply.status() == 429) {
            return new OneLoginException.RateLimited(sentence
                    + reply.retryAfter()
                            .map(wait -> ", retry after " + wait.toSeconds() + " s")
                            .orElse(""));
        }
        if (ErrorForms.isScopeMissing(reply)) {
            return new OneLoginException.ScopeMissing(sentence + ": the API credential lacks the scope Manage All");
        }
        if (reply.status() == 401) {
            return new OneLoginException.Unauthorized(sentence);
        }
        if (reply.status() == 503) {
            return OneLoginException.Unreachable.undone(sentence, null);
        }
        if (reply.status() >= 500) {
            return new OneLoginException.Unreachable(sentence, null);
        }
        if (reply.status() >= 400) {
            return new OneLoginException.Refused(sentence);
        }
        return new OneLoginException.InvalidResponse(sentence);
    }

    static OneLoginException unintelligible(String operation, TransportResponse reply, String expected) {
        return new OneLoginException.InvalidResponse(
                sentence(operation, reply) + ", which can't be read as " + expected);
    }

    /** Says what OneLogin answered by status, error name and request id alone: its messages might repeat what was sent. */
    static String sentence(String operation, TransportResponse reply) {
        var name = ErrorForms.name(reply).map(error -> " " + error);
        var request = reply.requestId().map(id -> " (X-Request-Id " + id + ")");
        return operation + ": OneLogin answered HTTP " + reply.status() + name.orElse("") + request.orElse("");
    }
}
