package dev.mfabridge.onelogin.simulator;

import java.util.Map;

/** An error answer in OneLogin's words. */
final class Refusal extends RuntimeException {
    private static final Map<Integer, String> TYPES = Map.of(
            400, "bad request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            422, "UnprocessableEntityError",
            429, "Too Many Requests",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private final int status;
    private final String name;
    private final ErrorForm form;

    private Refusal(int status, String name, String message) {
        this(status, name, message, ErrorForm.NAME);
    }

    private Refusal(int status, String name, String message, ErrorForm form) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
        this.form = form;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message);
    }

    static Refusal invalidCredentials() {
        return new Refusal(401, "InvalidCredentials", "Please provide valid credentials");
    }

    /** The answer to a token whose credentials lack the scope, as OneLogin's pages have it. */
    static Refusal insufficientPermission() {
        return new Refusal(401, "Unauthorized", "Insufficient Permission", ErrorForm.STATUS);
    }

    /** The answer of the API's first version to a code that isn't right. */
    static Refusal failedAuthentication() {
        return new Refusal(400, "BadRequest", "Failed authentication with this factor", ErrorForm.STATUS);
    }

    /** The answer of the API's first version to the removal of a device that is gone. */
    static Refusal factorNotFound() {
        return new Refusal(400, "BadRequest", "Factor could not be found", ErrorForm.STATUS);
    }

    static Refusal forbidden() {
        return new Refusal(403, "ForbiddenAction", "You are not authorised to perform this action");
    }

    static Refusal notFound(String message) {
        return new Refusal(404, "NotFoundError", message);
    }

    static Refusal unprocessable(String message) {
        return new Refusal(422, "UnprocessableEntityError", message);
    }

    static Refusal tooManyRequests() {
        return new Refusal(429, "TooManyRequests", "Rate limit exceeded");
    }

    static Refusal serverError() {
        return new Refusal(500, "InternalServerError", "Something went wrong");
    }

    static Refusal unavailable() {
        return new Refusal(503, "ServiceUnavailable", "Please try again later");
    }

    int status() {
        return status;
    }

    /** The form it was recorded in. */
    ErrorForm form() {
        return form;
    }

    /** As the error forms with {@code statusCode} call it. */
    String name() {
        return name;
    }

    /** As the error forms with {@code code} call it. */
    String type() {
        return TYPES.get(status);
    }
}
