package dev.mfabridge.onelogin.simulator;

import java.util.Map;

/** Error answer in OneLogin's words. */
final class ApiError extends RuntimeException {
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

    private ApiError(int status, String name, String message) {
        this(status, name, message, ErrorForm.NAME);
    }

    private ApiError(int status, String name, String message, ErrorForm form) {
        super(message, null, false, false);
        this.status = status;
        this.name = name;
        this.form = form;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message);
    }

    static ApiError invalidCredentials() {
        return new ApiError(401, "InvalidCredentials", "Please provide valid credentials");
    }

    /** Returns the answer to a token whose credential lacks the scope, as on OneLogin's pages. */
    static ApiError insufficientPermission() {
        return new ApiError(401, "Unauthorized", "Insufficient Permission", ErrorForm.STATUS);
    }

    /** Returns the answer of API version 1 to a wrong code. */
    static ApiError failedAuthentication() {
        return new ApiError(400, "BadRequest", "Failed authentication with this factor", ErrorForm.STATUS);
    }

    /** Returns the answer of API version 1 to the removal of a missing device. */
    static ApiError factorNotFound() {
        return new ApiError(400, "BadRequest", "Factor could not be found", ErrorForm.STATUS);
    }

    static ApiError forbidden() {
        return new ApiError(403, "ForbiddenAction", "You are not authorised to perform this action");
    }

    static ApiError notFound(String message) {
        return new ApiError(404, "NotFoundError", message);
    }

    static ApiError unprocessable(String message) {
        return new ApiError(422, "UnprocessableEntityError", message);
    }

    static ApiError tooManyRequests() {
        return new ApiError(429, "TooManyRequests", "Rate limit exceeded");
    }

    static ApiError serverError() {
        return new ApiError(500, "InternalServerError", "Something went wrong");
    }

    static ApiError unavailable() {
        return new ApiError(503, "ServiceUnavailable", "Please try again later");
    }

    int status() {
        return status;
    }

    /** Returns the form in which the error was recorded. */
    ErrorForm form() {
        return form;
    }

    /** Returns the name of the error in the forms with {@code statusCode}. */
    String name() {
        return name;
    }

    /** Returns the type of the error in the forms with {@code code}. */
    String type() {
        return TYPES.get(status);
    }
}
